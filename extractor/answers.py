"""What passes between matching and parsing: an answer (a slot and the region found for it) and what a parser makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from extractor.diagnostics import Diagnostic
from extractor.document import Block, EmphasisKind, Line, Mark, Method, lines_of
from extractor.marks import unmark
from extractor.place import NOWHERE, Place, spanning
from schemas.form import Slot


class Evidence(NamedTuple):
    """Where a value was read: the text as seen, how it was read, and how sure that is (0 to 1)."""

    place: Place
    text: str
    method: Method = "text"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Context:
    """What a parser may know of the rest of the form."""

    country: str | None = None
    """ISO 3166-1 alpha-2 code of the form's country; None while unknown."""
    language: str = "en"
    """Language of the printed labels (ISO 639-1)."""
    words: frozenset[str] = frozenset()
    """The document's words that have a hyphen inside a line (`parsers.joining.hyphenated_words`): they keep it where a line breaks at it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The region of the document that belongs to a slot, labels taken out; no blocks where the label stands alone."""

    slot: Slot
    blocks: tuple[Block, ...] = ()
    confidence: float = 1.0
    """How sure it is that the region belongs to the slot."""

    @property
    def lines(self) -> list[Line]:
        """Every line of the region that says anything, in reading order; the first line of a table cell starts a paragraph."""
        return [line for line in lines_of(self.blocks) if line.text]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parser's result: the value, where each part of it was read (JSON Pointer below the slot's own → evidence), and what is wrong.

    `value` is None where the answer is empty. `left` holds the lines, or parts of lines, that the value did not take: nothing is lost.
    """

    value: Any = None
    evidence: tuple[tuple[str, Evidence], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    left: tuple[Line, ...] = ()


def seen(lines: Iterable[Line]) -> str:
    """The text of lines as it stands in the document, marks as they were seen, one line each."""
    return "\n".join([unmark(line.text, line.marks) if line.marks else line.text for line in lines])


def evidence(lines: Iterable[Line], confidence: float = 1.0, text: str | None = None) -> Evidence:
    """Evidence for a value read from whole lines."""
    lines = list(lines)
    place = spanning(line.place for line in lines) if lines else NOWHERE
    method: Method = lines[0].method if lines else "text"
    return Evidence(place, seen(lines) if text is None else text, method, confidence)


# A label is set apart where so much of it is: a trailing colon or a space may be left out.
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class OptionLabel:
    """A grid option's printed label, found in the document."""

    slot: Slot
    line: Line
    """The label's own part of its line."""
    similarity: float = 1.0

    @property
    def kinds(self) -> frozenset[EmphasisKind]:
        """How the whole of the label is set apart."""
        found: set[EmphasisKind] = {"bold"} if self.line.bold else set()
        if self.line.emphasis:
            letters = [at for at, character in enumerate(self.line.text) if character.isalnum()]
            for kind in {each.kind for each in self.line.emphasis}:
                covered = sum(any(a <= at < b for a, b, other in self.line.emphasis if other == kind) for at in letters)
                if letters and covered >= _MOST * len(letters):
                    found.add(kind)
        return frozenset(found)


def telling(labels: Iterable[OptionLabel]) -> frozenset[EmphasisKind]:
    """In which ways some of a grid's labels are set apart from the others. Other is often printed in another way than they are."""
    every = [label.kinds for label in labels if label.slot.role != "other"]
    return frozenset(kind for kind in frozenset[EmphasisKind]().union(*every) if sum(kind in each for each in every) < len(every))


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two items of a grid: nothing but a line's end, a paragraph's, a cell's or a row's, or what parts the items of a line (`,;|/·`)."""

    kind: Literal["item", "line", "paragraph", "cell", "row"]


Item = OptionLabel | Mark | Line | Gap


@dataclass(frozen=True, slots=True)
class GridAnswer:
    """A grid as it stands in the document: labels, marks, other text and gaps in reading order."""

    slot: Slot
    options: tuple[Slot, ...]
    items: tuple[Item, ...] = ()
    empty_seen: bool = False
    """Some mark of the form is an empty box: then a tick or a solid shape says that a box is marked."""
    raws: frozenset[str] = frozenset()
    """Every mark of the form as seen."""
    letters: frozenset[str] = frozenset()
    """The characters that stand alone beside the options of the form."""
    emphasised: Mapping[EmphasisKind, int] = field(default_factory=dict)
    """In how many of the form's grids some options are set apart from the others in this way."""
