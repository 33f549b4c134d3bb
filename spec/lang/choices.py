"""Points that the specification leaves to the implementation: one named choice each.

The docs show this table; the judge of results accepts what any of the alternatives gives.
"""

from __future__ import annotations

from ..record import record


@record
class Choice:
    """One open point: the question, what this implementation does, and what others may do."""

    question: str
    default: str
    alternatives: tuple[str, ...]


CHOICES: dict[str, Choice] = {
    "integer-division-by-zero": Choice(
        "What is an integer divided by zero?",
        "all bits set: -1 for signed types, the largest value for unsigned ones (as XLA)",
        ("any value", "a trap"),
    ),
    "integer-division-overflow": Choice(
        "What is the smallest signed integer divided by -1?",
        "the smallest signed integer (it wraps, as XLA)",
        ("any value", "a trap"),
    ),
    "integer-remainder-by-zero": Choice(
        "What is the remainder of an integer divided by zero?",
        "the dividend (as XLA)",
        ("any value", "a trap"),
    ),
    "integer-shift-beyond-width": Choice(
        "What does shifting by the width of the type or more give?",
        "all bits shifted out: zero, or copies of the sign; amounts are read as unsigned (as XLA)",
        ("any value",),
    ),
    "integer-power-of-negative-exponent": Choice(
        "What is an integer to a negative power?",
        "1 / x**|n|, truncated: 1 for x = 1, 1 or -1 for x = -1, 0 for any other x, zero included",
        ("any value",),
    ),
    "complex-remainder": Choice(
        "What is the remainder of complex numbers?",
        "not supported",
        ("any value",),
    ),
    "complex-order-beside-nan": Choice(
        "Which complex number is larger, or smaller, where a part is NaN?",
        "the one that has the NaN, the first if both do",
        ("any of the two operands",),
    ),
    "complex-order-of-zeros": Choice(
        "Which complex number is larger, or smaller, where they differ in nothing but signs of zeros?",
        "the second",
        ("any of the two operands",),
    ),
    "total-order-equality": Choice(
        "Which floats are equal under TOTALORDER?",
        "those with the same bit pattern, as in totalOrder (as XLA)",
        ("those that compareQuietEqual calls equal",),
    ),
    "integer-to-integer-out-of-range": Choice(
        "What does an integer convert to that the destination type does not have?",
        "its low bits, read in the destination type (as XLA)",
        ("any value",),
    ),
    "bits-of-elements": Choice(
        "In which order do the pieces of an element follow when its bits are read as a narrower type?",
        "least significant first; complex numbers have their real part first",
        ("any order",),
    ),
    "inexact-conversion": Choice(
        "What does a number convert to that lies between two values of a float type?",
        "the nearest one, ties to even, rounded once",
        ("any of the two",),
    ),
    "iota-beyond-range": Choice(
        "What does iota give where the element type cannot hold the index?",
        "integers modulo 2**bits, floats as converted from an integer (as XLA)",
        ("any value",),
    ),
    "float-to-integer-out-of-range": Choice(
        "What does a float outside the range of an integer type convert to?",
        "the nearest value of the type; NaN gives zero (as XLA)",
        ("any value",),
    ),
    "scan-order": Choice(
        "In which order does chlo.scan join slices if its body is said to be associative?",
        "one after the other, in the order of the scan",
        ("in a tree of any shape over the same slices in the same order",),
    ),
    "top-k-ties": Choice(
        "Which of equal elements come first, and which are left out, if chlo.top_k is not stable?",
        "those of lower index come first",
        ("any",),
    ),
    "reduction-order": Choice(
        "In which order are elements combined, and how often does the initial value enter?",
        "numpy's pairwise order for plain bodies, a balanced tree for others; the initial value enters once",
        ("any binary tree over the elements in order, with initial values anywhere",),
    ),
    "scatter-order": Choice(
        "In which order are updates of one element combined?",
        "ascending order of update indices",
        ("any order",),
    ),
    "contraction-precision": Choice(
        "In which precision are sums of products accumulated?",
        "f64 for f64, f32 for f32; narrower floats in f32, rounded once; integers exactly, modulo 2**bits",
        ("any precision that the operands' types and precision_config allow",),
    ),
    "contraction-widening": Choice(
        "In which type are products formed when the result type is wider than the operands?",
        "operands are converted to the result type first",
        ("products in the operand type, then converted",),
    ),
    "nan-payload": Choice(
        "Which NaN results from an operation?",
        "a quiet NaN; sign and payload are not specified",
        ("any NaN pattern",),
    ),
    "unstable-sort": Choice(
        "How are equivalent elements ordered when is_stable is false?",
        "in their original order (the sort is always stable)",
        ("any order",),
    ),
    "random-default-algorithm": Choice(
        "Which algorithm is DEFAULT of rng_bit_generator?",
        "PHILOX (as XLA CPU)",
        ("any algorithm",),
    ),
    "random-numbers": Choice(
        "Which random numbers does rng give?",
        "numpy's PCG64 seeded by the run, in program order",
        ("any numbers of the distribution",),
    ),
    "narrow-float-overflow": Choice(
        "What does a value beyond the largest finite one of a float type convert to?",
        "infinity where the type has one, else NaN where it has one, else the largest finite value",
        ("the largest finite value",),
    ),
    "values-that-a-float-type-lacks": Choice(
        "What does NaN, a zero, or a negative number convert to where the float type has none?",
        "NaN in f4 and f6 types: negative zero; negative zero in FNUZ types: zero; zeros and negative numbers in "
        "f8E8M0FNU: NaN, positive numbers below its smallest: that (as XLA)",
        ("any value",),
    ),
    "broken-promises-about-indices": Choice(
        "What does an op do whose indices are not sorted, or not unique, though an attribute says so?",
        "what it does without the promise",
        ("anything",),
    ),
    "comparator-that-is-no-order": Choice(
        "How does sort order elements if the comparator is no strict weak order (floats with NaN, say)?",
        "in some order, each element once, the same in every run",
        ("anything",),
    ),
    "diagonal-that-is-said-to-be-one": Choice(
        "What solves a triangular system whose diagonal is said to hold ones and does not?",
        "what solves it with ones there: the diagonal is not read",
        ("anything",),
    ),
    "infinite-loop": Choice(
        "What does a loop do whose condition never gives false?",
        "it runs until a limit of the run is passed (steps, seconds), which is an error",
        ("anything",),
    ),
    "uninitialized-buffer": Choice(
        "What does a buffer hold that CreateBuffer made?",
        "zeros",
        ("anything",),
    ),
    "nan-is-expected": Choice(
        "Does a check hold where a NaN is found and a NaN is expected?",
        "yes",
        ("no (StableHLO's interpreter, in `check.expect_eq`)",),
    ),
    "cholesky-other-triangle": Choice(
        "What does a Cholesky decomposition hold outside of its triangle?",
        "zeros (as XLA)",
        ("anything",),
    ),
    "cholesky-of-other-matrices": Choice(
        "What is the Cholesky decomposition of a matrix that is not Hermitian and positive definite?",
        "NaN everywhere where it is not positive definite (as XLA); imaginary parts on the diagonal count as zero",
        ("anything",),
    ),
    "triangular-solve-singular": Choice(
        "What solves a triangular system with a zero on the diagonal?",
        "what substitution gives with floating-point division: infinities and NaNs",
        ("anything",),
    ),
    "irfft-of-other-spectra": Choice(
        "What is IRFFT of values that are no spectrum of real numbers?",
        "imaginary parts that such a spectrum does not have (of its first, and of its middle element) count as zero",
        ("anything",),
    ),
    "random-bits": Choice(
        "Which bits does rng_bit_generator give for a state?",
        "those of XLA CPU: the ciphers of Random123, laid out as numerics/random_bits.py says",
        ("any bits and any next state that depend on the initial state only",),
    ),
    "random-empty-interval": Choice(
        "What does rng give for an interval that is empty, or a negative standard deviation?",
        "the start of the interval; the deviation's absolute value",
        ("anything",),
    ),
    "select-and-scatter-empty-window": Choice(
        "Where does the source element of a window go that lies in the padding altogether?",
        "nowhere",
        ("anywhere",),
    ),
    "poles-with-two-signs": Choice(
        "What are digamma, polygamma and zeta at poles where the sign changes: 0, -1, -2, ...?",
        "NaN, at zeros of either sign too (as XLA)",
        ("at zeros, the infinity on the side that the sign tells", "an infinity"),
    ),
    "zeta-of-diverging-sums": Choice(
        "What is zeta(x, q) where the sum diverges: at x = 1 and below?",
        "infinity for x = 1, NaN for x < 1 (as XLA)",
        ("the analytic continuation of zeta",),
    ),
}
