"""The suite as tests: `pytest --stablehlo-backend X --pyargs stablehlo_reference.testsuite.conformance`.

The plugin (pytest_plugin.py) collects the golden cases in the place of this file, which holds nothing itself.
"""
