"""A whole case-study form as a small PDF of raw objects, whose boxes are drawn by whoever calls.

Everything is measured from the top left of a page of 595 by 842 points, as in `tests.readers.pdf.pages`, whose helpers draw the content.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.conformance.kinds import ANSWERS, COUNTRY, DATE, DE_MINIMIS, GRIDS, MARKED, TITLE, Arrangement, Kind
from tests.readers.pdf.pages import HEIGHT, WIDTH, grid, line, text

SIDE = 9.0
"""The side of a box, in points."""
_LEFT, _MIDDLE, _RIGHT = 40.0, 300.0, 555.0
_SIZE, _STEP = 9, 15.0


@dataclass(frozen=True)
class Spot:
    """Where one box stands, and what it is to say."""

    pointer: str
    label: str
    x: float
    y: float
    checked: bool

    @property
    def name(self) -> str:
        """A name for the field of this box."""
        return self.pointer.strip("/").replace("/", ".")

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return self.x + SIDE / 2, self.y + SIDE / 2

    @property
    def rect(self) -> str:
        """Its rectangle, as an annotation has it."""
        return f"/Rect [{self.x} {HEIGHT - self.y - SIDE} {self.x + SIDE} {HEIGHT - self.y}]"


@dataclass
class Sheet:
    """The page under construction: its content, its annotations, and the objects that they need."""

    content: list[str] = field(default_factory=list)
    annotations: list[int] = field(default_factory=list)
    fields: list[int] = field(default_factory=list)
    objects: dict[int, str | bytes] = field(default_factory=dict)
    resources: dict[str, dict[str, str]] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    """Objects that the boxes share, by a name of their kind's own."""
    kids: dict[str, list[int]] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    fonts: str = ""

    def add(self, body: str | bytes) -> int:
        """A new indirect object; its number."""
        number = 20 + len(self.objects)
        self.objects[number] = body
        return number

    def stream(self, data: str | bytes, entries: str = "") -> int:
        """A new stream object; its number."""
        raw = data.encode("cp1252") if isinstance(data, str) else data
        return self.add(f"<< {entries} /Length {len(raw)} >>\nstream\n".encode() + raw + b"\nendstream")

    def appearance(self, data: str, box: str = f"0 0 {SIDE} {SIDE}", resources: str = "/Font << /ZaDb 6 0 R /F1 3 0 R >>") -> int:
        """A form XObject."""
        return self.stream(data, f"/Type /XObject /Subtype /Form /BBox [{box}] /Resources << {resources} >>")

    def annotate(self, body: str, flags: int = 4) -> int:
        """A new annotation of the page; its number."""
        number = self.add(f"<< /Type /Annot /F {flags} /P 10 0 R {body} >>")
        self.annotations.append(number)
        return number

    def widget(self, body: str, flags: int = 4, field: bool = True) -> int:
        """A new widget of the page, which is a field of its own unless told otherwise; its number."""
        number = self.annotate(f"/Subtype /Widget {body}", flags)
        if field:
            self.fields.append(number)
        return number


Draw = Callable[[Sheet, Spot], None]

PLAIN: Mapping[str, Arrangement] = {
    "/practice_type": "before in a line",
    "/general_overview": "after",
    "/stakeholders": "before",
    "/requirements": "before",
}
CELLS: Mapping[str, Arrangement] = {
    "/practice_type": "after in a line",
    "/general_overview": "own cell after",
    "/stakeholders": "nested table",
    "/requirements": "own cell before",
}


def _options(sheet: Sheet, draw: Draw, pointer: str, how: Arrangement, left: float, right: float, top: float) -> float:
    """The options of one grid between these sides; the height that they take."""
    y, x = top + 4, left + 6
    rows = [top]
    for slot in GRIDS[pointer]:
        assert slot.label is not None
        label = slot.label.first()
        wide = stringWidth(label, "Helvetica", _SIZE)
        base = y + 8
        if how in ("before", "nested table", "own cell before", "before in a line"):
            box_x, text_x = x, x + SIDE + 6
        else:
            box_x, text_x = x + wide + 6, x
        if how == "own cell after":
            box_x = right - 6 - SIDE
        sheet.content.append(text(text_x, base, label, _SIZE))
        spot = Spot(slot.pointer, label, round(box_x, 2), y, MARKED[slot.pointer])
        sheet.spots[slot.pointer] = spot
        draw(sheet, spot)
        if how.endswith("line"):
            x += wide + SIDE + 20
        else:
            y += _STEP
            rows.append(y - 2)
    if how.endswith("line"):
        return _STEP + 6
    if how in ("own cell before", "own cell after", "nested table"):
        inset = 3.0 if how == "nested table" else 0.0
        edges = [left + inset, left + 18 + inset, right - inset] if how != "own cell after" else [left, right - 18, right]
        rows = [top + inset + 0.0, *rows[1:-1], rows[-1]]
        sheet.content.append(grid(edges, rows))
    return y - top + (4 if how == "nested table" else 0 if "cell" not in how else -2)


def compose(draw: Draw, arrangements: Mapping[str, Arrangement] = PLAIN, after: Callable[[Sheet], None] | None = None) -> Sheet:
    """The page with all that the form prints and all answers, its boxes drawn by `draw`; `after` adds to it at the end."""
    sheet = Sheet()
    put = sheet.content.append
    y = 36.0

    def rule() -> None:
        put(line(_LEFT, y, _RIGHT, y))

    def write(x: float, words: str, bold: bool = False, at: float | None = None) -> None:
        put(text(x, (y if at is None else at) + 12, words, _SIZE, "FB" if bold else "F1"))

    edges: list[tuple[float, float]] = []
    rule()
    write(_LEFT + 6, f"“{TITLE}”", bold=True)
    y += 18
    rule()
    start = y
    write(_LEFT + 6, COUNTRY, bold=True)
    write(_MIDDLE + 6, "General Overview", bold=True)
    y += 18
    rule()
    _options(sheet, draw, "/practice_type", arrangements["/practice_type"], _LEFT, _MIDDLE, y)
    y += max(_options(sheet, draw, "/general_overview", arrangements["/general_overview"], _MIDDLE, _RIGHT, y), _STEP)
    rule()
    write(_LEFT + 6, "E-commerce at Glance", bold=True)
    write(_MIDDLE + 6, "Stakeholders Involved", bold=True)
    y += 18
    rule()
    write(_LEFT + 6, "De Minimis Value")
    rows = [y + 18 + _STEP * k for k in range(5)]
    for at, (name, value) in zip(rows, DE_MINIMIS.items(), strict=False):
        write(_LEFT + 14, name, at=at)
        write(_LEFT + 130, value, at=at)
    put(grid([_LEFT + 8, _LEFT + 124, _MIDDLE - 10], rows))
    y += max(_options(sheet, draw, "/stakeholders", arrangements["/stakeholders"], _MIDDLE, _RIGHT, y), 84)
    rule()
    edges.append((start, y))
    for heading, answer in (
        ("Date of implementation", DATE),
        ("Brief Description of Initiative / Existing Practice", ANSWERS["/description"]),
        ("Value Proposition of Initiative / Existing Practice", ANSWERS["/value_proposition"]),
    ):
        write(_LEFT + 6, heading, bold=True)
        y += 16
        rule()
        write(_LEFT + 6, answer)
        y += 16
        rule()
    for number, prompt in enumerate(
        (
            "Actions included in the initiatives/ Existing Practice",
            "Proposed solution",
            "Technical Proposition of Initiative / Existing Practice",
            "Operational activities of the Initiative / Existing Practice",
        ),
        1,
    ):
        write(_LEFT + 6, f"{number}. {prompt}", bold=True)
        y += 12
    y += 4
    rule()
    write(_LEFT + 6, ANSWERS["/approach/combined"])
    y += 16
    rule()
    start = y
    write(_LEFT + 6, "Requirements", bold=True)
    write(_MIDDLE + 6, "WCO Relevant tools and instruments", bold=True)
    y += 16
    rule()
    write(_MIDDLE + 6, ANSWERS["/wco_tools"])
    y += max(_options(sheet, draw, "/requirements", arrangements["/requirements"], _LEFT, _MIDDLE, y), _STEP)
    rule()
    edges.append((start, y))
    write(_LEFT + 6, "Additional Information", bold=True)
    y += 16
    rule()
    start = y
    write(_LEFT + 6, "Relevant links or documents", bold=True)
    write(_MIDDLE + 6, "Contact Person for Further Information", bold=True)
    y += 16
    rule()
    write(_LEFT + 6, ANSWERS["/links"])
    write(_MIDDLE + 6, ANSWERS["/contacts"].replace(", kari", "\nkari").split("\n")[0])
    y += 12
    write(_MIDDLE + 6, ANSWERS["/contacts"].rsplit(", ", 1)[1])
    y += 16
    rule()
    edges.append((start, y))
    write(_LEFT + 6, "1. Value Added Considerations", bold=True)
    y += 12
    write(_LEFT + 6, "2. Further Reflections by Stakeholders", bold=True)
    y += 16
    rule()
    write(_LEFT + 6, ANSWERS["/reflections/combined"])
    y += 16
    rule()
    put(line(_LEFT, 36, _LEFT, y))
    put(line(_RIGHT, 36, _RIGHT, y))
    sheet.content += [line(_MIDDLE, top, _MIDDLE, bottom) for top, bottom in edges]
    if after is not None:
        after(sheet)
    return sheet


@dataclass(frozen=True)
class Paper:
    """What the page and the document say beside their content."""

    version: str = "1.7"
    page: str = ""
    catalog: str = ""
    media: str = f"0 0 {WIDTH} {HEIGHT}"
    form: str = ""
    """Entries of the AcroForm dictionary."""
    fonts: str = ""
    """Further fonts of the page's resources."""


def objects_of(sheet: Sheet, paper: Paper | None = None) -> dict[int, bytes]:
    """The document's objects by number: 1 the catalog, 10 the page."""
    paper = paper or Paper()
    latin = "/Encoding /WinAnsiEncoding"
    bodies: dict[int, str | bytes] = {
        1: "<< /Type /Catalog /Pages 2 0 R "
        + (f"/AcroForm << /Fields [{' '.join(f'{n} 0 R' for n in sheet.fields)}] /DA (/Helv 0 Tf 0 g) {paper.form} >> " if sheet.fields or paper.form else "")
        + paper.catalog
        + " >>",
        2: "<< /Type /Pages /Kids [10 0 R] /Count 1 >>",
        3: f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica {latin} >>",
        4: f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold {latin} >>",
        6: "<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>",
    }
    fonts = f"/F1 3 0 R /FB 4 0 R /FZ 6 0 R {sheet.fonts} {paper.fonts}"
    others = " ".join(f"/{kind} << {' '.join(f'/{name} {value}' for name, value in entries.items())} >>" for kind, entries in sheet.resources.items())
    annotations = f"/Annots [{' '.join(f'{n} 0 R' for n in sheet.annotations)}]" if sheet.annotations else ""
    bodies[10] = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{paper.media}] /Resources << /Font << {fonts} >> {others} >> /Contents 11 0 R {annotations} {paper.page} >>"
    )
    content = "\n".join(sheet.content).encode("cp1252")
    bodies[11] = f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"
    bodies.update(sheet.objects)
    return {number: body.encode("cp1252") if isinstance(body, str) else body for number, body in bodies.items()}


def assemble(bodies: Mapping[int, bytes], version: str = "1.7", trailer: str = "") -> bytes:
    """A file of these objects with a classic cross-reference table."""
    out = f"%PDF-{version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1")
    offsets = {}
    for number in sorted(bodies):
        offsets[number] = len(out)
        out += f"{number} 0 obj\n".encode() + bodies[number] + b"\nendobj\n"
    start = len(out)
    return out + table(offsets) + f"trailer\n<< /Size {max(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


def table(offsets: Mapping[int, int]) -> bytes:
    """A cross-reference table of these objects (ISO 32000-1, 7.5.4)."""
    rows = "".join(f"{number} 1\n{offsets[number]:010d} 00000 n \n" for number in sorted(offsets))
    return f"xref\n0 1\n0000000000 65535 f \n{rows}".encode()


def pdf(draw: Draw, arrangements: Mapping[str, Arrangement] = PLAIN, after: Callable[[Sheet], None] | None = None, paper: Paper | None = None) -> bytes:
    """The form as a file."""
    return assemble(objects_of(compose(draw, arrangements, after), paper), (paper or Paper()).version)


def kind(
    name: str,
    title: str,
    draw: Draw,
    arrangements: Mapping[str, Arrangement] = PLAIN,
    *,
    after: Callable[[Sheet], None] | None = None,
    paper: Paper | None = None,
    differs: Mapping[str, bool | None] | None = None,
    codes: Mapping[str, str] | None = None,
) -> Kind:
    """A kind whose file is the form with boxes that `draw` draws."""
    return Kind(
        f"pdf-{name}",
        title,
        f"pdf-{name}.pdf",
        lambda: pdf(draw, arrangements, after, paper),
        arrangements,
        differs or {},
        codes or {},
    )


def made(
    name: str,
    title: str,
    make: Callable[[], bytes],
    arrangements: Mapping[str, Arrangement] = PLAIN,
    *,
    differs: Mapping[str, bool | None] | None = None,
    codes: Mapping[str, str] | None = None,
    rejected: str = "",
) -> Kind:
    """A kind whose file `make` gives."""
    return Kind(f"pdf-{name}", title, f"pdf-{name}.pdf", make, arrangements, differs or {}, codes or {}, rejected=rejected)


def deflated(data: bytes) -> bytes:
    """The bytes as a Flate stream, the same ones on every machine."""
    return zlib.compress(data, 9)


def points(pairs: Iterable[tuple[float, float]]) -> str:
    """Points from the top left as the numbers of an annotation or a path."""
    return " ".join(f"{round(x, 2)} {round(HEIGHT - y, 2)}" for x, y in pairs)


def path(*pairs: tuple[float, float], width: float = 1.0, paint: str = "S") -> str:
    """A path through points from the top left."""
    (x, y), *rest = pairs
    return f"q {width} w {points([(x, y)])} m " + " ".join(f"{points([p])} l" for p in rest) + f" {paint} Q"
