"""Every form of a file, those in the files that it holds too: a mail's attachments, a web archive's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from extractor.diagnostics import Diagnostic
from extractor.document import Document
from extractor.errors import RejectionCode, Unreadable
from extractor.handed_on import HandedOn, Part, Rendition
from extractor.matching import Match, matches
from extractor.readers import read
from schemas.form import Form, slots

# A form in a mail that was forwarded as an attachment of an attachment is the third; nothing that a person sends is deeper.
MOST_DEPTH = 6
MOST_PARTS = 500
# Which of several failures an editor is told where no part gave a form: what a sender can put right first.
_URGENCY: tuple[RejectionCode, ...] = ("encrypted", "damaged", "unsupported")


@dataclass(slots=True)
class Found:
    """The forms of a file, and what must be told of each of them."""

    media_type: str
    pages: int | None = None
    forms: list[tuple[Document, Match]] = field(default_factory=list)
    left_out: list[Diagnostic] = field(default_factory=list)
    """What is told of every form: attachments that gave none."""


def forms_of(data: bytes, form: type[Form]) -> Found:
    """Every form of the bytes, in their order. Raise Unreadable where there is none, or where nothing can be read."""
    content = read(data)
    if isinstance(content, Document):
        found = Found(content.media_type, content.pages, list(_in_document(content, form)))
        if not found.forms:
            raise _no_form()
        return found
    search = _Search(form)
    found = Found(content.media_type, forms=list(search.within(content, 1)))
    if not found.forms:
        raise search.reason()
    found.left_out = [Diagnostic("part-not-read", "", f"The attachment {name} gave no form: {why}") for name, why in search.left_out()]
    return found


def _in_document(content: Document, form: type[Form]) -> Iterator[tuple[Document, Match]]:
    """The forms of a document; where one is missing or lacks labels, and more are found with what the document hides, those."""
    found = matches(content, form)
    if content.unhidden is not None and (not found or (len(found) == 1 and not _labels(form) <= found[0].found)):
        whole = replace(content.unhidden(), modified=content.modified)
        more = matches(whole, form)
        if more and (not found or (len(more) == 1 and found[0].found < more[0].found)):
            content, found = whole, more
    for match in found:
        yield content, match


def _labels(form: type[Form]) -> frozenset[str]:
    """The pointers of the slots that have a printed label."""
    return frozenset(slot.pointer for slot in slots(form) if slot.label is not None)


def _no_form() -> Unreadable:
    return Unreadable("not-a-form", "This is no WCO case study on e-commerce: its sections and boxes were not found.")


_MOST_NAMES = 5


class _Search:
    """Looks for forms in parts, and remembers the parts that gave none."""

    def __init__(self, form: type[Form]) -> None:
        self._form = form
        self._parts = 0
        self._readable = 0
        """Parts that could be read, form or none."""
        self._failures: list[tuple[Part, Unreadable]] = []

    def within(self, content: HandedOn, depth: int) -> Iterator[tuple[Document, Match]]:
        """The forms of the parts, in order; `depth` counts how many files stand round them."""
        for part in content.parts:
            self._parts += 1
            if self._parts > MOST_PARTS:
                raise Unreadable("too-large", f"It holds more than {MOST_PARTS} files; send the form as a file of its own.")
            failure = part.unreadable
            told = len(self._failures)
            for rendition in () if failure is not None else part.renditions:
                try:
                    found = list(self._in_rendition(rendition, content.modified, depth))
                except Unreadable as error:
                    failure = failure or error
                except RecursionError:
                    failure = failure or Unreadable("damaged", "it is nested too deeply to be a form.")
                else:
                    self._readable += 1
                    if found:
                        yield from found
                        break
                    failure = _no_form()
            else:
                # What is wrong inside a file that holds files is told of those.
                if failure is not None and not any(inner.attachment for inner, _ in self._failures[told:]):
                    self._failures.append((part, failure))

    def _in_rendition(self, rendition: Rendition, modified: date | None, depth: int) -> Iterator[tuple[Document, Match]]:
        content = read(rendition.data, rendition.media_type)
        if isinstance(content, HandedOn):
            if depth >= MOST_DEPTH:
                raise Unreadable("too-large", f"It holds files in files, {MOST_DEPTH} deep and more; send the form as a file of its own.")
            yield from self.within(content, depth + 1)
            return
        if content.modified is None and modified is not None:
            content = replace(content, modified=modified)
        yield from _in_document(content, self._form)

    def left_out(self) -> list[tuple[str, str]]:
        """Name and reason of each attachment that gave no form."""
        return [(_named(part), error.message) for part, error in self._failures if part.attachment]

    def reason(self) -> Unreadable:
        """Why there is no form at all."""
        told = [(part, error) for part, error in self._failures if error.code not in ("not-a-form", "empty")]
        for code in _URGENCY:
            for part, error in told:
                if error.code == code:
                    return _of(part, error)
        if told:
            return _of(*told[0])
        if not self._readable and self._failures:
            return _of(*self._failures[0])
        names = ", ".join(name for name, _ in self.left_out()[:_MOST_NAMES])
        return Unreadable("not-a-form", f"Neither its text nor what is attached ({names}) is a WCO case study on e-commerce.") if names else _no_form()


def _named(part: Part) -> str:
    return f"“{part.name}”" if part.name else "without a name"


def _of(part: Part, error: Unreadable) -> Unreadable:
    return Unreadable(error.code, f"The attachment {_named(part)} cannot be read: {error.message}") if part.attachment else error
