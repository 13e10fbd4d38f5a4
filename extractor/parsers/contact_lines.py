"""Cut the lines of a contact region into pieces: labels, e-mail addresses, telephone numbers, notes, and the text between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractor.document import Block, Cell, Line, Link, Table, lines_of
from extractor.marks import unmark
from extractor.parsers import reach
from extractor.parsers.contact_labels import COLONS, label_at_start, labels_of, starts_number, unaccented, whole_label
from extractor.parsers.contact_words import (
    Field,
    bare,
    belongs,
    classify,
    is_address,
    is_adjective,
    is_own_body,
    is_title_word,
    looks_like_name,
    word_set,
    words_of,
)
from extractor.parsers.joining import glue, torn
from extractor.parsers.markup_links import with_links
from extractor.place import Place, spanning

_NOTHING = re.compile(r"^(?:n/?a|n\.a\.?|none|nil|not applicable|néant|aucune?|sans objet|ninguno|no aplica|tbd|[-–—.…_\s*]*)$", re.IGNORECASE)
_QUOTES = "\"“”„'’‘"
SEPARATORS = " ,;:-–—|/•·<>*.\u2022"
# A post box is no telephone number, whatever label stands before it.
_POST_BOX = re.compile(
    r"(?:\bP\.?\s?O\.?\s?Box|\bPostfach|\bApartado(?: (?:postal|de correos))?|\bCasilla|\bB\.?P\.?|\bBoîte postale|\bPostboks|\bPostbus|\bCaixa postal)"
    r"\s*:?\s*(?:n[°º]\s*)?\d[\d ]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+(?=[^\W\d])")

PieceKind = Literal["label", "email", "phone", "note", "text"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line. `sources` are the document's lines that it was read from (several where the layout broke one)."""

    kind: PieceKind
    text: str
    line: Line
    start: int
    end: int
    field: Field | None = None
    """What a label stands for."""
    first: bool = False
    """Begins its line."""
    sources: tuple[Line, ...] = ()

    @property
    def place(self) -> Place:
        """Where the piece stands, as tight as can be told."""
        if len(self.sources) > 1:
            return spanning(line.place for line in self.sources)
        return self.line.place_of(self.start, self.end)

    def part(self, start: int, end: int | None = None) -> Piece:
        """`text[start:end]` of a text piece, without separators at its ends."""
        text = self.text[start:end]
        lead = len(text) - len(text.lstrip(SEPARATORS))
        text = text.strip(" ,;:-–—|/•·<>*")
        if text.endswith(")") and text.count(")") > text.count("("):
            text = text[:-1]
        if text.startswith("(") and text.count("(") > text.count(")"):
            text, lead = text[1:], lead + 1
        at = self.start + start + lead
        return replace(self, text=text, start=at, end=at + len(text), first=self.first and start == 0)


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    kind: PieceKind
    value: str
    field: Field | None = None


def pieces(blocks: Sequence[Block], words: frozenset[str]) -> list[Piece]:
    """The pieces of a region in their order; `words` are the document's hyphenated words."""
    return [piece for line, sources in _lines(blocks, words) for piece in _cut(line, sources)]


# --- lines -------------------------------------------------------------------------------------------------------------------------------------


def _lines(blocks: Sequence[Block], words: frozenset[str]) -> Iterator[tuple[Line, tuple[Line, ...]]]:
    """Lines with broken ones joined, each with its sources."""
    waiting: list[Line] = []
    lines = [_with_initial(with_links(line)) for line in _flat(blocks) if line.text.strip() and not _NOTHING.match(line.text.strip())]
    margin = max((line.words[-1].box.x1 for line in lines if line.words), default=0.0)
    for line in lines:
        if (
            waiting
            and not line.bullet
            and (
                (line.wrapped and _broken_by_layout(waiting[-1], line, margin))
                or _mail_goes_on(waiting[-1].text, line.text)
                or _unfinished(waiting[-1].text, line.text)
                or (line.wrapped and torn(waiting[-1].text, line.text))
            )
        ):
            waiting.append(line)
            continue
        if waiting:
            yield _joined(waiting, words)
        waiting = [line]
    if waiting:
        yield _joined(waiting, words)


def _with_initial(line: Line) -> Line:
    """A line whose initial was taken for a list's letter: "R. Venkataraman Iyer"."""
    if re.fullmatch(r"[^\W\d_]", line.number.strip(". ")) is None or not line.number.strip(". ").isupper():
        return line
    initial = line.number.strip(". ") + ". "
    links = tuple(Link(link.start + len(initial), link.end + len(initial), link.target) for link in line.links)
    return replace(line, text=initial + line.text, links=links, words=(), bullet="", number="")


def _broken_by_layout(before: Line, after: Line, margin: float) -> bool:
    """Whether a line goes on with the one before. People break the lines of an address by hand, often just where the layout might have."""
    if before.words and after.words:
        # The next word would have had room: nobody but the writer broke the line.
        box = after.words[0].box
        if before.words[-1].box.x1 + (box.x1 - box.x0) + 0.25 * (box.bottom - box.top) < margin - 1:
            return False
    text, head = after.text, before.text.rstrip()
    if looks_like_name(head) >= 0.8 and is_title_word(text.split()[0].rstrip(":")):
        return False  # a whole name, and the position below it
    if (
        head.endswith((",", "-", "‐", "(", "/", "&"))
        or head.count("(") > head.count(")")
        or head.rpartition(" ")[2].lower() in word_set("connecting")
        or not text[:1].isupper()
    ):
        return True
    if label_at_start(text) is not None or reach.emails(text) or text.startswith("+"):
        return False
    if looks_like_name(text) >= 0.8 and classify(head)[0] in ("title", "organization") and not belongs(text.split()[0]):
        return False
    if is_own_body(text):
        return False
    if is_adjective(text.split()[0]):
        return True  # "Gerente" / "Nacional de Normas"
    last = [word for word in words_of(head) if not is_adjective(word)][-1:]
    complete = head.endswith(")") or (bool(last) and is_title_word(last[0]))
    return not (complete and " " in text and (classify(text)[0] == "organization" or is_title_word(text.split()[0])))


def _unfinished(before: str, after: str) -> bool:
    """Whether a line cannot be complete, so that the next one goes on with it, whoever broke it: "Director de", "Commissioner’s", "…, Deputy"."""
    if label_at_start(after) is not None or reach.emails(after) or not after[:1].isalpha():
        return False
    tokens = before.split()
    if len(tokens) < 2:
        return False
    last = tokens[-1]
    if last.lower() in word_set("connecting") and last.islower():
        return True
    if re.search(r"\w[’']s$", last):
        return True
    return bare(last) in word_set("before another title") and is_title_word(after.split()[0])


def _mail_goes_on(before: str, after: str) -> bool:
    """Whether an e-mail address was cut at the line's end."""
    last = before.split()[-1] if before.split() else ""
    if not last or " " in after.strip():
        return False
    if "@" in last:
        return last[-1] in ".@-" and re.match(r"[\w-]+(?:\.[\w-]+)*$", after) is not None
    return last[-1] in "._-" and "." in last[:-1] and re.match(r"[\w.-]*@[\w-]+(?:\.[\w-]+)+$", after) is not None


def _joined(lines: list[Line], words: frozenset[str]) -> tuple[Line, tuple[Line, ...]]:
    first = lines[0]
    if len(lines) == 1:
        return first, (first,)
    text, links = first.text, list(first.links)
    for line in lines[1:]:
        last = text.split()[-1] if text.split() else ""
        cut = (
            ("@" in last and last[-1] in ".@_-")
            or (last[-1:] in "._-" and re.match(r"\S*@", line.text) is not None and "." in last[:-1])
            or line.text.startswith("@")
        )
        whole = text + line.text if cut else glue(text, line.text, words)
        shift = len(whole) - len(line.text)
        links += [Link(link.start + shift, link.end + shift, link.target) for link in line.links]
        text = whole
    marks = tuple(mark for line in lines for mark in line.marks)
    return replace(first, text=text, links=tuple(links), words=(), marks=marks), tuple(lines)


def _flat(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from _table_lines(block)


def _table_lines(table: Table) -> Iterator[Line]:
    """The lines of a table; labels in its first column or row go before the values that they stand for."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell

    def text_of(cell: Cell) -> str:
        return " ".join(line.text for line in lines_of(cell.blocks) if line.text)

    ordered = [rows[row] for row in sorted(rows)]
    if len(ordered) > 1 and len(ordered[0]) > 1:
        header = {column: whole_label(text_of(cell)) for column, cell in ordered[0].items()}
        if sum(found is not None for found in header.values()) >= max(2, len(header) - 1):
            for row in ordered[1:]:
                for column, cell in sorted(row.items()):
                    yield from _labelled(text_of(ordered[0][column]) if header.get(column) else "", cell)
            return
    named = [row for row in ordered if 0 in row and len(row) > 1 and whole_label(text_of(row[0])) is not None]
    if named and (len(named) >= 2 or len(named) == len(ordered)):
        for column in sorted({column for row in ordered for column in row if column > 0}):
            for row in ordered:
                if column in row:
                    yield from _labelled(text_of(row[0]) if row in named else "", row[column])
                elif column == 1 and row not in named and 0 in row:
                    yield from lines_of(row[0].blocks)
        return
    yield from (line for line in lines_of((table,)) if line.text)


def _labelled(label: str, cell: Cell) -> Iterator[Line]:
    prefix = label.rstrip(" :：") + ": " if label else ""
    for line in lines_of(cell.blocks):
        if not line.text:
            continue
        if prefix and label_at_start(line.text) is None:
            links = tuple(Link(link.start + len(prefix), link.end + len(prefix), link.target) for link in line.links)
            yield replace(line, text=prefix + line.text, words=(), links=links)
        else:
            yield line
        prefix = ""


# --- pieces ------------------------------------------------------------------------------------------------------------------------------------


def _cut(line: Line, sources: tuple[Line, ...]) -> list[Piece]:
    text = line.text
    if line.marks:
        text = unmark(text, line.marks)
        line = replace(line, text=text, marks=(), words=(), links=() if len(text) != len(line.text) else line.links)
    spans = _mails(line)
    spans += _labels_in(text, spans)
    for match in _POST_BOX.finditer(text):
        if _free(spans, *match.span()):
            # The town stands after the box: it is no name.
            end = min((span.start for span in spans if span.start >= match.end()), default=len(text))
            if end - match.end() > 60 or any(is_title_word(word) for word in words_of(text[match.end() : end])):
                end = match.end()
            written = text[match.start() : end].rstrip(" ,;|/•·-–—")
            spans.append(_Span(match.start(), match.start() + len(written), "note", written.strip()))
    spans += _numbers(text, spans)
    return _pieces(line, sources, sorted(spans, key=lambda span: (span.start, span.end)))


def _free(spans: Sequence[_Span], start: int, end: int) -> bool:
    return not any(start < span.end and end > span.start for span in spans)


def _mails(line: Line) -> list[_Span]:
    """E-mail addresses as written, and those that only a hyperlink holds."""
    text = line.text
    spans = [_Span(found.start, found.end, "email", found.value) for found in reach.emails(text)]
    for link in line.links:
        target = link.target.strip()
        if not target.lower().startswith("mailto:"):
            continue
        address = target[7:].partition("?")[0].replace("%40", "@").strip()
        if not address:
            continue
        inside = [index for index, span in enumerate(spans) if span.start < link.end and span.end > link.start]
        if inside:
            span = spans[inside[0]]
            # An obfuscated text over a plain address: the address counts.
            if len(inside) == 1 and "@" not in text[span.start : span.end]:
                spans[inside[0]] = replace(span, value=address)
            continue
        shown = text[link.start : link.end].strip()
        # The link's text is a person's or body's name: it stays, and the address follows it.
        stays = (whole_label(shown) is None and re.search(r"\w\s+\w", shown) is not None) or looks_like_name(shown) >= 0.8
        spans.append(_Span(link.end if stays else link.start, link.end, "email", address))
    return spans


def _labels_in(text: str, mails: Sequence[_Span]) -> list[_Span]:
    plain = unaccented(text)
    found: list[_Span] = []
    alone = whole_label(text)
    if alone is not None and (alone != "organization" or plain.strip(" .:").startswith(("organi", "instit", "entid"))):
        return [_Span(0, len(text), "label", text, alone)]
    first = label_at_start(text)
    if first is not None and _free(mails, 0, first[1]):
        found.append(_Span(0, first[1], "label", text[: first[1]], first[0]))
    for label in labels_of(plain):
        start, end = label.start, label.end
        if start == 0 or not _free(found, start, end) or not _free(mails, start, end):
            continue
        before = text[:start].rstrip()
        begins = (
            not before.strip(SEPARATORS + "([")
            or before[-1] in ",;|/)•.(–—"
            or (before.endswith("-") and before != text[:start])
            or any(mail.end == len(before) for mail in mails)
        )
        colon = label.sign in COLONS
        if label.field in ("phone", "fax"):
            # "T: +966 11 404 4444 F: +966 11 404 4445"
            if (len(label.text) == 1 and not (begins or (colon and before[-1:].isdigit()))) or not (starts_number(plain, end) or (colon and begins)):
                continue
        elif label.field == "email":
            near = any(0 <= mail.start - end <= 2 for mail in mails)
            if (len(label.text) == 1 and not (begins or before[-1:].isdigit())) or not (near or (colon and (begins or len(label.text) > 3))):
                continue
        elif not (colon and (begins or len(label.text) > 4)) or label.note:
            continue
        found.append(_Span(start, end, "label", text[start:end], label.field))
    return found


def _numbers(text: str, spans: Sequence[_Span]) -> list[_Span]:
    fields = sorted((span.end, span.field) for span in spans if span.kind == "label")
    masked = text
    for span in spans:
        if span.kind in ("email", "note"):
            masked = masked[: span.start] + "\x00" * (span.end - span.start) + masked[span.end :]
    out: list[_Span] = []
    for found in reach.phones(masked, labelled=any(field in ("phone", "fax") for _, field in fields)):
        if not _free(spans, found.start, found.end):
            continue
        before = [field for end, field in fields if end <= found.start]
        international = found.value.startswith(("+", "(+", "00"))
        if not before or before[-1] not in ("phone", "fax"):
            digits = sum(c.isdigit() for c in found.value)
            if digits < (5 if international else 7) or (before and before[-1] == "note" and not international):
                continue
            # A house, an account, a law: other figures stand among words.
            around = re.sub(r"[\W\d_]", "", text[max(0, found.start - 4) : found.start]) if not international else ""
            if not international and (is_address(text) or re.search(r"(?i)\b(?:code|no\.?|n°|nº|law|decree|art\.?)\s*:?\s*$", text[: found.start])) and around:
                continue
        out.append(_Span(found.start, found.end, "phone", found.value))
    return out


def _pieces(line: Line, sources: tuple[Line, ...], spans: Sequence[_Span]) -> list[Piece]:
    text = line.text
    out: list[Piece] = []
    at = 0

    def rest(until: int) -> None:
        start, end = at, until
        if start == 0 and (number := _NUMBERED.match(text)) is not None:
            start = number.end()
        while start < end and (text[start] in SEPARATORS or (text[start] == ")" and "(" not in text[at:start])):
            start += 1
        while end > start and (text[end - 1] in " ,;:-–—|/•·<>*" or (text[end - 1] == "(" and ")" not in text[start:end])):
            end -= 1
        if text[start:end].startswith("(") and text[start:end].endswith(")") and text[start:end].count("(") == 1:
            start, end = start + 1, end - 1
        if end - start > 2 and text[start] in _QUOTES and text[end - 1] in _QUOTES:
            start, end = start + 1, end - 1
        if re.search(r"\w", text[start:end]) and not _NOTHING.match(text[start:end]):
            out.append(Piece("text", text[start:end], line, start, end, first=not out, sources=sources))

    for span in spans:
        if span.start < at:
            continue
        rest(span.start)
        out.append(Piece(span.kind, span.value, line, span.start, span.end, span.field, first=not out, sources=sources))
        at = span.end
    rest(len(text))
    return out
