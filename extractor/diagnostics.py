"""The catalogue of what can be wrong with a form: every code once, with its severity and what a person needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.place import Place

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the catalogue: `when` the diagnostic is given, `why` it matters, what the editor can do (`remedy`)."""

    code: str
    severity: Severity
    when: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something wrong with one value of a form."""

    code: str
    path: str
    """JSON Pointer into the case study, as narrow as can be; "" for the whole of it."""
    message: str
    place: Place | None = None

    @property
    def severity(self) -> Severity:
        """The catalogue's severity of the code."""
        return CATALOGUE[self.code].severity


_RULES = (
    Rule(
        "missing-title", "error", "the title is empty", "a case study is listed and found by its title", "write the title, in quotation marks, in the first row"
    ),
    Rule("missing-country", "error", "no country was found", "a case study is filed by the member that sent it", "write the member's name in the second row"),
    Rule(
        "missing-description",
        "error",
        "the brief description is empty",
        "it is the one narrative that every case study needs",
        "ask the member for the description",
    ),
    Rule("missing-date", "error", "the date of implementation is empty", "case studies are ordered by it", "ask the member for the date"),
    Rule(
        "unknown-country",
        "error",
        "a country's name is there and no ISO 3166-1 code was found for it",
        "records are joined on the code",
        "write the country's official, common or short name",
    ),
    Rule(
        "practice-type-not-single", "error", "not exactly one of the two boxes is marked", "the form asks for one of two", "mark either box and empty the other"
    ),
    Rule(
        "no-contact",
        "error",
        "no contact has an e-mail address or a telephone number",
        "readers are told to ask the contact person",
        "add an address or a number",
    ),
    Rule("invalid-email", "error", "an e-mail address is malformed", "nobody can write to it", "correct the address"),
    Rule(
        "invalid-phone",
        "error",
        "a telephone number cannot be dialled in the form's country",
        "nobody can call it",
        "correct the number, or write it with its country code",
    ),
    Rule("invalid-url", "error", "a web address is malformed", "nobody can open it", "correct the address"),
    Rule("unparsed-date", "error", "text stands where the date should and gives no date", "the date could not be read for certain", "write the date in full"),
    Rule(
        "unparsed-amount",
        "error",
        "text stands where a threshold should and gives neither an amount nor not-applicable",
        "the amount could not be read for certain",
        "write the amount in figures with its currency, or n/a",
    ),
    Rule(
        "other-without-text",
        "error",
        "Other is marked and nothing is written beside it",
        "the reader cannot tell what is meant",
        "write what Other stands for, or empty the box",
    ),
    Rule(
        "implausible-date",
        "warning",
        "the date is before 1980 or more than five years after the document's last change",
        "it is likely a slip of the pen",
        "check the year",
    ),
    Rule("ambiguous-date", "warning", "the date can be read in two ways and nothing decides", "day and month may be swapped", "write the month as a word"),
    Rule("unknown-currency", "warning", "an amount has no currency", "amounts are compared across countries", "write the ISO 4217 code beside the amount"),
    Rule("nothing-marked", "warning", "no box of a grid is marked", "the question may have been overlooked", "mark what applies, or confirm that nothing does"),
    Rule(
        "unreadable-mark",
        "warning",
        "a listed option is there and its box is missing or could not be read",
        "a box is never guessed",
        "look at the box and set the value by hand",
    ),
    Rule(
        "mark-disagrees",
        "warning",
        "the box's picture and its stored state say different things; the stored state was taken",
        "a reader sees one thing and the file says another",
        "set the box again",
    ),
    Rule(
        "option-missing",
        "warning",
        "the label of a listed option was not found",
        "the form was shortened or its label is garbled",
        "look whether the option is on the form",
    ),
    Rule(
        "text-without-mark", "warning", "text stands beside Other and Other is not marked", "the mark may have been forgotten", "mark Other, or remove the text"
    ),
    Rule(
        "unplaced-text",
        "warning",
        "text of the document belongs to no label",
        "nothing that a member wrote may be lost",
        "move the text to the answer it belongs to",
    ),
    Rule(
        "part-not-read",
        "warning",
        "an attachment beside the form, or a part of its document, could not be read, was left out, or holds no form",
        "it may be a second form, or belong to this one",
        "open the document and look at the part; ask for it in another format if it is a form",
    ),
    Rule(
        "undecoded-text",
        "warning",
        "a value holds characters that could not be decoded (U+FFFD), or that mean something in a lost font alone",
        "letters are lost, and names and amounts may be wrong",
        "compare the value with the form; save the form as UTF-8",
    ),
    Rule("low-confidence", "warning", "a value's confidence is under the threshold", "the value may be misread", "compare the value with the form"),
    Rule("empty-field", "info", "a value that the form asks for is empty", "it may have been overlooked", "nothing, or ask the member"),
)

CATALOGUE: dict[str, Rule] = {rule.code: rule for rule in _RULES}
