"""The blank forms of `wco-forms blank`, filled in as Word, a browser or a PDF viewer fills them in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from extractor.render import blank
from schemas.ecommerce import CaseStudy
from tests.conformance.kinds import ANSWERS, COUNTRY, DATE, DE_MINIMIS, MARKED, TITLE, Arrangement, Kind
from tests.render.filling import fill_docx, fill_html

TICKED = [pointer.strip("/") for pointer, checked in MARKED.items() if checked]
WRITTEN: Mapping[str, str] = {
    "title": TITLE,
    "country": COUNTRY,
    "implementation_date": DATE,
    **dict(zip(("de_minimis/customs_duty", "de_minimis/taxes", "de_minimis/gift", "de_minimis/commercial_samples"), DE_MINIMIS.values(), strict=True)),
    **{pointer.strip("/"): text for pointer, text in ANSWERS.items()},
}
_BEFORE: Mapping[str, Arrangement] = dict.fromkeys(("/practice_type", "/general_overview", "/stakeholders", "/requirements"), "before")


def docx() -> bytes:
    """The document as Word saves it, without the time."""
    filled, _ = fill_docx(blank(CaseStudy, "docx"), TICKED, WRITTEN)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(filled)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def html() -> bytes:
    """The page as a browser saves it: what was ticked and written stands in its attributes."""
    filled, _ = fill_html(blank(CaseStudy, "html"), TICKED, WRITTEN)
    return filled


_OBJECT = re.compile(rb"(?<=\n)(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_NAME = re.compile(rb"/T \(([\w-]+)\)")
_APPEARANCE = re.compile(rb"/AP <<\n/N \d+ 0 R\n>> ")


def pdf(*, need_appearances: bool) -> bytes:
    """The document with an incremental update (ISO 32000-1, 7.5.6) that sets the fields' values.

    `need_appearances`: the program leaves the old appearances of text fields and has the viewer draw new ones (12.7.2); else it takes them away.
    """
    data = blank(CaseStudy, "pdf")
    changed: dict[int, bytes] = {}
    for match in _OBJECT.finditer(data):
        body = match[2]
        if b"/Fields [" in body and need_appearances:
            changed[int(match[1])] = body.replace(b"/Fields [", b"/NeedAppearances true /Fields [", 1)
        name = _NAME.search(body)
        if name is None:
            continue
        pointer = name[1].decode().replace("-", "/")
        if pointer in TICKED:
            changed[int(match[1])] = body.replace(b"/AS /Off", b"/AS /Yes").replace(b"/V /Off", b"/V /Yes")
        elif pointer in WRITTEN:
            value = WRITTEN[pointer].encode("ascii")
            kept = body if need_appearances else _APPEARANCE.sub(b"", body)
            changed[int(match[1])] = kept.replace(b"/V ()", b"/V (" + value + b")")
    return data + _update(data, changed)


def _update(data: bytes, changed: Mapping[int, bytes]) -> bytes:
    trailer = data[data.rindex(b"trailer\n<<") : data.rindex(b"startxref")].replace(b"\n>>", b"\n/Prev %d\n>>" % int(data.split()[-2]))
    out, table = b"", b"xref\n"
    for number, body in sorted(changed.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(data) + len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return out + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(out))


KINDS: tuple[Kind, ...] = (
    Kind("docx-blank-filled", "Our own blank Word form, filled in", "docx-blank-filled.docx", docx, _BEFORE),
    Kind("html-blank-filled", "Our own blank web page, filled in and saved", "html-blank-filled.html", html, _BEFORE),
    Kind("pdf-blank-filled", "Our own blank PDF, filled in, states drawn", "pdf-blank-filled.pdf", lambda: pdf(need_appearances=False), _BEFORE),
    Kind(
        "pdf-blank-need-appearances",
        "Our own blank PDF, filled in, drawing left to the viewer (NeedAppearances)",
        "pdf-blank-need-appearances.pdf",
        lambda: pdf(need_appearances=True),
        _BEFORE,
    ),
)
