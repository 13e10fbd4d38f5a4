"""Hyperlinks that a line still holds as its author typed them, in the markup of a wiki or a writing tool."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.document import Line, Link

_TARGET = r"(?:(?:https?|ftp)://|mailto:|www\.)[^\s\[\]<>|\"]+"
# The forms with their sources, longest first where one begins another:
_FORMS = re.compile(
    "|".join(
        (
            rf"\[\[\s*(?P<org>{_TARGET})\s*\]\s*(?:\[(?P<org_label>[^\[\]]*)\]\s*)?\]",  # Org mode: [[target][label]], [[target]]
            rf"\[\[\s*(?P<wiki>{_TARGET})\s*\|(?P<wiki_label>[^\[\]|]*)\]\]",  # DokuWiki, Creole: [[target|label]]
            rf"\[(?P<media>{_TARGET})\s+(?P<media_label>[^\[\]]+)\]",  # MediaWiki: [target label]
            rf"\[(?P<jira_label>[^\[\]|]+)\|(?P<jira>{_TARGET})\]",  # Jira, Confluence: [label|target]
            rf"\[(?P<md_label>[^\[\]]+)\]\(\s*<?(?P<md>{_TARGET}?)>?\s*\)",  # Markdown: [label](target)
            rf"(?:link:|\b)(?P<ascii>{_TARGET})\[(?P<ascii_label>[^\[\]]*)\]",  # AsciiDoc: target[label], link:target[label]
            rf"`(?P<rst_label>[^`<>]+?)\s*<(?P<rst>{_TARGET})>`_{{0,2}}",  # reStructuredText: `label <target>`_
            rf"[\"“](?P<textile_label>[^\"“”]+)[\"”]:(?P<textile>{_TARGET}?)(?=[.,;:!?)]*(?:\s|\Z))",  # Textile: "label":target
        )
    ),
    re.IGNORECASE,
)


def with_links(line: Line) -> Line:
    """The line with each typed hyperlink as its label (its address, where it has none) and a link to the address; the same line where there is none."""
    text = line.text
    if "://" not in text and "www." not in text and "mailto:" not in text:
        return line
    found = [match for match in _FORMS.finditer(text) if not any(link.start < match.end() and link.end > match.start() for link in line.links)]
    if not found:
        return line
    out, at = "", 0
    links: list[Link] = []
    moved: list[tuple[int, int]] = []  # where a typed link ends, and by how much what follows it moves
    for match in found:
        kind = next(name for name, value in match.groupdict().items() if value is not None and not name.endswith("_label"))
        target = match[kind]
        label = " ".join((match.groupdict().get(f"{kind}_label") or "").split())
        out += text[at : match.start()]
        shown = label or target.removeprefix("mailto:")
        links.append(Link(len(out), len(out) + len(shown), target))
        out += shown
        at = match.end()
        moved.append((at, len(out) - at))

    def shifted(place: int) -> int:
        return place + next((by for end, by in reversed(moved) if end <= place), 0)

    links += [Link(shifted(link.start), shifted(link.end), link.target) for link in line.links]
    return replace(line, text=out + text[at:], links=tuple(sorted(links, key=lambda link: link.start)), words=(), emphasis=())
