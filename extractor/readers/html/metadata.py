"""What a page says of itself outside its text."""

from __future__ import annotations

import re
from datetime import date

_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_PAIR = re.compile(r"\b(name|http-equiv|property|content|itemprop)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
# Names for the date of the last change, the surest first; "dc.date" and "date" may be the date of the text.
_NAMES = (
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "article.modified_time",
    "og.updated_time",
    "datemodified",
    "modified",
    "changed",
    "revised",
    "dc.date",
    "date",
)
_WORD = re.compile(r"<o:LastSaved>\s*([^<]{4,40})<", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_MOST_HEAD = 200_000


def modified(html: str) -> date | None:
    """The page's own date of last change; None where it carries none that can be read."""
    end = html.find("<body")
    head = html[: end if 0 < end < _MOST_HEAD else _MOST_HEAD // 10]
    found: dict[str, str] = {}
    for tag in _META.findall(head):
        pairs = {name.lower(): a or b or c for name, a, b, c in _PAIR.findall(tag)}
        name = next((pairs[key] for key in ("name", "property", "http-equiv", "itemprop") if key in pairs), "")
        if "content" in pairs:
            found.setdefault(name.strip().lower().replace(":", "."), pairs["content"])
    if saved := _WORD.search(head):
        found.setdefault("dcterms.modified", saved[1])
    for name in _NAMES:
        if name in found and (day := _day(found[name])) is not None:
            return day
    return None


def _day(text: str) -> date | None:
    if match := _ISO.match(text.strip()):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        return None
