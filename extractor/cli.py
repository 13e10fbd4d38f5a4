"""The command `wco-forms`."""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.render.command import add_to as add_render_commands

if TYPE_CHECKING:
    from extractor.batch import Tally
    from extractor.workers import Limits

EXIT_USAGE, EXIT_REJECTED, EXIT_OUTPUT = 2, 3, 4

_CONVERT_EXAMPLES = """\
examples:
  wco-forms convert form.docx --out records
      writes records/form.docx.json
  wco-forms convert submissions/ letter.pdf --out records
      every file of the folder, and the letter; what cannot be read is listed in records/rejections.ndjson
  wco-forms convert submissions/ --out records --format ndjson
      one line a record in records/records.ndjson

exit codes: 0 all valid · 1 some record invalid · 2 wrong usage · 3 some input rejected · 4 the output cannot be written
"""
_SHOW_EXAMPLES = """\
examples:
  wco-forms show form.docx
  wco-forms show form.pdf | less

exit codes: 0 all valid · 1 some record invalid · 2 wrong usage · 3 the form was rejected
"""


class _Version(argparse.Action):
    """Print the installed version; looking it up takes as long as reading a form, so it waits until it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"wco-forms {version('wco-forms')}")
        except PackageNotFoundError:
            print("wco-forms, not installed")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    top = argparse.ArgumentParser(prog="wco-forms", description="Turns filled-in WCO case-study forms, in any format they come in, into validated records.")
    top.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    raw = argparse.RawDescriptionHelpFormatter
    convert = commands.add_parser(
        "convert",
        help="convert forms into records",
        description="Convert forms into records, one JSON file each.",
        epilog=_CONVERT_EXAMPLES,
        formatter_class=raw,
    )
    convert.add_argument("inputs", nargs="+", metavar="INPUT", help="a form, or a folder of them")
    convert.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder that the records are written to")
    convert.add_argument("--format", choices=("json", "ndjson"), default="json", help="one file a record, or one line a record (default: json)")
    convert.add_argument("--max-bytes", type=_size, default=None, metavar="SIZE", help="reject larger files (default: 100000000 bytes)")
    _add_limits(convert)
    convert.set_defaults(run=_convert)
    show = commands.add_parser(
        "show",
        help="print one form for a person to read",
        description="Print what was read of a form, and what is wrong with it.",
        epilog=_SHOW_EXAMPLES,
        formatter_class=raw,
    )
    show.add_argument("form", metavar="FORM", help="the form")
    _add_limits(show)
    show.set_defaults(run=_show)
    add_render_commands(commands)
    return top


def _add_limits(command: argparse.ArgumentParser) -> None:
    command.add_argument("--timeout", type=_seconds, default=None, metavar="SECONDS", help="reject a document that takes longer to read (default: 120)")
    command.add_argument(
        "--memory", type=_size, default=None, metavar="SIZE", help="reject a document that takes more memory to read, as 512M or 4G (default: 2G)"
    )


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds over 0")
    return seconds


def _size(text: str) -> int:
    """A number of bytes; K, M, G and T stand for powers of 1024."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?", text.strip().lower())
    size = int(float(match[1]) * 1024 ** " kmgt".index(match[2] or " ")) if match else 0
    if not size:
        raise argparse.ArgumentTypeError(f"{text} is no size; write it as 512M or 4G")
    return size


def _limits(options: argparse.Namespace) -> Limits:
    from extractor.workers import Limits

    default = Limits()
    return Limits(options.timeout or default.seconds, options.memory or default.memory)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the result is the process's exit code."""
    # What start-up makes lives to the end: looking for garbage among it takes a twentieth of the time of a single form.
    gc.disable()
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): that is no fault. Python would complain when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("wco-forms: stopped", file=sys.stderr)
        return 130
    finally:
        gc.enable()


def _convert(options: argparse.Namespace) -> int:
    from extractor.batch import MAX_BYTES, convert
    from extractor.inputs import clashes, inputs_of
    from extractor.writers.files import JsonFolder

    gc.freeze()
    inputs = list({(item.path, item.name): item for item in inputs_of(options.inputs, without=options.out)}.values())
    for one, other in clashes(inputs):
        print(f"wco-forms: {one.path} and {other.path} would both be written to {other.name}.json; give the folder that holds them instead", file=sys.stderr)
        return EXIT_USAGE
    try:
        folder = JsonFolder(options.out, lines=options.format == "ndjson")
        if len(inputs) > 1:
            gc.enable()
        tally = _with_progress(len(inputs), lambda each: convert(inputs, folder, limits=_limits(options), max_bytes=options.max_bytes or MAX_BYTES, each=each))
        folder.close()
    except OSError as error:
        print(f"wco-forms: {options.out} cannot be written: {error.strerror or error}", file=sys.stderr)
        return EXIT_OUTPUT
    for message in tally.messages:
        print(f"wco-forms: {message}", file=sys.stderr)
    parts = [f"{tally.valid} valid", f"{tally.invalid} invalid", f"{tally.rejected} rejected"] + ([f"{tally.copies} copies"] if tally.copies else [])
    print(f"{tally.inputs} inputs, {tally.forms} forms: {', '.join(parts)} → {options.out}", file=sys.stderr)
    return tally.exit_code


def _with_progress(total: int, run: Callable[[Callable[[Tally], None] | None], Tally]) -> Tally:
    """Run with a progress bar where a person watches."""
    if not sys.stderr.isatty() or total < 2:
        return run(None)
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # its thread would be forked into every worker
    with tqdm(total=total, unit="form", file=sys.stderr, leave=False, dynamic_ncols=True) as bar:

        def each(tally: Tally) -> None:
            bar.set_postfix(valid=tally.valid, invalid=tally.invalid, rejected=tally.rejected, refresh=False)
            bar.update(1)

        return run(each)


def _show(options: argparse.Namespace) -> int:
    from extractor.batch import load, shown
    from extractor.errors import Unreadable
    from extractor.inputs import Input, readable_name
    from extractor.workers import Worker

    path = Path(options.form)
    if path.is_dir():
        print(f"wco-forms: {path} is a folder; show prints one form (convert takes folders)", file=sys.stderr)
        return EXIT_USAGE
    item = Input(path, readable_name(path.name))
    try:
        with Worker(_limits(options)) as worker:
            text, valid = worker.call(shown, load(item), item.name)
    except Unreadable as error:
        print(f"wco-forms: {path}: {error.code}: {error.message}", file=sys.stderr)
        return EXIT_REJECTED
    print(text)
    return 0 if valid else 1


if __name__ == "__main__":
    sys.exit(main())
