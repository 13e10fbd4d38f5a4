"""The commands `wco-forms render` and `wco-forms blank`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.render import BLANK_FORMATS, FORMATS, MARKS, RenderError, blank, render

if TYPE_CHECKING:
    from schemas.form import Form

EXIT_USAGE, EXIT_OUTPUT = 2, 4
LANGUAGES = ("en", "fr", "es")
_BINARY = ("docx", "pdf")
_WRONG_SHOWN = 3

_RENDER_EXAMPLES = """\
examples:
  wco-forms render records/form.docx.json --to docx --out form.docx
      a filled form for Word, its boxes content controls
  wco-forms render records/form.docx.json --to pdf --language fr --out form.pdf
      printed by LibreOffice, with French labels
  wco-forms render records/form.docx.json --to md
      Markdown on the standard output; "-" for the record reads it from the standard input

exit codes: 0 written · 2 wrong usage, or the file is no record · 4 it cannot be written
"""
_BLANK_EXAMPLES = """\
examples:
  wco-forms blank --to docx --out form.docx
      a form to fill in with Word: check boxes and text controls
  wco-forms blank --to pdf --language es --out formulario.pdf

exit codes: 0 written · 2 wrong usage · 4 it cannot be written
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both commands to the command line's grammar."""
    raw = argparse.RawDescriptionHelpFormatter
    command = commands.add_parser(
        "render",
        help="publish a record as a filled form",
        description="Write a record as a filled form, as the form is printed.",
        epilog=_RENDER_EXAMPLES,
        formatter_class=raw,
    )
    command.add_argument("record", metavar="RECORD.json", help='a record that convert wrote; "-" reads the standard input')
    command.add_argument("--to", required=True, choices=FORMATS, help="the format")
    kinds = "; ".join(f"{to}: {', '.join(MARKS[to])}" for to in FORMATS if to != "pdf")
    command.add_argument("--marks", metavar="KIND", help=f"how boxes are made, the first by default ({kinds}; pdf as docx)")
    _add_common(command, "the file to write (html and md: default the standard output)", required=False)
    command.set_defaults(run=_render)
    command = commands.add_parser(
        "blank",
        help="make a blank form to fill in",
        description="Write a blank form with real controls: check boxes and text fields.",
        epilog=_BLANK_EXAMPLES,
        formatter_class=raw,
    )
    command.add_argument("--to", required=True, choices=BLANK_FORMATS, help="the format")
    _add_common(command, "the file to write", required=True)
    command.set_defaults(run=_blank)


def _add_common(command: argparse.ArgumentParser, out: str, *, required: bool) -> None:
    command.add_argument("--boxes", choices=("before", "after"), default="before", help="on which side of their labels boxes stand (default: before)")
    command.add_argument("--language", choices=LANGUAGES, default="en", help="language of the printed labels (default: en)")
    command.add_argument("--out", type=Path, metavar="FILE", required=required, help=out)


def _render(options: argparse.Namespace) -> int:
    if options.out is None and options.to in _BINARY:
        return _said(f"{options.to} is no text: say which file to write, with --out FILE", EXIT_USAGE)
    try:
        text = sys.stdin.buffer.read() if options.record == "-" else Path(options.record).read_bytes()
        study = study_of(text)
    except IsADirectoryError:
        return _said(f"{options.record} is a folder: give one of the records in it, a file that ends in .json", EXIT_USAGE)
    except OSError as error:
        return _said(f"{options.record} cannot be opened: {error.strerror or error}", EXIT_USAGE)
    except ValueError as error:
        return _said(f"{options.record} is no record: {error}", EXIT_USAGE)
    try:
        data = render(study, options.to, marks=options.marks, language=options.language, boxes=options.boxes)
    except RenderError as error:
        return _said(str(error), EXIT_USAGE)
    return _write(data, options.out)


def _blank(options: argparse.Namespace) -> int:
    from extractor.pipeline import FORMS

    try:
        data = blank(FORMS[0], options.to, language=options.language, boxes=options.boxes)
    except RenderError as error:
        return _said(str(error), EXIT_USAGE)
    return _write(data, options.out)


def study_of(text: bytes) -> Form:
    """The `case_study` of a record. Raise ValueError, with one line that says what is wrong, where the text is none."""
    from pydantic import ValidationError

    from extractor.pipeline import FORMS, model_of

    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it is not JSON ({error})") from None
    if not isinstance(data, dict) or not isinstance(data.get("form"), dict) or "case_study" not in data:
        raise ValueError("it has no “form” and “case_study”; give a file that convert wrote")
    named = data["form"]
    form = next((form for form in FORMS if (form.form_id, form.form_version) == (named.get("id"), named.get("version"))), None)
    if form is None:
        raise ValueError(f"its form “{named.get('id')}”, version “{named.get('version')}”, is not known")
    try:
        study: Form = model_of(form).model_validate_json(text).case_study
    except ValidationError as error:
        wrong = [f"/{'/'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors(include_url=False)]
        more = f"; and {len(wrong) - _WRONG_SHOWN} more" if len(wrong) > _WRONG_SHOWN else ""
        raise ValueError("; ".join(wrong[:_WRONG_SHOWN]) + more) from None
    return study


def _write(data: bytes, out: Path | None) -> int:
    try:
        if out is None:
            sys.stdout.buffer.write(data)
        else:
            out.write_bytes(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        return _said(f"{out} cannot be written: {error.strerror or error}", EXIT_OUTPUT)
    return 0


def _said(message: str, code: int) -> int:
    print(f"wco-forms: {message}", file=sys.stderr)
    return code
