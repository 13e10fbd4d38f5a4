"""Contact: people and bodies with position, addresses and numbers, from labelled blocks, tables and free lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from extractor.answers import Answer, Context, Evidence, Parsed
from extractor.diagnostics import Diagnostic
from extractor.document import Block, Cell, Line, Table, lines_of
from extractor.marks import unmark
from extractor.parsers import reach
from extractor.parsers.contact_words import HONORIFICS, LABELS, Field, bare, classify, is_body_word, is_title_word, looks_like_name, words_of
from extractor.parsers.joining import glue
from extractor.place import Place, spanning
from schemas.values import Contact

_NOTHING = re.compile(r"^(?:n/?a|n\.a\.?|none|nil|not applicable|néant|aucune?|sans objet|ninguno|no aplica|tbd|[-–—.…_\s]*)$", re.IGNORECASE)
_SEPARATORS = " ,;:-–—|/•·<>*.\u2022"
_UNITS = re.compile(r"\b(?:unit|division|section|branch|desk|team|group|cell|unidad|sección|división|unité|département|referat|seksjon|enhet|avdeling|afdeling)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a line: an address, a number, a label, or text."""

    kind: str  # "label", "email", "phone", "fax", "text"
    text: str
    line: Line
    start: int
    end: int
    field: Field | None = None  # of a label
    first: bool = False  # begins its line
    fresh: bool = False  # its line begins a paragraph
    lines: tuple[Line, ...] = ()

    @property
    def place(self) -> Place:
        if len(self.lines) > 1:
            return spanning(line.place for line in self.lines)
        return self.line.place_of(self.start, self.end)


@dataclass(slots=True)
class _Draft:
    """A contact while it is being put together."""

    name: list[_Piece] = field(default_factory=list)
    title: list[_Piece] = field(default_factory=list)
    organization: list[_Piece] = field(default_factory=list)
    emails: list[_Piece] = field(default_factory=list)
    phones: list[_Piece] = field(default_factory=list)
    notes: list[_Piece] = field(default_factory=list)
    sure: dict[str, float] = field(default_factory=dict)

    def put(self, where: str, piece: _Piece, confidence: float) -> None:
        getattr(self, where).append(piece)
        self.sure[where] = min(confidence, self.sure.get(where, 1.0))

    @property
    def reachable(self) -> bool:
        return bool(self.emails or self.phones)

    @property
    def empty(self) -> bool:
        return not (self.name or self.title or self.organization or self.emails or self.phones or self.notes)


def claims(line: Line) -> float:
    """How likely a line is contact data and not a link or a document's title, 0 to 1."""
    text = unmark(line.text, line.marks).strip()
    if not text:
        return 0.0
    if reach.emails(text) or any(link.target.lower().startswith(("mailto:", "tel:")) for link in line.links):
        return 0.95
    if re.search(r"(?:https?://|www\.)\S", text):
        return 0.05
    label = _label(text)
    if label is not None:
        return 0.9 if label[0] != "note" else 0.6
    numbers = reach.phones(text)
    if numbers and (numbers[0].value.startswith("+") or len(text) - len(numbers[0].value) < 12):
        return 0.9
    head = re.split(r",\s|\s[-–—]\s|\s?\(", text, maxsplit=1)
    name = looks_like_name(head[0])
    if name >= 0.8:
        return 0.85 if len(head) > 1 and any(is_title_word(word) for word in words_of(head[1])) else 0.7
    kind, sure = classify(text)
    if kind == "title":
        return 0.6
    if kind == "organization":
        return 0.45 if sure > 0.7 else 0.3
    return 0.2


def parse(answer: Answer, context: Context) -> Parsed:
    """Every contact of the answer, in its order."""
    pieces = [piece for line, lines in _lines(answer.blocks, context) for piece in _cut(line, lines)]
    drafts = _assemble(pieces)
    contacts: list[Contact] = []
    found: list[tuple[str, Evidence]] = []
    diagnostics: list[Diagnostic] = []
    left: list[Line] = []
    for draft in drafts:
        contact = _finished(draft)
        if contact is None:
            left += [piece.line for piece in (*draft.notes, *draft.organization, *draft.title)]
            continue
        index = len(contacts)
        contacts.append(contact)
        for name in ("name", "title", "organization", "emails", "phones", "notes"):
            parts: list[_Piece] = getattr(draft, name)
            if parts and getattr(contact, name):
                text = "\n".join(piece.line.text[piece.start : piece.end] or piece.text for piece in parts)
                found.append((f"/{index}/{name}", Evidence(spanning(piece.place for piece in parts), text, parts[0].line.method, draft.sure[name])))
        base = f"{answer.slot.pointer}/{index}"
        for number, piece in enumerate(draft.emails):
            if not reach.valid_email(piece.text):
                diagnostics.append(Diagnostic("invalid-email", f"{base}/emails/{number}", f"“{piece.text}” is no valid e-mail address.", piece.place))
        for number, piece in enumerate(draft.phones):
            if not reach.valid_phone(piece.text, context.country):
                diagnostics.append(Diagnostic("invalid-phone", f"{base}/phones/{number}", f"“{piece.text}” cannot be dialled.", piece.place))
    return Parsed(tuple(contacts), tuple(found), tuple(diagnostics), tuple(dict.fromkeys(left)))


def _finished(draft: _Draft) -> Contact | None:
    """The contact of a draft; None where nothing of it is a contact's."""
    name = " ".join(piece.text for piece in draft.name) or None
    title = ", ".join(piece.text for piece in draft.title) or None
    organization = ", ".join(piece.text for piece in draft.organization) or None
    notes = "\n".join(piece.text for piece in draft.notes) or None
    if not (name or title or organization or draft.emails or draft.phones or notes):
        return None
    emails = tuple(dict.fromkeys(piece.text for piece in draft.emails))
    phones = tuple(dict.fromkeys(piece.text for piece in draft.phones))
    return Contact(name=name, title=title, organization=organization, emails=emails, phones=phones, notes=notes)


# --- lines -------------------------------------------------------------------------------------------------------------------------------------


def _lines(blocks: Sequence[Block], context: Context) -> Iterator[tuple[Line, tuple[Line, ...]]]:
    """Lines with wrapped ones joined, each with its sources; a table of labels and values as lines "label: value"."""
    waiting: list[Line] = []
    for line in _flat(blocks):
        text = line.text.strip()
        if not text or _NOTHING.match(text):
            continue
        if waiting and not line.bullet and (line.wrapped or _mail_goes_on(waiting[-1].text, text)):
            waiting.append(line)
            continue
        if waiting:
            yield _one(waiting, context)
        waiting = [line]
    if waiting:
        yield _one(waiting, context)


def _mail_goes_on(before: str, after: str) -> bool:
    """Whether an e-mail address was cut at the line's end."""
    head = re.search(r"\S*@[\w.-]*[.@-]$|\S+[._-]$", before)
    if head is None or " " in after.strip():
        return False
    if "@" in head.group():
        return re.match(r"[\w-]+(?:\.[\w-]+)*$", after) is not None and not looks_like_name(after) >= 0.8
    return re.match(r"[\w.-]*@[\w-]+(?:\.[\w-]+)+$", after) is not None and bool(re.search(r"[._-]$", before)) and "." in head.group()[:-1]


def _one(lines: list[Line], context: Context) -> tuple[Line, tuple[Line, ...]]:
    first = lines[0]
    if len(lines) == 1:
        return first, (first,)
    text = first.text
    links = list(first.links)
    for line in lines[1:]:
        last = text.split()[-1] if text.split() else ""
        if ("@" in last and re.search(r"[.@_-]$", text)) or (re.search(r"[._-]$", text) and re.match(r"\S*@", line.text) and "@" not in last):
            whole = text + line.text
        elif text.endswith("@") or line.text.startswith("@"):
            whole = text + line.text
        else:
            whole = glue(text, line.text, context.words)
        shift = len(whole) - len(line.text)
        links += [replace_link(link, shift) for link in line.links]
        text = whole
    marks = tuple(mark for line in lines for mark in line.marks)
    return replace(first, text=text, links=tuple(links), words=(), marks=marks), tuple(lines)


def replace_link(link: object, shift: int) -> object:
    """A hyperlink moved along its line."""
    from extractor.document import Link

    assert isinstance(link, Link)
    return Link(link.start + shift, link.end + shift, link.target)


def _flat(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from _table_lines(block)


def _table_lines(table: Table) -> Iterator[Line]:
    """The lines of a table: a column of labels goes before its values, a row of labels before each row below."""
    rows: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell

    def text_of(cell: Cell) -> str:
        return " ".join(line.text for line in lines_of(cell.blocks) if line.text)

    ordered = [rows[row] for row in sorted(rows)]
    if len(ordered) > 1 and len(ordered[0]) > 1:
        header = {column: _label_word(text_of(cell)) for column, cell in ordered[0].items()}
        if sum(found is not None for found in header.values()) >= max(2, len(header) - 1):
            for row in ordered[1:]:
                for column, cell in sorted(row.items()):
                    label = text_of(ordered[0][column]) if column in ordered[0] and header.get(column) else ""
                    yield from _labelled(label, list(lines_of(cell.blocks)))
            return
    labelled = [row for row in ordered if 0 in row and _label_word(text_of(row[0])) is not None and len(row) > 1]
    if len(labelled) >= 2 or (labelled and len(labelled) == len(ordered)):
        columns = sorted({column for row in ordered for column in row if column > 0})
        for column in columns:
            for row in ordered:
                label = text_of(row[0]) if 0 in row and _label_word(text_of(row[0])) else ""
                if column in row:
                    yield from _labelled(label, list(lines_of(row[column].blocks)))
                elif not label and 0 in row and column == columns[0]:
                    yield from lines_of(row[0].blocks)
        return
    yield from (line for line in lines_of((table,)) if line.text)


def _labelled(label: str, lines: list[Line]) -> Iterator[Line]:
    first = True
    for line in lines:
        if not line.text:
            continue
        if first and label and _label(line.text) is None:
            prefix = label.rstrip(" :：") + ": "
            links = tuple(replace_link(link, len(prefix)) for link in line.links)
            yield replace(line, text=prefix + line.text, words=(), links=links)  # type: ignore[arg-type]
        else:
            yield line
        first = False


# --- pieces ------------------------------------------------------------------------------------------------------------------------------------


@cache
def _label_pattern() -> re.Pattern[str]:
    """A label and its colon, anywhere in a line; a telephone's label also with only the number after it."""
    words = sorted({re.escape(label) for label in LABELS}, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?P<label>{'|'.join(words)})(?P<note>\s?\([^()]{{1,20}}\))?\s*(?:\.?\s?(?:no|nr|n°|nº|number|numéro|#)\.?)?\s*(?P<sign>\.?\s*[:：=]|\.?\s[-–—](?=\s)|\.)", re.IGNORECASE)


@cache
def _number_label() -> re.Pattern[str]:
    words = sorted({re.escape(label) for label, kind in LABELS.items() if kind in ("phone", "fax")}, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?P<label>{'|'.join(words)})(?P<note>\s?\([^()]{{1,20}}\))?\s*(?:(?:no|nr|n°|nº|number|#)\.?)?\s*[.:：]?\s*(?=[+(]?\s?\(?\d)", re.IGNORECASE)


def _plain(text: str) -> str:
    """Lower case without accents, of the same length where it can be, for finding labels."""
    import unicodedata

    out: list[str] = []
    for character in text:
        decomposed = unicodedata.normalize("NFD", character)
        out.append(decomposed[0].lower() if len(decomposed) > 1 and "\u0300" <= decomposed[1] <= "\u036f" else character)
    return "".join(out)


def _label_word(text: str) -> Field | None:
    """The field that a whole text (a cell) labels."""
    words = " ".join(_plain(text).lower().replace("*", " ").split()).strip(" :：.")
    found = LABELS.get(words) or LABELS.get(words.replace(".", "").strip()) or LABELS.get(re.sub(r"\s*\([^()]*\)\s*$", "", words))
    if found is None and re.search(r"[/&]| and | et | y | or ", words):
        kinds = {LABELS.get(part.strip(" .")) for part in re.split(r"\s*[/&]\s*|\s+(?:and|et|y|or)\s+", words)}
        if len(kinds - {None}) == 1 and None not in kinds:
            found = next(iter(kinds))
    return found


def _label(text: str) -> tuple[Field, int] | None:
    """(field, end) of a label at the start of a line."""
    plain = _plain(text)
    match = _label_pattern().match(plain.lstrip(" •*-–"))
    offset = len(plain) - len(plain.lstrip(" •*-–"))
    if match is not None and (
        match["sign"].strip() != "." or (LABELS[match["label"].lower()] in ("phone", "fax", "email") and (len(match["label"]) > 2 or plain[offset + match.end() :].lstrip()[:1] in "+(0123456789"))
    ):
        return LABELS[match["label"].lower()], offset + match.end()
    match = _number_label().match(plain)
    if match is not None and (len(match["label"]) > 1 or plain[match.end() - 1] in ":. "):
        return LABELS[match["label"].lower()], match.end()
    # "Title / position:", "E-mail and telephone:": a label of several words.
    colon = re.match(r"^[^:：]{1,40}[:：]", text)
    if colon is not None and (kind := _label_word(colon.group()[:-1])) is not None:
        return kind, colon.end()
    return None


def _cut(line: Line, sources: tuple[Line, ...]) -> list[_Piece]:
    """The pieces of a line in their order."""
    text = line.text
    if line.marks:
        text = unmark(text, line.marks)
        line = replace(line, text=text, marks=(), words=())
    spans: list[tuple[int, int, str, str, Field | None]] = []  # start, end, kind, value, field

    def free(start: int, end: int) -> bool:
        return not any(start < b and end > a for a, b, *_ in spans)

    for found in reach.emails(text):
        spans.append((found.start, found.end, "email", found.value, None))
    for link in line.links:
        target = link.target.strip()
        if target.lower().startswith("mailto:"):
            address = re.sub(r"%40", "@", target[7:].partition("?")[0]).strip()
            inside = [index for index, span in enumerate(spans) if span[0] < link.end and span[1] > link.start]
            if inside and address:
                # An obfuscated text over a plain address: the address counts.
                index = inside[0]
                if "@" not in text[spans[index][0] : spans[index][1]] and len(inside) == 1:
                    spans[index] = (*spans[index][:3], address, None)
            elif address:
                shown = text[link.start : link.end].strip()
                covers = _label_word(shown) == "email" or not looks_like_name(shown) and not re.search(r"\s", shown) or "@" in shown
                end = link.end if covers else link.start
                spans.append((link.end if not covers else link.start, link.end if not covers else end, "email", address, None))
    plain = _plain(text)
    for match in (*_label_pattern().finditer(plain), *_number_label().finditer(plain)):
        label = match["label"].lower()
        kind = LABELS[label]
        start, end = match.start(), match.end()
        if not free(start, end) or (match.re is _label_pattern() and match["sign"].strip() == "." and kind not in ("phone", "fax")):
            continue
        begins = not text[:start].strip(_SEPARATORS + "([") or text[:start].rstrip()[-1:] in ",;|/)•.-–—" or any(b == start or text[b:start].isspace() for a, b, *_ in spans)
        if kind in ("phone", "fax", "email"):
            ahead = text[end : end + 3].lstrip()
            if len(label) == 1 and not begins:
                continue
            if kind != "email" and not re.match(r"[+(\d]", ahead) and not (match.re is _label_pattern() and match["sign"].strip() in (":", "：", ".:", "=") and begins):
                continue
        elif not begins or (match.re is _number_label()):
            continue
        elif match["sign"].strip() in ("-", "–", "—") and (kind in ("name", "organization", "title", "note")) and len(text) > end and not re.match(r"^\W*$", text[:start]):
            continue
        elif match["sign"].strip() in ("-", "–", "—") and is_body_word(label) and kind == "organization":
            continue
        if match["note"] and kind not in ("phone", "fax", "email"):
            continue
        spans.append((start, end, "label", text[start:end], kind))
    first = _label(text)
    if first is not None and free(len(text) - len(text.lstrip(" •*-–")), first[1]):
        spans.append((0, first[1], "label", text[: first[1]], first[0]))
    labels = sorted((end, kind) for start, end, what, _, kind in spans if what == "label")
    masked = text
    for start, end, what, _, _ in spans:
        if what == "email":
            masked = masked[:start] + "\x00" * (end - start) + masked[end:]
    for found in reach.phones(masked, labelled=any(kind in ("phone", "fax") for _, kind in labels)):
        before = [kind for end, kind in labels if end <= found.start]
        labelled = bool(before) and before[-1] in ("phone", "fax")
        digits = sum(c.isdigit() for c in found.value)
        if not free(found.start, found.end) or (not labelled and digits < (5 if found.value.startswith(("+", "(+", "00")) else 7)):
            continue
        if not labelled and not found.value.startswith(("+", "(+", "00")) and re.search(r"(?i)(?:box|b\.?p\.?|c\.?p\.?|postfach|apartado|casilla|code|no\.?|n°|nº)\s*:?\s*$", text[: found.start]):
            continue
        if before and before[-1] == "note" and not found.value.startswith("+"):
            continue
        spans.append((found.start, found.end, "phone", found.value, None))
    return _pieces(line, sources, sorted(spans))


def _pieces(line: Line, sources: tuple[Line, ...], spans: list[tuple[int, int, str, str, Field | None]]) -> list[_Piece]:
    text = line.text
    out: list[_Piece] = []
    at = 0
    fresh = line.starts_paragraph

    def rest(until: int) -> None:
        start, end = at, until
        while start < end and (text[start] in _SEPARATORS or (text[start] == ")" and "(" not in text[start:end])):
            start += 1
        while end > start and (text[end - 1] in " ,;:-–—|/•·<>*" or (text[end - 1] == "(" and ")" not in text[start:end])):
            end -= 1
        if end > start and re.search(r"\w", text[start:end]):
            out.append(_Piece("text", text[start:end], line, start, end, first=not out, fresh=fresh and not out, lines=sources))

    for start, end, kind, value, what in spans:
        if start < at:
            continue
        rest(start)
        out.append(_Piece(kind, value, line, start, end, what, first=not out, fresh=fresh and not out, lines=sources))
        at = end
    rest(len(text))
    return out


# --- putting together --------------------------------------------------------------------------------------------------------------------------


def _assemble(pieces: list[_Piece]) -> list[_Draft]:
    drafts: list[_Draft] = [_Draft()]
    label: _Piece | None = None
    used = False  # the label has its value: what stands on another line is not its
    for index, piece in enumerate(pieces):
        draft = drafts[-1]
        if used and label is not None and label.line is not piece.line:
            label = None
        if piece.kind != "label":
            used = True
        if piece.kind == "label":
            used = False
            if label is not None and label.field == "note" and _substantial(label):
                draft.put("notes", label, 0.8)
            label = piece
            if piece.field == "name" and draft.name and (draft.reachable or draft.title or draft.organization):
                drafts.append(_Draft())
            continue
        if piece.kind == "email":
            if label is not None and label.field in ("name", "title", "organization"):
                label = None
            if _starts_anew_with_mail(draft, pieces, index):
                drafts.append(_Draft())
                draft = drafts[-1]
            draft.put("emails", piece, 0.99)
            label = label if label is not None and label.field == "email" else None
            continue
        if piece.kind == "phone":
            if label is not None and label.field == "fax":
                start = label.start if label.line is piece.line else piece.start
                note = replace(piece, text=piece.line.text[start : piece.end] if label.line is piece.line else f"{label.text.strip()} {piece.text}", start=start)
                draft.put("notes", note, 0.95)
            elif label is not None and label.field == "note":
                draft.put("notes", _with_label(label, piece), 0.9)
            else:
                draft.put("phones", piece, 0.99 if label is not None else 0.95)
            continue
        kind = label.field if label is not None else None
        if kind in ("phone", "fax", "email"):
            assert label is not None
            if kind == "email" and re.fullmatch(r"\S+\.\S+", piece.text) and draft.emails[-1:] == []:
                draft.put("emails", piece, 0.9)  # malformed, but said to be one
                label = None
                continue
            if label.line is piece.line and not re.search(r"[^\W\d_]{3}", piece.text):
                draft.put("notes", _with_label(label, piece), 0.7)
                label = None
                continue
            if label.line is piece.line and piece.start == label.end and kind in ("phone", "fax"):
                draft.put("notes", _with_label(label, piece), 0.7)
                label = None
                continue
            kind = None
            label = None
        if kind is not None and label is not None:
            drafts = _labelled_text(drafts, label, piece)
            label = label if kind == "note" else None
            continue
        label = None
        _free_text(drafts, pieces, index)
    if label is not None and label.field == "note" and _substantial(label):
        drafts[-1].put("notes", label, 0.8)
    return [draft for draft in drafts if not draft.empty]


def _substantial(label: _Piece) -> bool:
    return len(label.text.strip(_SEPARATORS)) > 20


def _with_label(label: _Piece, piece: _Piece) -> _Piece:
    """A note as it is written, label included."""
    if label.line is piece.line:
        return replace(piece, text=piece.line.text[label.start : piece.end].strip(), start=label.start)
    return replace(piece, text=f"{label.text.strip()} {piece.text}")


def _labelled_text(drafts: list[_Draft], label: _Piece, piece: _Piece) -> list[_Draft]:
    draft = drafts[-1]
    kind = label.field
    if kind == "note":
        draft.put("notes", _with_label(label, piece) if label.end > label.start and not draft.notes[-1:] == [label] else piece, 0.9)
    elif kind == "name":
        if draft.name:
            drafts.append(_Draft())
            draft = drafts[-1]
        # "Contact: Jane Doe, Director": a label before a free line.
        name, title = _name_and_title(piece)
        if title is not None and name is not None:
            draft.put("name", name, 0.95)
            draft.put("title", title, 0.93)
        elif looks_like_name(piece.text) < 0.1 and classify(piece.text) == ("organization", 0.9):
            draft.put("organization", piece, 0.8)
        else:
            draft.put("name", piece, 0.99)
    elif kind in ("title", "organization"):
        if getattr(draft, kind) and draft.reachable:
            drafts.append(_Draft())
            draft = drafts[-1]
        draft.put(kind, piece, 0.99)
    return drafts


def _starts_anew_with_mail(draft: _Draft, pieces: list[_Piece], index: int) -> bool:
    """Whether an address belongs to nobody before it: never, unless a new paragraph stands between two complete contacts."""
    del draft, pieces, index
    return False


def _name_and_title(piece: _Piece) -> tuple[_Piece | None, _Piece | None]:
    """"Name, Title", "Name – Title", "Name (Title)", "Name / Title": the two parts; (None, None) where the text is not written so."""
    text = piece.text
    for match in re.finditer(r"\s*,\s*|\s+[-–—|]+\s+|\s*[–—]\s*|\s*\((?=[^()]*\)\s*$)|\s+/\s+|\s*[:：]\s+|\s*;\s*", text):
        head, tail = text[: match.start()], text[match.end() :]
        if not head or not tail:
            continue
        sign = match.group().strip()
        if sign == "," and re.fullmatch(r"[^\s,]+(?: [^\s,]+)?", head) and looks_like_name(f"{head}, {tail.split(',')[0].strip()}") >= 0.8 and not any(
            is_title_word(word) or is_body_word(word) for word in words_of(tail.split(",")[0])
        ) and (head.isupper() or " " not in head) and len(tail.split(",")[0].split()) <= 2 and re.split(r"\s[-–—(]|,", tail)[0].strip():
            continue  # "NORDMANN, Kari": the surname first
        if looks_like_name(head) >= 0.5 or (looks_like_name(head) >= 0.25 and any(is_title_word(word) for word in words_of(tail)[:4])):
            suffix = re.match(r"^(?:Ph\.?\s?D|MBA|M\.?Sc|CPA|LL\.?M|Esq|Jr|Sr|M\.?D)\.?\s*(?:,|$)\s*", tail)
            if sign == "," and suffix is not None:
                cut = match.end() + suffix.end()
                head, tail = text[:cut].rstrip(" ,"), text[cut:]
                if not tail:
                    return replace(piece, end=piece.start + len(head), text=head), None
                name_end, title_start = len(head), cut
            else:
                name_end, title_start = match.start(), match.end()
            if sign == "(":
                tail = tail.rstrip().removesuffix(")")
            elif tail.startswith("(") and tail.endswith(")"):
                tail = tail[1:-1]
                title_start += 1
            tail = tail.strip(" ,;")
            if not tail:
                return None, None
            name = replace(piece, text=head, end=piece.start + name_end)
            title = replace(piece, text=tail, start=piece.start + title_start)
            return name, title
        if sign in (":", "：") and any(is_title_word(word) for word in words_of(head)) and looks_like_name(tail) >= 0.5:
            return replace(piece, text=tail, start=piece.start + match.end()), replace(piece, text=head, end=piece.start + match.start())
        break
    return None, None


def _run_together(piece: _Piece) -> list[tuple[str, _Piece]] | None:
    """A text whose line breaks are lost: name, position and body in one; None where it is not so."""
    tokens = list(re.finditer(r"\S+", piece.text))
    if len(tokens) < 3:
        return None
    title_at = next((i for i, token in enumerate(tokens) if i > 0 and is_title_word(token.group().strip(".,()"))), None)
    body_at = next((i for i, token in enumerate(tokens) if i > 1 and is_body_word(token.group().strip(".,()")) and (title_at is None or i > title_at)), None)
    cut = title_at if title_at is not None else body_at
    if cut is None:
        return None
    honoured = HONORIFICS.match(piece.text)
    name = piece.text[: tokens[cut].start()].strip(" ,-–—")
    # A title's first words may stand before the word that tells: "Trade Expert".
    while cut > 2 and looks_like_name(name) < 0.8:
        cut -= 1
        name = piece.text[: tokens[cut].start()].strip(" ,-–—")
    if looks_like_name(name) < 0.8 or (cut < 2 and not honoured):
        return None
    out = [("name", replace(piece, text=name, end=piece.start + len(name)))]
    if title_at is not None:
        start = tokens[cut].start()
        end = len(piece.text)
        if body_at is not None:
            # A body begins where its first capitalised word stands alone, not inside "Director of Customs".
            for i in range(title_at + 1, len(tokens)):
                word = tokens[i].group()
                before = tokens[i - 1].group()
                if not is_body_word(word.strip(".,()")) or not word[0].isupper():
                    continue
                if before.lower().strip(".,") in ("of", "de", "du", "des", "del", "for", "the", "la", "le", "los", "las", "and", "&", "y", "et", "der", "des", "in", "to") or before.endswith((",", "(", "–", "-")):
                    continue
                if i + 1 >= len(tokens) and re.fullmatch(_UNITS, word):
                    continue
                end = tokens[i].start()
                # "Thai Customs Department", "Korea Customs Service": the body's first words.
                while i - 1 > title_at and tokens[i - 1].group()[0].isupper() and not is_title_word(tokens[i - 1].group().strip(".,")) and re.match(r"^(?:Thai|Korea|Korean|Norwegian|Swedish|Danish|Finnish|Swiss|Japan|Federal|National|General|Australian|Indian|Royal|[A-Z][a-z]+(?:an|ese|ish|ian|i)|New|South|United|Singapore|Kenya|Zambia|Israel|Estonian)$", tokens[i - 1].group()):
                    i -= 1
                    end = tokens[i].start()
                break
        title = piece.text[start:end].strip(" ,-–—()")
        if title:
            out.append(("title", replace(piece, text=title, start=piece.start + start, end=piece.start + start + len(title))))
        body = piece.text[end:].strip(" ,-–—()")
        if body:
            out.append(("organization", replace(piece, text=body, start=piece.start + end, end=piece.start + end + len(body))))
    else:
        body = piece.text[tokens[cut].start() :].strip(" ,-–—()")
        out.append(("organization", replace(piece, text=body, start=piece.start + tokens[cut].start())))
    return out


def _free_text(drafts: list[_Draft], pieces: list[_Piece], index: int) -> None:
    """Take a text without label: decide what it is by its words and by what the contact still lacks."""
    piece = pieces[index]
    text = piece.text
    draft = drafts[-1]
    name, title = _name_and_title(piece)
    if name is not None and (title is not None or looks_like_name(name.text) >= 0.8):
        taken_by_title = title is not None and draft.name and not draft.title and not draft.reachable and classify(text)[0] == "title"
        if not taken_by_title:
            if draft.name or (draft.reachable and (draft.organization or draft.title)):
                drafts.append(_Draft())
                draft = drafts[-1]
            draft.put("name", name, 0.95 if looks_like_name(name.text) >= 0.8 else 0.75)
            if title is not None:
                _put_title(draft, title, pieces, index)
            return
    kind, sure = classify(text)
    if kind != "name" and looks_like_name(text) < 0.8:
        together = _run_together(piece) if kind != "note" or len(text.split()) > 3 else None
        if together is not None and not (draft.name and not draft.reachable):
            if draft.name or (draft.reachable and (draft.organization or draft.title)):
                drafts.append(_Draft())
                draft = drafts[-1]
            for where, part in together:
                draft.put(where, part, 0.6)
            return
    if kind == "name":
        if not draft.name and not (draft.reachable and (draft.organization or draft.title) and _mail_follows(pieces, index)):
            # A first line that only might be a name, before a line that surely is one, is a body's.
            following = _next_text(pieces, index)
            if sure < 0.6 and following is not None and (looks_like_name(following.text) >= 0.8 or _name_and_title(following)[0] is not None) and not draft.organization:
                draft.put("organization", piece, 0.55)
                return
            draft.put("name", piece, sure if sure > 0.6 else 0.55)
            return
        if draft.reachable or (draft.name and draft.title and draft.organization and not _mail_before_text(pieces, index)):
            drafts.append(_Draft())
            drafts[-1].put("name", piece, sure if sure > 0.6 else 0.55)
            return
        if not draft.title:
            draft.put("title", piece, 0.55)
        elif not draft.organization:
            draft.put("organization", piece, 0.55)
        else:
            draft.put("notes", piece, 0.55)
        return
    if kind == "title":
        if draft.title and not draft.reachable:
            draft.put("title" if not draft.organization else "notes", piece, 0.75)
        elif draft.title or (draft.reachable and not draft.name):
            if _mail_follows(pieces, index):
                drafts.append(_Draft())
                drafts[-1].put("title", piece, 0.7)
            else:
                draft.put("notes" if draft.title else "title", piece, 0.6)
        else:
            draft.put("title", piece, sure)
        return
    if kind == "organization":
        if draft.reachable and (draft.organization or (_mail_follows(pieces, index) and _opens_with_body(drafts))):
            if _mail_follows(pieces, index) or _name_follows(pieces, index):
                drafts.append(_Draft())
                drafts[-1].put("organization", piece, min(sure, 0.85))
            else:
                draft.put("notes", piece, 0.6)
        elif draft.organization and piece.first:
            draft.put("organization", piece, 0.7)
        elif not draft.organization:
            draft.put("organization", piece, sure)
        else:
            draft.put("notes", piece, 0.6)
        return
    # Nothing tells: what the contact lacks decides, and the confidence says so.
    if sure >= 0.7 or draft.reachable:
        draft.put("notes", piece, sure if sure >= 0.7 else 0.6)
    elif draft.name and not draft.title:
        draft.put("title", piece, 0.55)
    elif draft.name and not draft.organization:
        draft.put("organization", piece, 0.5)
    elif not draft.name and not draft.organization and _mail_follows(pieces, index) and len(text) < 80:
        draft.put("organization", piece, 0.5)
    else:
        draft.put("notes", piece, 0.55)


def _put_title(draft: _Draft, title: _Piece, pieces: list[_Piece], index: int) -> None:
    """The text after a name on its line. All of it is the title; only where the whole contact stands on this one line may its last part be the body."""
    text = title.text
    parts = re.split(r",\s+|\s[-–—]\s", text)
    one_line = index + 1 < len(pieces) and pieces[index + 1].line is title.line and pieces[index + 1].kind in ("email", "phone", "label")
    if len(parts) == 1 and classify(text)[0] == "organization" and not any(is_title_word(word) for word in words_of(text)):
        draft.put("organization", title, 0.8)
        return
    if one_line and len(parts) > 1:
        last = parts[-1]
        kind, sure = classify(last)
        if kind == "organization" and sure >= 0.65 and not _UNITS.search(last) and not any(is_title_word(word) for word in words_of(last)):
            cut = text.rindex(last)
            head = text[:cut].rstrip(" ,-–—")
            draft.put("title", replace(title, text=head, end=title.start + len(head)), 0.8)
            draft.put("organization", replace(title, text=last, start=title.start + cut, end=title.start + cut + len(last)), 0.75)
            return
    draft.put("title", title, 0.95 if any(is_title_word(word) for word in words_of(text)) else 0.8)


def _mail_follows(pieces: list[_Piece], index: int) -> bool:
    """Whether an address or number comes after the piece, before anything that is surely a name."""
    for piece in pieces[index + 1 :]:
        if piece.kind in ("email", "phone"):
            return True
        if piece.kind == "text" and (looks_like_name(piece.text) >= 0.8 or _name_and_title(piece)[0] is not None):
            return False
    return False


def _name_follows(pieces: list[_Piece], index: int) -> bool:
    following = _next_text(pieces, index)
    return following is not None and (looks_like_name(following.text) >= 0.8 or _name_and_title(following)[0] is not None)


def _next_text(pieces: list[_Piece], index: int) -> _Piece | None:
    return next((piece for piece in pieces[index + 1 :] if piece.kind == "text"), None)


def _mail_before_text(pieces: list[_Piece], index: int) -> bool:
    """Whether the next piece is an address: then the text before it still belongs to the same contact."""
    return index + 1 < len(pieces) and pieces[index + 1].kind in ("email", "phone", "label") and not pieces[index].first


def _opens_with_body(drafts: list[_Draft]) -> bool:
    """Whether the contacts before began with their body, so that the next body begins the next contact."""
    first = drafts[0]
    if not first.organization or not first.name:
        return True
    body, name = first.organization[0], first.name[0]
    return body.line is not name.line and (body.lines[0].place.line or 0, body.lines[0].place.block or 0) < (name.lines[0].place.line or 0, name.lines[0].place.block or 0)


__all__ = ["bare", "claims", "parse"]
