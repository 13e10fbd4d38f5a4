"""Text of an HTML page or fragment to a tree of elements, within bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.document import MARK
from extractor.errors import Unreadable
from extractor.marks.choices import DROPPED, KEPT
from extractor.markup.lines import LINK_END, LINK_START

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# libxml2 drops what is nested deeper than 2048 (xmlParserMaxDepth with huge_tree); a page written by people or programs stays under 100.
MOST_NESTING = 2000
# libxml2 takes time with the square of the attributes of one element: 50,000 take 5 s, 2,000 take 6 ms. No element of a page has a hundred.
_MOST_ATTRIBUTES = 2000
# Under this length a page cannot hold enough of them to take longer than a blink, unless one tag is very long.
_SMALL_PAGE = 64_000
_LONG_TAG = 2 * _MOST_ATTRIBUTES
_TAG = re.compile(r"<[a-zA-Z][^\"'>]*+(?:(?:\"[^\"]*+\"|'[^']*+'|[\"'])[^\"'>]*+)*+")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_RESERVED = str.maketrans(dict.fromkeys(f"\x00{MARK}{LINK_START}{LINK_END}{KEPT}{DROPPED}"))


def parse(html: str) -> Element | None:
    """The root element of the page, or of a page made around the fragment; None where there is nothing. Raise Unreadable for what would take too long."""
    from lxml import etree

    if (len(html) > _SMALL_PAGE or max(map(len, html.split("<"))) > _LONG_TAG) and any(_overloaded(match.group()) for match in _TAG.finditer(html)):
        raise Unreadable("too-large", "An element has thousands of attributes; save the page again from a browser or a word processor.")
    for character in _RESERVED:
        if chr(character) in html:
            html = html.translate(_RESERVED)
            break
    if not html.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing but a doctype or an unfinished tag
        return None
    return root


def _overloaded(tag: str) -> bool:
    """Whether a start tag may have more attributes than any page needs."""
    if len(tag) < _LONG_TAG:
        return False
    bare = _QUOTED.sub("", tag)
    return bare.count("=") + len(bare.split()) > _MOST_ATTRIBUTES
