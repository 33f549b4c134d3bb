"""`Op`: the one record that holds everything about an op.

An op file makes one `Op` and hangs everything on it, in the order of a page of the specification: prose, signature,
constraints, inference, kernel, accuracy, history, examples, rejects. When the registry has loaded the file it seals
the record, which checks that nothing is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from ..record import record
from ..types import FunctionType, Type
from .accuracy import Accuracy
from .regions import Sketch, sketch
from .slots import Attribute, Operand, Region, Result, Slot
from .typesets import Elements

Function = TypeVar("Function", bound=Callable[..., Any])


RESOURCES = frozenset({"random", "probes", "show", "extra_attributes", "verify_composites"})
"""What a kernel may ask for besides slots: the run's numpy random Generator, the record of probed values, a function
that prints a tensor, the operation's attributes that are no slots, and whether composites are verified."""

MESHES = "mesh_sizes"
"""What `Op.supported` may ask for besides: the sizes of all axes of the device meshes that attributes name."""


class DeclarationError(Exception):
    """An op file is not complete or contradicts itself."""


def parameters(function: Callable[..., Any]) -> tuple[str, ...]:
    """Names of a function's parameters."""
    code = function.__code__
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


@record
class Constraint:
    """A sentence that must hold. `formula` is the docstring; `parameters` name the slots it reads.

    `verbatim` says that it compares types as they are written, unknown sizes included, and nothing that a run may find.
    """

    label: str
    name: str
    formula: str
    holds: Callable[..., bool]
    parameters: tuple[str, ...]
    verbatim: bool = False

    @property
    def sentence(self) -> str:
        """The function's name in words."""
        return self.name.replace("_", " ")


@record
class Example:
    """An application of the op: inputs (literals, attribute values, sketched bodies) and results, all by slot name.

    A variadic slot takes a list. `results` maps result slots to literals; where the op cannot infer result types,
    they are those of the literals.
    """

    title: str
    inputs: Mapping[str, Any]
    results: Mapping[str, Any]


@record
class Reject:
    """An application that must be refused, with the label of the constraint that refuses it.

    `changes` are laid over the first example (or the one titled `of`); a result slot may be given a type.
    """

    label: str
    changes: Mapping[str, Any]
    of: str | None = None


@record
class Family:
    """What several ops share: slots, constraints, inference, assembly, whether the op is elementwise, rejects, and what
    is known before execution (`Op.supported`, `Op.result_sizes`).

    Rejects are laid over each op's own first example.
    """

    slots: tuple[Slot, ...]
    constraints: tuple[Constraint, ...] = ()
    infer: Callable[..., Any] | None = None
    assembly: str | None = None
    elementwise: bool = False
    rejects: tuple[Reject, ...] = ()
    decomposition: Callable[..., Any] | None = None
    supported: Callable[..., None] | None = None
    result_sizes: Callable[..., Sequence[int]] | None = None


def constraint(label: str, function: Callable[..., bool], verbatim: bool = False) -> Constraint:
    """A constraint made of a predicate: its name is the sentence, its docstring the formula."""
    formula = " ".join((function.__doc__ or "").split())
    return Constraint(label, function.__name__, formula, function, parameters(function), verbatim)


@dataclass(eq=False)
class Op:
    """One op of a dialect.

    `assembly` declares the pretty syntax (see interpreter/text/assembly.py), None where there is only the generic one.
    `since` is the version of StableHLO in which the op first stood in a portable artifact. `view` says that the
    kernel's results take no memory of their own (they are views of operands, or splats). `moves` says that the kernel
    puts elements in other places and never looks at them, so that quantized ones are moved as they are stored.
    `choosing` says that elements are compared with each other or chosen, and what they are matters for nothing else.
    `isolated` says that the op's regions see no values from around it. `segmented` says that all operand and result
    slots are variadic, and that attributes `operandSegmentSizes` and `resultSegmentSizes` tell how many values each
    gets. `extensible` says that the kernel may run functions that users bring, whose failures are theirs.
    """

    mnemonic: str
    doc: str | None
    family: Family | None = None
    slots: Sequence[Slot] = ()
    assembly: str | None = None
    since: str = "0.9.0"
    dialect: str = "stablehlo"
    elementwise: bool = False
    choosing: bool = False
    terminator: bool = False
    side_effects: bool = False
    isolated: bool = False
    segmented: bool = False
    extensible: bool = False
    view: bool = False
    moves: bool = False
    deprecated: str | None = None
    constraints: list[Constraint] = field(default_factory=list[Constraint])
    accuracies: list[Accuracy] = field(default_factory=list[Accuracy])
    examples: list[Example] = field(default_factory=list[Example])
    rejects: list[Reject] = field(default_factory=list[Reject])
    history: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    peers: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    choices: list[str] = field(default_factory=list[str])
    run: Callable[..., Any] | None = None
    unsupported: str | None = None

    def __post_init__(self) -> None:
        self._infer: Callable[..., Any] | None = None
        self._decomposition: Callable[..., Any] | None = None
        self._reducer: Callable[[np.dtype[Any]], np.ufunc | None] | None = None
        self._zero_blind_reducer: Callable[[np.dtype[Any]], np.ufunc | None] | None = None
        self.support: Callable[..., None] | None = None
        self.sizes: Callable[..., Sequence[int]] | None = None
        if self.family is not None:
            self.slots = (*self.family.slots, *self.slots)
            self.constraints.extend(self.family.constraints)
            self.rejects.extend(self.family.rejects)
            self._infer = self.family.infer
            self._decomposition = self.family.decomposition
            self.assembly = self.assembly or self.family.assembly
            self.elementwise = self.elementwise or self.family.elementwise
            self.support = self.family.supported
            self.sizes = self.family.result_sizes
        self.operands = tuple(slot for slot in self.slots if isinstance(slot, Operand))
        self.attributes = tuple(slot for slot in self.slots if isinstance(slot, Attribute))
        self.regions = tuple(slot for slot in self.slots if isinstance(slot, Region))
        self.results = tuple(slot for slot in self.slots if isinstance(slot, Result))
        self.attribute_names = frozenset(slot.name for slot in self.attributes)

    @property
    def prose(self) -> str:
        """What the op does: the docstring of its file."""
        return self.doc or ""

    @property
    def name(self) -> str:
        """Dialect and mnemonic: `stablehlo.add`."""
        return f"{self.dialect}.{self.mnemonic}"

    @property
    def short_name(self) -> str:
        """As pages and reports call it: the mnemonic of a StableHLO op, the full name of another dialect's."""
        return self.name.removeprefix("stablehlo.")

    @cached_property
    def input_labels(self) -> dict[str, str]:
        """The specification's labels I1, I2, ... of operands, attributes (fields of groups) and regions."""
        names: list[str] = []
        for slot in self.slots:
            if not isinstance(slot, Result):
                names.extend(slot.group if isinstance(slot, Attribute) and slot.group else (slot.name,))
        labels = {name: f"I{number}" for number, name in enumerate(names, 1)}
        return labels | {slot.name: labels[slot.group[0]] for slot in self.attributes if slot.group}

    # Declarations, in the order of a page ---------------------------------------------------------------------------

    def constraint(self, label: str, *, verbatim: bool = False) -> Callable[[Function], Function]:
        """Declares a constraint. It may assume that those before it hold.

        Besides slots it may read `<region>_operations`: full names of the operations within a region, in order.
        """

        def declare(function: Function) -> Function:
            self.constraints.append(constraint(label, function, verbatim))
            return function

        return declare

    def infer(self, function: Function) -> Function:
        """Declares the inference of result types: a function of slots that gives a type, or a tuple of types."""
        self._infer = function
        return function

    def kernel(self, function: Function) -> Function:
        """Declares the kernel: a pure function of arrays, attribute values, bodies and result types, by slot name."""
        self.run = function
        return function

    def decomposition(self, function: Function) -> Function:
        """Declares how other ops do the same: a function of slots that gives a value of a sketched body, or a tuple.

        Operands arrive as values of the body, attributes as values, result slots as types, regions as functions of
        values that give a tuple of values. It raises Unsupported where there is no other way.
        """
        self._decomposition = function
        return function

    def supported(self, function: Function) -> Function:
        """Declares what is known before execution: a function of types and attributes, by slot name, that raises
        Unsupported where the kernel would. The kernel may rely on it."""
        self.support = function
        return function

    def result_sizes(self, function: Function) -> Function:
        """Declares the sizes of the one result where values of operands decide them: a function of what the kernel
        gets. Memory limits are held against them before the kernel runs."""
        self.sizes = function
        return function

    def reducer(self, function: Callable[[np.dtype[Any]], np.ufunc | None]) -> Callable[..., Any]:
        """Declares which ufunc does the same on two arrays of a dtype (None where none does)."""
        self._reducer = function
        return function

    def zero_blind_reducer(self, function: Callable[[np.dtype[Any]], np.ufunc | None]) -> Callable[..., Any]:
        """Declares which ufunc does the same as long as no element is a negative zero."""
        self._zero_blind_reducer = function
        return function

    def cannot_run(self, reason: str) -> None:
        """Declares that the op has no kernel yet; running it raises Unsupported with this reason."""
        self.unsupported = reason

    def accuracy(self, *accuracies: Accuracy) -> None:
        """Declares how accurate results are."""
        self.accuracies.extend(accuracies)

    def changed(self, version: str, what: str) -> None:
        """Declares a change of the op in a version of StableHLO."""
        self.history.append((version, what))

    def choice(self, *names: str) -> None:
        """Names points that the specification leaves open and that this op meets (see lang/choices.py)."""
        self.choices.extend(names)

    def example(self, title: str, /, **slots: Any) -> None:
        """Declares an example: inputs and results by slot name."""
        names = {slot.name for slot in self.results}
        inputs = {name: value for name, value in slots.items() if name not in names}
        self.examples.append(Example(title, inputs, {n: v for n, v in slots.items() if n in names}))

    def reject(self, label: str, /, *, of: str | None = None, **changes: Any) -> None:
        """Declares an application that constraint `label` refuses, as changes to an example."""
        self.rejects.append(Reject(label, changes, of))

    def peer(self, name: str, difference: str) -> None:
        """Records where another implementation differs."""
        self.peers.append((name, difference))

    # Use ------------------------------------------------------------------------------------------------------------

    @cached_property
    def constant_operands(self) -> frozenset[str]:
        """Operand slots whose values, where they are constants of the program, constraints or the inference read."""
        functions = [one.holds for one in self.constraints] + ([self._infer] if self._infer else [])
        read = {name for function in functions for name in parameters(function)}
        return frozenset(slot.name for slot in self.operands if f"{slot.name}_value" in read)

    @property
    def infers(self) -> bool:
        """Whether result types follow from the inputs."""
        return self._infer is not None

    @property
    def decomposes(self) -> bool:
        """Whether other ops do the same."""
        return self._decomposition is not None

    @property
    def declared_decomposition(self) -> Callable[..., Any] | None:
        """The function that writes the op in terms of others."""
        return self._decomposition

    def decompose(self, operands: Sequence[Type], bound: Mapping[str, Any]) -> Sketch:
        """The body that does the same for operands of these types; `bound` is what the decomposition may ask for, by
        slot name.

        Raises Unsupported where there is none.
        """
        assert self._decomposition is not None
        made = self._decomposition(*(bound[name] for name in parameters(self._decomposition)))
        return sketch(lambda *_: made, *operands)

    @property
    def reduces(self) -> bool:
        """Whether some ufunc does the same: then the op is commutative, and reductions with it have a short syntax."""
        return self._reducer is not None

    def ufunc(self, dtype: np.dtype[Any], *, negative_zeros: bool = True) -> np.ufunc | None:
        """The ufunc that does the same on two arrays of this dtype (without negative zeros), where there is one."""
        found = None if self._reducer is None else self._reducer(dtype)
        if found is None and not negative_zeros and self._zero_blind_reducer is not None:
            return self._zero_blind_reducer(dtype)
        return found

    @property
    def implementations(self) -> tuple[Callable[..., Any], ...]:
        """Functions that compute, or choose what computes: the kernel and the choices of ufuncs."""
        return tuple(one for one in (self.run, self._reducer, self._zero_blind_reducer) if one is not None)

    def infer_bound(self, bound: Mapping[str, Any]) -> tuple[Type, ...]:
        """Result types from bound inputs. Raises DeclarationError where the op has no inference."""
        if self._infer is None:
            raise DeclarationError(f"{self.name} has no inference")
        types = self._infer(*(bound[name] for name in parameters(self._infer)))
        return types if isinstance(types, tuple) else (types,)  # pyright: ignore[reportUnknownVariableType]

    def infer_types(self, operands: Sequence[Type], attributes: Mapping[str, Any]) -> tuple[Type, ...]:
        """Result types from operand types, attribute values, and regions (sketches or their types), by slot name."""
        from .binding import bind_attributes, bind_operands

        bound = bind_operands(self, operands)
        bound.update(bind_attributes(self, attributes, bound))
        bound.update({f"{name}_value": None for name in self.constant_operands})
        for slot in self.regions:
            if slot.name in attributes:
                region = attributes[slot.name]
                bound[slot.name] = region if isinstance(region, (FunctionType, tuple)) else region.type
        return self.infer_bound(bound)

    def accuracy_of(self, kind: Elements, element: Any) -> Accuracy | None:
        """The bound for results of an element type (more particular declarations first)."""
        fitting = [one for one in self.accuracies if kind in one.elements and (not one.only or element in one.only)]
        return next(iter(sorted(fitting, key=lambda one: not one.only)), None)

    def seal(self) -> None:
        """Checks that the declaration is complete and consistent. Raises DeclarationError."""
        names = [slot.name for slot in self.slots] + [name for slot in self.attributes for name in slot.group]
        problems: list[str] = []
        if not self.prose.strip():
            problems.append("no prose")
        if self.run is None and self.unsupported is None and not self.terminator:
            problems.append("no kernel")
        for function in (self.run, self.support, self.sizes, self._decomposition):
            if function is not None and (unknown := set(parameters(function)) - set(names) - RESOURCES - {MESHES}):
                problems.append(f"{function.__name__} asks for {sorted(unknown)}, which are no slots")
        contents = {f"{slot.name}_operations" for slot in self.regions} | {
            f"{slot.name}_value" for slot in self.operands
        }
        for one in self.constraints:
            if unknown := set(one.parameters) - set(names) - contents:
                problems.append(f"({one.label}) asks for {sorted(unknown)}, which are no slots")
            if not one.formula:
                problems.append(f"({one.label}) has no formula")
        labels = {one.label for one in self.constraints}
        problems += [f"reject {one.label}: no such constraint" for one in self.rejects if one.label not in labels]
        for one in self.examples:
            if unknown := set(one.inputs) - set(names):
                problems.append(f"example {one.title!r} gives {sorted(unknown)}, which are no slots")
        if len(set(names)) != len(names):
            problems.append("two slots have the same name")
        if problems:
            raise DeclarationError(f"{self.name}: {'; '.join(problems)}")

    @property
    def steps(self) -> tuple[str, ...]:
        """Labels S1, S2, ... of the prose's numbered steps."""
        return tuple(dict.fromkeys(re.findall(r"\((S\d+)\)", self.prose)))
