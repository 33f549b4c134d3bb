"""The command `stablehlo-interpret`.

    stablehlo-interpret FILE|-            runs a program and prints its results
    stablehlo-interpret check FILE...     says everything that is wrong with programs
    stablehlo-interpret print FILE|-      prints a program in today's form

Exit codes: 0 ok, 1 a check failed, 2 invalid program or input, 3 unsupported, 4 a limit passed, 5 our fault.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from typing import Any

from .diagnostics import Diagnostic, Error, InputError, Severity
from .limits import Limits

COMMANDS = ("run", "check", "print")


def main(argv: list[str] | None = None) -> int:
    """Runs the command line and gives the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--version"]:
        print(f"stablehlo-interpret {version()}")
        return 0
    if arguments and arguments[0] not in (*COMMANDS, "-h", "--help"):
        arguments.insert(0, "run")
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 2
    try:
        return options.action(options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def version() -> str:
    """The installed version of this package."""
    from importlib.metadata import version as installed

    return installed("stablehlo-reference")


def build_parser() -> argparse.ArgumentParser:
    """The whole command-line syntax."""
    parser = argparse.ArgumentParser(
        prog="stablehlo-interpret",
        description="Runs, checks and prints StableHLO programs. Without a command the program is run.",
        epilog="Exit codes: 0 ok, 1 a check failed, 2 invalid program or input, 3 unsupported, "
        "4 a limit passed, 5 our fault.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="{run,check,print}")

    run = commands.add_parser("run", help="run a program and print its results (the default)")
    _add_common(run)
    run.add_argument("file", help="program text, - for standard input")
    run.add_argument("--entry", metavar="NAME", help="function to run (default: main, else the one nobody calls)")
    run.add_argument(
        "--input", action="append", default=[], metavar="VALUE",
        help="an input, in order: @x.npy, 2x3xf32=1,2,3,4,5,6, 2x3xf32=random:7|zeros|ones|iota, or dense<...> : type",
    )  # fmt: skip
    run.add_argument("--args", metavar="LIST", help='all inputs at once: "[dense<1> : tensor<2xi32>, ...]"')
    run.add_argument("--output", action="append", default=[], metavar="@FILE", help="write a result as .npy, in order")
    run.add_argument("--json", action="store_true", help="print results (or the error) as JSON")
    run.add_argument("--full", action="store_true", help="print large results in full")
    run.add_argument("--seed", type=int, default=0, help="start of the random numbers of rng (default: 0)")
    run.add_argument("--probe-output-dir", metavar="DIR", help="where interpreter.probe writes the values it sees")
    run.set_defaults(action=_run)

    check = commands.add_parser("check", help="say everything that is wrong with programs")
    _add_common(check)
    check.add_argument("files", nargs="+", metavar="file", help="program text, - for standard input")
    check.add_argument("--json", action="store_true", help="print diagnostics as JSON")
    check.set_defaults(action=_check)

    printing = commands.add_parser("print", help="print a program")
    _add_common(printing)
    printing.add_argument("file", help="program text, - for standard input")
    printing.add_argument("--generic", action="store_true", help="generic syntax")
    printing.set_defaults(action=_print)
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split-input-file", action="store_true", help="treat parts between // ----- as own programs")
    parser.add_argument("--allow-unregistered-dialect", action="store_true", help="keep operations of unknown dialects")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="color of diagnostics")
    limits = parser.add_argument_group("limits")
    defaults = Limits()
    for name, kind in (
        ("max_bytes", int), ("max_elements", int), ("max_steps", int), ("max_depth", int), ("max_seconds", float),
        ("max_source_bytes", int),
    ):  # fmt: skip
        default = getattr(defaults, name)
        shown = "none" if default is None else default
        limits.add_argument(f"--{name.replace('_', '-')}", type=kind, metavar="N", help=f"default: {shown}")


def _limits(options: argparse.Namespace) -> Limits:
    given = {name: getattr(options, name) for name in Limits._fields}
    return Limits()._replace(**{name: value for name, value in given.items() if value is not None})


def _programs(options: argparse.Namespace, file: str) -> Iterator[tuple[Any, str]]:
    """Sources and names of the programs in a file: one, or the parts of a split file (with its line numbers kept)."""
    from .api import load, load_file

    limits = _limits(options)
    text = load(sys.stdin.buffer.read(), "<stdin>", limits) if file == "-" else load_file(file, file, limits)
    if not options.split_input_file:
        yield text.text, text.name
        return
    lines = 0
    for part in re.split(r"(?m)^// -----.*$", text.text):
        yield "\n" * lines + part, text.name
        lines += part.count("\n")


def _run(options: argparse.Namespace) -> int:
    code = 0
    try:
        for source, name in _programs(options, options.file):
            code = code or _run_one(options, source, name)
    except Error as error:
        return _report(options, error)
    return code


def _run_one(options: argparse.Namespace, source: Any, name: str) -> int:
    from .api import find_entry, parse, run

    try:
        limits = _limits(options)
        module = parse(source, name, allow_unregistered=options.allow_unregistered_dialect, limits=limits)
        function = find_entry(module, options.entry)
        type_ = function.attributes["function_type"]
        inputs = _inputs(options, type_.inputs, limits)
        paths = _output_paths(options, len(type_.outputs))
        folder = options.probe_output_dir
        outputs = run(module, *inputs, entry=options.entry, limits=limits, seed=options.seed, probe_folder=folder)
        if paths:
            from .input_syntax import write_outputs

            write_outputs(paths, outputs)
    except Error as error:
        return _report(options, error)
    if options.json:
        import json

        from .show import results_as_json

        print(json.dumps({"results": results_as_json(type_.outputs, outputs)}))
        return 0
    from .show import result_text

    for result_type, value in list(zip(type_.outputs, outputs, strict=True))[len(paths) :]:
        print(result_text(result_type, value, full=options.full))
    return 0


def _inputs(options: argparse.Namespace, types: tuple[Any, ...], limits: Limits) -> list[Any]:
    if options.args is not None and options.input:
        raise InputError(Diagnostic(Severity.ERROR, "give --input or --args, not both"))
    if not options.input and options.args is None:
        return []
    from .input_syntax import read_args, read_input

    if options.args is not None:
        return read_args(options.args, limits)
    declared = [*types, *[None] * len(options.input)]
    return [read_input(text, type_, limits) for text, type_ in zip(options.input, declared, strict=False)]


def _output_paths(options: argparse.Namespace, results: int) -> list[str]:
    if len(options.output) > results:
        message = f"{len(options.output)} outputs asked for, the function has {results} results"
        raise InputError(Diagnostic(Severity.ERROR, message))
    return [path.removeprefix("@") for path in options.output]


def _check(options: argparse.Namespace) -> int:
    from .api import check

    code = 0
    found: list[Diagnostic] = []
    for file in options.files:
        try:
            problems = [
                problem
                for source, name in _programs(options, file)
                for problem in check(
                    source, name, allow_unregistered=options.allow_unregistered_dialect, limits=_limits(options)
                )
            ]
        except Error as error:
            code = max(code, error.exit_code)
            problems = list(error.diagnostics)
        found.extend(problems)
        if any(problem.severity is Severity.ERROR for problem in problems):
            code = max(code, 2)
        if not options.json:
            _print_diagnostics(options, problems)
            if not problems:
                print(f"{file}: ok")
    if options.json:
        import json

        from .show import diagnostic_as_json

        print(json.dumps({"diagnostics": [diagnostic_as_json(problem) for problem in found]}))
    return code


def _print(options: argparse.Namespace) -> int:
    from .api import parse

    try:
        texts = [
            parse(source, name, allow_unregistered=options.allow_unregistered_dialect, limits=_limits(options)).text(
                generic=options.generic
            )
            for source, name in _programs(options, options.file)
        ]
    except Error as error:
        return _report(options, error)
    print("\n// -----\n\n".join(text.rstrip("\n") + "\n" for text in texts), end="")
    return 0


def _report(options: argparse.Namespace, error: Error) -> int:
    if getattr(options, "json", False):
        import json

        from .show import diagnostic_as_json

        kind = type(error).__name__
        problems = [diagnostic_as_json(one) for one in error.diagnostics]
        print(json.dumps({"error": kind, "exit_code": error.exit_code, "diagnostics": problems}))
    else:
        _print_diagnostics(options, error.diagnostics)
    return error.exit_code


def _print_diagnostics(options: argparse.Namespace, diagnostics: Any) -> None:
    color = options.color == "always" or (
        options.color == "auto" and sys.stderr.isatty() and "NO_COLOR" not in os.environ
    )
    for diagnostic in diagnostics:
        print(diagnostic.render(color=color), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
