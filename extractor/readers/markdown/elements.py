"""HTML elements inside a line, and pictures: which of them are selection marks."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from extractor.document import MARK, Mark
from extractor.marks import find_marks
from extractor.text import clean

# HTML elements that may stand inside a line; any other `<word>` is the writer's own.
ELEMENTS = frozenset(
    (
        "a",
        "abbr",
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "legend",
        "li",
        "main",
        "mark",
        "nav",
        "o:p",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "tbody",
        "thead",
        "tt",
        "u",
        "ul",
        "var",
    )
)
BREAKING = frozenset(
    ("br", "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "center", "section", "summary")
)

_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_FLAG = re.compile(r"\b(?:flag|drapeau|pavillon|bandera|bandeira|flagge|vlag|bandiera)\b", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|de|du|da|del|der)\s*(?:the\s+)?$|^\s*(?:of|de|du|da|del|der)\s+", re.IGNORECASE)
_CHECKED_PICTURE = re.compile(r"(?<![a-z])(?:un|not[-_ ]?|non[-_ ]?)?(?:checked|ticked|selected|coch[ée]e?|marcad[oa])(?![a-z])", re.IGNORECASE)
_PICTURE_OFF = re.compile(r"checkbox[-_ ]?(?:off|empty|no|0|blank)|(?:empty|blank)[-_ ]?(?:check)?box", re.IGNORECASE)
_PICTURE_ON = re.compile(r"checkbox[-_ ]?(?:on|yes|1|full)|(?:crossed|filled)[-_ ]?(?:check)?box", re.IGNORECASE)


@lru_cache(maxsize=256)
def attributes_of(source: str) -> dict[str, str]:
    """An element's attributes, names in lower case, the first of each name (HTML 13.2.5.33)."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def field(attributes: dict[str, str]) -> Mark | str:
    """What an `<input>` shows: a check box or radio button is a mark, a text field its value, anything else nothing."""
    kind = attributes.get("type", "text").lower()
    if kind in ("checkbox", "radio"):
        # HTML 4.10.5.4: the attribute's presence alone means checked, whatever its value.
        checked = "checked" in attributes
        return Mark(checked, "checked" if checked else "unchecked", "field")
    return attributes.get("value", "") if kind in ("text", "email", "tel", "url", "date", "number") else ""


def picture(alternative: str, source: str) -> Mark | str:
    """What a picture stands for: a check box is a mark; of a flag, the name of its country; of anything else, nothing."""
    text, marks = find_marks(alternative)
    if text == MARK:
        return Mark(marks[0].checked, alternative, "image", 0.9)
    name = source.rpartition("/")[2] if not source.startswith("data:") else ""
    for described in (alternative, name):
        state: bool | None = None
        if (match := _CHECKED_PICTURE.search(described)) is not None:
            state = not match.group().lower().startswith(("un", "not", "non"))
        elif _PICTURE_OFF.search(described):
            state = False
        elif _PICTURE_ON.search(described):
            state = True
        if state is not None:
            return Mark(state, described, "image", 0.9)
    if _FLAG.search(alternative):
        return clean(_OF.sub(" ", _FLAG.sub(" ", alternative))).strip(" :-–")
    return ""
