"""`xla`, `xla:gpu`, `xla:tpu`: the PJRT client that JAX has for a platform. Grids run on as many devices."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ...spec.types import QuantizedType
from .jax_text import bytecode, mlir_context, parse_module
from .protocol import BackendError, Program, Refused, Run, Unsupported

REFUSING = ("INVALID_ARGUMENT", "FAILED_PRECONDITION", "NOT_FOUND", "UNKNOWN")
"""Codes of programs that are not compiled (UNKNOWN: those that MLIR refuses)."""

UNABLE = re.compile(
    r"can't be translated|(not|un)[- ]?(supported|implemented)|no registered implementation|invalid XLA PrimitiveType"
    r"|failed to legalize",
    re.IGNORECASE,
)
"""What the compiler says of what it does not do."""

CPU_DEVICES = 16
"""Devices that the client for CPUs is asked for, so that grids can run."""


class Xla:
    """Compiles with a platform's client and runs on its devices."""

    def __init__(self, platform: str) -> None:
        flags = os.environ.get("XLA_FLAGS", "")
        if platform == "cpu" and "xla_force_host_platform_device_count" not in flags:
            os.environ["XLA_FLAGS"] = f"{flags} --xla_force_host_platform_device_count={CPU_DEVICES}"
        os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
        try:
            import jax
        except ImportError as error:
            raise BackendError(f"xla needs jax: {error}") from None
        jax.config.update("jax_enable_x64", True)
        try:
            self._devices = jax.devices(platform)
        except RuntimeError as error:
            raise BackendError(f"no device of platform {platform!r}: {error}") from None
        self._jax = jax
        self._client = self._devices[0].client

    def versions(self) -> Mapping[str, str]:
        import jaxlib

        client = self._client
        return {
            "jax": self._jax.__version__,
            "jaxlib": jaxlib.__version__,
            "platform": f"{client.platform} {' '.join(client.platform_version.split())}".strip(),
            "device": str(self._devices[0].device_kind),
        }

    def compile(self, program: Program) -> Run:
        from jaxlib import xla_client
        from jaxlib.mlir import ir

        with mlir_context(), ir.Location.unknown():
            module = bytecode(parse_module(program.text))
        if program.processes > len(self._devices):
            raise Unsupported(f"a grid of {program.processes} processes, there are {len(self._devices)} devices")
        if any(isinstance(type_.element, QuantizedType) for type_ in (*program.inputs, *program.outputs)):
            raise Unsupported("arguments and results of quantized types")
        options = xla_client.CompileOptions()
        options.num_replicas, options.num_partitions = program.replicas, program.partitions
        if program.processes > 1:
            options.device_assignment = self._assignment(program)
            options.executable_build_options.use_spmd_partitioning = program.partitions > 1
        devices = self._devices[: program.processes]
        try:
            executable = self._client.compile_and_load(module, xla_client.DeviceList(tuple(devices)), options)
        except self._jax.errors.JaxRuntimeError as error:
            raise translated(error) from None

        def call(inputs: Sequence[Any]) -> Sequence[Any]:
            try:
                return self._execute(executable, inputs, devices)
            except self._jax.errors.JaxRuntimeError as error:
                raise translated(error) from None

        return call

    def _assignment(self, program: Program) -> Any:
        from jaxlib import xla_client

        numbers = [device.id for device in self._devices[: program.processes]]
        return xla_client.DeviceAssignment.create(np.reshape(numbers, (program.replicas, program.partitions)))

    def _execute(self, executable: Any, inputs: Sequence[Any], devices: Sequence[Any]) -> list[Any]:
        """Outputs of all devices, one after another."""
        if len(devices) == 1:
            buffers = [self._jax.device_put(value, devices[0]) for value in inputs]
            results = executable.execute_sharded(buffers).disassemble_into_single_device_arrays()
            return [np.asarray(result[0]) for result in results]
        each = len(inputs) // len(devices)
        placed = [self._jax.device_put(value, devices[number // each]) for number, value in enumerate(inputs)]
        arguments = [self._sharded(placed[number::each], devices) for number in range(each)]
        results = executable.execute_sharded(arguments).disassemble_into_single_device_arrays()
        return [np.asarray(result[number]) for number in range(len(devices)) for result in results]

    def _sharded(self, shards: Sequence[Any], devices: Sequence[Any]) -> Any:
        """One argument: an array whose shards are those of the devices."""
        jax = self._jax
        mesh = jax.sharding.Mesh(np.array(devices), ("processes",))
        sharding = jax.sharding.NamedSharding(mesh, jax.sharding.PartitionSpec("processes"))
        stacked = [shard.reshape(1, *shard.shape) for shard in shards]
        return jax.make_array_from_single_device_arrays((len(devices), *shards[0].shape), sharding, stacked)


def translated(error: Exception) -> Exception:
    """A client's error as the harness understands it: by its status code, and by what it says."""
    message = str(error)
    code = message.partition(":")[0].strip()
    if code == "UNIMPLEMENTED" or (code in REFUSING and UNABLE.search(message)):
        return Unsupported(message)
    if "Failed to copy shard slice" in message:
        return Unsupported(f"results of bounded dynamic sizes: {message}")
    return Refused(message) if code in REFUSING else error


def create(options: str) -> Xla:
    """The backend; its option is JAX's name of the platform, `cpu` where none is given."""
    return Xla(options or "cpu")
