"""
Accuracy
========

The exact result of an operation is the one of real arithmetic on the values of its operands. Every operation declares,
by kind of element, how far a result may lie from it. The table on its page says which of these bounds holds:

*The one right value.* Integers, booleans, and operations that only move elements or read their bits.

*Correctly rounded.* The exact value rounded once to the result's type, to nearest, ties to even. Basic arithmetic,
conversions and square roots.

*Units in the last place.* The exact value, rounded, and then at most so many steps away. One unit in the last place is
the distance between neighbouring numbers of the type where the exact value lies.

*Sums and sums of products.* Rounding errors add up. The bound follows from the data: the sum of the magnitudes of all
terms, times the unit roundoff, times the depth of the sum.

*Whatever the function does.* Operations with regions are as accurate as what they apply; the order of application is
open as far as their page says.

*Backward stable.* Solving and factoring matrices: the result is the exact one for operands that differ in the last
places, measured by their norm.

*Random numbers.* Only type, range and distribution are fixed.

How it is reached
-----------------

Floats narrower than ``f32`` are computed as if exactly and rounded once: sums, products and quotients in a wider
format whose rounding cannot be told from none, transcendental functions of ``f32`` and narrower types in ``f64``.
Where the error of that leaves open to which of two values a result rounds, it is computed again with twice the
digits. Special functions of ``f64`` always are, and where they cancel next to a zero, in fixed point with 256 bits.
Tests hold transcendental functions against computations of higher precision, and their bits against those of the same
machine without its vector instructions.

What a program asks for
-----------------------

The attribute `result_accuracy` of a transcendental operation says which error is still right. In mode `TOLERANCE` that
is the larger one of `atol` and of the size of the exact result times the larger one of `rtol` and `ulps` times the
epsilon of the type; `HIGHEST` asks for the most accurate function that there is, `DEFAULT` for nothing. Results here do
not depend on it. `stablehlo-interpret check` holds it against what the operation declares, and gives a remark where
the program asks for more.

Special values
--------------

Signed zeros, infinities, subnormal numbers and NaN are results like any other, and each operation says what it does
with them. Which of several NaN patterns results is open.
"""
