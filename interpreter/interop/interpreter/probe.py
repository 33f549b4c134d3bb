"""Records a tensor while the program runs, and gives it on unchanged.

(S1) `result` is `operand`.
(S2) The value is recorded as that of the next iteration of `probe_id`, counted from 0; where the run has a folder for
probes it is also written there as an .npy file, and a line in the folder's `index.csv` names probe, type and file.
"""

from __future__ import annotations

from ....spec.lang import ANY, STRING, Array, Op, attribute, operand, result, tensor
from ....spec.lang.notation import same_type
from ....spec.types import TensorType, Type
from ...probes import Probes

op = Op(
    "probe",
    __doc__,
    slots=(operand("operand", tensor(ANY)), attribute("probe_id", STRING), result("result", tensor(ANY))),
    assembly="$operand , probe_id = $probe_id attr-dict : same-type",
    dialect="interpreter",
    side_effects=True,
    view=True,
)


@op.constraint("C1")
def operand_and_result_have_the_same_type(operand: Type, result: Type) -> bool:
    """type(operand) = type(result)"""
    return same_type(operand, result)


@op.kernel
def probe(operand: Array, probe_id: str, result: TensorType, probes: Probes) -> Array:
    probes.record(probe_id, result, operand)  # S2
    return operand  # S1
