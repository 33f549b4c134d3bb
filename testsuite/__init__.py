"""The conformance suite: test programs, how they are run and how results are judged."""
