"""Style sheets, as far as they change what a reader of the page sees: what is hidden, what stands side by side, what is drawn as a box.

A small part of CSS 2.2 is enough: the cascade by importance, specificity and order, and generated content. Rules for print alone are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.markup.selectors import NAME, Declarations, Part, Rule, Surroundings, class_names, rule_of, unescape
from extractor.markup.utilities import utilities

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# A page of a case study has some kilobytes of style; a hundred times that is no form, and reading on would only cost time.
_MOST_CSS = 1_000_000
_MOST_RULES = 5_000
# Selectors tried on elements, over the whole page: a form takes hundreds, 400,000 bytes of Wikipedia 60,000, and a million about 2 s.
_MOST_EFFORT = 1_000_000
# Only rules that say one of these can change what is read; the rest is thrown away while parsing.
_TELLING = re.compile(
    r"display|visibility|white-space|font|(?<![-\w])order\s*:|clear\s*:|content|(?<![-\w])color|background|transform|border(?!-(?:left|right|top|bottom|collapse|spacing))|list-style|opacity|float|grid|flex|clip|shadow|width|column|mso-|outline|text-decoration|justify|margin"
    r"|padding"
)
# For types that are never drawn as a box only these can.
_TELLING_TEXT = re.compile(
    r"display|visibility|white-space|font-(?:family|weight)|font\s*:[^;]*(?:bold|[6-9]00|dings|symbol)|content|list-style|float|flex|grid|justify|(?<![-\w])order\s*:|clear\s*:|mso-|margin-left|overflow",
    re.IGNORECASE,
)
_NEVER_DRAWN = re.compile(
    r"(?:\A|[\s>+~])(?:t[dhr]|table|tbody|thead|tfoot|caption|h[1-6]|[uod]l|li|d[td]|p|body|html|address|section|article|main|header|footer|form|fieldset|legend)"
    r"(?:[.#\[][^\s>+~:]*)?\Z"
)
_LAYOUT_PROPERTIES = frozenset(("float", "grid-template-columns", "flex"))
_LAYOUT_VALUE = re.compile(r"flex|grid|inline-block|table")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_DECLARATION = re.compile(r"([-\w]+)\s*:\s*((?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:[^()]|\([^()]*\))*\)|[^;\"'(])+)")
_CLASS = re.compile(rf"\.({NAME})")


@lru_cache(maxsize=2_000)
def declarations(style: str) -> Declarations:
    """The declarations of a style attribute or of a rule's body; names in lower case, `!important` kept at the end of the value. Not to be changed."""
    if "/*" in style:
        style = _COMMENT.sub(" ", style)
    return {name.lower(): " ".join(value.split()) for name, value in _DECLARATION.findall(style)}


def _bodies(css: str) -> Iterator[tuple[str, str]]:
    """(selectors, body) of every rule that applies on a screen, those in `@media` and `@supports` too."""
    open_blocks: list[str] = []
    start = 0
    for match in re.finditer(r"[{}]", css):
        text = css[start : match.start()]
        start = match.end()
        if match.group() == "{":
            open_blocks.append(text.rpartition(";")[2].strip())  # after any @import
        elif open_blocks:
            prelude = open_blocks.pop()
            if not prelude.startswith("@") and all(_applies(outer) for outer in open_blocks):
                yield prelude, text


def _applies(prelude: str) -> bool:
    prelude = prelude.lower()
    if prelude.startswith("@media"):
        return "print" not in prelude and "max-width" not in prelude and "speech" not in prelude
    return prelude.startswith(("@supports", "@layer", "@container"))


class Stylesheet:
    """The rules of a page's style elements."""

    def __init__(self, css: str = "", present: frozenset[str] | None = None, utility: bool = False) -> None:
        """`present` holds the classes that the page's elements have: rules for others are left out (None: all are kept).

        `utility`: the page loads a sheet of utility classes, which say by their names what they declare.
        """
        self._utility = utility
        self.named: set[str] = set()
        """Every class that a selector names, also of rules that say nothing of interest here."""
        self.parts: set[Part] = set()
        self.side_by_side = utility
        """A rule may lay boxes out side by side."""
        self.draws = False
        """A rule generates a box without text, which may be drawn as a selection mark."""
        self._by_id: dict[str, list[Rule]] = {}
        self._by_class: dict[str, list[Rule]] = {}
        self._by_type: dict[str, list[Rule]] = {}
        self._other: list[Rule] = []
        self._alike: dict[tuple[str, str], dict[Part, Declarations] | tuple[Rule, ...]] = {}
        self._around = Surroundings(_MOST_EFFORT)
        if not css:
            return
        for rule, names in _rules(css):
            self.named |= names
            if rule is not None and (present is None or names <= present):
                self._add(rule)

    @property
    def names_ids(self) -> bool:
        """Whether a rule is for one element by its id."""
        return bool(self._by_id)

    @property
    def styles_anything(self) -> bool:
        """Whether any element may be styled by the sheet."""
        return self._utility or bool(self.parts)

    def _add(self, rule: Rule) -> None:
        self.parts.add(rule.part)
        if not self.side_by_side and any(
            name in _LAYOUT_PROPERTIES or (name == "display" and _LAYOUT_VALUE.search(value)) for name, value in rule.body.items()
        ):
            self.side_by_side = True
        if rule.part and rule.body.get("content", "").strip("\"' ") == "":
            self.draws = True
        subject = rule.subject
        if subject.id:
            self._by_id.setdefault(subject.id, []).append(rule)
        elif subject.classes:
            self._by_class.setdefault(min(subject.classes), []).append(rule)
        elif subject.type:
            self._by_type.setdefault(subject.type, []).append(rule)
        else:
            self._other.append(rule)

    def of(self, element: Element) -> dict[Part, Declarations]:
        """What the sheet declares for an element and its generated boxes; empty where it says nothing. Not to be changed."""
        kind = str(element.tag)
        own = element.get("class") or ""
        key = (kind, own)
        known = self._alike.get(key)
        if known is None:
            if not self.parts and not self._utility:
                return _NOTHING
            known = self._alike[key] = self._candidates(kind, own)
        if self._by_id and (mine := self._by_id.get(element.get("id") or "")):
            known = (*mine, *self._rules_for(kind, own))
        if not isinstance(known, tuple):
            return known
        around = self._around
        around.spend(len(known))
        matching = [rule for rule in known if rule.subject.matches(element) and around.match(element, rule.context)]
        return self._with_utilities(own, cascade(matching) if matching else _NOTHING)

    def is_shared(self, element: Element) -> bool:
        """Whether elements of the same type and classes are styled alike, wherever they stand."""
        if self._by_id and (element.get("id") or "") in self._by_id:
            return False
        return not isinstance(self._alike.get((str(element.tag), element.get("class") or "")), tuple)

    def _candidates(self, kind: str, own: str) -> dict[Part, Declarations] | tuple[Rule, ...]:
        """What applies to every element of a type and classes; where more than these decide, the rules that may apply."""
        rules = self._rules_for(kind, own)
        if all(rule.plain for rule in rules):
            return self._with_utilities(own, cascade(rules) if rules else _NOTHING)
        return tuple(rules)

    def _rules_for(self, kind: str, own: str) -> list[Rule]:
        names = class_names(own)
        rules = [*self._by_type.get(kind, ()), *(rule for name in names for rule in self._by_class.get(name, ())), *self._other]
        return [rule for rule in rules if rule.subject.classes <= names and rule.subject.type in ("", kind)]

    def _with_utilities(self, own: str, styled: dict[Part, Declarations]) -> dict[Part, Declarations]:
        if not self._utility or not own or not (declared := utilities(own)):
            return styled
        return {**styled, "": {**declared, **styled.get("", {})}}


@lru_cache(maxsize=8)
def _rules(css: str) -> tuple[tuple[Rule | None, frozenset[str]], ...]:
    """Every selector of a style sheet as a rule, with all classes that it names; None for a rule that says nothing of interest or is not understood.

    The sheets of the last pages are kept: the forms of one producer have the same one.
    """
    found: list[tuple[Rule | None, frozenset[str]]] = []
    order = 0
    for selectors, body in _bodies(_COMMENT.sub(" ", css[:_MOST_CSS])):
        telling = _TELLING.search(body) is not None
        parsed = declarations(body) if telling else {}
        for selector in selectors.split(","):
            order += 1
            if telling and _NEVER_DRAWN.search(selector.strip()) and not _TELLING_TEXT.search(body):
                continue
            if order > _MOST_RULES:
                return tuple(found)
            names = frozenset(unescape(name) for name in _CLASS.findall(selector))
            # `:not(.x)` asks for the absence of a class.
            found.append((rule_of(selector.strip(), order, parsed) if telling else None, names if ":not" not in selector else frozenset()))
    return tuple(found)


_NOTHING: dict[Part, Declarations] = {}


def cascade(rules: list[Rule]) -> dict[Part, Declarations]:
    """The declarations of matching rules, the stronger over the weaker."""
    rules.sort(key=lambda rule: (rule.specificity, rule.order))
    result: dict[Part, Declarations] = {}
    important: list[tuple[Declarations, str, str]] = []
    for rule in rules:
        into = result.setdefault(rule.part, {})
        for name, value in rule.body.items():
            if value.endswith("!important"):
                important.append((into, name, value[:-10].rstrip()))
            else:
                into[name] = value
    for into, name, value in important:
        into[name] = value
    return result


def merged(sheet: Declarations, inline: Declarations) -> Declarations:
    """An element's own style attribute over what the sheet says."""
    if not sheet:
        return inline
    if not inline:
        return sheet
    return {**sheet, **inline}


# The largest box of a form is a little over the height of a line; flags and drawings are larger.
MOST_SIDE = 40.0
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|em|rem|ex|mm|cm|in|%)?\s*\Z")
_UNITS = {"px": 1.0, "": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ex": 8.0, "mm": 3.78, "cm": 37.8, "in": 96.0}


def length(value: str | None) -> float | None:
    """A length in CSS pixels; None where it is none, or depends on what is around."""
    match = _LENGTH.match(value) if value else None
    if match is None or match[2] == "%":
        return None
    return float(match[1]) * _UNITS[match[2] or ""]


_STRING = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'|(counters?)\(([^)]*)\)|(open-quote|close-quote)|attr\(\s*([-\w]+)\s*\)|url\(([^)]*)\)")


class Generated(NamedTuple):
    """What a `content` property generates: text, and whether a counter or a picture is part of it."""

    text: str
    counter: bool = False
    url: str = ""


def generated(content: str, element: Element) -> Generated | None:
    """What `content` generates beside an element; None for `none` and `normal`, which make no box."""
    if content in ("none", "normal", "inherit", "initial", "unset"):
        return None
    out: list[str] = []
    counter = False
    url = ""
    for match in _STRING.finditer(content):
        if match[3]:
            counter = True
        elif match[5]:
            out.append("“" if match[5] == "open-quote" else "”")
        elif match[6]:
            out.append(element.get(match[6].lower()) or "")
        elif match[7] is not None:
            url = match[7].strip("\"' ")
        else:
            out.append(unescape(match[1] if match[1] is not None else match[2]))
    return Generated("".join(out), counter, url)
