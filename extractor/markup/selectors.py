"""Selectors of style sheets (Selectors 3): which elements a rule is for.

What is not understood matches nothing, so that a rule never applies where a browser would not apply it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Declarations = dict[str, str]
Part = str
"""Which box of an element a rule styles: "" the element itself, else "before", "after" or "marker"."""

NAME = r"(?:\\.|[-\w]|[^\x00-\x7f])+"
_SIMPLE = re.compile(rf"(?P<type>\*|{NAME})|\#(?P<id>{NAME})|\.(?P<class>{NAME})|\[(?P<attribute>[^\]]*)\]|(?P<pseudo>::?[-\w]+)(?:\((?P<argument>[^()]*)\))?")
_ATTRIBUTE = re.compile(r"\s*([-\w:]+)\s*(?:([~|^$*]?=)\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']*))\s*[iIsS]?)?\s*\Z")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


def unescape(text: str) -> str:
    """Text of a CSS name or string with its escapes resolved: `\\2610` is ☐ (CSS Syntax 3, section 4.3.7)."""

    def resolve(match: re.Match[str]) -> str:
        if match[1] is None:
            return "" if match[2] == "\n" else match[2]
        code = int(match[1], 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"

    return _ESCAPE.sub(resolve, text) if "\\" in text else text


class Compound(NamedTuple):
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
            if not own or not self.classes <= class_names(own):
                return False
        return not self.tests or all(test(element) for test in self.tests)


@lru_cache(maxsize=5_000)
def class_names(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Context(NamedTuple):
    """What a selector asks of what is around an element: the compound to its left, what parts the two, and so on to the left."""

    combinator: str
    compound: Compound
    rest: Context | None


class Rule(NamedTuple):
    """One selector of a rule with what it declares."""

    specificity: tuple[int, int, int]
    order: int
    part: Part
    subject: Compound
    context: Context | None
    body: Declarations

    @property
    def plain(self) -> bool:
        """Whether type and classes of the element alone decide, so that elements alike can share the answer."""
        return self.context is None and not self.subject.tests and not self.subject.id


class Surroundings:
    """Answers, for one page, whether an element stands where a selector asks for it; each question is answered once."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._known: dict[tuple[Element, int], bool] = {}

    def spend(self, count: int) -> None:
        """Count selectors that were tried; raise Unreadable where there are too many."""
        self._left -= count
        if self._left < 0:
            raise Unreadable("too-large", "The page's style sheet takes too long to apply; save the page from a word processor, or print it to PDF.")

    def match(self, element: Element, context: Context | None) -> bool:
        """Whether the surroundings of an element are those of `context`."""
        if context is None:
            return True
        compound = context.compound
        if context.combinator in ">+":
            self.spend(1)
            other = _next(element, context.combinator)
            return other is not None and compound.matches(other) and self.match(other, context.rest)
        # What one element's ancestors (or siblings) answer, those of all in between do too.
        passed: list[tuple[Element, int]] = []
        found = False
        other = element
        while True:
            key = (other, id(context))
            known = self._known.get(key)
            if known is not None:
                found = known
                break
            passed.append(key)
            self.spend(1)
            further = _next(other, context.combinator)
            if further is None:
                break
            if compound.matches(further) and self.match(further, context.rest):
                found = True
                break
            other = further
        self._known.update(dict.fromkeys(passed, found))
        return found


def _next(element: Element, combinator: str) -> Element | None:
    """The element that a combinator leads to first."""
    return next(element.itersiblings("*", preceding=True), None) if combinator in "+~" else element.getparent()


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


def _compound(text: str) -> tuple[Compound, Part, tuple[int, int, int]] | None:
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
    return Compound(kind, identifier, frozenset(classes), tuple(tests)), part, (a, b, c)


_COMBINATOR = re.compile(r"\s*([>+~])\s*|\s+")
_BRACKETED = re.compile(r"\[[^\]]*\]|\([^()]*\)")


def rule_of(selector: str, order: int, body: Declarations) -> Rule | None:
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
    plain: list[Compound] = []
    part: Part = ""
    for index, parsed in enumerate(compounds):
        if parsed is None or (parsed[1] and index + 1 < len(compounds)):
            return None
        plain.append(parsed[0])
        part = parsed[1]
        specificity = [mine + more for mine, more in zip(specificity, parsed[2], strict=True)]
    context: Context | None = None
    for combinator, compound in zip(combinators, plain, strict=False):
        context = Context(combinator, compound, context)
    return Rule((specificity[0], specificity[1], specificity[2]), order, part, plain[-1], context, body)
