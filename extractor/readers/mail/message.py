"""What a mail holds, whatever it was saved as: its text in one or more renditions, its attachments, and the mails in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.code_pages import codec_of
from extractor.errors import Unreadable
from extractor.handed_on import Part, Rendition
from extractor.readers import TEXT, media_type_of
from extractor.readers.mail.decoding import unquoted

# What mail programs send beside the text, and nobody fills in.
_NO_FORM = re.compile(
    r"text/(?:x-)?(?:vcard|calendar|directory|x-amp-html|watch-html|rfc822-headers)|application/(?:ics|applefile|pgp-(?:signature|keys|encrypted)"
    r"|(?:x-)?pkcs7-signature|vnd\.apple\.calendar|x-apple-msg-attachment)|message/(?:delivery-status|disposition-notification|feedback-report|.*headers)",
)
_NO_FORM_NAMES = re.compile(r"(?:smime\.p7s|signature\.asc|.*\.(?:vcf|ics|asc|sig)|oledata\.mso|mime-attachment|ATT\d{5}\.(?:txt|htm))\Z", re.IGNORECASE)
_PICTURE_NAMES = re.compile(r".*\.(?:png|jpe?g|gif|bmp|svg|emf|wmf|emz|wmz|ico|heic|webp|tiff?)\Z", re.IGNORECASE)
# The smallest scan of a page, in black and white, has some 20 kB; a logo or an icon in a signature may have less.
_SMALL_PICTURE = 8_000


@dataclass(slots=True)
class Attachment:
    """A file that came with a mail."""

    data: bytes
    name: str = ""
    media_type: str = ""
    """What its sender calls it, in lower case; no evidence of what it is."""
    charset: str = ""
    content_id: str = ""
    """By which a page shows it, without angle brackets."""
    inline: bool = False
    """The sender wants it shown amid the text."""
    unreadable: Unreadable | None = None
    """Why its bytes cannot be had."""


@dataclass(slots=True)
class Message:
    """One mail."""

    subject: str = ""
    bodies: list[tuple[Rendition, ...]] = field(default_factory=list)
    """The pieces of its text, each in its renditions, the richest first."""
    enclosed: list[Attachment | Message] = field(default_factory=list)
    """Attachments and forwarded mails, in order."""
    unreadable: Unreadable | None = None
    """Why its text cannot be had."""


def parts_of(message: Message) -> tuple[Part, ...]:
    """The parts of a mail, of its attachments and of the mails in it, in order."""
    return tuple(_parts(message, ""))


def _parts(message: Message, name: str) -> Iterator[Part]:
    attachments = [item for item in message.enclosed if isinstance(item, Message) or _is_file(item, message)]
    # A forwarded mail without files is one itself: what it says may be the form.
    counts = bool(name) and not attachments
    if message.unreadable is not None:
        yield Part((), name, attachment=bool(name), unreadable=message.unreadable)
    for renditions in message.bodies:
        yield Part(renditions, name, attachment=counts)
    for item in attachments:
        if isinstance(item, Message):
            yield from _parts(item, item.subject or "mail")
        else:
            yield Part((Rendition(_with_known_characters(item)),), item.name, attachment=True, unreadable=item.unreadable)


def _is_file(item: Attachment, message: Message) -> bool:
    """Whether an attachment is a file that a person attached: no signature, visiting card or picture that belongs to the text."""
    if item.unreadable is not None:
        return True
    if _NO_FORM.match(item.media_type) or (_NO_FORM_NAMES.match(item.name) and len(item.data) < 50_000):
        return False
    told = media_type_of(item.data) if item.data else ""
    picture = told.startswith("image/") or (told in ("", TEXT, "application/octet-stream") and bool(_PICTURE_NAMES.match(item.name)))
    if not picture:
        return True
    if len(item.data) < _SMALL_PICTURE:
        return False
    if not item.content_id:
        return True
    shown = item.content_id.encode()
    return not item.inline and not any(shown in rendition.data for body in message.bodies for rendition in body)


def _with_known_characters(item: Attachment) -> bytes:
    """A text's bytes in UTF-8, where only its sender tells its alphabet."""
    codec = codec_of(item.charset)
    if not item.media_type.startswith("text/") or item.media_type == "text/html" or codec is None or codec == "cp1252":
        # Windows-1252 is also what programs say that do not know.
        return item.data
    try:
        item.data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return item.data.decode(codec).encode("utf-8")
        except (UnicodeDecodeError, LookupError):
            pass
    return item.data


_LINE_END = re.compile(r"\r+\n?")
_ENCRYPTED_TEXT = re.compile(r"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)
ENCRYPTED = Unreadable("encrypted", "The mail is encrypted; ask for it, or for the form alone, without encryption.")


def plain(text: str, codec: str) -> Rendition:
    """The plain text of a mail, as its author wrote it."""
    if _ENCRYPTED_TEXT.search(text):
        raise ENCRYPTED
    # Line ends that were converted twice are no blank lines.
    return Rendition(unquoted(_LINE_END.sub("\n", text)).encode(codec, "replace"), TEXT)
