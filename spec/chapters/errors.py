"""
What can be wrong
=================

With a program
--------------

A program is *malformed* if it is not in the syntax, and *invalid* if it breaks a rule: an operation that does not
exist, operands of the wrong number or type, an attribute of the wrong kind, a constraint that does not hold, a value
used before it is defined, a function that does not exist. Both are found before anything is executed, and no input can
make a program valid or invalid.

Constraints are tested in the order of their labels, and each may assume that those before it hold. The first one that
is broken is reported, with the values it was tested on. One operation never hides what is wrong with another.

With a run
----------

- The inputs do not fit the entry function.
- Values that are known only now break a rule, such as a shape computed at run time.
- A check that the program makes of itself does not hold.
- A limit is passed: memory, steps, depth, time.
- The program asks for something that is valid and not supported here. It is never skipped in silence.

Arithmetic never fails: dividing by zero, leaving the range of a type, or computing with NaN gives a value, which the
operation's page or a choice names.

Which exception and which exit code stands for each of these: :doc:`/generated/errors`.
"""
