"""A last look before a record is made: every word of the form is a printed one, in a value, or quoted. What is none of these is quoted here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from extractor.answers import Evidence
from extractor.diagnostics import Diagnostic
from extractor.document import Line
from extractor.marks import yes_or_no
from extractor.matching import Ground
from extractor.matching.flows import Token
from extractor.matching.labels import labels_of
from extractor.parsers.contact_words import labels as contact_labels
from extractor.text import TOKEN, fold, fold_word
from schemas.form import Form, slots

APART = " | "
# What is shorter is a letter that the layout parted from its word.
SHORT = 3
# The number of a prompt, a list or a question: "3", "A12".
_NUMBER = re.compile(r"[^\W\d_]?\d{1,2}\Z")


def unaccounted(
    ground: Ground, form: type[Form], values: Mapping[str, Any], evidence: Mapping[str, Evidence], given: Iterable[Diagnostic]
) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """(pointer of the slot whose region it stands in or "", parts of lines) of the text that neither a label nor a value nor a diagnostic holds.

    Words are counted, not followed: a word that is lost goes unseen only where the values hold it more often than the document does.
    """
    printed = ground.printed()
    tokens = ground.flows.tokens
    written = Counter([token.word for number, token in enumerate(tokens) if number not in printed])
    held = _held(values, evidence)
    quoted = [diagnostic.message.partition("“")[2] for diagnostic in given if diagnostic.code == "unplaced-text"]
    held.update(_words(APART.join([*quoted, *(line.text for line in ground.guidance())])))
    held.update(_words(APART.join(_mended(ground, form, evidence))))
    lost = written - held
    if not lost:
        return
    spare = held - written
    told = _told_anyway(form)
    grids = {slot.pointer for slot in slots(form) if slot.role == "grid"} | {""}
    for run in _runs(tokens, printed, lost):
        owner = ground.owner_of(run[0])
        if all(_says_nothing(token.word, told, owner in grids, len(run) > 1 and ground.whole_line(run)) for token in run) or _joined(run, spare):
            continue
        if ground.numbers_label(run):
            continue
        yield owner, tuple(_lines(ground, run))


def _says_nothing(word: str, told: frozenset[str], in_grid: bool, whole: bool) -> bool:
    """Whether a lost word is a printed one, a number of a list, a letter torn from its word, or the Yes or No of a box."""
    return word in told or _NUMBER.match(word) is not None or (len(word) < SHORT and not whole) or (in_grid and yes_or_no(word) is not None)


def _mended(ground: Ground, form: type[Form], evidence: Mapping[str, Evidence]) -> Iterator[str]:
    """The labels of options that the grid put together from parts which stand as no label."""
    found = {label.label.slot.pointer for label in ground.labels if label.label.slot is not None}
    for slot in slots(form):
        if slot.role == "option" and slot.pointer in evidence and slot.pointer not in found and slot.label is not None:
            for wordings in slot.label.texts.values():
                yield from wordings


def _words(text: str) -> Iterator[str]:
    return filter(None, map(fold_word, TOKEN.findall(text)))


def _strings(value: Any) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _held(values: Mapping[str, Any], evidence: Mapping[str, Evidence]) -> Counter[str]:
    """The words of narratives and grids as the values hold them; of what is taken apart (a contact, a date), as the evidence does."""
    plain: list[str] = []
    texts: dict[str, set[str]] = {}
    for pointer, value in values.items():
        if isinstance(value, (str, dict)):
            plain += _strings(value)
        elif value:
            texts[pointer] = set()
    for pointer, found in evidence.items():
        slot = pointer
        while slot and slot not in values:
            slot = slot.rpartition("/")[0]
        if slot in texts:
            texts[slot].add(found.text)
    held = Counter(_words(APART.join(plain)))
    for slot, seen in texts.items():
        words = Counter(_words(APART.join(seen)))
        if isinstance(values[slot], tuple):
            # The label of a link may stand elsewhere than its address, where its evidence is.
            words |= Counter(_words(APART.join(text for each in values[slot] for text in _strings(vars(each)))))
        held.update(words)
    return held


@lru_cache(maxsize=8)
def _told_anyway(form: type[Form]) -> frozenset[str]:
    """Words that no value needs to hold: the form's own heading, the labels inside a contact ("Tel.", "E-mail")."""
    titles = (label for label in labels_of(form) if label.heading is not None and label.heading.title)
    heading = {word for label in titles for wordings in label.texts.values() for wording in wordings for word in wording.split()}
    return frozenset(heading | {word for label in contact_labels() for word in (*fold(label).split(), fold(label).replace(" ", ""))})


def _runs(tokens: list[Token], printed: set[int], lost: Counter[str]) -> list[list[Token]]:
    """Lost words that follow one another, the longest runs first: a lost sentence is one run, and its "the" stands there and not elsewhere."""
    found: list[list[Token]] = []
    run: list[Token] = []
    for number, token in enumerate(tokens):
        if number in printed or token.word not in lost or (run and run[-1].flow != token.flow):
            if run:
                found.append(run)
            run = []
        if number not in printed and token.word in lost:
            run.append(token)
    if run:
        found.append(run)
    left = Counter(lost)
    kept: list[list[Token]] = []
    for run in sorted(found, key=len, reverse=True):
        mine = []
        for token in run:
            if left[token.word] > 0:
                left[token.word] -= 1
                mine.append(token)
        if mine:
            kept.append(mine)
    kept.sort(key=lambda run: (run[0].flow, run[0].line, run[0].start))
    return kept


def _joined(run: list[Token], spare: Counter[str]) -> bool:
    """Whether a value holds the words as one: a hyphen at a line's end, or the layout, parted them."""
    words = [token.word for token in run]
    if len(words) == 1:
        return any(word.startswith(words[0]) or word.endswith(words[0]) for word in spare)
    return any(spare["".join(words[a:b])] > 0 for a in range(len(words)) for b in range(a + 2, min(a + 4, len(words) + 1)))


def _lines(ground: Ground, run: list[Token]) -> Iterator[Line]:
    """The run's words as they stand, one part for each line."""
    lines = ground.flows.flows[run[0].flow].lines
    for number in range(run[0].line, run[-1].end_line + 1):
        here = [token for token in run if token.line <= number <= token.end_line]
        if here:
            start = here[0].start if here[0].line == number else 0
            end = here[-1].end if here[-1].end_line == number else None
            yield lines[number].slice(start, end)
