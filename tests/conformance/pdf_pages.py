"""What a PDF file and its pages may be: turned, cropped, layered, encrypted, updated, of any version, in a portfolio; and what no reader can read."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable

from tests.conformance.kinds import Kind
from tests.conformance.pdf_drawn import boxed, cross
from tests.conformance.pdf_fields import button
from tests.conformance.pdf_form import CELLS, Draw, Paper, Sheet, Spot, assemble, compose, deflated, kind, made, objects_of, pdf, table
from tests.readers.pdf.pages import HEIGHT, WIDTH, text


def turned(matrix: str, paper: Paper, draw: Draw = boxed) -> Callable[[], bytes]:
    """The form with its content placed by a matrix on a page of another shape."""

    def make() -> bytes:
        sheet = compose(draw)
        sheet.content = [f"q {matrix} cm", *sheet.content, "Q"]
        a, b, c, d, e, f = map(float, matrix.split())

        def rect(match: re.Match[bytes]) -> bytes:
            x0, y0, x1, y1 = map(float, match[1].split())
            ends = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((x0, y0), (x1, y1))]
            xs, ys = sorted(x for x, _ in ends), sorted(y for _, y in ends)
            return f"/Rect [{xs[0]:.2f} {ys[0]:.2f} {xs[1]:.2f} {ys[1]:.2f}]".encode()

        bodies = {number: re.sub(rb"/Rect \[([^\]]*)\]", rect, body) for number, body in objects_of(sheet, paper).items()}
        return assemble(bodies, paper.version)

    return make


def layered(shown: bool) -> Draw:
    """Crosses in a layer: those of marked boxes in one that is shown, or those of empty boxes in one that is not."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        if "layer" not in sheet.names:
            sheet.names["layer"] = 15
            sheet.objects[15] = "<< /Type /OCG /Name (Answers) >>"
            sheet.resources["Properties"] = {"MC0": "15 0 R"}
        boxed(sheet, Spot(spot.pointer, spot.label, spot.x, spot.y, spot.checked and not shown))
        if spot.checked is shown:
            sheet.content.append(f"/OC /MC0 BDC {cross(spot)} EMC")

    return draw


def layers(state: str) -> str:
    return f"/OCProperties << /OCGs [15 0 R] /D << /Order [15 0 R] /{state} [15 0 R] >> >>"


def in_object_streams() -> bytes:
    """PDF 1.5: dictionaries in a compressed object stream, a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8)."""
    bodies = objects_of(compose(button()))
    packed = {n: body for n, body in bodies.items() if b"stream\n" not in body}
    head, content, at = [], b"", 0
    for number, body in packed.items():
        head.append(f"{number} {at}")
        content += body + b"\n"
        at = len(content)
    first = " ".join(head).encode() + b"\n"
    data = deflated(first + content)
    store = max(bodies) + 1
    bodies[store] = (
        f"<< /Type /ObjStm /N {len(packed)} /First {len(first)} /Filter /FlateDecode /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"
    )
    out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
    rows_of = {0: (0, 0, 65535)}
    for number in sorted(set(bodies) - set(packed)):
        rows_of[number] = (1, len(out), 0)
        out += f"{number} 0 obj\n".encode() + bodies[number] + b"\nendobj\n"
    for index, number in enumerate(packed):
        rows_of[number] = (2, store, index)
    reference = store + 1
    rows_of[reference] = (1, len(out), 0)
    rows = b"".join(struct.pack(">BIH", *rows_of.get(number, (0, 0, 65535))) for number in range(reference + 1))
    packed_rows = deflated(rows)
    start = len(out)
    out += (
        f"{reference} 0 obj\n<< /Type /XRef /Size {reference + 1} /W [1 4 2] /Root 1 0 R /Filter /FlateDecode /Length {len(packed_rows)} >>\nstream\n".encode()
        + packed_rows
        + b"\nendstream\nendobj\n"
    )
    return out + f"startxref\n{start}\n%%EOF\n".encode()


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def rc4(key: bytes, data: bytes) -> bytes:
    """The cipher of the standard security handler's first revisions."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


def encrypted(user: bytes) -> Callable[[], bytes]:
    """Encrypted with an owner's password and this user's password, by revision 2 of the standard handler (ISO 32000-1, 7.6.3)."""

    def make() -> bytes:
        bodies = objects_of(compose(boxed))
        name = hashlib.md5(b"wco-forms").digest()
        padded = (user + _PADDING)[:32]
        owner = rc4(hashlib.md5((b"owner" + _PADDING)[:32]).digest()[:5], padded)
        permissions = -44
        key = hashlib.md5(padded + owner + struct.pack("<i", permissions) + name).digest()[:5]
        for number, body in bodies.items():
            start = body.find(b"stream\n")
            if start >= 0:
                begin, end = start + 7, body.rindex(b"\nendstream")
                own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
                bodies[number] = body[:begin] + rc4(own, body[begin:end]) + body[end:]
        handler = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{rc4(key, _PADDING).hex()}> /P {permissions} >>"
        return assemble(bodies, "1.4", f"/Encrypt {handler} /ID [<{name.hex()}> <{name.hex()}>]")

    return make


def updated() -> bytes:
    """The form saved with all its fields the other way round, and then right by an incremental update (ISO 32000-1, 7.5.6)."""
    wrong = objects_of(compose(lambda sheet, spot: button()(sheet, Spot(spot.pointer, spot.label, spot.x, spot.y, not spot.checked))))
    right = objects_of(compose(button()))
    out = assemble(wrong)
    before = int(out[out.rindex(b"startxref") :].split()[1])
    offsets = {}
    for number, body in right.items():
        if body != wrong[number]:
            offsets[number] = len(out)
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    return out + table(offsets) + f"trailer\n<< /Size {max(right) + 1} /Root 1 0 R /Prev {before} >>\nstartxref\n{start}\n%%EOF\n".encode()


def portfolio() -> bytes:
    """A cover page and the form as a file in the file."""
    form = deflated(pdf(boxed))
    sheet = Sheet()
    sheet.content.append(text(60, 80, "Open this portfolio in a reader that shows the files in it.", 11))
    file = sheet.stream(form, "/Type /EmbeddedFile /Subtype /application#2Fpdf /Filter /FlateDecode")
    listed = sheet.add(f"<< /Type /Filespec /F (form.pdf) /UF (form.pdf) /EF << /F {file} 0 R >> >>")
    catalog = f"/Collection << /Type /Collection /View /T >> /Names << /EmbeddedFiles << /Names [(form.pdf) {listed} 0 R] >> >>"
    return assemble(objects_of(sheet, Paper(catalog=catalog)))


def xfa(*, dynamic: bool, rendering: bool = False) -> Callable[[], bytes]:
    """A form that Adobe's reader makes when it shows it: over an AcroForm of the same fields, or alone."""

    def make() -> bytes:
        packet = "<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template xmlns='http://www.xfa.org/schema/xfa-template/2.8/'/></xdp:xdp>"
        sheet = Sheet() if dynamic else compose(button())
        stream = sheet.stream(packet)
        if dynamic:
            sheet.content.append(text(60, 80, "Please wait...", 11))
            sheet.content.append(text(60, 96, "If this message is not replaced by the document, your viewer may not be able to show it.", 11))
        return assemble(objects_of(sheet, Paper(form=f"/XFA {stream} 0 R", catalog="/NeedsRendering true" if rendering else "")))

    return make


def outlined() -> bytes:
    """A page whose text is outlines."""
    sheet = Sheet()
    for row in range(12):
        for k in range(30):
            x, y = 60 + 9 * k, HEIGHT - 80 - 16 * row
            sheet.content.append(f"{x} {y} m {x + 3} {y + 8} l {x + 6} {y} l {x + 4.5} {y} l {x + 3} {y + 5} l {x + 1.5} {y} l f")
    return assemble(objects_of(sheet))


CROPPED = Paper(media="-20 -30 760 960", page=f"/CropBox [70 40 {70 + WIDTH} {40 + HEIGHT}]")

KINDS: tuple[Kind, ...] = (
    made("turned-90", "a page turned by 90°", turned("0 1 -1 0 842 0", Paper(media="0 0 842 595", page="/Rotate 90"))),
    made("turned-180", "a page turned by 180°", turned("-1 0 0 -1 595 842", Paper(page="/Rotate 180"))),
    made("turned-270", "a page turned by 270°", turned("0 -1 1 0 0 595", Paper(media="0 0 842 595", page="/Rotate 270"))),
    made("turned-content", "text that runs upwards on a page that is not turned", turned("0 1 -1 0 842 0", Paper(media="0 0 842 595"))),
    made("askew", "a page that went askew through a scanner", turned("0.99966 0.02618 -0.02618 0.99966 11 -7", Paper())),
    made("turned-fields", "fields on a page turned by 90°", turned("0 1 -1 0 842 0", Paper(media="0 0 842 595", page="/Rotate 90"), button())),
    made(
        "cropped",
        "a page cropped out of a larger one",
        turned("1 0 0 1 70 40", CROPPED),
    ),
    made("user-unit", "a page whose unit is two points", turned("0.5 0 0 0.5 0 0", Paper(media="0 0 297.5 421", page="/UserUnit 2"))),
    made("reduced", "a page printed at seven tenths of its size", turned("0.7 0 0 0.7 60 120", Paper())),
    kind("layer-on", "crosses in a layer that is shown", layered(True), paper=Paper(catalog=layers("ON"))),
    kind("layer-off", "crosses in a layer that is not shown", layered(False), paper=Paper(catalog=layers("OFF"))),
    kind("version-1.0", "PDF 1.0", boxed, paper=Paper(version="1.0")),
    kind("version-2.0", "PDF 2.0", boxed, CELLS, paper=Paper(version="2.0")),
    made("object-streams", "fields in object streams", in_object_streams),
    made("encrypted-open", "encrypted with an empty user password", encrypted(b"")),
    made("encrypted", "encrypted with a password", encrypted(b"secret"), rejected="encrypted"),
    made("updated", "an incremental update that changes the fields", updated),
    made("portfolio", "the form in a portfolio", portfolio),
    made("xfa-static", "an XFA form over an AcroForm", xfa(dynamic=False)),
    made("xfa-dynamic", "an XFA form whose only page asks to wait", xfa(dynamic=True, rendering=True), rejected="unsupported"),
    made("xfa-dynamic-quiet", "an XFA form whose only page asks to wait, and that does not say so of itself", xfa(dynamic=True), rejected="unsupported"),
    made("outlines", "text as outlines", outlined, rejected="unsupported"),
)
