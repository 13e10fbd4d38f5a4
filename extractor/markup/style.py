"""What tag, attributes and style sheet together make of an element: how it is laid out, and what it hands down to what is in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.marks import symbol_family
from extractor.marks.choices import DROPPED, KEPT
from extractor.markup import fields
from extractor.markup.colours import invisible
from extractor.markup.css import Stylesheet, declarations, length, merged
from extractor.markup.selectors import Declarations, Part
from extractor.markup.utilities import LOADS_UTILITIES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Never shown as text (HTML, 15.3.1), or not part of what a form says.
_UNSEEN = (
    "script style template noscript title meta link base datalist param source track iframe canvas audio video noframes noembed rp rt area col colgroup"
    " frameset xml del ac:task-id ac:task-uuid ac:task-status"
)
_BLOCK = (
    "html head body div p h1 h2 h3 h4 h5 h6 section article main aside header footer nav form fieldset legend figure figcaption address blockquote center"
    " pre listing xmp plaintext details summary hgroup search dialog optgroup marquee caption ac:task-list ac:task"
)
_KINDS: dict[str, str] = {
    **dict.fromkeys(_UNSEEN.split(), "unseen"),
    **dict.fromkeys(_BLOCK.split(), "block"),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), "list"),
    **dict.fromkeys(("thead", "tbody", "tfoot"), "group"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("table", "dl"), "table"),
    **dict.fromkeys(("img", "svg"), "picture"),
    **{tag: tag for tag in ("br", "hr", "input", "textarea", "select", "button", "wbr")},
    "li": "item",
    "tr": "row",
    "dt": "term",
    "dd": "details",
}
# A narrow screen's style makes blocks of these; the table stays one.
_FIXED = frozenset(("table", "row", "cell", "group", "term", "details", "br", "hr", "input", "textarea", "select", "button", "picture", "wbr"))
_BY_DISPLAY = {
    **dict.fromkeys(("block", "flex", "grid", "flow-root", "flow", "list-item"), "block"),
    **dict.fromkeys(("inline", "inline-block", "inline-flex", "inline-grid", "contents", "ruby"), "inline"),
    **dict.fromkeys(("table", "inline-table"), "table"),
    "table-row": "row",
    "table-cell": "cell",
    "table-caption": "block",
    **dict.fromkeys(("table-row-group", "table-header-group", "table-footer-group"), "group"),
}
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_PRE = frozenset(("pre", "listing", "xmp", "plaintext", "textarea"))
# Form controls stand apart from the text beside them.
_APART = frozenset(("label", "output", "summary"))
_TASKED = frozenset(("data-tag", "data-task-state", "data-checked"))
# Classes for text that is read aloud alone (Bootstrap, WordPress, HTML5 Boilerplate, Tailwind).
_READ_ALOUD = re.compile(r"(?:\A|\s)(?:sr-only|visually-?hidden|screen-reader-(?:text|only)|a11y-hidden|assistive-text)(?=\s|\Z)")
# A panel that a click opens (Bootstrap, jQuery UI, WordPress, Elementor, ARIA): it is there to be read, open or closed.
_PANEL = re.compile(
    r"(?:\A|[\s_-])(?:collaps\w*|accordi[eo]n\w*|tab-?pane\w*|tab-?panel\w*|tabs?-content|panel-body|expand\w*|toggle-content|disclosure\w*|details-content)(?=[\s_-]|\Z)",
    re.IGNORECASE,
)
_MENU = re.compile(r"nav(?!y)|menu|dropdown|tooltip|modal", re.IGNORECASE)
_MARKING = frozenset(("aria-checked", "checkboxischecked"))
# Without any of these nothing of a page stands side by side but tables.
_LAYOUT_WORDS = ("flex", "grid", "float", "inline-block", "display:table", "display: table")
# Attributes that are another on every element and change nothing of its plan.
_ONE_OF_A_KIND = frozenset(
    ("id", "for", "href", "name", "value", "src", "alt", "aria-labelledby", "aria-label", "checked", "width", "height", "tabindex", "lang")
)
_INK = frozenset(("opacity", "color", "font-size", "transform", "visibility"))
_NOTHING: dict[Part, Declarations] = {}
_NONE: Declarations = {}


class State(NamedTuple):
    """What an element hands down to what is in it."""

    bold: bool = False
    pre: bool = False
    font: str | None = None
    """The name of the symbol font that letters are set in; None in a font for text."""
    hidden: bool = False
    """`visibility: hidden`, which a descendant may undo."""


class Plan:
    """How to read an element; elements alike share one."""

    __slots__ = (
        "apart",
        "bold",
        "changes",
        "choice",
        "display",
        "faint",
        "font",
        "furniture",
        "generates",
        "hidden",
        "kind",
        "marked",
        "pre",
        "rules",
        "side_by_side",
        "simple",
        "style",
        "tag",
    )

    def __init__(self, tag: str, kind: str, style: Declarations, rules: dict[Part, Declarations]) -> None:
        self.tag = tag
        self.kind = kind
        """"block", "inline", "cell" and so on; "unseen" where nothing in it is read."""
        self.style = style
        self.rules = rules
        self.display = ""
        self.apart = False
        """An inline element that stands apart from what is beside it."""
        self.faint = False
        """Without ink of its own: a tick that is not there, where it holds no more than a character."""
        self.furniture = False
        """A running header or footer of a page that was printed on paper before."""
        self.marked = False
        """A selection mark by its attributes."""
        self.generates = False
        """The style sheet generates something before or after it."""
        self.side_by_side = False
        """Its children may stand side by side, going by its own display."""
        self.simple = False
        """Inline, and no more than what it hands down."""
        self.changes = False
        self.choice = ""
        """The sign (`marks.choices`) of an element that strikes its text out or sets it apart."""
        self.bold: bool | None = None
        self.pre: bool | None = None
        self.hidden: bool | None = None
        self.font: str | None = ""
        """The symbol font that it sets, None for a font for text, "" for none of its own."""

    def apply(self, state: State) -> State:
        """The state inside the element."""
        return State(
            state.bold if self.bold is None else self.bold,
            state.pre if self.pre is None else self.pre,
            state.font if self.font == "" else self.font,
            state.hidden if self.hidden is None else self.hidden,
        )


class Styles:
    """The plans of a page's elements."""

    def __init__(self, root: Element, labels: fields.Labels, html: str, hidden: bool = False) -> None:
        """`html` is the source of the page in lower case, which tells quickly what does not occur in it; with `hidden`, what is hidden is read too."""
        self._hidden = hidden
        self.hides = False
        """Whether anything was met that is hidden."""
        utility = "tailwind" in html or "bootstrap" in html
        self.sheet = _sheet_of(root, utility and LOADS_UTILITIES.search(html) is not None) if utility or "<style" in html else Stylesheet()
        self._labels = labels
        self._plans: dict[object, Plan] = {}
        self._single: dict[Element, Plan] = {}
        """Plans of elements whose surroundings count."""
        # What an item of a list of tasks is depends on those beside it.
        self._tasks = any(word in html for word in fields.TASK_WORDS)
        self.side_by_side = self.sheet.side_by_side or any(word in html for word in _LAYOUT_WORDS) or bool(root.xpath("boolean(//div/div | //section/div)"))
        """Whether anything on the page but tables can stand side by side at all."""

    def plan(self, element: Element) -> Plan:
        """The plan of an element."""
        items = element.items()
        tag = element.tag
        key: object = tag
        if items:
            key = (tag, *[item for item in items if item[0] not in _ONE_OF_A_KIND])
        plan = self._plans.get(key)
        if plan is None or (self.sheet.names_ids and element.get("id") is not None):
            if (plan := self._single.get(element)) is not None:
                return plan
            plan = self._made(element, tag, dict(items))  # type: ignore[arg-type]
            if self.sheet.is_shared(element) and not (plan.kind == "input" and plan.display == "none") and not (tag == "li" and self._tasks):
                self._plans[key] = plan
            else:
                self._single[element] = plan
        return plan

    def of(self, element: Element) -> Declarations:
        """What styles an element, its own attribute over the sheet."""
        return self.plan(element).style

    def _made(self, element: Element, tag: str, attributes: dict[str, str]) -> Plan:
        rules = self.sheet.of(element)
        inline = attributes.get("style")
        style = merged(rules.get("", _NONE), declarations(inline) if inline else _NONE)
        default = _KINDS.get(tag, "inline")
        plan = Plan(tag, default, style, rules)
        self.hides = self.hides or "hidden" in attributes
        hidden = "hidden" in attributes and not self._hidden and not _is_panel(attributes)
        if default == "unseen" or hidden or (tag == "dialog" and "open" not in attributes):
            plan.kind = "unseen"
            return plan
        if tag not in ("input", "label") and _READ_ALOUD.search(attributes.get("class", "")) and next(element.iter("input"), None) is None:
            plan.kind = "unseen"
            return plan
        if style:
            plan.display = display = style.get("display", "").replace("!important", "").rstrip().lower()
            if display == "none" and (self._hidden or _is_panel(attributes)):
                plan.style = style = {name: value for name, value in style.items() if name != "display"}
                plan.display = display = ""
            elif display == "none" or style.get("mso-hide") == "all":
                self.hides = True
                # Check boxes are often hidden and drawn anew beside their label; their state is the truth all the same.
                if not (tag == "input" and fields.is_mark_field(element) and self._labels.of(element)):
                    plan.kind = "unseen"
                    return plan
            if display and default not in _FIXED:
                kind = _BY_DISPLAY.get(display, default)
                if kind == "inline" or default in ("inline", "block"):
                    plan.kind = kind
            plan.faint = not _INK.isdisjoint(style) and invisible(style)
            if plan.kind == "inline":
                plan.apart = display.startswith("inline-") or default != "inline" or _spaced(style)
            if tag not in ("input", "label") and _aside(style):
                plan.kind = "unseen"
                return plan
            plan.side_by_side = display.endswith(("flex", "grid"))
        # LibreOffice and Word write a page's header and footer so, and a site's menu and imprint stand in elements of their own.
        printed = tag == "div" and (attributes.get("title") in ("header", "footer") or style.get("mso-element") in ("header", "footer"))
        if printed or tag in ("nav", "footer") or attributes.get("role", "").strip().lower() in ("navigation", "contentinfo"):
            plan.furniture = True
        if tag in _APART:
            plan.apart = True
        plan.generates = "before" in rules or "after" in rules
        plan.marked = attributes.get("role", "").strip().lower() in fields.MARK_ROLES or ("role" not in attributes and not _MARKING.isdisjoint(attributes))
        if not plan.marked and ((tag in ("li", "en-todo", "ac:task") or not _TASKED.isdisjoint(attributes)) and fields.is_task(element, attributes)):
            plan.marked = True
        if not plan.marked and "role" not in attributes and fields.is_custom(tag, attributes):
            plan.marked = next(element.iter("input"), None) is None and element.xpath("boolean(.//@aria-checked)") is False
        if attributes.get("role", "").strip().lower() == "option" and "aria-selected" in attributes:
            plan.marked = True
        _inherited(plan, attributes)
        if plan.hidden:
            self.hides = True
            plan.hidden = not (self._hidden or _is_panel(attributes))
        plan.choice = _choice(plan)
        plan.simple = (
            plan.kind == "inline"
            and tag not in ("a", "q", "u")
            and not (plan.apart or plan.faint or plan.marked or plan.generates)
            and not (style and ("font" in style or "mso-list" in style))
        )
        return plan


def _is_panel(attributes: dict[str, str]) -> bool:
    """Whether an element is a panel that opens and closes, by its class or by what it tells to who cannot see it."""
    if "aria-expanded" in attributes or attributes.get("role", "").strip().lower() == "tabpanel" or attributes.get("hidden", "").lower() == "until-found":
        return True
    name = attributes.get("class")
    return name is not None and _PANEL.search(name) is not None and _MENU.search(name) is None


def _aside(style: Declarations) -> bool:
    """Whether an element is taken out of sight without being hidden: clipped to nothing, or moved off the page."""
    if style.get("position", "") not in ("absolute", "fixed"):
        return style.get("text-indent", "").lstrip("-").startswith(("999", "1000")) and style.get("text-indent", "").startswith("-")
    clipped = style.get("clip", "").replace(" ", "").startswith(("rect(0", "rect(1px")) or (length(style.get("width")) or 9) <= 1
    away = any(style.get(side, "").startswith(("-999", "-1000", "-5000")) for side in ("left", "top"))
    return clipped or away


_LIGHT = re.compile(r"(?:#f{3,8}|#fff(?:fff)?|white|transparent|none|inherit|initial)\b", re.IGNORECASE)


def _choice(plan: Plan) -> str:
    """The sign for a word that is struck out, or that is set apart: bold, underlined, highlighted, circled; "" for neither."""
    style = plan.style
    line = style.get("text-decoration", "") + style.get("text-decoration-line", "") if style else ""
    if plan.tag in ("s", "strike", "del") or "line-through" in line:
        return DROPPED
    if plan.tag in ("u", "ins", "mark", "b", "strong") or plan.bold or "underline" in line:
        return KEPT
    if style:
        ground = style.get("background-color") or style.get("background") or style.get("mso-highlight") or ""
        border = style.get("border") or style.get("border-radius") or ""
        if (ground and not _LIGHT.match(ground)) or (border and not border.startswith(("0", "none"))):
            return KEPT
    return ""


_MARGINS = ("margin", "margin-left", "margin-right", "padding", "padding-left", "padding-right", "margin-inline-start", "margin-inline-end")


def _spaced(style: Declarations) -> bool:
    """Whether an inline element has a margin that parts it from what is beside it."""
    for name in _MARGINS:
        value = style.get(name)
        if value is not None and any((length(side) or 0) >= 3 for side in value.split()):
            return True
    return False


def _inherited(plan: Plan, attributes: dict[str, str]) -> None:
    style, tag = plan.style, plan.tag
    if tag in _BOLD:
        plan.bold = True
    if tag in _PRE:
        plan.pre = True
    if tag == "font" and (face := attributes.get("face")):
        plan.font = symbol_font(face)
    if style:
        weight = style.get("font-weight")
        font = style.get("font")
        if weight is not None and weight not in ("inherit", "unset"):
            plan.bold = weight in ("bold", "bolder") or (weight[:3].isdigit() and int(weight[:3]) >= 600)
        elif font is not None and re.match(r"(?:\w+\s+)*?(?:bold|[6-9]00)\b", font):
            plan.bold = True
        family = style.get("font-family")
        if family is None and font is not None:
            size = re.search(r"\d(?:pt|px|em|rem|%|mm|cm|in)?(?:/[\d.]+\w*)?\s+(\D.*)\Z", font)
            family = size[1] if size else None
        if family is not None and "inherit" not in family:
            plan.font = symbol_font(family)
        space = style.get("white-space")
        if space is not None:
            plan.pre = space.startswith("pre") or space == "break-spaces"
        visibility = style.get("visibility")
        if visibility is not None:
            plan.hidden = visibility in ("hidden", "collapse")
    plan.changes = plan.bold is not None or plan.pre is not None or plan.hidden is not None or plan.font != ""


def symbol_font(families: str) -> str | None:
    """The first family of a list where it is a font of pictures."""
    first = families.partition(",")[0].strip().strip("\"'")
    return first if symbol_family(first) is not None else None


def _sheet_of(root: Element, utility: bool) -> Stylesheet:
    """The style sheets in a page, those for print alone left out."""
    css = "\n".join(style.text for style in root.iter("style") if style.text and "print" not in (style.get("media") or ""))
    if not css:
        return Stylesheet(utility=utility)
    classes = root.xpath("//@class")
    return Stylesheet(css, frozenset(name for value in classes for name in str(value).split()) if isinstance(classes, list) else None, utility)
