"""Sends tensors over a channel, to other processes or to the host.

(S1) If `is_host_transfer`, `inputs` go to the host, else from the source of each of `source_target_pairs` to its
     target, where a `recv` of the same `channel_id` takes them.
(S2) `result` comes after they have been sent.

Without pairs, nothing is said about where tensors go that do not go to the host.
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
from ..lang import ANY_PER_AXIS, BOOLEAN, TOKEN_TYPE, Op, attribute, group, operand, result, tensor
from ..lang.values import TOKEN_VALUE, f32, si64
from ..types import TOKEN, TokenType

op = Op(
    "send",
    __doc__,
    slots=(
        operand("inputs", tensor(ANY_PER_AXIS), variadic=True),
        operand("token", TOKEN_TYPE),
        group("channel_handle", ChannelHandle),
        attribute("is_host_transfer", BOOLEAN, False),
        attribute("source_target_pairs", ID_PAIRS, None),
        result("result", TOKEN_TYPE),
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
    """channel_type is DEVICE_TO_HOST (2) if is_host_transfer, else DEVICE_TO_DEVICE (1)"""
    expected = ChannelType.DEVICE_TO_HOST if is_host_transfer else ChannelType.DEVICE_TO_DEVICE
    return channel_handle.type == expected


@op.infer
def infer() -> TokenType:
    return TOKEN


op.cannot_run("processes do not meet yet")
op.changed("1.12.0", "source_target_pairs")
op.peer("StableHLO's C++ verifier", "does not check C1 to C4")

op.example(
    "to another process",
    inputs=[si64([1, 2])], token=TOKEN_VALUE, channel_handle=ChannelHandle(5, 1), source_target_pairs=[[0, 1]],
    result=TOKEN_VALUE,
)  # fmt: skip
op.example(
    "two tensors to the host",
    inputs=[si64([1, 2]), f32(3)], token=TOKEN_VALUE, channel_handle=ChannelHandle(5, 2), is_host_transfer=True,
    result=TOKEN_VALUE,
)  # fmt: skip

op.reject("C1", source_target_pairs=[[0], [1]])
op.reject("C2", source_target_pairs=[[0, 1], [0, 2]])
op.reject("C3", source_target_pairs=[[0, 1], [2, 1]])
op.reject("C4", source_target_pairs=[[-1, 1]])
op.reject("C5", channel_handle=ChannelHandle(5, 2))
op.reject("C5", is_host_transfer=True)
