"""
Execution
=========

To execute a function, its arguments get the inputs, then its operations are executed one after another, then the
operands of the terminator are its outputs. Programs without side effects may be executed in any other order, or in
part at the same time: nobody can tell.

Operations
----------

An operation computes its results from its operands, attributes and regions, as its page says step by step. Results are
the same for the same inputs, with two exceptions: what the specification leaves open (:doc:`/generated/choices`), and
what an operation's accuracy allows.

Most operations are *elementwise* or move elements around. Those with regions call them like functions. Where a region
is applied to many elements, as by :op:`reduce`, all applications are independent of each other except through their
values, and their order is open within the limits that the operation's page gives.

Entry
-----

A run begins with one function: the one that is named, else ``main``, else the only one that no other function refers
to. Inputs must have the types of its arguments. Where those have sizes that are not known, inputs of any size will do.

Random numbers
--------------

:op:`rng_bit_generator` computes its numbers from its state, the same everywhere. :op:`rng` draws from a source that
belongs to the run; here it starts from a seed, so that a run can be repeated.

Processes
---------

A program may be executed by a grid of processes that exchange data. This version executes programs with one process.
"""
