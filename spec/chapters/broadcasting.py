"""
Broadcasting
============

Operands of StableHLO's elementwise ops have one shape. The ``broadcast_*`` ops of CHLO take operands of different
shapes and repeat their slices until they have one.

(B1) Without ``broadcast_dimensions`` shapes are aligned at their last dimensions, as in numpy: an operand of lower rank
     counts as one that has dimensions of size 1 in front.

(B2) ``broadcast_dimensions`` say for each dimension of the operand of lower rank to which dimension of the other it
     belongs. They ascend, and each is a dimension of the other operand; the operand of lower rank counts as one that
     has size 1 in the dimensions that they leave out. Where ranks are equal they can only be 0, 1, 2, ..., and change
     nothing.

(B3) Then, dimension by dimension, sizes are equal, or one of them is 1. Where one is 1, its only slice is repeated as
     often as the other size says, which may be zero times. Anything else is an error: of the program where types tell
     it, else of the run.

(B4) ``broadcast_dimensions`` of operands that have one shape are not looked at.

(B5) Of types with unknown sizes, the result's is the size that is known and not 1; where both are unknown it is
     unknown, with the larger bound if both have one. An operand of unknown rank makes a result of unknown rank.

The reference implementation infers types by these rules, but its verifier lets shapes pass that cannot be broadcast
(the result is then of unknown rank to it). It executes only ``broadcast_dimensions`` that do what (B1) does, does not
look at them where ranks are equal, and refuses a bounded size that meets a known one or another bound.
"""
