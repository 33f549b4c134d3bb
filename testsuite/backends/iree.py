"""`iree`, `iree:vmvx`, `iree:TARGET[@DRIVER]`: IREE's compiler and runtime, for CPUs (llvm-cpu) unless told otherwise.

More options follow after commas and go to the compiler as they are: `iree:llvm-cpu,--iree-opt-level=O0`.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from ...spec.types import BY_NAME, IntegerType, QuantizedType, TensorType
from .protocol import BackendError, Program, Refused, Run, Unsupported, only_one_process

DRIVERS = {"llvm-cpu": "local-sync", "vmvx": "local-sync", "cuda": "cuda", "vulkan-spirv": "vulkan", "rocm": "hip"}
FLAGS = ("--iree-input-type=stablehlo", "--iree-input-demote-f64-to-f32=false", "--iree-input-demote-i64-to-i32=false")
TARGET_FLAGS = {"llvm-cpu": ("--iree-llvmcpu-target-cpu=host",)}

ELEMENTS = {
    "i1": "BOOL_8", "i8": "SINT_8", "i16": "SINT_16", "i32": "SINT_32", "i64": "SINT_64",
    "ui8": "UINT_8", "ui16": "UINT_16", "ui32": "UINT_32", "ui64": "UINT_64",
    "f16": "FLOAT_16", "bf16": "BFLOAT_16", "f32": "FLOAT_32", "f64": "FLOAT_64",
    "f8E4M3FN": "FLOAT_8_E4M3_FN", "f8E4M3FNUZ": "FLOAT_8_E4M3_FNUZ", "f8E5M2": "FLOAT_8_E5M2",
    "f8E5M2FNUZ": "FLOAT_8_E5M2_FNUZ", "f8E8M0FNU": "FLOAT_8_E8M0_FNU",
    "complex<f32>": "COMPLEX_64", "complex<f64>": "COMPLEX_128",
}  # fmt: skip
"""Element types as IREE's runtime names them."""

UNABLE = re.compile(
    r"legaliz|not (yet )?(supported|implemented)|unsupported|unimplemented|unhandled|unable to|unregistered|unknown"
)
"""What the compiler says of what it does not do."""

ENTRY = "main"

PLAIN = re.compile(r"module \{\n((?:  .*\n)*)\}\s*")
"""A module without name and attributes, and with nothing beside it."""

FUNCTION = re.compile(r"^  func\.func (?:private |public )?@(\w+)", re.MULTILINE)


class Iree:
    """Compiles and runs in this process."""

    def __init__(self, target: str, driver: str, flags: Sequence[str]) -> None:
        try:
            from iree import runtime
            from iree.compiler import api, version
        except ImportError as error:
            raise BackendError(f"iree needs iree-base-compiler and iree-base-runtime: {error}") from None
        self._api, self._runtime = api, runtime
        self._elements = {int(getattr(runtime.HalElementType, name)): BY_NAME[key] for key, name in ELEMENTS.items()}
        self._flags = (*FLAGS, f"--iree-hal-target-backends={target}", *TARGET_FLAGS.get(target, ()), *flags)
        self._versions = {"iree": str(getattr(version, "VERSION", "unknown")), "target": target, "driver": driver}
        try:
            api.Session().set_flags(*self._flags)
            self._config = runtime.Config(driver)
        except (RuntimeError, ValueError) as error:
            raise BackendError(f"iree: {error}") from None

    def versions(self) -> Mapping[str, str]:
        return self._versions

    def compile(self, program: Program) -> Run:
        only_one_process(program)
        if (element := foreign_element(program)) is not None:
            raise Unsupported(f"arguments and results of element type {element}")
        return self._run(self._load(program.text), ENTRY, program)

    def compile_all(self, programs: Sequence[Program]) -> Sequence[Run | None]:
        """One module of the functions of all programs, which costs little more than one of them alone."""
        parts = [
            renamed_functions(program.text, f"{number}.") if foreign_element(program) is None else None
            for number, program in enumerate(programs)
        ]
        module = self._load("\n".join(part for part in parts if part is not None))
        return [
            None if part is None else self._run(module, f"{number}.{ENTRY}", program)
            for number, (program, part) in enumerate(zip(programs, parts, strict=True))
        ]

    def _load(self, text: str) -> Any:
        """A compiled module within a context of the runtime. Raises Refused and Unsupported."""
        with self._api_invocation() as (session, invocation):
            self._compile(session, invocation, text)
            output = self._api.Output.open_membuffer()
            invocation.output_vm_bytecode(output)
            code = bytes(output.map_memory())
        runtime = self._runtime
        module = runtime.VmModule.copy_buffer(self._config.vm_instance, code)
        return runtime.SystemContext(vm_modules=[module], config=self._config)

    def _run(self, context: Any, name: str, program: Program) -> Run:
        """Runs a function of a context as a program."""
        runtime = self._runtime
        function = context.modules.module[name].vm_function

        def call(inputs: Sequence[Any]) -> Sequence[Any]:
            arguments, results = runtime.VmVariantList(len(inputs)), runtime.VmVariantList(len(program.outputs))
            for value, type_ in zip(inputs, program.inputs, strict=True):
                arguments.push_ref(self._buffer(value, type_))
            try:
                context.vm_context.invoke(function, arguments, results)
            except NotImplementedError as error:
                raise Unsupported(str(error)) from None
            return [self._array(results, number, type_) for number, type_ in enumerate(program.outputs)]

        return call

    @contextlib.contextmanager
    def _api_invocation(self) -> Iterator[tuple[Any, Any]]:
        session = self._api.Session()
        session.set_flags(*self._flags)
        invocation = session.invocation()
        invocation.enable_console_diagnostics()
        try:
            yield session, invocation
        finally:
            invocation.close()
            session.close()

    def _compile(self, session: Any, invocation: Any, text: str) -> None:
        """Runs the compiler. Raises Refused, and Unsupported where its messages say so."""
        with captured_stderr() as messages:
            source = self._api.Source.wrap_buffer(session, text.encode())
            done = invocation.parse_source(source) and invocation.execute()
        if not done:
            message = "".join(messages)
            raise (Unsupported if UNABLE.search(message) else Refused)(message[:2000] or "no message")

    def _buffer(self, value: np.ndarray[Any, Any], type_: TensorType) -> Any:
        runtime = self._runtime
        element = getattr(runtime.HalElementType, ELEMENTS[str(type_.element)])
        raw = np.asarray(value, order="C")  # ascontiguousarray would make a scalar a line
        if raw.dtype.kind == "V" or raw.dtype.name not in np.sctypeDict:
            raw = raw.view(f"u{raw.dtype.itemsize}")
        device = self._config.device
        return device.allocator.allocate_buffer_copy(
            runtime.MemoryType.DEVICE_LOCAL,
            runtime.BufferUsage.DEFAULT | runtime.BufferUsage.MAPPING,
            device,
            raw,
            element,
        )

    def _array(self, results: Any, number: int, type_: TensorType) -> np.ndarray[Any, Any]:
        view = results.get_as_object(number, self._runtime.HalBufferView)
        found = self._runtime.DeviceArray(self._config.device, view, implicit_host_transfer=True).to_host()
        given = self._elements.get(int(view.element_type), type_.element)
        if (
            isinstance(given, IntegerType)
            and isinstance(type_.element, IntegerType)
            and given.bits == type_.element.bits
        ):
            given = type_.element  # signs of integers do not always get through
        return np.frombuffer(found.tobytes(), given.dtype).reshape(tuple(view.shape))


def foreign_element(program: Program) -> Any:
    """An element type of arguments or results that IREE's runtime does not have; None where it has them all."""
    elements = (type_.element for type_ in (*program.inputs, *program.outputs))
    return next((one for one in elements if isinstance(one, QuantizedType) or str(one) not in ELEMENTS), None)


def renamed_functions(text: str, prefix: str) -> str | None:
    """The functions of a module with a prefix to their names; None where the text is not as plain as most are."""
    body = PLAIN.fullmatch(text)
    if body is None:
        return None
    names = FUNCTION.findall(body[1])
    return re.sub(rf"@({'|'.join(map(re.escape, names))})\b", rf'@"{prefix}\1"', body[1])


@contextlib.contextmanager
def captured_stderr() -> Iterator[list[str]]:
    """Takes what the process writes to its standard error meanwhile; the list holds it afterwards."""
    messages: list[str] = []
    kept = os.dup(2)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 2)
        try:
            yield messages
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            file.seek(0)
            messages.append(file.read().decode(errors="replace"))


def create(options: str) -> Iree:
    """The backend; options are target, `@` and driver, and the compiler's flags, all of which may be left out."""
    place, *flags = (options or "llvm-cpu").split(",")
    target, _, driver = place.partition("@")
    return Iree(target, driver or DRIVERS.get(target, "local-sync"), flags)
