"""Word documents (Office Open XML, ECMA-376 and ISO/IEC 29500, transitional and strict): .docx, .docm, .dotx, .dotm."""

from __future__ import annotations

from dataclasses import replace

from extractor.document import Document, Line, lines_of
from extractor.errors import Unreadable
from extractor.place import NOWHERE
from extractor.readers.docx.body import Story
from extractor.readers.docx.numbering import Numbering
from extractor.readers.docx.package import Package, Relationship
from extractor.readers.docx.styles import Styles
from extractor.readers.docx.themes import with_theme_fonts
from extractor.readers.docx.xml import W, parse

# What stands beside the text: the name of its part, its elements there, and what refers to it. Notes of another type are only the lines above notes.
_BESIDE = (
    ("footnotes", W + "footnote", b"footnoteReference"),
    ("endnotes", W + "endnote", b"endnoteReference"),
    ("comments", W + "comment", b"commentReference"),
)
_TYPE = W + "type"


def read(data: bytes) -> Document:
    """Read the bytes of a Word document; its blocks are counted in paragraphs from 1, and it has no pages.

    Raise Unreadable (`empty`, `damaged`, `encrypted`, `too-large`, `unsupported`) if nothing can be read; what is lesser stands in `Document.notes`.
    """
    package = Package(data)
    part, media_type = package.main_part()
    content = package.read(part)
    folder = part.rpartition("/")[0]
    related: dict[str, Relationship] = {}

    def named(kind: str, usual: str) -> str:
        """The part that the document relates to under this kind; the usual name is tried before any relationship is read."""
        if package.has(f"{folder}/{usual}" if folder else usual):
            return f"{folder}/{usual}" if folder else usual
        if not related:
            related.update(package.relationships(part))
        return next((each.target for each in related.values() if each.kind == kind and not each.external), "")

    def theme() -> bytes | None:
        return package.tolerant(named("theme", "theme/theme1.xml"))

    content = with_theme_fonts(content or b"", theme)
    root = parse(content, part)
    body = root.find(W + "body")
    if body is None:
        raise Unreadable("damaged", f"{part} holds no document body: ask for the file again")
    styles = Styles(lambda: with_theme_fonts(package.tolerant(named("styles", "styles.xml")) or b"", theme))
    numbering = Numbering(
        lambda: package.tree(named("numbering", "numbering.xml")),
        lambda key: package.box_picture(package.relationships(named("numbering", "numbering.xml")).get(key)),
    )
    story = Story(package, part, styles, numbering)
    blocks = story.read(body)
    furniture: list[Line] = []
    if b"headerReference" in content or b"footerReference" in content:
        for each in package.relationships(part).values():
            if each.kind in ("header", "footer") and not each.external and (running := package.tree(each.target)) is not None:
                beside = Story(package, each.target, styles, numbering)
                furniture.extend(line for line in lines_of(beside.read(running)) if line.text)
    furniture.extend(story.runs.pictures)
    remarks: list[Line] = []
    for kind, element, reference in _BESIDE:
        if reference not in content or (beside_text := package.tree(named(kind, f"{kind}.xml"))) is None:
            continue
        beside = Story(package, named(kind, f"{kind}.xml"), styles, numbering)
        for note in beside_text.iter(element):
            if note.get(_TYPE, "normal") == "normal":
                remarks.extend(replace(line, place=NOWHERE) for line in lines_of(beside.read(note)) if line.text)
    return Document(
        blocks=blocks,
        media_type=media_type,
        modified=package.modified(),
        furniture=tuple(furniture),
        remarks=tuple(remarks),
        notes=tuple(dict.fromkeys((*story.runs.notes, *package.notes))),
    )
