"""A grid of boxes: which mark belongs to which label, and whether it is checked; the readings themselves are in `grid_readings`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.answers import Evidence, Gap, GridAnswer, Item, OptionLabel, Parsed, seen
from extractor.diagnostics import Diagnostic
from extractor.document import MARK, Line, Mark
from extractor.marks import unmark, yes_or_no
from extractor.parsers.alphabet import alone, bullets_apart, settled
from extractor.parsers.doubled import one_each, touching
from extractor.parsers.emphasis import chosen, doubtful
from extractor.parsers.grid_columns import mended, said_in_line, side_by_side, typed_in_line
from extractor.parsers.grid_readings import Unit, choose, tied
from extractor.text import fold
from schemas.form import Slot


def _split(items: tuple[Item, ...]) -> list[Item]:
    """Lines with marks in them as text and marks one after another."""
    out: list[Item] = []
    for item in items:
        if not isinstance(item, Line):
            out.append(item)
            continue
        item = touching(item)
        start = 0
        text = item.text
        for mark in item.marks:
            at = text.find(MARK, start)
            if at < 0:
                break
            out += [*_parted(item.slice(start, at)), mark]
            start = at + 1
        piece = item.slice(start)
        out += _parted(piece) if item.marks else [piece] if piece.text.strip() else []
    return out


_NOTHING = " .:;,–-|/·•"
_SEPARATORS = ";,|/·•"


def _parted(piece: Line) -> list[Item]:
    """Text beside a mark, without the sign that parts it from the item before or after: the sign is a gap of its own."""
    text = piece.text
    if not text.strip(_NOTHING):
        return [Gap("item")] if any(sign in text for sign in _SEPARATORS) else []
    out: list[Item] = []
    start, end = 0, len(text)
    if text[0] in _SEPARATORS:
        out.append(Gap("item"))
        start = len(text) - len(text.lstrip(_SEPARATORS + " "))
    if text[-1] in _SEPARATORS:
        end = len(text.rstrip(_SEPARATORS + " "))
    out.append(piece.slice(start, end))
    if end < len(text):
        out.append(Gap("item"))
    return out


# "Yes / No", "Yes No"
_OPPOSITE = re.compile(r"[^\W\d_]+(?:\s*[/|,–-]\s*|\s+)([^\W\d_]+)(?!\w)")


def _without_ticks(items: list[Item], options: int) -> list[Item]:
    """The items without ticks that only stand beside a Yes, or crosses beside a No, where the words alone stand beside the other options: "✔ yes" and "no"."""
    words = {number: said for number, item in enumerate(items) if isinstance(item, Line) and (said := yes_or_no(item.text)) is not None}
    marks = [number for number, item in enumerate(items) if isinstance(item, Mark)]
    if not marks or len(marks) >= len(words) or len(words) < options - 1 or len(set(words.values())) < 2:
        return items
    for number in marks:
        mark = items[number]
        assert isinstance(mark, Mark)
        if mark.checked is None or words.get(number + 1, words.get(number - 1)) is not mark.checked:
            return items
    return [item for item in items if not isinstance(item, Mark)]


def _words_as_marks(items: list[Item], options: int) -> list[Item]:
    """Yes and No beside most labels are marks, where both are seen, or three of them, or one beside each label."""
    items = _without_ticks(items, options)
    if sum(isinstance(item, Mark) for item in items) >= max(2, options // 2):
        return items
    found: dict[int, Mark] = {}
    rest: dict[int, Line] = {}
    for number, item in enumerate(items):
        if not isinstance(item, Line):
            continue
        words = item.text.split()
        said = yes_or_no(words[0]) if words else None
        if said is not None:
            raw = words[0]
            opposite = _OPPOSITE.match(item.text)
            if opposite is not None and yes_or_no(opposite[1]) is (not said):
                # Both words are printed, and nothing says which of them holds.
                found[number] = Mark(checked=None, raw=opposite.group(), method="text", place=item.place)
                raw = opposite.group()
            else:
                found[number] = Mark(checked=said, raw=raw.strip(".,;:"), method="text", confidence=0.9, place=item.place)
            tail = item.slice(item.text.index(raw) + len(raw.rstrip(";")))
            if tail.text.strip(" .,;:–-"):
                rest[number] = tail
    states = {mark.checked for mark in found.values()}
    # Both of two options may say the same, where a word is all that stands beside each.
    few = len(found) < 3 and (len(found) < options or bool(rest))
    if len(found) < 0.7 * max(1, options - 1) or (len(states) < 2 and few and None not in states):
        return items
    out: list[Item] = []
    for number, item in enumerate(items):
        if number not in found and isinstance(item, Line) and number and isinstance(items[number - 1], Gap) and (ended := said_in_line(item)) is not None:
            # "Civil aviation Yes", a line of its own among options with such words
            out += [ended[0], Mark(checked=yes_or_no(ended[1]), raw=ended[1], method="text", confidence=0.9, place=item.place)]
            continue
        out.append(found.get(number, item))
        if number in rest:
            out += _further(rest[number])
    return out


_PARTED = re.compile(r"\s*[;|•·]\s*")


def _further(tail: Line) -> list[Item]:
    """What stands after the Yes or No of a listed option: "; civil aviation: Yes" is an option of its own, with its word."""
    parted = list(_PARTED.finditer(tail.text))
    if not parted or parted[0].start():
        return [tail]
    stops = [*(match.start() for match in parted[1:]), len(tail.text)]
    said = [said_in_line(tail.slice(match.end(), stop)) for match, stop in zip(parted, stops, strict=True)]
    if not all(said):
        return [tail.slice(parted[0].end())]
    out: list[Item] = []
    for label, word in (one for one in said if one is not None):
        out += [Gap("item"), label, Mark(checked=yes_or_no(word), raw=word, method="text", confidence=0.9, place=tail.place)]
    return out


def _pairs(items: list[Item]) -> list[Item]:
    """A box for Yes and a box for No beside an option are one mark; neither or both marked says nothing."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        window = [item for item in items[at : at + 8] if not isinstance(item, Gap)][:4]
        pair = None if isinstance(items[at], Gap) else _pair(window)
        if pair is None:
            out.append(items[at])
            at += 1
            continue
        out.append(pair)
        taken = {id(item) for item in window}
        while taken:
            taken.discard(id(items[at]))
            at += 1
    return out


def _pair(window: Sequence[Item]) -> Mark | None:
    if len(window) < 4:
        return None
    a, b, c, d = window
    if isinstance(a, Mark) and isinstance(b, Line) and isinstance(c, Mark) and isinstance(d, Line):
        marks, words = (a, c), (b, d)
    elif isinstance(a, Line) and isinstance(b, Mark) and isinstance(c, Line) and isinstance(d, Mark):
        marks, words = (b, d), (a, c)
    else:
        return None
    said = (yes_or_no(words[0].text), yes_or_no(words[1].text))
    if said not in ((True, False), (False, True)):
        return None
    yes, no = marks if said[0] else (marks[1], marks[0])
    if yes.checked is None or no.checked is None or yes.checked == no.checked:
        return Mark(None, raw=f"{yes.raw} {no.raw}", method=yes.method, place=yes.place)
    chosen = yes if yes.checked else no
    return replace(yes, checked=yes.checked, raw=f"{chosen.raw} {words[0 if chosen is marks[0] else 1].text}", place=chosen.place, tied_to=None)


def _beside_other(items: list[Item], units: list[Unit]) -> tuple[list[Line], list[Line]]:
    """(what stands beside Other, what belongs to no option): text runs from Other up to the next option, whichever side the marks are on."""
    taken = {id(line) for unit in units if unit.label is None for line in unit.text}
    beside: list[Line] = []
    left: list[Line] = []
    is_beside = False
    for item in items:
        if isinstance(item, OptionLabel):
            is_beside = item.slot.role == "other"
        elif isinstance(item, Gap):
            # Another row, or another paragraph after one, is no longer beside it.
            is_beside = is_beside and item.kind != "row" and not (item.kind == "paragraph" and beside)
        elif isinstance(item, Line) and id(item) not in taken:
            (beside if is_beside else left).append(item)
    return beside, left


def _nearest(text: list[Line], after: bool) -> list[Line]:
    """The line of an option that the form does not list, with the lines it goes on in: those that begin small."""
    if after:
        first = len(text) - 1
        while first > 0 and text[first].text[:1].islower():
            first -= 1
        return text[first:]
    end = 1
    while end < len(text) and text[end].text[:1].islower():
        end += 1
    return text[:end]


def _doubted(units: list[Unit]) -> list[Unit]:
    """The units with the boxes that their labels' looks speak against left without a state."""
    boxed = [(unit, unit.mark, unit.label) for unit in units if unit.mark is not None and unit.label is not None]
    if any(label.line.emphasis for _, _, label in boxed):
        for (unit, _, _), mark in zip(boxed, doubtful([(mark, label) for _, mark, label in boxed]), strict=True):
            unit.mark = mark or unit.mark
    return units


def parse(answer: GridAnswer) -> Parsed:
    """Read a grid. The value is a dict from option name to True, False or None, with `unlisted` and, where the grid has one, `other_text`."""
    pointer = answer.slot.pointer
    items = mended(_split(answer.items), answer)
    items, parted = side_by_side(_pairs(settled(alone(items, answer), answer)))
    items = one_each(bullets_apart(typed_in_line(items)))
    labels = [item for item in items if isinstance(item, OptionLabel)]
    items = chosen(_words_as_marks(items, len(labels)), answer)
    rest, by_format = tied(items)
    reading, confidence, disputed = choose(rest)
    units = _doubted([*by_format, *reading.units])
    beside, left = _beside_other(items, units)
    left += parted
    unlisted_doubt = parted and any(line.text.strip() for line in left if not line.marks and line not in parted)

    states: dict[str, bool | None] = {slot.pointer: None for slot in answer.options}
    evidence: list[tuple[str, Evidence]] = []
    diagnostics: list[Diagnostic] = []
    unlisted: list[dict[str, object]] = []
    found = {label.slot.pointer: label for label in labels}
    boxed: set[str] = set()
    if unlisted_doubt:
        message = "Labels stand in one cell and boxes in the next, and they are not as many: whose box is whose cannot be told."
        diagnostics.append(Diagnostic("unreadable-mark", f"{pointer}/unlisted", message, parted[0].place))
    torn: Unit | None = None
    for unit in units:
        if unit.label is not None and unit.mark is not None:
            key = unit.label.slot.pointer
            boxed.add(key)
            if key in disputed:
                diagnostics.append(
                    Diagnostic(
                        "unreadable-mark", key, "The boxes can be read as standing before or after their labels, and nothing decides.", unit.label.line.place
                    )
                )
                continue
            mark = unit.mark
            states[key] = mark.checked
            text = f"{unmark(unit.label.line.text, unit.label.line.marks)} {mark.raw}".strip()
            sure = min(confidence, mark.confidence, 0.6 + 0.4 * unit.label.similarity)
            place = mark.place if mark.place.box or mark.place.line or mark.place.block else unit.label.line.place
            if mark.checked is None:
                diagnostics.append(Diagnostic("unreadable-mark", key, f"The box of “{unit.label.line.text}” is there and its state cannot be told.", place))
                continue
            evidence.append((key.removeprefix(pointer), Evidence(place, text, mark.method, sure)))
            if mark.disagrees:
                diagnostics.append(
                    Diagnostic("mark-disagrees", key, f"The picture of the box of “{unit.label.line.text}” and its stored state disagree.", place)
                )
        elif unit.label is None and unit.text and unit.mark is not None:
            kept = _nearest(unit.text, reading.name == "after")
            left += [line for line in unit.text if not any(line is k for k in kept)]
            unit.text[:] = kept
            label = " ".join(unmark(line.text, line.marks) for line in unit.text).strip(" :;,.–-|/·•")
            if not any(character.isalnum() for character in label) or yes_or_no(label) is not None:
                # A box without a label; brackets torn from one, or half a pair of Yes and No, make all boxes of the grid doubtful.
                torn = torn or unit if any(sign in label for sign in "[](){}") or yes_or_no(label) is not None else torn
                diagnostics.append(Diagnostic("unplaced-text", pointer, f"A box without a label: “{unit.mark.raw} {label}”.", unit.mark.place))
                continue
            number = len(unlisted)
            unlisted.append({"label": label, "checked": unit.mark.checked})
            place = unit.text[0].place
            evidence.append((f"/unlisted/{number}/label", Evidence(place, label, "text", confidence)))
            if unit.mark.checked is not None:
                evidence.append(
                    (
                        f"/unlisted/{number}/checked",
                        Evidence(unit.mark.place, f"{label} {unit.mark.raw}", unit.mark.method, min(confidence, unit.mark.confidence)),
                    )
                )
                if unit.mark.disagrees:
                    path = f"{pointer}/unlisted/{number}"
                    diagnostics.append(Diagnostic("mark-disagrees", path, f"The picture of the box of “{label}” and its stored state disagree.", place))
            else:
                diagnostics.append(
                    Diagnostic("unreadable-mark", f"{pointer}/unlisted/{number}", f"The box of “{label}” is there and its state cannot be told.", place)
                )
        elif unit.label is None and unit.mark is not None and not unit.mark.bullet:
            diagnostics.append(Diagnostic("unplaced-text", pointer, f"A box without a label: “{unit.mark.raw}”.", unit.mark.place))
    if torn is not None:
        for key in [key for key, state in states.items() if state is not None]:
            states[key] = None
            evidence = [(below, found_at) for below, found_at in evidence if pointer + below != key]
            message = f"Beside the boxes stands “{seen(torn.text)}”, a part of a box or of a pair of Yes and No: whose box is whose cannot be told."
            diagnostics.append(Diagnostic("unreadable-mark", key, message, found[key].line.place))
    # Where other options lack their boxes, Other was not printed without one: its box was not found either.
    unboxed = sum(slot.pointer in found and slot.pointer not in boxed and slot.role != "other" for slot in answer.options)
    for slot in answer.options:
        if slot.pointer not in found:
            name = slot.label.first() if slot.label else slot.pointer
            diagnostics.append(Diagnostic("option-missing", slot.pointer, f"The option “{name}” was not found."))
        elif slot.pointer not in boxed and (slot.role != "other" or unboxed):
            line = found[slot.pointer].line
            diagnostics.append(Diagnostic("unreadable-mark", slot.pointer, f"No box could be read for “{unmark(line.text, line.marks)}”.", line.place))
    value: dict[str, object] = {slot.pointer.rsplit("/", 1)[1]: states[slot.pointer] for slot in answer.options}
    value["unlisted"] = unlisted
    if any(slot.role == "other" for slot in answer.options):
        words = [fold(line.text) for line in left]
        if beside and words.count(fold(seen(beside))) >= 2:
            # The same word stands beside other options, too: it says whether the box is marked, in a way that is not known.
            left, beside = [*left, *beside], []
        other = " ".join(unmark(line.text, line.marks) for line in beside).strip()
        other = other.lstrip(":：.…–-_ ").rstrip("_ ").strip(" ") if other else ""
        other = re.sub(r"\s*(?:[.…_]\s?){3,}$", "", other)
        other = other.strip("_. ") if not any(c.isalnum() for c in other) else other
        other = other[1:-1].strip() if other[:1] == "(" and other[-1:] == ")" and other.count("(") == 1 else other
        value["other_text"] = other or None
        if other:
            evidence.append(("/other_text", Evidence(beside[0].place, seen(beside), beside[0].method, confidence)))
    return Parsed(value, tuple(evidence), tuple(diagnostics), tuple(left))


def empty(slot: Slot, options: tuple[Slot, ...]) -> GridAnswer:
    """A grid of which nothing was found."""
    return GridAnswer(slot, options)
