"""Receives tensors over a channel, from another process or from the host.

(S1) If `is_host_transfer`, the tensors come from the host, else each target of `source_target_pairs` gets what its
     source gives to a `send` of the same `channel_id`.
(S2) `results` are the tensors, and a token that comes after they have been received.

The specification's page says of C5 that the channel of a transfer from the host is DEVICE_TO_HOST; it is
HOST_TO_DEVICE, as the dialect has it. Rules D1 to D3 are the dialect's: the page numbers none for the results.
"""

from __future__ import annotations

from ..attributes.channel_handle import ChannelHandle
from ..families.collective import (
    ID_PAIRS,
    ChannelType,
    pairs_have_two_members,
    sources_and_targets_are_not_negative,
    sources_are_unique,
    targets_are_unique,
)
from ..lang import ANY_PER_AXIS, BOOLEAN, TOKEN_TYPE, Op, any_of, attribute, group, operand, result, tensor
from ..lang.values import TOKEN_VALUE
from ..types import F32, SI64, TOKEN, TensorType, TokenType, Type

op = Op(
    "recv",
    __doc__,
    slots=(
        operand("token", TOKEN_TYPE),
        group("channel_handle", ChannelHandle),
        attribute("is_host_transfer", BOOLEAN, False),
        attribute("source_target_pairs", ID_PAIRS, None),
        result("results", any_of(tensor(ANY_PER_AXIS, static=True), TOKEN_TYPE), variadic=True),
    ),
    since="0.9.0",
    side_effects=True,
)

op.constraint("C1")(pairs_have_two_members)
op.constraint("C2")(sources_are_unique)
op.constraint("C3")(targets_are_unique)
op.constraint("C4")(sources_and_targets_are_not_negative)


@op.constraint("C5")
def channel_is_of_the_kind_of_transfer(channel_handle: ChannelHandle, is_host_transfer: bool) -> bool:
    """channel_type is HOST_TO_DEVICE (3) if is_host_transfer, else DEVICE_TO_DEVICE (1)"""
    expected = ChannelType.HOST_TO_DEVICE if is_host_transfer else ChannelType.DEVICE_TO_DEVICE
    return channel_handle.type == expected


@op.constraint("D1")
def there_is_a_result(results: tuple[Type, ...]) -> bool:
    """0 < size(results)"""
    return len(results) > 0


@op.constraint("D2")
def results_are_tensors_but_for_the_last(results: tuple[Type, ...]) -> bool:
    """is_tensor(type(results[:-1]))"""
    return all(isinstance(result, TensorType) for result in results[:-1])


@op.constraint("D3")
def last_result_is_a_token(results: tuple[Type, ...]) -> bool:
    """is_token(type(results[-1]))"""
    return isinstance(results[-1], TokenType)


op.cannot_run("processes do not meet yet")
op.changed("1.12.0", "source_target_pairs")
op.peer("StableHLO's C++ verifier", "does not check C1 to C4")

_TENSOR = TensorType((2,), SI64)

op.example(
    "from another process",
    token=TOKEN_VALUE, channel_handle=ChannelHandle(5, 1), source_target_pairs=[[0, 1]], results=[_TENSOR, TOKEN],
)  # fmt: skip
op.example(
    "two tensors from the host",
    token=TOKEN_VALUE, channel_handle=ChannelHandle(5, 3), is_host_transfer=True,
    results=[_TENSOR, TensorType((), F32), TOKEN],
)  # fmt: skip

op.reject("C1", source_target_pairs=[[0], [1]])
op.reject("C2", source_target_pairs=[[0, 1], [0, 2]])
op.reject("C3", source_target_pairs=[[0, 1], [2, 1]])
op.reject("C4", source_target_pairs=[[-1, 1]])
op.reject("C5", channel_handle=ChannelHandle(5, 2))
op.reject("C5", is_host_transfer=True)
op.reject("D1", results=[])
op.reject("D2", results=[TOKEN, TOKEN])
op.reject("D3", results=[_TENSOR])
