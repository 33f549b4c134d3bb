"""The command `stablehlo-interpret`.

    stablehlo-interpret FILE|-            runs a program and prints its results
    stablehlo-interpret check FILE...     says everything that is wrong with programs
    stablehlo-interpret print FILE|-      prints a program in today's form
    stablehlo-interpret decompose FILE|-  prints it without CHLO, composites and outdated ops

Exit codes: 0 ok, 1 a check failed, 2 invalid program or input, 3 unsupported, 4 a limit passed, 5 our fault.
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

from .diagnostics import Diagnostic, Error, InputError, InternalError, LimitExceeded, Severity, diagnose
from .limits import Limits

_PROGRAM = "stablehlo-interpret"


def process() -> int:
    """`main` as the whole of a process, which ends with it: what the installed script calls.

    Imports make many objects and no garbage, and what remains at the end goes with the process: the garbage collector
    looks for cycles only where a long run makes them.
    """
    gc.set_threshold(100_000, 20, 100)
    try:
        return main()
    finally:
        gc.freeze()


def main(argv: list[str] | None = None) -> int:
    """Runs the command line and gives the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--version"]:
        print(f"stablehlo-interpret {version()}")
        return 0
    if arguments and arguments[0] not in (*COMMANDS, "-h", "--help"):
        _refuse_misspelt_command(arguments[0])
        arguments.insert(0, "run")
    options = build_parser(arguments[0] if arguments else "").parse_args(arguments)
    if options.command is None:
        build_parser().print_help()
        return 2
    try:
        code = options.action(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        drop_output()
        return 0
    except KeyboardInterrupt:
        return 130
    except MemoryError:
        return _report(options, LimitExceeded(_said("the machine's memory does not suffice"), limit="max_bytes"))
    except OSError as error:  # files are handled where they are opened: this is standard output
        drop_output()
        return _report(options, InputError(_said(f"cannot write the output: {error.strerror or error}")))
    except Exception as error:
        return _report(options, InternalError(_said(f"a mistake of the interpreter: {_where(error)}")))


def _refuse_misspelt_command(word: str) -> None:
    """A first word that is no file and looks like a command is not taken for a program."""
    if word.startswith("-") or os.path.exists(word):
        return
    from .hints import get_close_matches

    if close := get_close_matches(word, COMMANDS):
        build_parser().error(f"there is no command and no file {word!r}; did you mean {close[0]!r}?")


def drop_output() -> None:
    """What is left in the buffer goes nowhere, so that nothing is said about it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _said(message: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, message)


def _where(error: Exception) -> str:
    """Kind and text of an exception, and the line of code that raised it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}: {error}{place}"


def version() -> str:
    """The installed version of this package."""
    from importlib.metadata import version as installed

    return installed("stablehlo-reference")


class _Help(argparse.HelpFormatter):
    """Help as wide as the terminal; argparse would load `shutil` for every option to ask for the width."""

    def __init__(self, prog: str, **options: Any) -> None:
        try:
            width = int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size(1).columns
        except (ValueError, OSError):
            width = 80
        super().__init__(prog, width=width - 2, **options)


def build_parser(command: str = "") -> argparse.ArgumentParser:
    """The command-line syntax: the whole, or that of one command."""
    parser = argparse.ArgumentParser(
        prog=_PROGRAM,
        formatter_class=_Help,
        description="Runs, checks and prints StableHLO programs. Without a command the program is run.",
        epilog="Exit codes: 0 ok, 1 a check failed, 2 invalid program or input, 3 unsupported, "
        "4 a limit passed, 5 our fault.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    commands = parser.add_subparsers(dest="command", metavar=f"{{{','.join(COMMANDS)}}}", prog=_PROGRAM)
    for name, add in COMMANDS.items():
        if name == command or command not in COMMANDS:
            add(commands)
    return parser


def _add_run(commands: Any) -> None:
    run = commands.add_parser("run", formatter_class=_Help, help="run a program and print its results (the default)")
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
    run.add_argument(
        "--seed", type=natural, default=0, metavar="N", help="start of the random numbers of rng (default: 0)"
    )
    run.add_argument("--probe-output-dir", metavar="DIR", help="where interpreter.probe writes the values it sees")
    run.add_argument(
        "--verify-composites", action="store_true",
        help="run composites also as their decomposition, and fail where the results differ",
    )  # fmt: skip
    run.add_argument(
        "--extension", action="append", default=[], metavar="MODULE",
        help="a Python module (or a .py file) to import first: it may register custom calls and composites",
    )  # fmt: skip
    run.set_defaults(action=_run)


def _add_check(commands: Any) -> None:
    check = commands.add_parser("check", formatter_class=_Help, help="say everything that is wrong with programs")
    _add_common(check)
    check.add_argument("files", nargs="+", metavar="file", help="program text, - for standard input")
    check.add_argument("--json", action="store_true", help="print diagnostics as JSON")
    check.add_argument("--sarif", action="store_true", help="print diagnostics as SARIF 2.1.0")
    check.add_argument("--docs-url", metavar="URL", help="where these docs are published, for links in SARIF")
    check.add_argument(
        "--verify-diagnostics", action="store_true",
        help="hold diagnostics against the program's comments: // expected-error@+1 {{...}} (severity and line)",
    )  # fmt: skip
    check.add_argument("--compare-text", action="store_true", help="with --verify-diagnostics: also compare the text")
    check.set_defaults(action=_check)


def _add_print(commands: Any) -> None:
    printing = commands.add_parser("print", formatter_class=_Help, help="print a program")
    _add_common(printing)
    printing.add_argument("file", help="program text, - for standard input")
    printing.add_argument("--generic", action="store_true", help="generic syntax")
    printing.add_argument("--loc", action="store_true", help="say where every operation and argument comes from")
    printing.add_argument("--strip-debug", action="store_true", help="forget where everything comes from")
    printing.add_argument(
        "--upgrade", action="store_true", help="also say, as remarks, what was written as in other times and dialects"
    )
    printing.add_argument(
        "--elide-large", type=natural, metavar="N", help="leave out constants of more than N elements"
    )
    printing.set_defaults(action=_print)


def _add_decompose(commands: Any) -> None:
    decompose = commands.add_parser(
        "decompose", formatter_class=_Help, help="rewrite CHLO, composites and outdated ops into plain StableHLO"
    )
    _add_common(decompose)
    decompose.add_argument("file", help="program text, - for standard input")
    decompose.add_argument("--only", action="append", metavar="OP", help="only these ops (chlo.tan, say); repeatable")
    decompose.add_argument("--generic", action="store_true", help="generic syntax")
    decompose.set_defaults(action=_decompose)


COMMANDS: dict[str, Callable[[Any], None]] = {
    "run": _add_run, "check": _add_check, "print": _add_print, "decompose": _add_decompose,
}  # fmt: skip


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split-input-file", action="store_true", help="treat parts between // ----- as own programs")
    parser.add_argument("--allow-unregistered-dialect", action="store_true", help="keep operations of unknown dialects")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="color of diagnostics")
    limits = parser.add_argument_group("limits", 'numbers, or "none" to lift a limit')
    defaults = Limits()
    for name, default in defaults._asdict().items():
        kind = {"max_depth": natural, "max_seconds": seconds}.get(name, natural_or_none)
        shown = "none" if default is None else default
        limits.add_argument(
            f"--{name.replace('_', '-')}", type=kind, default=default, metavar="N", help=f"default: {shown}"
        )


def natural(text: str) -> int:
    """A number that counts something."""
    if not re.fullmatch(r"\d{1,18}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a natural number of at most 18 digits")
    return int(text)


def natural_or_none(text: str) -> int | None:
    """A limit on something that is counted."""
    return None if text == "none" else natural(text)


def seconds(text: str) -> float | None:
    """A limit on time."""
    if text == "none":
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not value >= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return value


def _limits(options: argparse.Namespace) -> Limits:
    return Limits(**{name: getattr(options, name) for name in Limits._fields})


def _programs(options: argparse.Namespace, file: str) -> Iterator[tuple[Any, str]]:
    """Sources and names of the programs in a file: one, or the parts of a split file (with its line numbers kept)."""
    from .api import load_file

    limits = _limits(options)
    text = _standard_input(limits) if file == "-" else load_file(file, file, limits)
    if not options.split_input_file:
        yield text.text, text.name
        return
    from .expectations import split_input

    for line, part in split_input(text.text):
        yield "\n" * (line - 1) + part, text.name


def _standard_input(limits: Limits) -> Any:
    """The text of standard input."""
    from .api import load_stream

    if sys.stdin is None:
        raise InputError(_said("cannot read: standard input is closed"))
    return load_stream(sys.stdin.buffer, "<stdin>", limits)


def _run(options: argparse.Namespace) -> int:
    """Runs every program; the exit code is that of the first that goes wrong."""
    code = 0
    try:
        for module in options.extension:
            _extend(module)
        for source, name in _programs(options, options.file):
            failed = _run_one(options, source, name)
            code = code or failed
    except Error as error:
        return _report(options, error)
    return code


def _extend(module: str) -> None:
    """Imports a module, by name or by path. Raises InputError."""
    import importlib.util
    import traceback

    try:
        if not module.endswith(".py"):
            importlib.import_module(module)
            return
        spec = importlib.util.spec_from_file_location(os.path.basename(module).removesuffix(".py"), module)
        assert spec is not None
        assert spec.loader is not None
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    except Exception as error:  # whatever it runs
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f" ({os.path.basename(place.filename)}:{place.lineno})"
        raise InputError(_said(f"cannot import {module}: {type(error).__name__}: {error}{where}")) from None


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
        outputs = run(
            module, *inputs, entry=options.entry, limits=limits, seed=options.seed, probe_folder=folder,
            verify_composites=options.verify_composites,
        )  # fmt: skip
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
    code = 0
    found: list[Diagnostic] = []
    for file in options.files:
        problems: list[Diagnostic] = []
        try:
            for source, name in _programs(options, file):
                wrong, said = _check_one(options, source, name)
                code = max(code, wrong)
                problems += said
        except Error as error:
            code = max(code, error.exit_code)
            problems += error.diagnostics
        found.extend(problems)
        if not options.json and not options.sarif:
            _print_diagnostics(options, problems)
            if all(one.severity is Severity.REMARK for one in problems):
                print(f"{file}: ok")
    if options.json or options.sarif:
        import json

        from .sarif import sarif_log
        from .show import diagnostics_as_json

        log = sarif_log(found, version(), options.docs_url) if options.sarif else diagnostics_as_json(found)
        print(json.dumps(log))
    return code


def _check_one(options: argparse.Namespace, source: Any, name: str) -> tuple[int, list[Diagnostic]]:
    """Exit code for a program, and what is wrong with it: with --verify-diagnostics, what is not as expected."""
    from .api import check

    code = 0
    try:
        problems = check(
            source, name, allow_unregistered=options.allow_unregistered_dialect, limits=_limits(options),
            recover=not options.verify_diagnostics,
        )  # fmt: skip
    except Error as error:
        problems, code = list(error.diagnostics), error.exit_code
    if options.verify_diagnostics:
        from .expectations import judge

        problems = judge(source, problems, name, compare_text=options.compare_text)
        return int(bool(problems)), problems
    return code or (2 if any(one.severity is Severity.ERROR for one in problems) else 0), problems


def _print(options: argparse.Namespace) -> int:
    def text(module: Any) -> str:
        if options.upgrade:
            remarks = [diagnose(said, span, severity=Severity.REMARK) for said, span in module.upgrades]
            _print_diagnostics(options, remarks)
        if options.strip_debug:
            module.strip_locations()
        return module.text(generic=options.generic, locations=options.loc, elide=options.elide_large)

    return _print_programs(options, text)


def _decompose(options: argparse.Namespace) -> int:
    from .decomposition import check_names, decompose

    try:
        check_names(options.only)
    except Error as error:
        return _report(options, error)
    return _print_programs(options, lambda module: decompose(module, only=options.only).text(generic=options.generic))


def _print_programs(options: argparse.Namespace, text_of: Callable[[Any], str]) -> int:
    """Prints every program of a file."""
    from .api import parse

    unregistered, limits = options.allow_unregistered_dialect, _limits(options)
    try:
        texts = [
            text_of(parse(source, name, allow_unregistered=unregistered, limits=limits))
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
    if sys.stderr is None:
        return
    color = options.color == "always" or (
        options.color == "auto" and sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    )
    for diagnostic in diagnostics:
        print(diagnostic.render(color=color), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
