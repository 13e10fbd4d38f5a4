"""What form fields show: the state of check boxes and radio buttons, typed and chosen text, and the labels that the page ties to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.document import MARK, Mark
from extractor.marks import find_marks
from extractor.place import Place
from extractor.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# `<input>` types whose value is text that a reader sees (HTML, 4.10.5); buttons, files and hidden values are not read.
TEXT_TYPES = frozenset(("text", "search", "tel", "url", "email", "date", "month", "week", "time", "datetime", "datetime-local", "number"))
ALL_TYPES = TEXT_TYPES | frozenset(("hidden", "password", "range", "color", "checkbox", "radio", "file", "submit", "image", "reset", "button"))
MARK_ROLES = frozenset(("checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"))
# A check box with one of these roles is a switch of the page itself (a menu that opens), not an answer.
_OTHER_ROLES = frozenset(("button", "tab", "menuitem", "link", "option", "treeitem"))

_TRUE = frozenset(("true", "checked", "on", "1", "yes", "t"))
_FALSE = frozenset(("false", "unchecked", "off", "0", "no", "f"))
_STATE_ATTRIBUTES = ("aria-checked", "data-checked", "data-state", "checkboxischecked", "aria-pressed", "aria-selected")


def is_mark_field(element: Element) -> bool:
    """Whether an `<input>` is a check box or radio button that holds an answer."""
    return (element.get("type") or "").strip().lower() in ("checkbox", "radio") and (element.get("role") or "").strip().lower() not in _OTHER_ROLES


STATE_NAMES = {True: "checked", False: "unchecked", None: "mixed"}


def tells_state(element: Element) -> bool:
    """Whether an element's own attributes say anything of a state."""
    return any(element.get(name) is not None for name in _STATE_ATTRIBUTES)


def stated(element: Element) -> bool | None:
    """The state that an element's own attributes tell (ARIA and its like); None where they tell none, or "mixed"."""
    for name in _STATE_ATTRIBUTES:
        value = element.get(name)
        if value is not None:
            value = value.strip().lower()
            if value in _TRUE:
                return True
            if value in _FALSE:
                return False
            if value == "mixed":
                return None
    return None


class Labels:
    """Which text the page ties to which field."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._for: dict[str, str] | None = None
        self._ids: dict[str, Element] | None = None

    def of(self, element: Element) -> str | None:
        """The label of a field (`aria-labelledby`, `aria-label`, `<label for>`, a `<label>` around it), None where the page ties none."""
        names = element.get("aria-labelledby")
        if names:
            text = clean(" ".join(visible_text(other) for name in names.split()[:8] if (other := self.by_id(name)) is not None and other is not element))
            if text:
                return text
        name = element.get("aria-label")
        if name and (text := clean(name)):
            return text
        if self._for is None:
            self._for = {}
            for label in self._root.iter("label"):
                if target := label.get("for"):
                    text = visible_text(label)
                    if text:
                        self._for[target] = f"{self._for[target]} {text}" if target in self._for else text
        own = element.get("id")
        if own and own in self._for:
            return self._for[own]
        for depth, ancestor in enumerate(element.iterancestors()):
            if ancestor.tag == "label":
                # A label names one field; one around a whole group names none of them.
                if sum(1 for field in ancestor.iter("input") if is_mark_field(field)) <= 1:
                    return visible_text(ancestor) or None
                return None
            if depth > 8:
                break
        return None

    def by_id(self, name: str) -> Element | None:
        """The element with an id."""
        if self._ids is None:
            self._ids = {}
            for element in self._root.xpath("//*[@id]"):
                self._ids.setdefault(element.get("id"), element)
        return self._ids.get(name)


_UNSEEN = frozenset(("script", "style", "select", "textarea", "option", "template"))
_MOST_LABEL = 500


def visible_text(element: Element) -> str:
    """The text of a label, without the marks in it and what fields in it hold; "" where it is no label but a container."""
    out: list[str] = []
    size = 0
    for node in element.iter():
        tag = node.tag
        if tag == "br":
            out.append(" ")
        if isinstance(tag, str) and node.text and tag not in _UNSEEN:
            out.append(node.text)
            size += len(node.text)
        if node is not element and node.tail:
            out.append(node.tail)
            size += len(node.tail)
        if size > _MOST_LABEL:
            return ""
    text, _ = find_marks(clean("".join(out)))
    return clean(text.replace(MARK, " "))


def mark_field(element: Element, labels: Labels, place: Place, unset: bool = False) -> Mark:
    """The mark that a check box or radio button is; `unset` for a radio that a later one of its group unsets.

    `checked` counts in any spelling, `checked="false"` too (HTML, 2.3.2).
    """
    kind = (element.get("type") or "").strip().lower()
    checked = element.get("checked") is not None and not unset
    picture = stated(element)
    return Mark(
        checked,
        raw=f"{kind} {'checked' if checked else 'unchecked'}",
        method="field",
        place=place,
        tied_to=labels.of(element),
        disagrees=picture is not None and picture != checked,
    )


def field_text(element: Element) -> str:
    """The text that an `<input>` shows; "" for buttons and hidden values."""
    kind = (element.get("type") or "text").strip().lower()
    if kind in TEXT_TYPES or kind not in ALL_TYPES:
        return element.get("value") or ""
    return ""


_SPACES = re.compile(r"\s+")


def options(element: Element) -> list[tuple[str, bool]]:
    """The options of a `<select>` with whether each is selected."""
    return [
        (_SPACES.sub(" ", option.get("label") or "".join(option.itertext())).strip(), option.get("selected") is not None) for option in element.iter("option")
    ]


def chosen(element: Element) -> str:
    """What a `<select>` of one line shows: the last option selected, else the first that is not disabled; "" where that is only a prompt without a value."""
    shown: Element | None = None
    for option in element.iter("option"):
        if option.get("selected") is not None or (shown is None and option.get("disabled") is None):
            shown = option
    if shown is None:
        return ""
    # A first option with an empty value asks for a choice (HTML, 4.10.7: the placeholder label option).
    if shown.get("value", "x").strip() == "":
        return ""
    return _SPACES.sub(" ", shown.get("label") or "".join(shown.itertext())).strip()


def unset_radios(root: Element) -> frozenset[Element]:
    """Checked radio buttons that a later one of the same group unsets (HTML, 4.10.5.1.16)."""
    last: dict[tuple[Element | None, str], Element] = {}
    unset: set[Element] = set()
    for element in root.iter("input"):
        if element.get("checked") is None or (element.get("type") or "").strip().lower() != "radio":
            continue
        name = element.get("name")
        if not name:
            continue
        group = (next(element.iterancestors("form"), None), name)
        if group in last:
            unset.add(last[group])
        last[group] = element
    return frozenset(unset)


_REDIRECT = re.compile(r"https?://(?:www\.google\.[a-z.]+/url\?|[a-z0-9.-]+\.safelinks\.protection\.outlook\.com/)", re.IGNORECASE)


def target(element: Element) -> str:
    """Where a link leads, as written; "" for scripts and jumps within the page.

    A redirector's own address is taken off: Google Docs and Outlook put one around every link.
    """
    href = (element.get("originalsrc") or element.get("href") or "").strip()
    if not href or href.startswith("#") or href[:11].lower() == "javascript:":
        return ""
    if _REDIRECT.match(href):
        from urllib.parse import parse_qs, urlsplit

        query = parse_qs(urlsplit(href).query)
        for name in ("q", "url"):
            if query.get(name):
                return query[name][0]
    return "".join(href.split())


def belongs_to_field(element: Element) -> bool:
    """Whether what is drawn at an element is only the look of a check box or radio button in or beside it."""
    if any(is_mark_field(field) for field in element.iter("input")):
        return True
    before = element.getprevious()
    if before is not None and before.tag == "input" and is_mark_field(before):
        return True
    parent = element.getparent()
    if parent is not None and parent.tag in ("label", "span", "div") and any(is_mark_field(field) for field in parent.iterchildren("input")):
        return True
    if element.tag == "label" and (name := element.get("for")):
        root = element.getroottree().getroot()
        return any(field.get("id") == name and is_mark_field(field) for field in root.iter("input"))
    if parent is not None and parent.tag == "label":
        return belongs_to_field(parent) if parent.get("for") else any(is_mark_field(field) for field in parent.iter("input"))
    return False
