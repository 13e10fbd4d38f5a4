"""HTML to blocks: what the HTML reader and the Markdown reader (which meets HTML inside Markdown) share.

The only room that knows how a browser lays HTML out. It imports nothing above the document model; lxml is loaded on the first call.
"""

from __future__ import annotations

from extractor.document import Block

__all__ = ["blocks_of"]


def blocks_of(html: str, line: int = 1) -> tuple[Block, ...]:
    """The lines and tables that a fragment of HTML shows, selection marks in place.

    `html` may be anything between a few words with an `<input>` or a `<br>` and a whole page; `line` is the line of the source file on which it
    begins, for `Line.place`. An inline fragment gives one Line; blank text gives none. Raises Unreadable ("too-large") for absurd nesting.
    """
    raise NotImplementedError
