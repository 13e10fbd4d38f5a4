"""HTML to blocks: what the HTML reader and the Markdown reader (which meets HTML inside Markdown) share.

The only room that knows how a browser lays HTML out. It imports nothing above the document model; lxml is loaded on the first call.
"""

from __future__ import annotations

from typing import NamedTuple

from extractor.document import Block, Line

__all__ = ["Content", "blocks_of", "content_of"]


class Content(NamedTuple):
    """What a page or fragment shows."""

    blocks: tuple[Block, ...] = ()
    furniture: tuple[Line, ...] = ()
    """What stands apart from the text: running headers and footers, and the texts of pictures that are no marks (a flag's), with method "image"."""
    notes: tuple[str, ...] = ()
    """What was left out, one line each."""
    hides: bool = False
    """Whether anything on the page is hidden by its style."""

    @property
    def images(self) -> tuple[Line, ...]:
        """The texts of pictures alone."""
        return tuple(line for line in self.furniture if line.method == "image")


def content_of(html: str, line: int = 1, hidden: bool = False) -> Content:
    """What a page or a fragment of HTML shows, with `hidden` also what its style hides; see `blocks_of`."""
    from extractor.markup.tree import parse
    from extractor.markup.walk import Walker

    root = parse(html)
    if root is None:
        return Content()
    walker = Walker(root, html, line, hidden)
    blocks = walker.blocks()
    notes = tuple(f"text marked as deleted was left out: {text}" for text in walker.removed)
    return Content(blocks, tuple(walker.furniture), notes, walker.styles.hides)


def blocks_of(html: str, line: int = 1) -> tuple[Block, ...]:
    """The lines and tables that a fragment of HTML shows, selection marks in place.

    `html` may be anything between a few words with an `<input>` or a `<br>` and a whole page; `line` is the line of the source file on which it
    begins, for `Line.place`. An inline fragment gives one Line; blank text gives none. Raises Unreadable ("too-large") for absurd nesting.
    """
    return content_of(html, line).blocks
