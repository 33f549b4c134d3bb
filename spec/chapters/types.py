"""
Values and types
================

Every value has a type, which is part of the program. Types are equal when they are spelled alike.

Tensors
-------

``tensor<2x3xf32>`` holds six elements in two rows. A *shape* is a list of sizes; its length is the *rank*, which may be
0: ``tensor<f32>`` holds one element. A size may be 0: such a tensor holds none. Dimensions are counted from 0.

A size that is known only at run time is written ``?``. It may have a bound, beyond which it never goes:
``tensor<?xf32, #stablehlo.bounds<8>>``. A constraint that speaks of sizes is broken only where sizes that are known
break it.

Elements
--------

- *Booleans* (``i1``) are true or false.
- *Integers* are signed (``i8`` in programs, ``si8`` in the specification) or unsigned (``ui8``), two's complement, of
  2, 4, 8, 16, 32 or 64 bits.
- *Floats* follow IEEE 754, or one of the narrower formats that machine learning uses. Some of these have no infinities,
  no negative zero or no NaN. :doc:`/generated/types` has all of them bit by bit.
- *Complex numbers* have two parts, both ``f32`` or both ``f64``.
- *Quantized elements* are integers that stand for floats: ``(stored - zero_point) * scale``. One scale and one zero
  point serve the whole tensor, or one pair each index of a dimension.

Everything else
---------------

A *token* (``!stablehlo.token``) orders operations with side effects: what uses a token comes after what made it. A
*tuple* is a list of values. A *future* is the result of an operation that has begun and not ended. A *buffer*
(``memref``) is storage that custom calls read and write. *Functions* appear as types of symbols and regions; they are
never values.
"""
