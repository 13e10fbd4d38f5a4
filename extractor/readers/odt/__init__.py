"""OpenDocument texts (ISO/IEC 26300, ODF 1.0 to 1.4) and their templates, packed (.odt, .ott) or as one XML file (.fodt)."""

from __future__ import annotations

from extractor.document import Document, Line, lines_of
from extractor.readers.odt.body import Story, running
from extractor.readers.odt.controls import controls_of
from extractor.readers.odt.package import Source
from extractor.readers.odt.styles import Styles
from extractor.readers.odt.xml import OFFICE


def read(data: bytes) -> Document:
    """Read the bytes of an OpenDocument text; its blocks are counted in paragraphs from 1, and it has no pages.

    Raise Unreadable (`empty`, `damaged`, `encrypted`, `too-large`, `unsupported`) if nothing can be read; what is lesser stands in `Document.notes`.
    """
    source = Source(data)
    text = source.text()
    story = Story(source, Styles(source.content, source.styles), controls_of(text, source.leaves_out_unchecked()))
    blocks = story.read(text)
    furniture: list[Line] = []
    if source.styles is not None and (pages := source.styles.find(OFFICE + "master-styles")) is not None:
        beside = Story(source, Styles(source.styles), {})
        for each in running(pages):
            furniture.extend(line for line in lines_of(beside.read(each)) if line.text)
    furniture.extend(story.runs.pictures)
    return Document(
        blocks=blocks,
        media_type=source.media_type,
        modified=source.modified(),
        furniture=tuple(dict.fromkeys(furniture)),
        remarks=tuple(line for line in lines_of(tuple(story.runs.beside)) if line.text),
        notes=tuple(dict.fromkeys((*story.runs.notes, *source.notes))),
    )
