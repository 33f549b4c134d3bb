"""Prints programs, in pretty and in generic form, to the letter as MLIR prints them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from ...spec.attributes import OpaqueAttr
from ..ir.core import Block, Module, Operation, Region, Value
from ..limits import Limits
from .assembly import format_of
from .depth import stack_room
from .location_names import Locations
from .names import Names
from .operations import DEFAULT_DIALECTS
from .print_aliases import with_aliases
from .print_attributes import AttributeText
from .print_functions import WRITERS
from .print_literals import print_literal
from .print_strings import bare_or_quoted, quoted

__all__ = ["Printer", "print_attribute", "print_literal", "print_module", "print_operation", "print_type"]


# The text before the first operand; of every operand its number, and the text after it.
_Template = tuple[str, tuple[tuple[int, str], ...]]

# How operands and results are divided among several variadic slots, where that does not follow from their number.
_SEGMENTS = frozenset(("operandSegmentSizes", "resultSegmentSizes"))


def print_module(
    module: Module, *, generic: bool = False, locations: bool = False, elide: int | None = None
) -> str:
    """The text of a program; with `locations`, every operation and argument is followed by where it comes from.

    Constants of more than `elide` elements are left out.
    """
    printer = Printer(module.operation, generic=generic, locations=locations, elide=elide)
    return with_aliases(printer.whole(module.operation, ending="\n"))


def print_operation(operation: Operation, *, generic: bool = False) -> str:
    """The text of one operation. Values defined outside of it are shown by the names they had where they were read."""
    return Printer(operation, generic=generic).whole(operation)


def print_attribute(attribute: Any) -> str:
    """The text of an attribute."""
    return AttributeText()(attribute)


def print_type(type_: object) -> str:
    """The text of a type."""
    return str(type_)


class Printer:
    """Text under construction. Directives write with `emit` and the methods below."""

    def __init__(
        self, root: Operation, *, generic: bool = False, locations: bool = False, elide: int | None = None
    ) -> None:
        self.attribute = AttributeText(elide)
        self._parts: list[str] = []
        self._indent = 0
        self._generic = generic
        self._locations = Locations(self.attribute) if locations else None
        self._names = Names(root, generic=generic)
        self._dialects = ["builtin"]
        self._templates: dict[object, _Template] = {}

    def emit(self, text: str) -> None:
        """Appends text."""
        self._parts.append(text)

    def line(self) -> None:
        """Begins a new line."""
        self._parts.append("\n" + "  " * self._indent)

    def whole(self, operation: Operation, *, ending: str = "") -> str:
        """The text of an operation, with the section of resources after it if it needs one."""
        with stack_room(self._names.depth + Limits().max_depth):
            self.operation(operation)
            self.emit(ending)
            text = "".join(self._parts)
            if self._locations is not None:
                text = self._locations.finish(text)
        return text + self._resources()

    # Parts ------------------------------------------------------------------------------------------------------------

    def name(self, value: Value) -> str:
        """`%0`."""
        return self._names.values.get(value) or f"%{value.name or '<unknown>'}"

    def operands(self, values: Iterable[Value]) -> str:
        """`%0, %1`."""
        return ", ".join(map(self.name, values))

    def argument(self, value: Value) -> str:
        """`%arg0: type`."""
        return f"{self.name(value)}: {value.type}{self.argument_location(value)}"

    def argument_location(self, value: Value) -> str:
        """` loc(...)` where locations are printed."""
        return self._locations.argument(value) if self._locations is not None else ""

    def functional_type(self, operation: Operation) -> str:
        """`(T, U) -> R`."""
        operands = ", ".join(str(value.type) for value in operation.operands)
        return f"({operands}) -> {self.result_types([value.type for value in operation.results])}"

    def result_types(self, types: Sequence[Any]) -> str:
        """What stands right of an arrow."""
        if len(types) == 1 and not str(types[0]).startswith("("):
            return str(types[0])
        return f"({', '.join(map(str, types))})"

    def attribute_dictionary(
        self, operation: Operation, spelled: Collection[str] = (), *, keyword: bool = False, defaults: bool = True
    ) -> None:
        """` {...}` with the attributes that are not spelled elsewhere, or nothing.

        With `keyword` it is ` attributes {...}`; without `defaults`, what equals the default is left out.
        """
        attributes = operation.attributes
        names = [name for name in attributes if name not in spelled]
        if names and not defaults and operation.op is not None:
            elided = {slot.name for slot in operation.op.attributes if slot.says_nothing(attributes.get(slot.name))}
            names = [name for name in names if name not in elided]
        if names:
            self.emit(f" {'attributes ' if keyword else ''}{{{self.attribute.entries(attributes, names)}}}")

    # Operations -------------------------------------------------------------------------------------------------------

    def operation(self, operation: Operation) -> None:
        """One operation, without the end of the line."""
        location = "" if self._locations is None else self._locations.operation(operation)
        if operation.results:
            self.emit(f"{self._names.definitions[operation]} = ")
        if operation.op is not None:
            self.attribute.dialect = operation.op.dialect
        if operation.regions or operation.successors:
            self._name_and_body(operation)
        else:
            self._like_one_before(operation)
        self.emit(location)

    def _like_one_before(self, operation: Operation) -> None:
        """An operation without regions. Where one was printed that differs in operands only, its text is used again.

        Attributes and types are told apart by identity: they live as long as the program.
        """
        operands, attributes = operation.operands, operation.attributes
        key = (
            operation.name, self._dialects[-1], tuple(attributes), tuple(map(id, attributes.values())),
            tuple([id(value.type) for value in operands]), tuple([id(value.type) for value in operation.results]),
        )  # fmt: skip
        template = self._templates.get(key)
        if template is None:
            template = self._templates[key] = self._template(operation)
        self.emit(template[0])
        for index, text in template[1]:
            self.emit(self.name(operands[index]))
            self.emit(text)

    def _template(self, operation: Operation) -> _Template:
        """The text of an operation between the names of its operands."""
        parts, names = self._parts, self._names.values
        operands = [Value(value.type, operation, index) for index, value in enumerate(operation.operands)]
        standin = Operation(operation.name, operation.op, operands, operation.attributes)
        standin.properties, standin.results = operation.properties, operation.results
        self._parts = []
        self._names.values = {value: f"\0{value.index}\0" for value in operands}
        self._name_and_body(standin)
        pieces = "".join(self._parts).split("\0")
        self._parts, self._names.values = parts, names
        return pieces[0], tuple(zip(map(int, pieces[1::2]), pieces[2::2], strict=True))

    def _name_and_body(self, operation: Operation) -> None:
        """What follows the results."""
        if self._generic or not self._pretty(operation):
            self.emit(quoted(operation.name))
            self.generic_body(operation)

    def _pretty(self, operation: Operation) -> bool:
        """Prints in pretty form, or nothing where there is none."""
        writer = WRITERS.get(operation.name)
        if writer is not None and operation.op is not None:
            return writer(self, operation)
        format_ = None if operation.op is None else format_of(operation.op)
        written = None if format_ is None else format_.written(operation)
        if format_ is None or written is None:
            return False
        self.emit(self.short_name(operation.name))
        format_.write(self, written)
        return True

    def short_name(self, name: str) -> str:
        """The name without the dialect where that goes without saying."""
        prefix = f"{self._dialects[-1]}."
        return name[len(prefix) :] if name.startswith(prefix) and name.count(".") == 1 else name

    def generic_body(self, operation: Operation) -> None:
        """What follows the name in generic form."""
        self.emit(f"({self.operands(operation.operands)})")
        if operation.successors:
            self.emit(f"[{', '.join(map(self._label, operation.successors))}]")
        first = self._inherent(operation)
        if first:
            self.emit(f" <{{{self.attribute.entries(first)}}}>")
        if operation.regions:
            self.emit(" (")
            for index, region in enumerate(operation.regions):
                if index:
                    self.emit(", ")
                self.region(region, empty_label=True)
            self.emit(")")
        self.attribute_dictionary(operation, first)
        self.emit(f" : {self.functional_type(operation)}")

    def _inherent(self, operation: Operation) -> dict[str, Any]:
        """The attributes that the declaration knows; strings and flags are spelled also where they are the default."""
        op, attributes = operation.op, operation.attributes
        if op is None:
            return {name: value for name, value in attributes.items() if name in operation.properties}
        defaults = {slot.name: slot.default for slot in op.attributes if isinstance(slot.default, (str, OpaqueAttr))}
        names = op.attribute_names | _SEGMENTS
        return defaults | {name: value for name, value in attributes.items() if name in names}

    # Regions ----------------------------------------------------------------------------------------------------------

    def region(self, region: Region, *, arguments: bool = True, empty_label: bool = False) -> None:
        """`{ ... }`. Without `arguments` those of the entry block are not shown; `empty_label` labels an empty one."""
        self.emit("{")
        self._dialects.append(DEFAULT_DIALECTS.get(region.parent.name, ""))
        around = self.attribute.dialect
        predecessors = _predecessors(region) if len(region.blocks) > 1 else {}
        for index, block in enumerate(region.blocks):
            shown = (arguments and bool(block.arguments)) or (empty_label and not block.operations)
            self._block(block, predecessors, labelled=index > 0 or shown, entry=index == 0)
        self._dialects.pop()
        self.attribute.dialect = around
        self.line()
        self.emit("}")

    def _block(
        self, block: Block, predecessors: Mapping[Block, Sequence[Block]], *, labelled: bool, entry: bool
    ) -> None:
        if labelled:
            self.line()
            arguments = ", ".join(map(self.argument, block.arguments))
            self.emit(f"{self._label(block)}{f'({arguments})' if arguments else ''}:")
            self.emit(self._origins(predecessors.get(block, ()), entry=entry))
        self._indent += 1
        for operation in block.operations:
            self.line()
            self.operation(operation)
        self._indent -= 1

    def _origins(self, blocks: Sequence[Block], *, entry: bool) -> str:
        """A comment that says from where a block is reached."""
        labels = ", ".join(map(self._label, blocks))
        match len(blocks):
            case 0:
                return "" if entry else "  // no predecessors"
            case 1:
                return f"  // pred: {labels}"
            case count:
                return f"  // {count} preds: {labels}"

    def _label(self, block: Block) -> str:
        return self._names.labels.get(block, "^unknown")

    # The end ----------------------------------------------------------------------------------------------------------

    def _resources(self) -> str:
        """The section with the data of `dense_resource` attributes, if there are any."""
        entries = [
            f'      {bare_or_quoted(key)}: "0x{(blob.alignment.to_bytes(4, "little") + blob.data).hex().upper()}"'
            for key, blob in sorted(self.attribute.resources.items())
            if blob.data is not None
        ]
        if not entries:
            return ""
        joined = ",\n".join(entries)
        return f"\n{{-#\n  dialect_resources: {{\n    builtin: {{\n{joined}\n    }}\n  }}\n#-}}\n"


def _predecessors(region: Region) -> dict[Block, list[Block]]:
    """From which blocks each block is reached, in order, once for each jump."""
    found: dict[Block, list[Block]] = {}
    for block in region.blocks:
        for operation in block.operations[-1:]:
            for successor in operation.successors:
                found.setdefault(successor, []).append(block)
    return found
