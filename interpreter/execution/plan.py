"""Plans: a function compiled once into a flat list of steps with numbered slots.

A frame is a list: slot 0 holds the run's Context, the others one value each. Regions of a function share its frame,
so captured values need no copying. Each step knows which slots nobody reads after it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ...spec.attributes import SymbolRef
from ...spec.lang.binding import bind_attributes, distribute
from ...spec.lang.errors import InvalidValue, Unsupported
from ...spec.lang.op import MESHES, RESOURCES, Op, parameters
from ...spec.lang.regions import MOST_DIMENSIONS
from ...spec.lang.slots import Attribute, Operand, Region as RegionSlot
from ...spec.types import TENSOR_TYPES, BooleanType, FunctionType, QuantizedType, TensorType
from ..diagnostics import LimitExceeded, UnsupportedError, diagnose
from ..ir import Block, Module, Operation, Value
from ..verify.actual import rules_for_sizes
from ..verify.bind import lookup, mesh_sizes, operands_by_slot, read_attributes, results_by_slot
from .context import exceeded
from .foresight import foresight

Frame = list[Any]
Getter = Callable[[Frame], Any]


class Step:
    """One operation, ready to run: `call(frame)` gives its results."""

    __slots__ = ("call", "frees", "nbytes", "operation", "outputs", "single", "types")

    def __init__(self, operation: Operation, call: Getter, outputs: tuple[int, ...], nbytes: int) -> None:
        self.operation = operation
        self.call = call
        self.outputs = outputs
        self.types = tuple([value.type for value in operation.results])
        self.nbytes = nbytes
        self.frees: tuple[int, ...] = ()
        self.single = len(outputs) == 1 and not _any_variadic_result(operation.op)


def _any_variadic_result(op: Op | None) -> bool:
    return op is not None and any(slot.variadic for slot in op.results)


class BlockPlan:
    """A compiled block. `elementwise` and `chooses` as in spec's Body; `plain` is its one op if it has no more."""

    __slots__ = ("arguments", "chooses", "elementwise", "outputs", "owner", "plain", "steps", "terminator", "type")

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.terminator: Operation | None = None
        self.owner: Operation | None = None
        self.arguments: tuple[int, ...] = ()
        self.outputs: tuple[int, ...] = ()
        self.type = FunctionType((), ())
        self.elementwise = False
        self.chooses = False
        self.plain: Op | None = None


class FunctionPlan:
    """A compiled function: its block, the number of slots a frame takes, and the functions that it calls.

    Calls inside of branches, which need not be reached, do not count.
    """

    __slots__ = ("block", "callees", "name", "operation", "slots")

    def __init__(self, name: str, operation: Operation) -> None:
        self.name = name
        self.operation = operation
        self.callees: list[Operation] = []
        self.block = BlockPlan()
        self.slots = 1


class Program:
    """The compiled functions of a module; each is compiled when it is prepared, or first called.

    A program belongs to one limit on elements, because sizes that types declare are checked here, once.
    """

    @staticmethod
    def of(module: Module, max_elements: int | None) -> Program:
        """The program of a module, compiled once and kept with the module, which must not change any more."""
        program: Program | None = module.plans.get(max_elements)
        if program is None:
            program = module.plans[max_elements] = Program(max_elements)
        return program

    def __init__(self, max_elements: int | None) -> None:
        self.max_elements = max_elements
        self._plans: dict[int, FunctionPlan] = {}
        self._prepared: set[int] = set()

    def function(self, operation: Operation) -> FunctionPlan:
        """The plan of a `func.func` operation."""
        plan = self._plans.get(id(operation))
        if plan is None:
            plan = self._plans[id(operation)] = _Compiler(self, operation).plan
        return plan

    def prepare(self, entry: Operation) -> FunctionPlan:
        """Compiles a function and all that it calls, so that nothing runs of a program that cannot run to its end.

        Raises UnsupportedError and LimitExceeded.
        """
        waiting = [] if id(entry) in self._prepared else [entry]
        while waiting:
            plan = self.function(waiting.pop())
            waiting.extend(callee for callee in reversed(plan.callees) if id(callee) not in self._plans)
        self._prepared.add(id(entry))
        return self._plans[id(entry)]


class _Compiler:
    """Compiles one function."""

    def __init__(self, program: Program, operation: Operation) -> None:
        self.program = program
        self.slots: dict[Value, int] = {}
        self.branches = 0
        self.plan = FunctionPlan(operation.symbol or "", operation)
        entry = operation.regions[0].entry if operation.regions else None
        if entry is None:
            message = f"function @{operation.symbol} has no body"
            raise UnsupportedError(diagnose(message, operation.span, op=operation.name))
        self.plan.block = self.block(entry)
        self.plan.slots = len(self.slots) + 1

    def slot(self, value: Value) -> int:
        number = self.slots.get(value)
        if number is None:
            number = self.slots[value] = len(self.slots) + 1
        return number

    def block(self, block: Block) -> BlockPlan:
        plan = BlockPlan()
        plan.arguments = tuple(self.slot(argument) for argument in block.arguments)
        plan.owner = block.parent.parent
        plan.terminator = terminator = block.terminator
        for operation in block.operations:
            if operation is not terminator:
                plan.steps.append(self.step(operation))
        plan.outputs = () if terminator is None else tuple(self.slot(value) for value in terminator.operands)
        plan.type = block.parent.function_type()
        plan.elementwise = _is_elementwise(block)
        plan.chooses = plan.elementwise and _chooses(block)
        plan.plain = _plain_op(block)
        _set_last_uses(block, plan, self.slot)
        return plan

    def step(self, operation: Operation) -> Step:
        outputs = tuple(self.slot(result) for result in operation.results)
        nbytes = 0
        try:
            op = _runnable(operation)
            for result in operation.results:
                nbytes += self.check_size(operation, result)
            call = self.bind(op, operation)
        except (UnsupportedError, LimitExceeded) as error:
            if not self.branches:
                raise
            return Step(operation, _raiser(error), outputs, 0)  # perhaps this branch is not taken
        return Step(operation, call, outputs, 0 if op.view else nbytes)

    def check_size(self, operation: Operation, result: Value) -> int:
        """Bytes of a result; raises LimitExceeded where it has too many elements."""
        if not isinstance(result.type, TensorType):
            return 0
        if result.type.rank > MOST_DIMENSIONS:
            message = f"'{operation.name}' cannot be executed: arrays have at most {MOST_DIMENSIONS} dimensions here"
            raise UnsupportedError(diagnose(message, operation.span, op=operation.name))
        if not result.type.static:
            return 0
        if result.type.size == 0 and _too_large_for_numpy(result.type):
            message = f"'{operation.name}' cannot be executed: no array can have the type {result.type}"
            raise UnsupportedError(diagnose(message, operation.span, op=operation.name))
        limit = self.program.max_elements
        if limit is not None and result.type.size > limit:
            raise exceeded("max_elements", f"{result.type} has more than {limit} elements", operation)
        return result.type.nbytes

    def bind(self, op: Op, operation: Operation) -> Getter:
        """A function of the frame that runs the kernel on the operation's inputs."""
        call = self.application(op, operation)
        shaped = [value for value in operation.operands if isinstance(value.type, TensorType) and value.type.rank]
        if op.elementwise and len(shaped) > 1 and not all(value.type.static for value in shaped):  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
            return _alike(call, [self.slot(value) for value in shaped])
        check = None if op.elementwise else rules_for_sizes(op, operation)
        return call if check is None else _held(call, check, [self.slot(value) for value in operation.operands])

    def application(self, op: Op, operation: Operation) -> Getter:
        """As `bind`, for operands that fit each other."""
        kernel = op.run
        assert kernel is not None
        sources = self.sources(op, operation)
        wanted = [sources[name] for name in parameters(kernel)]
        if (types := foresight(op, operation, sources, self.slot)) is not None:
            getters = [_getter(source) for source in wanted]
            return lambda frame: (frame[0].expect(operation, types(frame)), kernel(*[one(frame) for one in getters]))[1]
        if all(isinstance(source, int) for source in wanted) and 1 <= len(wanted) <= 3:
            return _direct(kernel, wanted)
        getters = [_getter(source) for source in wanted]
        return lambda frame: kernel(*[getter(frame) for getter in getters])

    def sources(self, op: Op, operation: Operation) -> dict[str, Any]:
        """By slot name: a slot number, a tuple of them, a getter, or a constant in a `_Constant`."""
        operands = operands_by_slot(op, operation, [self.slot(value) for value in operation.operands])
        types = operands_by_slot(op, operation, [value.type for value in operation.operands])
        types.update(results_by_slot(op, operation, [value.type for value in operation.results]))
        regions = [region.function_type() for region in operation.regions]
        types.update(distribute(op.regions, regions, "regions"))
        attributes = bind_attributes(op, read_attributes(op, operation), types)
        extra = {name: value for name, value in operation.attributes.items() if name not in op.attribute_names}
        _check_support(op, operation, types | attributes | {"extra_attributes": extra})
        sources: dict[str, Any] = {name: _resource(name) for name in RESOURCES}
        sources["extra_attributes"] = _Constant(extra)
        for slot in op.slots:
            if isinstance(slot, Operand):
                bound = operands[slot.name]
                sources[slot.name] = _Constant(None) if bound is None else bound
            elif isinstance(slot, Attribute):
                for name in (slot.name, *slot.group):
                    value = attributes[name]
                    sources[name] = self.constant(operation, value)
            elif not isinstance(slot, RegionSlot):
                sources[slot.name] = _Constant(types[slot.name])
        if any(slot.name in parameters(op.run) for slot in op.regions):  # pyright: ignore[reportArgumentType]
            branch = bool(operation.operands) and not any(region.blocks[0].arguments for region in operation.regions)
            blocks = [self.region(region.blocks[0], branch=branch) for region in operation.regions]
            for name, plans in distribute(op.regions, blocks, "regions").items():
                sources[name] = _bodies(plans) if isinstance(plans, tuple) else _body(plans)
        return sources

    def region(self, block: Block, *, branch: bool) -> BlockPlan:
        self.branches += branch
        plan = self.block(block)
        self.branches -= branch
        return plan

    def constant(self, operation: Operation, value: Any) -> Getter | _Constant:
        """An attribute's value; functions in the place of their names."""
        if isinstance(value, SymbolRef):
            return self.callee(operation, value)
        if isinstance(value, tuple) and any(isinstance(one, SymbolRef) for one in value):  # pyright: ignore[reportUnknownVariableType]
            callees = [self.callee(operation, one) for one in value]  # pyright: ignore[reportUnknownVariableType]
            return lambda frame: tuple([callee(frame) for callee in callees])
        return _Constant(value)

    def callee(self, operation: Operation, symbol: SymbolRef) -> Getter:
        """A getter of the function that a symbol names. It is compiled when first called."""
        from .engine import FunctionBody

        function = lookup(operation, symbol)
        if function is None or function.name != "func.func":
            return lambda frame: symbol
        if not self.branches:
            self.plan.callees.append(function)
        return lambda frame: FunctionBody(frame[0], function, operation)


def _too_large_for_numpy(type_: TensorType) -> bool:
    """numpy refuses shapes whose sizes but for zeros would make too many bytes."""
    return bool(math.prod(size for size in type_.sizes if size) * type_.dtype.itemsize >> 63)


def _alike(call: Getter, slots: list[int]) -> Getter:
    """A step whose operands must turn out to have one shape, which their types leave open."""

    def run(frame: Frame) -> Any:
        shapes = [list(frame[slot].shape) for slot in slots]
        if any(shape != shapes[0] for shape in shapes):
            raise InvalidValue(f"the operands have shapes {', '.join(map(str, shapes))}, which must be the same")
        return call(frame)

    return run


def _held(call: Getter, check: Callable[[list[Any]], None], slots: list[int]) -> Getter:
    """A step whose constraints are held against the sizes that operands turn out to have."""

    def run(frame: Frame) -> Any:
        check([getattr(frame[slot], "shape", None) for slot in slots])
        return call(frame)

    return run


def _raiser(error: Exception) -> Getter:
    """A step that cannot be executed."""

    def fail(frame: Frame) -> Any:
        raise error

    return fail


def _check_support(op: Op, operation: Operation, bound: dict[str, Any]) -> None:
    """Raises UnsupportedError where the op knows before execution that it has none for these types and attributes."""
    if op.support is None:
        return
    wanted = parameters(op.support)
    if MESHES in wanted:
        bound[MESHES] = mesh_sizes(operation)
    try:
        op.support(*[bound[name] for name in wanted])
    except Unsupported as error:
        message = f"'{operation.name}' cannot be executed: {error}"
        raise UnsupportedError(diagnose(message, operation.span, op=operation.name)) from None


def _resource(name: str) -> Getter:
    """What the run's context holds under that name."""
    return lambda frame: getattr(frame[0], name)


class _Constant:
    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


def _getter(source: Any) -> Getter:
    if isinstance(source, _Constant):
        value = source.value
        return lambda frame: value
    if isinstance(source, int):
        return lambda frame: frame[source]
    if isinstance(source, tuple):
        return lambda frame: tuple([frame[slot] for slot in source])  # pyright: ignore[reportUnknownVariableType]
    return source


def _direct(kernel: Callable[..., Any], slots: list[int]) -> Getter:
    """Kernels of one to three operands and nothing else are called without a detour."""
    match slots:
        case [a]:
            return lambda frame: kernel(frame[a])
        case [a, b]:
            return lambda frame: kernel(frame[a], frame[b])
        case [a, b, c]:
            return lambda frame: kernel(frame[a], frame[b], frame[c])
        case _:
            raise AssertionError(slots)


def _body(plan: BlockPlan) -> Getter:
    from .engine import RegionBody

    return lambda frame: RegionBody(plan, frame)


def _bodies(plans: tuple[BlockPlan, ...]) -> Getter:
    from .engine import RegionBody

    return lambda frame: tuple([RegionBody(plan, frame) for plan in plans])


def _runnable(operation: Operation) -> Op:
    """The operation's declaration, if it can be run. Raises UnsupportedError."""
    op = operation.op
    if op is None:
        reason = "no dialect declares this operation"
    elif op.run is None:
        reason = op.unsupported or "this operation has no execution"
    elif not (op.view or op.moves) and any(_quantized(value) for value in (*operation.operands, *operation.results)):
        reason = "execution on quantized tensors is not available yet"
    else:
        return op
    message = f"'{operation.name}' cannot be executed: {reason}"
    raise UnsupportedError(diagnose(message, operation.span, op=operation.name))


def _quantized(value: Value) -> bool:
    return isinstance(value.type, TENSOR_TYPES) and isinstance(value.type.element, QuantizedType)


def _set_last_uses(block: Block, plan: BlockPlan, slot: Callable[[Value], int]) -> None:
    """Tells each step which of the block's own values are read by no later step."""
    kept = set(plan.outputs)
    own = {slot(result) for operation in block.operations for result in operation.results}
    own.update(plan.arguments)
    last: dict[int, Step] = {}
    for step in plan.steps:
        for result in step.outputs:
            last[result] = step
        for inner in step.operation.walk():
            for operand in inner.operands:
                number = slot(operand)
                if number in own:
                    last[number] = step
    frees: dict[Step, list[int]] = {}
    for number, step in last.items():
        if number not in kept:
            frees.setdefault(step, []).append(number)
    for step, numbers in frees.items():
        step.frees = tuple(numbers)


def _is_elementwise(block: Block) -> bool:
    """Whether every operation works on arrays of any one shape as it does on the scalars it is declared for."""
    return all(
        operation.op is not None
        and (operation.op.elementwise or operation.op.terminator or _is_scalar_constant(operation))
        and not operation.regions
        and all(_is_scalar(value) for value in (*operation.operands, *operation.results))
        for operation in block.operations
    ) and all(_is_scalar(argument) for argument in block.arguments)


def _chooses(block: Block) -> bool:
    """Whether an elementwise block only compares its arguments, none of which is a boolean, and chooses among them.

    On booleans, which then come from comparisons, anything may be done.
    """
    inside = {result for operation in block.operations for result in operation.results}
    return not any(_is_boolean(argument) for argument in block.arguments) and all(
        all(operand in inside or operand in block.arguments for operand in operation.operands)
        and (
            (operation.op is not None and (operation.op.choosing or operation.op.terminator))
            or all(_is_boolean(value) for value in (*operation.operands, *operation.results))
        )
        for operation in block.operations
    )


def _is_boolean(value: Value) -> bool:
    return isinstance(value.type, TensorType) and isinstance(value.type.element, BooleanType)


def _is_scalar(value: Value) -> bool:
    return isinstance(value.type, TensorType) and value.type.shape == ()


def _is_scalar_constant(operation: Operation) -> bool:
    return not operation.operands and operation.op is not None and operation.op.view


def _plain_op(block: Block) -> Op | None:
    """The one op of a block that applies it to the block's two arguments in order and returns the result."""
    if len(block.operations) != 2 or len(block.arguments) != 2 or block.terminator is None:
        return None
    operation, terminator = block.operations
    if operation.operands == block.arguments and terminator.operands == operation.results:
        return operation.op
    return None


def empty_frame(plan: FunctionPlan, context: Any) -> Frame:
    """A frame for one call of a function."""
    frame: Frame = [None] * plan.slots
    frame[0] = context
    return frame


def dtype_of(type_: Any) -> np.dtype[Any] | None:
    """The dtype in which values of a type are held; None for values that are no tensors."""
    return type_.dtype if isinstance(type_, TENSOR_TYPES) else None
