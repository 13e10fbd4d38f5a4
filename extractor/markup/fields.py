"""What form fields show: the state of check boxes and radio buttons, typed and chosen text, and the labels that the page ties to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from extractor.document import MARK, Mark
from extractor.marks import find_marks
from extractor.markup.words import told_by
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

_TRUE = frozenset(("true", "checked", "on", "1", "yes", "t", "done", "to-do:completed"))
_FALSE = frozenset(("false", "unchecked", "off", "0", "no", "f", "todo", "to-do"))
# Where pages keep the state of what is a box by its role. `checkboxischecked` is Word's.
_STATE_ATTRIBUTES = ("aria-checked", "checkboxischecked", "data-checked", "data-state", "aria-pressed", "aria-selected")
# Where editors keep the state of an item of a list of tasks: TipTap and Quill, Jira and Confluence, OneNote.
_TASK_ATTRIBUTES = ("data-checked", "data-list", "data-task-state", "data-tag")
TASK_WORDS = ("data-checked", "data-list", "data-task", "data-tag", "en-todo", "task", "todo", "to-do", "check")
_TASK_LIST = re.compile(r"task|to-?do|check", re.IGNORECASE)


def is_mark_field(element: Element) -> bool:
    """Whether an `<input>` is a check box or radio button that holds an answer."""
    return (element.get("type") or "").strip().lower() in ("checkbox", "radio") and (element.get("role") or "").strip().lower() not in _OTHER_ROLES


STATE_NAMES = {True: "checked", False: "unchecked", None: "unclear"}


_CUSTOM_TAG = re.compile(r"[a-z0-9]+-(?:[a-z0-9]+-)*(?:checkbox|radio(?:-button)?|switch|toggle)\Z")
_CUSTOM_CLASS = re.compile(r"(?:\A|\s)(?:el|ant|v|mdc|mat|van|ivu|n|q|p|custom|ui|pure|checkbox)-?(?:checkbox|radio)(?:-wrapper)?(?=\s|\Z)")
_CHECKED_CLASS = re.compile(r"(?:\A|[\s_-])(?:is-)?(?:checked|selected)(?=\s|\Z)")
_MIXED_CLASS = re.compile(r"indeterminate")


def is_custom(tag: str, attributes: dict[str, str]) -> bool:
    """Whether an element is a check box of a library: a custom element (`<mat-checkbox>`), or one known by its class (`el-checkbox`)."""
    if "-" in tag:
        return _CUSTOM_TAG.match(tag) is not None
    return tag in ("label", "div", "span") and "class" in attributes and _CUSTOM_CLASS.search(attributes["class"]) is not None


def custom_state(element: Element) -> bool | None:
    """The state of a library's check box: its attribute or the class that the library gives a checked one."""
    value = element.get("checked")
    if value is not None:
        return value.strip().lower() not in _FALSE
    name = element.get("class") or ""
    if _MIXED_CLASS.search(name) or element.get("indeterminate") is not None:
        return None
    return _CHECKED_CLASS.search(name) is not None


def is_task(element: Element, attributes: dict[str, str]) -> bool:
    """Whether an element is an item of a list of tasks with a box that the editor draws."""
    for name in _TASK_ATTRIBUTES:
        if name in attributes and attributes[name].strip().lower() in _TRUE | _FALSE:
            return element.tag != "ul"
    if element.tag in ("en-todo", "ac:task"):
        return True
    if element.tag != "li" or (parent := element.getparent()) is None or not _TASK_LIST.search(parent.get("class") or ""):
        return False
    if "inline-task-list" in (parent.get("class") or ""):
        return True
    return any(told_by(item.get("class") or "").sure for item in parent.iterchildren("li")) and next(element.iter("input"), None) is None


def _task_state(element: Element) -> bool | None:
    for name in _TASK_ATTRIBUTES:
        value = (element.get(name) or "").strip().lower()
        if value in _TRUE or value in _FALSE:
            return value in _TRUE
    if element.tag == "ac:task":
        # Confluence's storage format.
        return any(status.tag == "ac:task-status" and (status.text or "").strip().lower() == "complete" for status in element)
    if element.tag == "en-todo":
        return (element.get("checked") or "").lower() == "true"
    return told_by(element.get("class") or "").checked is True


def tells_state(element: Element) -> bool:
    """Whether an element's own attributes say anything of a state."""
    attributes = dict(element.items())
    return any(name in attributes for name in _STATE_ATTRIBUTES) or is_task(element, attributes) or is_custom(str(element.tag), attributes)


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
    attributes = dict(element.items())
    if is_task(element, attributes):
        return _task_state(element)
    return custom_state(element) if is_custom(str(element.tag), attributes) else None


class Labels:
    """Which text the page ties to which field."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._for: dict[str, str] | None = None
        self._ids: dict[str, Element] | None = None
        self._elements: dict[str, Element] | None = None

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
        return clean(element.get("title") or "") or None

    def element_for(self, element: Element) -> Element | None:
        """The `<label for>` of a field; None where it has none."""
        own = element.get("id")
        if self._elements is None:
            self._elements = {}
            for label in self._root.iter("label"):
                self._elements.setdefault(label.get("for") or "", label)
        return self._elements.get(own) if own else None

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
    checked: bool | None = element.get("checked") is not None and not unset
    picture = stated(element)
    disagrees = picture is not None and picture != checked
    if disagrees and not checked and not unset:
        # A page saved from a browser keeps what a script said of the state, and may lose the state itself.
        checked, disagrees = None, False
    return Mark(checked, raw=f"{kind} {STATE_NAMES[checked]}", method="field", place=place, tied_to=labels.of(element), disagrees=disagrees)


def field_text(element: Element) -> str:
    """The text that an `<input>` shows; "" for buttons and hidden values."""
    kind = (element.get("type") or "text").strip().lower()
    if kind in TEXT_TYPES or kind not in ALL_TYPES:
        return element.get("value") or ""
    return ""


_SPACES = re.compile(r"\s+")


def options(element: Element) -> list[tuple[str, bool]]:
    """The options of a `<select>` with whether each is selected."""
    return [(_option_text(option), option.get("selected") is not None) for option in element.iter("option")]


def chosen(element: Element) -> str:
    """What a `<select>` of one line shows where that is an answer: "" for a prompt without a value."""
    shown = _shown(element)
    # A first option with an empty value asks for a choice (HTML, 4.10.7: the placeholder label option).
    return "" if shown is None or shown.get("value", "x").strip() == "" else _option_text(shown)


def shown_option(element: Element) -> str:
    """What a `<select>` of one line shows."""
    shown = _shown(element)
    return "" if shown is None else _option_text(shown)


def _shown(element: Element) -> Element | None:
    """The option that a `<select>` of one line shows: the last that is selected, else the first that is not disabled."""
    shown: Element | None = None
    for option in element.iter("option"):
        if option.get("selected") is not None or (shown is None and option.get("disabled") is None):
            shown = option
    return shown


def _option_text(option: Element) -> str:
    return _SPACES.sub(" ", option.get("label") or "".join(option.itertext())).strip()


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


def belongs_to_field(element: Element, by_id: Callable[[str], Element | None]) -> bool:
    """Whether what is drawn at an element is only the look of a check box or radio button in or beside it."""
    if any(is_mark_field(field) for field in element.iter("input")):
        return True
    before = element.getprevious()
    if before is not None and before.tag == "input" and is_mark_field(before):
        return True
    label = element if element.tag == "label" else None
    parent = element.getparent()
    if parent is not None and label is None:
        if parent.tag in ("label", "span", "div") and any(is_mark_field(field) for field in parent.iterchildren("input")):
            return True
        if parent.tag == "label":
            if any(is_mark_field(field) for field in parent.iter("input")):
                return True
            label = parent
    field = by_id(label.get("for") or "") if label is not None else None
    return field is not None and field.tag == "input" and is_mark_field(field)
