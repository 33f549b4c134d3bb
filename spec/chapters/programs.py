"""
Programs
========

A program is a *module*: a list of *functions*. One of them is the entry, by default the one called ``main``. A function
has a name, a type that says what it takes and gives, and a body.

.. code-block:: mlir

   func.func @main(%x: tensor<4xf32>) -> tensor<f32> {
     %zero = stablehlo.constant dense<0.0> : tensor<f32>
     %sum = "stablehlo.reduce"(%x, %zero) <{dimensions = array<i64: 0>}> ({
     ^bb0(%a: tensor<f32>, %b: tensor<f32>):
       %0 = stablehlo.add %a, %b : tensor<f32>
       stablehlo.return %0 : tensor<f32>
     }) : (tensor<4xf32>, tensor<f32>) -> tensor<f32>
     return %sum : tensor<f32>
   }

Operations
----------

A body is a list of operations. The last one is its *terminator*: it names the values that the body gives back. Every
operation consists of

- *operands*: values, written ``%name``, that are arguments of a body around the operation or results of operations
  before it in such a body;
- *attributes*: constants that are part of the program, such as numbers, names, lists and tensors;
- *regions*: bodies that the operation may execute, any number of times or not at all. A region may use the values that
  are defined before the operation in the bodies around it, except in operations that say otherwise;
- *results*: new values. A value is defined once and never changes.

The page of an operation lists all of these in the order of the labels (I1), (I2), ... and tells what is computed.

Names
-----

``%name`` is a value and belongs to one body. ``@name`` is a function and belongs to the module; no two functions of a
module have the same name. A function is known in all of the module, also before its definition. A program is refused
if it uses a name that does not exist.

Two ways of writing
-------------------

*Generic syntax* is the same for all operations: the quoted name, operands, properties in ``<{...}>``, regions in
``({...})``, other attributes in ``{...}``, types after the colon. *Pretty syntax* leaves out what can be inferred and
differs from operation to operation. Both can be mixed freely, and both say the same.

Attributes that an operation does not declare are kept and have no meaning (``mhlo.sharding``, ``jax.result_info``), if
their name has a dialect's prefix. So are locations (``loc(...)``).
"""
