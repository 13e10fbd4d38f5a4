"""Contact: people and bodies with position, addresses and numbers, from labelled blocks, tables and free lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, get_args

from extractor.answers import Answer, Context, Evidence, Parsed
from extractor.diagnostics import Diagnostic
from extractor.document import Line
from extractor.marks import unmark
from extractor.parsers import reach
from extractor.parsers.contact_labels import label_at_start
from extractor.parsers.contact_lines import SEPARATORS, Piece, pieces
from extractor.parsers.contact_split import name_and_title, run_together, title_and_body
from extractor.parsers.contact_words import classify, is_title_word, is_unit_noun, looks_like_name, words_of
from extractor.place import spanning
from schemas.values import Contact

Part = Literal["name", "title", "organization", "emails", "phones", "notes"]
# How sure a part is where its words alone do not tell it and only what the contact still lacks decides.
GUESSED = 0.45


@dataclass(slots=True)
class _Draft:
    """A contact while it is being put together."""

    parts: dict[Part, list[Piece]] = field(default_factory=lambda: {part: [] for part in get_args(Part)})
    sure: dict[Part, float] = field(default_factory=dict)

    def put(self, part: Part, piece: Piece, confidence: float) -> None:
        self.parts[part].append(piece)
        self.sure[part] = min(confidence, self.sure.get(part, 1.0))

    def has(self, *parts: Part) -> bool:
        return any(self.parts[part] for part in parts)

    @property
    def reachable(self) -> bool:
        return self.has("emails", "phones")


def claims(line: Line) -> float:
    """How likely a line is contact data and not a link or a document's title, 0 to 1."""
    text = unmark(line.text, line.marks).strip()
    if not text:
        return 0.0
    if reach.emails(text) or any(link.target.lower().startswith(("mailto:", "tel:")) for link in line.links):
        return 0.95
    if re.search(r"(?:https?://|www\.)\S", text):
        return 0.05
    label = label_at_start(text)
    if label is not None:
        return 0.9 if label[0] != "note" else 0.6
    numbers = reach.phones(text)
    if numbers and (numbers[0].value.startswith("+") or len(text) - len(numbers[0].value) < 12):
        return 0.9
    head, *rest = re.split(r",\s|\s[-–—]\s|\s?\(", text, maxsplit=1)
    if looks_like_name(head) >= 0.8:
        return 0.85 if rest and any(is_title_word(word) for word in words_of(rest[0])) else 0.7
    kind, sure = classify(text)
    if kind == "title":
        return 0.6
    if kind == "organization":
        return 0.45 if sure > 0.7 else 0.3
    return 0.2


def parse(answer: Answer, context: Context) -> Parsed:
    """Every contact of the answer, in its order."""
    contacts: list[Contact] = []
    found: list[tuple[str, Evidence]] = []
    diagnostics: list[Diagnostic] = []
    for draft in _assemble(pieces(answer.blocks, context.words)):
        contact = _finished(draft)
        base = f"/{len(contacts)}"
        contacts.append(contact)
        for part, parts in draft.parts.items():
            if parts:
                text = "\n".join(piece.line.text[piece.start : piece.end] or piece.text for piece in parts)
                found.append((f"{base}/{part}", Evidence(spanning(piece.place for piece in parts), text, parts[0].line.method, draft.sure[part])))
        place = {piece.text: piece.place for part in ("emails", "phones") for piece in draft.parts[part]}
        for index, address in enumerate(contact.emails):
            if not reach.valid_email(address):
                path = f"{answer.slot.pointer}{base}/emails/{index}"
                diagnostics.append(Diagnostic("invalid-email", path, f"“{address}” is no valid e-mail address.", place[address]))
        for index, number in enumerate(contact.phones):
            if not reach.valid_phone(number, context.country):
                path = f"{answer.slot.pointer}{base}/phones/{index}"
                diagnostics.append(Diagnostic("invalid-phone", path, f"“{number}” cannot be dialled.", place[number]))
    return Parsed(tuple(contacts), tuple(found), tuple(diagnostics))


def _finished(draft: _Draft) -> Contact:
    def joined(part: Part, sign: str) -> str | None:
        return sign.join(piece.text for piece in draft.parts[part]) or None

    return Contact(
        name=joined("name", " "),
        title=joined("title", ", "),
        organization=joined("organization", ", "),
        emails=tuple(dict.fromkeys(piece.text for piece in draft.parts["emails"])),
        phones=tuple(dict.fromkeys(piece.text for piece in draft.parts["phones"])),
        notes=joined("notes", "\n"),
    )


# --- putting together --------------------------------------------------------------------------------------------------------------------------


def _assemble(found: Sequence[Piece]) -> list[_Draft]:
    """Contacts of pieces in their order: a name after a complete contact begins the next one."""
    drafts = [_Draft()]
    label: Piece | None = None
    used = False  # the label has its value: what stands on another line is not its
    for index, piece in enumerate(found):
        if used and label is not None and label.line is not piece.line:
            label = None
        if piece.kind == "label":
            _unused(drafts[-1], label, used)
            label, used = piece, False
            continue
        kind = label.field if label is not None else None
        if piece.kind == "email":
            drafts[-1].put("emails", piece, 0.99)
        elif piece.kind == "note":
            drafts[-1].put("notes", _with_label(label, piece) if label is not None and kind == "note" and not used else piece, 0.95)
        elif piece.kind == "phone":
            if kind in ("fax", "note") and label is not None:
                drafts[-1].put("notes", _with_label(label, piece), 0.95)
            else:
                drafts[-1].put("phones", piece, 0.99 if kind == "phone" else 0.95)
        elif kind in ("name", "title", "organization", "note") and label is not None and not (used and kind != "note"):
            _labelled(drafts, label, piece, used, mailed=label.field == "organization" and _mail_follows(found, index))
        elif kind == "email" and not used and re.fullmatch(r"\S+\.\S+", piece.text):
            drafts[-1].put("emails", piece, 0.9)  # malformed, but said to be an address
        elif kind in ("phone", "fax") and label is not None and label.line is piece.line and not used and not re.search(r"[^\W\d_]{4}", piece.text):
            drafts[-1].put("notes", _with_label(label, piece), 0.7)
        else:
            _free_text(drafts, found, index)
        used = True
    _unused(drafts[-1], label, used)
    for before, after in pairwise(drafts):
        if before.has("name") and not before.reachable and len(after.parts["emails"]) > 1:
            # Two people, then two addresses: nothing says whose is whose.
            after.sure["emails"] = GUESSED
    return [draft for draft in drafts if draft.has(*get_args(Part))]


def _unused(draft: _Draft, label: Piece | None, used: bool) -> None:
    """A label that says something and has no value is a note: nothing is lost."""
    if label is not None and not used and label.field == "note" and len(label.text.strip(SEPARATORS)) > 20:
        draft.put("notes", label, 0.8)


def _with_label(label: Piece, piece: Piece) -> Piece:
    """A note as it is written, label included."""
    if label.line is piece.line:
        return replace(piece, text=piece.line.text[label.start : piece.end].strip(" ,;|/•*-"), start=label.start)
    return replace(piece, text=f"{label.text.strip()} {piece.text}")


def _mail_follows(found: Sequence[Piece], index: int) -> bool:
    """Whether an e-mail address comes after the piece, before the next person."""
    for piece in found[index + 1 :]:
        if piece.kind == "email":
            return True
        if piece.field == "name" or (piece.kind == "text" and _is_name(piece)):
            return False
    return False


def _labelled(drafts: list[_Draft], label: Piece, piece: Piece, used: bool, mailed: bool) -> None:
    """Take the value of a label. `mailed`: it names a body that an e-mail address follows."""
    draft = drafts[-1]
    if label.field == "note":
        draft.put("notes", piece if used else _with_label(label, piece), 0.9)
        return
    part: Part = "name" if label.field == "name" else "title" if label.field == "title" else "organization"
    if (
        (draft.has(part) and (part == "name" or draft.reachable))
        or (part == "name" and draft.reachable and draft.has("title", "organization"))
        or (mailed and draft.has("emails"))  # a person who has an address, then a body with one of its own
    ):
        drafts.append(_Draft())
        draft = drafts[-1]
    if part != "name":
        draft.put(part, piece, 0.99)
        return
    # "Contact: Jane Doe, Director": a label before a free line.
    name, title = name_and_title(piece)
    if name is not None and title is not None:
        draft.put("name", name, 0.95)
        _put_title(draft, title, followed=False)
    elif looks_like_name(piece.text) < 0.1 and classify(piece.text) == ("organization", 0.9):
        draft.put("organization", piece, 0.8)
    else:
        draft.put("name", piece, 0.99)


def _free_text(drafts: list[_Draft], found: Sequence[Piece], index: int) -> None:
    """Take a text without label: decide what it is by its words and by what the contact still lacks."""
    piece = found[index]
    draft = drafts[-1]
    role = re.match(r"[^\W\d_][^:：,;()]{1,30}[:：]\s+(?=\S)", piece.text)
    if role is not None and (_is_name(after := piece.part(role.end()))) and not any(is_title_word(word) for word in words_of(role.group())):
        # "Alternate: John Roe, Director": which of the contacts it is, and then the person.
        _free_text(drafts, [*found[:index], after, *found[index + 1 :]], index)
        drafts[-1].put("notes", piece.part(0, role.end()), 0.6)
        return
    name, title = name_and_title(piece)
    if name is not None and title is not None and draft.has("name") and not any(is_title_word(word) for word in words_of(title.text)):
        if not draft.reachable or not _reach_follows(found, index):
            # "Port Loyola, Belize City" under a person: a place, as nobody is to be reached by it.
            draft.put("notes", piece, 0.6)
            return
    if name is not None:
        # A second line "Head of Unit (E-commerce)" under a name is no name.
        if not (draft.has("name") and not draft.has("title") and not draft.reachable and classify(piece.text)[0] == "title"):
            draft = _next(drafts)
            draft.put("name", name, 0.95 if looks_like_name(name.text) >= 0.8 else 0.75)
            if title is not None:
                _put_title(draft, title, followed=index + 1 < len(found) and found[index + 1].line is piece.line)
            return
    kind, sure = classify(piece.text)
    if kind != "name" and not (draft.has("name") and not draft.reachable):
        together = run_together(piece)
        if together is not None:
            draft = _next(drafts)
            for part, text, confidence in together:
                draft.put(part, text, confidence)
            return
    if kind == "name":
        _free_name(drafts, found, index, sure)
    elif kind == "title":
        _free_title(drafts, found, index, sure)
    elif kind == "organization":
        _free_body(drafts, found, index, sure)
    elif sure >= 0.7 or draft.reachable:
        draft.put("notes", piece, sure if sure >= 0.7 else GUESSED)
    elif draft.has("name") and not draft.has("title"):
        draft.put("title", piece, GUESSED)
    elif not draft.has("organization") and (draft.has("name") or (_reach_follows(found, index) and len(piece.text) < 80)):
        draft.put("organization", piece, GUESSED)
    else:
        draft.put("notes", piece, 0.55)


def _next(drafts: list[_Draft]) -> _Draft:
    """The draft that a name belongs to: the last one while it lacks one, else a new one."""
    draft = drafts[-1]
    if draft.has("name") or (draft.reachable and draft.has("organization", "title")):
        drafts.append(_Draft())
    return drafts[-1]


def _free_name(drafts: list[_Draft], found: Sequence[Piece], index: int, sure: float) -> None:
    piece, draft = found[index], drafts[-1]
    confidence = sure if sure > 0.6 else GUESSED
    following = _next_text(found, index)
    if not draft.has("name"):
        # A line that only might be a name, before one that surely is, is a body's.
        if sure < 0.6 and following is not None and _is_name(following) and not draft.has("organization"):
            draft.put("organization", piece, GUESSED)
        elif draft.reachable and draft.has("organization", "title"):
            drafts.append(_Draft())
            drafts[-1].put("name", piece, confidence)
        else:
            draft.put("name", piece, confidence)
    elif draft.reachable or (draft.has("title") and draft.has("organization")):
        drafts.append(_Draft())
        drafts[-1].put("name", piece, confidence)
    elif not draft.has("title", "organization") and following is not None and sure > 0.6 and classify(following.text)[0] == "title":
        # Two lines like names, then a position: the second is the person, the first the body.
        draft.parts["organization"], draft.parts["name"] = draft.parts["name"], []
        draft.sure["organization"] = GUESSED
        draft.sure.pop("name", None)
        draft.put("name", piece, 0.7)
    elif not (draft.has("title") and draft.has("organization")):
        draft.put("organization" if draft.has("title") else "title", piece, GUESSED)
        if piece.text.lower() == piece.text.upper():
            # Without capitals nothing but the order tells which of two such lines is the person.
            draft.sure["name"] = min(GUESSED, draft.sure.get("name", 1.0))
    else:
        draft.put("notes", piece, 0.55)


def _free_title(drafts: list[_Draft], found: Sequence[Piece], index: int, sure: float) -> None:
    piece, draft = found[index], drafts[-1]
    if not draft.has("title") and not (draft.reachable and not draft.has("name") and _reach_follows(found, index)):
        draft.put("title", piece, sure)
    elif draft.has("title") and not draft.reachable:
        draft.put("notes" if draft.has("organization") else "title", piece, 0.7)
    elif _reach_follows(found, index):
        drafts.append(_Draft())
        drafts[-1].put("title", piece, 0.7)
    else:
        draft.put("notes", piece, 0.6)


def _free_body(drafts: list[_Draft], found: Sequence[Piece], index: int, sure: float) -> None:
    piece, draft = found[index], drafts[-1]
    following = _next_text(found, index)
    another = _reach_follows(found, index) or (following is not None and _is_name(following))
    if (draft.has("name") and _own_mailbox(draft, found, index)) or (
        draft.reachable
        and another
        and (draft.has("organization") or _bodies_come_first(drafts) or (following is not None and _is_name(following) and not _reach_follows(found, index)))
    ):
        drafts.append(_Draft())
        drafts[-1].put("organization", piece, min(sure, 0.85))
    elif not draft.has("organization"):
        draft.put("organization", piece, sure)
    elif not draft.reachable:
        # "Chief, Informal" / "Entry Division" / "Bureau of Customs": the first of two bodies may be the end of the position.
        unit = draft.parts["organization"][0].text.split()[-1]
        title = draft.parts["title"][-1:]
        torn = is_unit_noun(unit) and bool(title) and "," in title[0].text and not is_title_word(title[0].text.split()[-1])
        draft.put("organization", piece, GUESSED if torn else 0.7)
    else:
        draft.put("notes", piece, 0.6)


def _own_mailbox(draft: _Draft, found: Sequence[Piece], index: int) -> bool:
    """Whether a body under a person who has an address is followed by an address at another domain: a contact of its own."""
    following = next((piece for piece in found[index + 1 :] if piece.kind != "label"), None)
    if following is None or following.kind != "email" or not draft.parts["emails"]:
        return False
    domain = following.text.rpartition("@")[2].lower()
    return all(piece.text.rpartition("@")[2].lower() != domain for piece in draft.parts["emails"])


def _put_title(draft: _Draft, title: Piece, followed: bool) -> None:
    """The text after a name on its line: all of it the title, but for a body that stands for itself at its end."""
    parted = re.search(r"\s+\|\s+|\s*;\s+", title.text)
    if parted is not None:
        # "Jane Doe | Director | Customs": these signs part what a comma may not.
        _put_title(draft, title.part(0, parted.start()), followed)
        rest = title.part(parted.end())
        kind, sure = classify(rest.text)
        if kind == "organization" and not draft.has("organization") and not re.search(r"[|;]", rest.text):
            draft.put("organization", rest, min(sure, 0.8))
        else:
            draft.put("notes", rest, GUESSED)
        return
    position, body = title_and_body(title, followed)
    if position is not None:
        told = any(is_title_word(word) for word in words_of(position.text))
        # "…, Head of Unit, and John Roe, Expert": a second person in the same line.
        second = re.search(r"\s(?:and|et|y|und|&)\s+(?P<name>[^,(]+)(?:[,(]|$)", position.text)
        shared = second is not None and looks_like_name(second["name"].strip()) >= 0.8
        draft.put("title", position, GUESSED if shared else 0.8 if body is not None or not told else 0.95)
    if body is not None:
        draft.put("organization", body, 0.75 if position is not None else 0.8)


def _is_name(piece: Piece) -> bool:
    return looks_like_name(piece.text) >= 0.8 or name_and_title(piece)[0] is not None


def _reach_follows(found: Sequence[Piece], index: int) -> bool:
    """Whether an address or number comes after the piece, before anything that is surely a name."""
    for piece in found[index + 1 :]:
        if piece.kind in ("email", "phone"):
            return True
        if piece.kind == "text" and _is_name(piece):
            return False
    return False


def _next_text(found: Sequence[Piece], index: int) -> Piece | None:
    return next((piece for piece in found[index + 1 :] if piece.kind == "text"), None)


def _bodies_come_first(drafts: Sequence[_Draft]) -> bool:
    """Whether the contacts so far name their body before the person: then the next body begins the next contact."""
    first = drafts[0].parts
    if not first["organization"]:
        return False
    if not first["name"]:
        return True
    body, name = first["organization"][0], first["name"][0]
    return body.line is not name.line and (body.place.line or 0, body.place.block or 0, body.place.box or ()) < (
        name.place.line or 0,
        name.place.block or 0,
        name.place.box or (),
    )
