"""Mail as it travels (RFC 5322, RFC 2045 to 2049), with the liberties that mailers take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from email import errors, message_from_bytes
from email.header import decode_header
from email.message import Message as Entity
from email.policy import compat32

from extractor.code_pages import codec_of
from extractor.errors import Unreadable
from extractor.handed_on import Rendition
from extractor.readers import HTML, RTF
from extractor.readers.mail.decoding import (
    is_whole_base64,
    text_of,
    transfer_decoded,
    unflowed,
    uuencoded,
    without_uuencoded,
)
from extractor.readers.mail.message import ENCRYPTED, Attachment, Message, plain
from extractor.readers.mail.resources import Resource, with_resources
from extractor.readers.mail.signed import content_of_signed, is_enveloped
from extractor.readers.mail.tnef import SIGNATURE, read_tnef

# Mails in mails, and parts in parts; nobody's mailer makes thirty.
_MOST_DEPTH = 30
_RICH_TEXT = ("text/rtf", "text/richtext", "application/rtf", "application/x-rtf")
# The richest of several renditions comes first.
_RANKS = {"text/html": 0, "application/xhtml+xml": 0, **dict.fromkeys(_RICH_TEXT, 1), "text/markdown": 2, "text/plain": 3}
_IGNORED_RENDITIONS = ("text/x-amp-html", "text/watch-html", "text/calendar")
_CUT = Unreadable("damaged", "The mail ends in the middle of a part; ask for it again.")


def read_mime(data: bytes) -> Message:
    """The mail of bytes. Raise Unreadable ("damaged", "too-large") where it ends in the middle or nests absurdly."""
    try:
        entity = entity_of(data)
        message = Message(subject=decoded(header(entity, "Subject")))
        _Walk(message, 0).entity(entity, [])
    except RecursionError:
        raise Unreadable("too-large", "The mail holds parts in parts without end; send the form as a file of its own.") from None
    return message


def entity_of(data: bytes) -> Entity:
    """The tree of a mail's parts. Raise Unreadable ("damaged") where it was cut off."""
    entity = message_from_bytes(data, policy=compat32)
    _mend(entity)
    if _is_cut(entity, data):
        raise _CUT
    return entity


def _mend(entity: Entity) -> None:
    """Make parts of a multipart whose boundary is not told, or told wrongly: it begins with the first line of two hyphens."""
    if entity.get_content_maintype() != "multipart" or entity.is_multipart():
        return
    content = raw_content(entity)
    match = re.search(rb"^--([^\s\"][^\r\n\"]{0,200}?)[ \t]*\r?\n(?:[A-Za-z-]+:|\r?\n)", content, re.MULTILINE)
    if match is None:
        return
    head = b'Content-Type: %s; boundary="%s"\r\n\r\n' % (entity.get_content_type().encode("ascii", "replace"), match[1])
    again = message_from_bytes(head + content, policy=compat32)
    if again.is_multipart():
        entity.set_payload(again.get_payload())
        entity.defects = again.defects


def _is_cut(entity: Entity, data: bytes) -> bool:
    """Whether the mail stops in the middle of its last part.

    A closing boundary that lacks says nothing alone, since some programs leave it out; what the part holds must have no end either.
    """
    part, open_ended = entity, False
    while part.is_multipart():
        open_ended = open_ended or any(isinstance(defect, errors.CloseBoundaryNotFoundDefect) for defect in part.defects)
        children = _children(part)
        if not children:
            break
        part = children[-1]
    if part is not entity and not open_ended:
        return False
    encoding = header(part, "Content-Transfer-Encoding").strip().lower()
    content = raw_content(part)
    if encoding == "base64":
        return not is_whole_base64(content) or (open_ended and not data.endswith((b"\n", b"=")))
    if encoding == "quoted-printable" and re.search(rb"=[0-9A-Fa-f]?\Z", content):
        return True
    if part.get_content_type() == "text/html":
        decoded_content = transfer_decoded(content, encoding).lower()
        return b"<html" in decoded_content and b"</html" not in decoded_content
    return open_ended and not data.endswith((b"\n", b"\r"))


@dataclass(slots=True)
class _Text:
    """A text of the mail: what it is, and as what it is handed on."""

    kind: str
    content: bytes
    """In UTF-8 with a byte order mark, or as it came where its alphabet is not known."""
    after_file: bool = False
    """A file stands between it and the text before."""


@dataclass(slots=True)
class _Walk:
    """Collects what one mail holds."""

    message: Message
    depth: int
    written: bool = False
    """Text was found; a text with a name after it is a file."""

    def entity(self, entity: Entity, related: list[Resource]) -> None:
        """A part with all that is in it, as a piece of the mail's text or as something enclosed."""
        for texts in self._pieces(entity, related):
            if renditions := _renditions(texts, related):
                self.message.bodies.append(renditions)

    def _pieces(self, entity: Entity, related: list[Resource]) -> Iterator[list[_Text]]:
        """The pieces of text under a part, each in all its renditions; the rest goes to what is enclosed."""
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise Unreadable("too-large", "The mail holds parts in parts without end; send the form as a file of its own.")
        kind = entity.get_content_type()
        if kind.startswith("multipart/") and entity.is_multipart():
            yield from self._multipart(kind, _children(entity), related)
        elif kind == "message/rfc822" or (kind == "message/global" and entity.is_multipart()):
            self._forwarded(entity)
        else:
            yield from self._leaf(entity, kind)
        self.depth -= 1

    def _multipart(self, kind: str, children: list[Entity], related: list[Resource]) -> Iterator[list[_Text]]:
        if kind == "multipart/alternative":
            renditions = [text for child in children for text in _joined([t for piece in self._pieces(child, related) for t in piece])]
            if renditions:
                yield renditions
        elif kind == "multipart/encrypted":
            self.message.unreadable = ENCRYPTED
        elif kind == "multipart/related":
            for child in children:
                if not child.is_multipart() and (resource := resource_of(child)) is not None:
                    related.append(resource)
            for child in children:
                yield from self._pieces(child, related)
        elif kind == "multipart/digest":
            for child in children:
                yield from self._pieces(child, related)
        else:
            last: list[_Text] = []
            for child in children:
                before = len(self.message.enclosed)
                for piece in self._pieces(child, related):
                    # A mailer cuts the text in two where a picture stands in it.
                    if len(piece) == len(last) == 1 and last[0].after_file and piece[0].kind == last[0].kind:
                        last[0].content += b"\n" + piece[0].content.removeprefix(b"\xef\xbb\xbf")
                        last[0].after_file = False
                        continue
                    if last:
                        yield last
                    last = piece
                if last and len(self.message.enclosed) > before:
                    last[0].after_file = True
            if last:
                yield last

    def _leaf(self, entity: Entity, kind: str) -> Iterator[list[_Text]]:
        name = file_name(entity)
        disposition = header(entity, "Content-Disposition").split(";")[0].strip().lower()
        content = transfer_decoded(raw_content(entity), header(entity, "Content-Transfer-Encoding"))
        if kind in _RANKS and disposition != "attachment" and not (name and (disposition or self.written)):
            if text := self._text(entity, kind, content):
                self.written = True
                yield [text]
            return
        if kind in _IGNORED_RENDITIONS and disposition != "attachment":
            return
        if content.startswith(SIGNATURE) or kind in ("application/ms-tnef", "application/vnd.ms-tnef"):
            self._tnef(content, name)
            return
        if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
            yield from self._sealed(content, name)
            return
        attachment = Attachment(content, name, kind, charset=str(entity.get_param("charset") or ""))
        attachment.content_id = header(entity, "Content-ID").strip(" <>")
        attachment.inline = disposition == "inline" or not disposition
        if kind == "message/external-body":
            attachment.unreadable = Unreadable("unsupported", "the mail says only where it is kept; ask for the file itself.")
        elif kind == "message/partial":
            attachment.unreadable = Unreadable("damaged", "it is one piece of a mail that was sent in several; ask for it in one.")
        self.message.enclosed.append(attachment)

    def _text(self, entity: Entity, kind: str, content: bytes) -> _Text | None:
        charset = str(entity.get_param("charset") or "")
        if kind in ("text/html", "application/xhtml+xml"):
            text, codec = text_of(content, charset)
            return _Text(HTML, text.encode("utf-8-sig" if codec == "utf-8" else codec)) if text.strip() else None
        if kind in _RICH_TEXT:
            # text/richtext is also an older markup of its own (RFC 1341), with tags.
            return _Text(RTF, content) if content.lstrip().startswith(b"{\\rtf") else None
        for name, data in uuencoded(content):
            self.message.enclosed.append(Attachment(data, name))
        text, codec = text_of(without_uuencoded(content), charset)
        if str(entity.get_param("format") or "").lower() == "flowed":
            text = unflowed(text, str(entity.get_param("delsp") or "").lower() == "yes")
        if not text.strip():
            return None
        try:
            rendition = plain(text, codec)
        except Unreadable as error:
            self.message.unreadable = error
            return None
        return _Text(rendition.media_type or "", rendition.data)

    def _forwarded(self, entity: Entity) -> None:
        children = entity.get_payload()
        inner = children[0] if isinstance(children, list) and children else None
        if not isinstance(inner, Entity):
            return
        if header(entity, "Content-Transfer-Encoding").strip().lower() in ("base64", "quoted-printable"):
            # RFC 2046, 5.2.1 forbids it, and gateways do it: the parser took the encoded text for the mail.
            inner = message_from_bytes(transfer_decoded(inner.as_bytes(), header(entity, "Content-Transfer-Encoding")), policy=compat32)
        _mend(inner)
        message = Message(subject=decoded(header(inner, "Subject")) or file_name(entity))
        _Walk(message, self.depth).entity(inner, [])
        self.message.enclosed.append(message)

    def _tnef(self, content: bytes, name: str) -> None:
        try:
            wrapped = read_tnef(content)
        except Unreadable as error:
            self.message.enclosed.append(Attachment(content, name or "winmail.dat", unreadable=error))
            return
        self.message.bodies += wrapped.bodies
        self.message.enclosed += wrapped.enclosed
        self.message.unreadable = self.message.unreadable or wrapped.unreadable

    def _sealed(self, content: bytes, name: str) -> Iterator[list[_Text]]:
        """S/MIME (RFC 8551): what is only signed holds the mail in clear, what is enveloped does not."""
        if is_enveloped(content):
            self.message.unreadable = ENCRYPTED
            return
        inner = content_of_signed(content)
        if inner is None:
            problem = Unreadable("unsupported", "it is a sealed mail of a kind that cannot be opened; ask for it without signature and encryption.")
            self.message.enclosed.append(Attachment(content, name or "smime.p7m", unreadable=problem))
            return
        entity = message_from_bytes(inner, policy=compat32)
        _mend(entity)
        yield from self._pieces(entity, [])


def _children(entity: Entity) -> list[Entity]:
    children = entity.get_payload()
    found = [child for child in children if isinstance(child, Entity)] if isinstance(children, list) else []
    for child in found:
        _mend(child)
    return found


def _joined(texts: list[_Text]) -> list[_Text]:
    """Texts of one kind, in one branch of an alternative, are one."""
    kinds: dict[str, _Text] = {}
    for text in texts:
        if text.kind in kinds:
            kinds[text.kind].content += b"\n" + text.content.removeprefix(b"\xef\xbb\xbf")
        else:
            kinds[text.kind] = text
    return list(kinds.values())


def _renditions(texts: list[_Text], related: list[Resource]) -> tuple[Rendition, ...]:
    rank = {HTML: 0, RTF: 1}
    found = sorted(texts, key=lambda text: rank.get(text.kind, 2))
    return tuple(Rendition(with_resources(text.content, related) if text.kind == HTML and related else text.content, text.kind) for text in found)


def resource_of(entity: Entity) -> Resource | None:
    """What a page shows that is no text of its own: a picture or a style sheet."""
    kind = entity.get_content_type()
    identifier, location = header(entity, "Content-ID").strip(" <>"), header(entity, "Content-Location").strip()
    if not (identifier or location) or not (kind.startswith("image/") or kind == "text/css"):
        return None
    content = transfer_decoded(raw_content(entity), header(entity, "Content-Transfer-Encoding"))
    return Resource(kind, content, identifier, location, str(entity.get_param("charset") or ""))


def raw_content(entity: Entity) -> bytes:
    """What stands in a part that holds no others, as it travelled."""
    # The library decodes what it is asked for; a part that names no encoding is given as it is.
    bare = copy(entity)
    del bare["Content-Transfer-Encoding"]
    content = bare.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def header(entity: Entity, name: str) -> str:
    """A header on one line; bytes beyond ASCII, which may not stand there, are UTF-8 or Windows-1252."""
    name = name.lower()
    for known, value in entity.raw_items():
        if known.lower() == name:
            text = re.sub(r"[\r\n]+[ \t]*", " ", str(value))
            if text.isascii():
                return text
            raw = text.encode("utf-8", "surrogateescape")
            return raw.decode("utf-8" if _is_utf8(raw) else "cp1252", "replace")
    return ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decoded(text: str) -> str:
    """A header's text without its encoded words (RFC 2047), which mailers also put where they may not stand."""
    if "=?" not in text:
        return " ".join(text.split())
    try:
        parts = decode_header(text)
    except (errors.HeaderParseError, ValueError):
        return text
    made = ""
    for part, charset in parts:
        made += part if isinstance(part, str) else part.decode(codec_of(charset or "ascii") or "cp1252", "replace")
    return " ".join(made.split())


def file_name(entity: Entity) -> str:
    """The name of a part's file (RFC 2183, RFC 2231); "" where it has none."""
    probe = Entity(policy=compat32)
    for name in ("Content-Disposition", "Content-Type"):
        if value := header(entity, name):
            probe[name] = value
    try:
        found = probe.get_filename("")
    except (LookupError, ValueError, TypeError):
        return ""
    return decoded(str(found)).replace("\\", "/").rpartition("/")[2]
