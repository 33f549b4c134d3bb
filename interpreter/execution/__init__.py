"""Execution: plans compiled from the IR, and the engine that runs them."""
