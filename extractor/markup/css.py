"""Style sheets, as far as they change what a reader of the page sees: what is hidden, what stands side by side, what is drawn as a box.

A small part of CSS 2.2 with Selectors 3 is enough: type, class, id and attribute selectors with their combinators, `:not()`, `:checked`,
`::before`, `::after`, `::marker`, and the cascade by importance, specificity and order. Rules for print alone are left out. What is not understood
matches nothing, so that a rule never applies where a browser would not apply it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Declarations = dict[str, str]
Part = str
"""Which box of an element a rule styles: "" the element itself, else "before", "after" or "marker"."""

# A page of a case study has some kilobytes of style; a hundred times that is no form, and reading on would only cost time.
_MOST_CSS = 1_000_000
_MOST_RULES = 5_000
# Rules tried on elements, over the whole page; 400,000 bytes of Wikipedia take 40,000.
_MOST_EFFORT = 1_000_000
# Only rules that say one of these can change what is read; the rest is thrown away while parsing.
_TELLING = re.compile(
    r"display|visibility|white-space|font|content|background|transform|border|list-style|opacity|float|grid|flex|clip|shadow|width|column|mso-|outline|text-decoration|justify|margin|padding"
)
# For types that are never drawn as a box only these can.
_TELLING_TEXT = re.compile(
    r"display|visibility|white-space|font-(?:family|weight)|font\s*:[^;]*(?:bold|[6-9]00|dings|symbol)|content|list-style|float|flex|grid|justify|mso-|margin-left|overflow",
    re.IGNORECASE,
)
_NEVER_DRAWN = re.compile(
    r"(?:\A|[\s>+~])(?:t[dhr]|table|tbody|thead|tfoot|caption|h[1-6]|[uod]l|li|d[td]|p|body|html|address|section|article|main|header|footer|form|fieldset|legend)"
    r"(?:[.#\[][^\s>+~:]*)?\Z"
)
_LAYOUT_PROPERTIES = frozenset(("float", "grid-template-columns", "flex"))
_LAYOUT_VALUE = re.compile(r"flex|grid|inline-block|table")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_DECLARATION = re.compile(r"([-\w]+)\s*:\s*((?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\([^()]*\)|[^;\"'(])+)")
_NAME = r"(?:\\.|[-\w\u0080-\U0010ffff])+"
_SIMPLE = re.compile(
    rf"(?P<type>\*|{_NAME})|\#(?P<id>{_NAME})|\.(?P<class>{_NAME})|\[(?P<attribute>[^\]]*)\]|(?P<pseudo>::?[-\w]+)(?:\((?P<argument>[^()]*)\))?"
)
_ATTRIBUTE = re.compile(r"\s*([-\w:]+)\s*(?:([~|^$*]?=)\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']*))\s*[iIsS]?)?\s*\Z")
_CLASS = re.compile(rf"\.({_NAME})")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def unescape(text: str) -> str:
    """Text of a CSS name or string with its escapes resolved: `\\2610` is ☐ (CSS Syntax 3, section 4.3.7)."""

    def resolve(match: re.Match[str]) -> str:
        if match[1] is None:
            return "" if match[2] == "\n" else match[2]
        code = int(match[1], 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"

    return _ESCAPE.sub(resolve, text) if "\\" in text else text


@lru_cache(maxsize=2_000)
def declarations(style: str) -> Declarations:
    """The declarations of a style attribute or of a rule's body; names in lower case, `!important` kept at the end of the value. Not to be changed."""
    if "/*" in style:
        style = _COMMENT.sub(" ", style)
    return {name.lower(): " ".join(value.split()) for name, value in _DECLARATION.findall(style)}


class _Compound(NamedTuple):
    """A compound selector: everything it asks of one element."""

    type: str
    id: str
    classes: frozenset[str]
    tests: tuple[Callable[[Element], bool], ...]

    def matches(self, element: Element) -> bool:
        if self.type and self.type != element.tag:
            return False
        if self.id and element.get("id") != self.id:
            return False
        if self.classes:
            own = element.get("class")
            if not own or not self.classes <= _class_names(own):
                return False
        for test in self.tests:
            if not test(element):
                return False
        return True


@lru_cache(maxsize=5_000)
def _class_names(text: str) -> frozenset[str]:
    return frozenset(text.split())


class _Rule(NamedTuple):
    """One selector of a rule, right to left: the compound for the element itself, then (combinator, compound) pairs."""

    specificity: tuple[int, int, int]
    order: int
    part: Part
    subject: _Compound
    context: tuple[tuple[str, _Compound], ...]
    body: Declarations

    @property
    def plain(self) -> bool:
        """Whether type and classes of the element alone decide, so that elements alike can share the answer."""
        return not self.context and not self.subject.tests and not self.subject.id


def _in_context(element: Element, context: tuple[tuple[str, _Compound], ...]) -> bool:
    if not context:
        return True
    combinator, compound = context[0]
    rest = context[1:]
    if combinator == ">":
        parent = element.getparent()
        return parent is not None and compound.matches(parent) and _in_context(parent, rest)
    if combinator == "+":
        sibling = next(element.itersiblings("*", preceding=True), None)
        return sibling is not None and compound.matches(sibling) and _in_context(sibling, rest)
    others = element.itersiblings("*", preceding=True) if combinator == "~" else element.iterancestors()
    for other in others:
        if compound.matches(other) and _in_context(other, rest):
            return True
    return False


def _attribute_test(text: str) -> Callable[[Element], bool] | None:
    match = _ATTRIBUTE.match(text)
    if match is None:
        return None
    name, operator = match[1].lower(), match[2]
    value = unescape(next((group for group in match.group(3, 4, 5) if group is not None), ""))

    def test(element: Element) -> bool:
        own = element.get(name)
        if own is None or operator is None:
            return own is not None
        if operator == "=":
            # Values of attributes that HTML itself defines as keywords compare without case (HTML, section 4.16).
            return own == value or (name in ("type", "dir", "align", "checked") and own.lower() == value.lower())
        if operator == "~=":
            return value in own.split()
        if operator == "|=":
            return own == value or own.startswith(value + "-")
        if not value:
            return False
        if operator == "^=":
            return own.startswith(value)
        return own.endswith(value) if operator == "$=" else value in own

    return test


_STRUCTURAL: dict[str, Callable[[Element], bool]] = {
    ":first-child": lambda element: next(element.itersiblings("*", preceding=True), None) is None,
    ":last-child": lambda element: next(element.itersiblings("*"), None) is None,
    ":only-child": lambda element: next(element.itersiblings("*"), None) is None and next(element.itersiblings("*", preceding=True), None) is None,
    ":empty": lambda element: len(element) == 0 and not element.text,
    ":checked": lambda element: element.get("checked") is not None or element.get("selected") is not None,
    ":root": lambda element: element.getparent() is None,
    ":disabled": lambda element: element.get("disabled") is not None,
    ":enabled": lambda element: element.get("disabled") is None,
    ":link": lambda element: element.tag == "a" and element.get("href") is not None,
}


def _compound(text: str) -> tuple[_Compound, Part, tuple[int, int, int]] | None:
    """A compound selector with the part of the element it is for and its specificity; None where it holds something not understood."""
    kind = identifier = ""
    part: Part = ""
    classes: list[str] = []
    tests: list[Callable[[Element], bool]] = []
    a = b = c = 0
    end = 0
    for match in _SIMPLE.finditer(text):
        if match.start() != end or part:
            return None
        end = match.end()
        if match["type"]:
            if match["type"] != "*":
                kind = unescape(match["type"]).lower()
                c += 1
        elif match["id"]:
            identifier = unescape(match["id"])
            a += 1
        elif match["class"]:
            classes.append(unescape(match["class"]))
            b += 1
        elif match["attribute"] is not None:
            test = _attribute_test(match["attribute"])
            if test is None:
                return None
            tests.append(test)
            b += 1
        else:
            pseudo = match["pseudo"].lower()
            if pseudo.lstrip(":") in ("before", "after", "marker"):
                part = pseudo.lstrip(":")
                c += 1
            elif pseudo == ":not" and (inner := _compound((match["argument"] or "").strip())) is not None and not inner[1]:
                excluded = inner[0]
                tests.append(lambda element, excluded=excluded: not excluded.matches(element))  # type: ignore[misc]
                b += 1
            elif pseudo in _STRUCTURAL and match["argument"] is None:
                tests.append(_STRUCTURAL[pseudo])
                b += 1
            else:
                return None
    if end != len(text):
        return None
    return _Compound(kind, identifier, frozenset(classes), tuple(tests)), part, (a, b, c)


_COMBINATOR = re.compile(r"\s*([>+~])\s*|\s+")
_BRACKETED = re.compile(r"\[[^\]]*\]|\([^()]*\)")


def _rule(selector: str, order: int, body: Declarations) -> _Rule | None:
    # Combinators inside brackets ("~=", "a b" in a value) must not part the selector: masked while it is split.
    masked = _BRACKETED.sub(lambda match: "\x00" * len(match.group()), selector)
    pieces: list[str] = []
    combinators: list[str] = []
    start = 0
    for match in _COMBINATOR.finditer(masked):
        pieces.append(selector[start : match.start()])
        combinators.append(match[1] or " ")
        start = match.end()
    pieces.append(selector[start:])
    if len(pieces) > 12:
        return None
    compounds = [_compound(piece) for piece in pieces]
    specificity = [0, 0, 0]
    plain: list[_Compound] = []
    part: Part = ""
    for index, parsed in enumerate(compounds):
        if parsed is None or (parsed[1] and index + 1 < len(compounds)):
            return None
        plain.append(parsed[0])
        part = parsed[1]
        specificity = [mine + more for mine, more in zip(specificity, parsed[2], strict=True)]
    context = tuple(zip(reversed(combinators), reversed(plain[:-1]), strict=True))
    return _Rule((specificity[0], specificity[1], specificity[2]), order, part, plain[-1], context, body)


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

    def __init__(self, css: str = "", present: frozenset[str] | None = None) -> None:
        """`present` holds the classes that the page's elements have: rules for others are left out (None: all are kept)."""
        self.named: set[str] = set()
        """Every class that a selector names, also of rules that say nothing of interest here."""
        self.parts: set[Part] = set()
        self.side_by_side = False
        """A rule may lay boxes out side by side."""
        self.draws = False
        """A rule generates a box without text, which may be drawn as a selection mark."""
        self._by_class: dict[str, list[_Rule]] = {}
        self._by_type: dict[str, list[_Rule]] = {}
        self._other: list[_Rule] = []
        self._alike: dict[tuple[str, str], dict[Part, Declarations] | tuple[_Rule, ...]] = {}
        self._effort = 0
        if not css:
            return
        for rule, names in _rules(css):
            self.named |= names
            if rule is not None and (present is None or names <= present):
                self._add(rule)

    def _add(self, rule: _Rule) -> None:
        self.parts.add(rule.part)
        if not self.side_by_side and any(name in _LAYOUT_PROPERTIES or (name == "display" and _LAYOUT_VALUE.search(value)) for name, value in rule.body.items()):
            self.side_by_side = True
        if rule.part and rule.body.get("content", "").strip("\"' ") == "":
            self.draws = True
        subject = rule.subject
        if subject.classes:
            self._by_class.setdefault(min(subject.classes), []).append(rule)
        elif subject.type:
            self._by_type.setdefault(subject.type, []).append(rule)
        else:
            self._other.append(rule)

    def of(self, element: Element) -> dict[Part, Declarations]:
        """What the sheet declares for an element and its generated boxes; empty where it says nothing. Not to be changed."""
        kind = element.tag
        own = element.get("class") or ""
        key = (kind, own)
        known = self._alike.get(key)
        if known is None:
            if not self.parts:
                return _NOTHING
            known = self._alike[key] = self._candidates(kind, own)
        if not isinstance(known, tuple):
            return known
        self._effort += len(known)
        if self._effort > _MOST_EFFORT:
            raise Unreadable("too-large", "The page's style sheet takes too long to apply; save the page from a word processor, or print it to PDF.")
        matching = [rule for rule in known if rule.subject.matches(element) and (not rule.context or _in_context(element, rule.context))]
        return cascade(matching) if matching else _NOTHING

    def is_shared(self, element: Element) -> bool:
        """Whether elements of the same type and classes are styled alike, wherever they stand."""
        return not isinstance(self._alike.get((element.tag, element.get("class") or "")), tuple)

    def _candidates(self, kind: str, own: str) -> dict[Part, Declarations] | tuple[_Rule, ...]:
        """What applies to every element of a type and classes; where more than these decide, the rules that may apply."""
        names = _class_names(own)
        rules = [*self._by_type.get(kind, ()), *(rule for name in names for rule in self._by_class.get(name, ())), *self._other]
        rules = [rule for rule in rules if rule.subject.classes <= names and rule.subject.type in ("", kind)]
        if all(rule.plain for rule in rules):
            return cascade(rules) if rules else _NOTHING
        return tuple(rules)


@lru_cache(maxsize=8)
def _rules(css: str) -> tuple[tuple[_Rule | None, frozenset[str]], ...]:
    """Every selector of a style sheet as a rule, with all classes that it names; None for a rule that says nothing of interest or is not understood.

    The sheets of the last pages are kept: the forms of one producer have the same one.
    """
    found: list[tuple[_Rule | None, frozenset[str]]] = []
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
            found.append((_rule(selector.strip(), order, parsed) if telling else None, names if ":not" not in selector else frozenset()))
    return tuple(found)


_NOTHING: dict[Part, Declarations] = {}


def cascade(rules: list[_Rule]) -> dict[Part, Declarations]:
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
