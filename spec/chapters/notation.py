"""
How formulas read
=================

Constraints are written as formulas over types and attributes.

``type(x)``, ``shape(x)``, ``rank(x)``, ``dim(x, i)``, ``size(x)``, ``element_type(x)``
    what they say; ``dim(x, i...)`` is the list of several sizes.
``x...``
    each element of a list, or each value of a variadic operand: ``0 <= dimensions...`` holds for all of them.
``a + b``
    for lists: one after the other.
``is_unique(a)``, ``is_sorted(a)``
    no element twice; elements in ascending order.
``if a: b``
    b is demanded only where a holds.
``is_quantized(x)``, ``is_per_tensor_quantized(x)``, ``is_per_axis_quantized(x)``
    kinds of quantized elements.
``baseline_type(x)``, ``baseline_element_type(x)``
    the type without its scales and zero points.

A size that is not known agrees with everything. The functions that constraints are made of are listed under
:doc:`/generated/notation`.

Labels are those of the public StableHLO specification, so that one can go back and forth: (I1), (I2), ... for inputs,
(C1), (C2), ... for constraints. Steps (S1), (S2), ... are this project's own; comments in a kernel name the step that a
line carries out.
"""
