"""What must not reach pdfium: a form (XObject) that paints itself doubles at each of forty levels, and the process dies of it.

Only objects that stand uncompressed in the file are seen here; the worker process that a batch reads untrusted files in is the wall behind this fence.
"""

from __future__ import annotations

import re
import zlib

from extractor.errors import Unreadable

# Real files nest three or four deep: a logo in a header in a page.
DEEPEST = 10
# A content stream is inflated no further than this to see what it paints.
_MOST_CONTENT = 4_000_000
_OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})\s+\d{1,5}\s+obj\b(.{0,20000}?)(?:\bstream\r?\n|\bendobj\b)", re.DOTALL)
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_XOBJECTS = re.compile(rb"/XObject\s*(?:<<(.{0,20000}?)>>|(\d{1,10})\s+\d{1,5}\s+R)", re.DOTALL)
_RESOURCES = re.compile(rb"/Resources\s+(\d{1,10})\s+\d{1,5}\s+R")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_PAINTED = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")


def check_forms(data: bytes) -> None:
    """Raise Unreadable (`damaged`) where forms paint themselves, or nest deeper than any real file's."""
    if b"/Form" not in data or not any(_may_paint(data, m.start()) for m in _FORM.finditer(data)):
        return
    objects = {int(m[1]): (m[2], m.end()) for m in _OBJECT.finditer(data)}
    forms = {
        number for number, (body, _) in objects.items() if (_FORM.search(body) and b"/XObject" in body) or (_FORM.search(body) and _RESOURCES.search(body))
    }
    if not forms:
        return
    painted = {number: _painted(number, objects, data) & forms for number in forms}
    depth: dict[int, int] = {}
    for start in forms:
        path: list[tuple[int, list[int]]] = [(start, list(painted[start]))]
        on_path = {start}
        while path:
            number, rest = path[-1]
            if number not in depth and rest:
                below = rest.pop()
                if below in on_path:
                    raise Unreadable("damaged", "the PDF's content paints itself over and over; print it to a new PDF")
                path.append((below, list(painted[below])))
                on_path.add(below)
                continue
            depth.setdefault(number, 1 + max((depth[n] for n in painted[number]), default=0))
            if depth[number] > DEEPEST:
                raise Unreadable("damaged", "the PDF's content is nested deeper than any real file's; print it to a new PDF")
            path.pop()
            on_path.discard(number)


def _may_paint(data: bytes, position: int) -> bool:
    """Whether the form whose dictionary holds this position has resources that may name XObjects."""
    start = data.rfind(b" obj", max(0, position - 20_000), position)
    end = data.find(b"stream", position, position + 20_000)
    body = data[max(start, 0) : end if end > 0 else position + 20_000]
    return b"/XObject" in body or _RESOURCES.search(body) is not None


def _painted(number: int, objects: dict[int, tuple[bytes, int]], data: bytes) -> set[int]:
    """The numbers of the XObjects that a form's content paints: resources may name many more, and even the form itself."""
    body, start = objects[number]
    names: dict[bytes, int] = {}
    for each in (body, *(objects.get(int(m[1]), (b"", 0))[0] for m in _RESOURCES.finditer(body))):
        for match in _XOBJECTS.finditer(each):
            listed = match[1] if match[1] is not None else objects.get(int(match[2]), (b"", 0))[0]
            names.update((m[1], int(m[2])) for m in _NAMED.finditer(listed))
    if not names:
        return set()
    content = data[start : start + _MOST_CONTENT]
    if b"/FlateDecode" in body or b"/Fl " in body:
        try:
            content = zlib.decompressobj().decompress(content, _MOST_CONTENT)
        except zlib.error:
            return set()
    else:
        content = content[: max(content.find(b"endstream"), 0)]
    return {names[m[1]] for m in _PAINTED.finditer(content) if m[1] in names}
