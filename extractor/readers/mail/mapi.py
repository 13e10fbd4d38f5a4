"""A mail as Outlook keeps it: properties by number (MS-OXPROPS), wherever they were stored."""

from __future__ import annotations

from typing import NamedTuple

from extractor.code_pages import codec_of
from extractor.errors import Unreadable
from extractor.handed_on import Rendition
from extractor.readers import HTML, RTF
from extractor.readers.mail.decoding import text_of
from extractor.readers.mail.message import ENCRYPTED, Attachment, Message, plain
from extractor.readers.mail.rich_text import unpacked, unwrapped

MESSAGE_CLASS, SUBJECT, BODY, RTF_COMPRESSED, BODY_HTML = 0x001A, 0x0037, 0x1000, 0x1009, 0x1013
ATTACH_DATA, ATTACH_FILENAME, ATTACH_METHOD, ATTACH_LONG_FILENAME, ATTACH_MIME_TAG = 0x3701, 0x3704, 0x3705, 0x3707, 0x370E
ATTACH_CONTENT_ID, ATTACHMENT_HIDDEN, DISPLAY_NAME, CODE_PAGE, INTERNET_CODE_PAGE = 0x3712, 0x7FFE, 0x3001, 0x3FFD, 0x3FDE
# MS-OXCMSG, 2.2.2.9: an attachment that is only a reference holds no bytes.
BY_REFERENCE, OLE = (2, 4, 7), 6

# Windows code pages whose number is not the name of Python's codec.
_CODE_PAGES = {
    65001: "utf-8", 65000: "utf-7", 1200: "utf-16-le", 20127: "cp1252", 20866: "koi8-r", 21866: "koi8-u", 50220: "iso-2022-jp", 50221: "iso-2022-jp",
    50222: "iso-2022-jp", 50225: "iso-2022-kr", 51932: "euc-jp", 51949: "cp949", 52936: "hz", 54936: "gb18030", 936: "gb18030", 10000: "mac_roman",
    **{28590 + part: f"iso-8859-{part}" for part in range(1, 16)},
}  # fmt: skip
# A form prints a thousand characters before anything is filled in; shorter text is a covering letter, however it is laid out.
_SHORTER_THAN_A_FORM = 500


class Properties(NamedTuple):
    """Values by property number: text where it was stored as Unicode, numbers, else bytes."""

    values: dict[int, str | bytes | int]

    def text(self, number: int, code_page: str = "cp1252") -> str:
        """A text; "" where there is none. `code_page` is a codec's name, for text that is no Unicode."""
        value = self.values.get(number, "")
        if isinstance(value, bytes):
            value = value.decode(codec_of(code_page) or "cp1252", "replace")
        return value.rstrip("\0") if isinstance(value, str) else ""

    def data(self, number: int) -> bytes:
        """Bytes; b"" where there are none."""
        value = self.values.get(number, b"")
        return value.encode("utf-8") if isinstance(value, str) else value if isinstance(value, bytes) else b""

    def number(self, number: int) -> int:
        """A number; 0 where there is none."""
        value = self.values.get(number, 0)
        return value if isinstance(value, int) else 0


def code_page(number: int) -> str:
    """The codec of a Windows code page."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    return codec_of(name) or "cp1252"


def message_of(properties: Properties, enclosed: list[Attachment | Message], code: str = "") -> Message:
    """The mail that properties and what is attached to them make. `code` is the codec of text that is no Unicode, where that is told elsewhere."""
    code = code or code_page(properties.number(CODE_PAGE) or properties.number(INTERNET_CODE_PAGE) or 1252)
    message = Message(subject=properties.text(SUBJECT, code), enclosed=enclosed)
    renditions: list[Rendition] = []
    html = properties.values.get(BODY_HTML)
    if isinstance(html, bytes) and html.strip(b"\0 \r\n"):
        text, codec = text_of(html.rstrip(b"\0"), code_page(properties.number(INTERNET_CODE_PAGE) or 1252))
        renditions.append(Rendition(text.encode("utf-8-sig" if codec == "utf-8" else codec), HTML))
    elif isinstance(html, str) and html.strip("\0 \r\n"):
        renditions.append(Rendition(html.rstrip("\0").encode("utf-8-sig"), HTML))
    written = properties.values.get(BODY)
    text, codec = (written.rstrip("\0"), "utf-8") if isinstance(written, str) else text_of(properties.data(BODY).rstrip(b"\0"), code)
    try:
        if not renditions:
            renditions += _rich(unpacked(properties.data(RTF_COMPRESSED)), text)
        if text.strip():
            renditions.append(plain(text, codec))
    except Unreadable as error:
        message.unreadable = error
    if renditions:
        message.bodies.append(tuple(renditions))
    if properties.text(MESSAGE_CLASS).upper().startswith("IPM.NOTE.RPMSG") or any(
        isinstance(item, Attachment) and item.name.lower().endswith(".rpmsg") for item in enclosed
    ):
        message.unreadable = ENCRYPTED
    return message


def _rich(rtf: bytes, text: str) -> list[Rendition]:
    if not rtf:
        return []
    wrapped = unwrapped(rtf)
    if wrapped is None:
        return [Rendition(rtf, RTF)] if not text.strip() or len(text) >= _SHORTER_THAN_A_FORM else []
    if not wrapped.text.strip():
        return []
    return [Rendition(wrapped.text.encode("utf-8-sig"), HTML)] if wrapped.html else ([] if text.strip() else [plain(wrapped.text, "utf-8")])


def attachment_of(properties: Properties, code: str = "cp1252") -> Attachment:
    """An attachment that holds bytes, or only says where they are."""
    name = properties.text(ATTACH_LONG_FILENAME, code) or properties.text(ATTACH_FILENAME, code) or properties.text(DISPLAY_NAME, code)
    attachment = Attachment(
        properties.data(ATTACH_DATA),
        name,
        properties.text(ATTACH_MIME_TAG, code).lower(),
        content_id=properties.text(ATTACH_CONTENT_ID, code).strip("<>"),
        inline=properties.number(ATTACHMENT_HIDDEN) != 0,
    )
    if not attachment.data and properties.number(ATTACH_METHOD) in BY_REFERENCE:
        attachment.unreadable = Unreadable("unsupported", "it is only a link to a file; ask for the file itself.")
    return attachment
