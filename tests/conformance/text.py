"""Plain text in every encoding and with every end of a line, and the marks of Markdown and its kin."""

from __future__ import annotations

import codecs
from functools import partial

from tests.conformance.flowing import LAYOUTS, Option, boxed, text_form
from tests.conformance.kinds import ANSWERS, Kind

_BALLOTS: Option = boxed(lambda checked: "☒" if checked else "☐")
_TYPED: Option = boxed(lambda checked: "[x]" if checked else "[ ]")
_SQUARES: Option = boxed(lambda checked: "■" if checked else "□")
_DOS: Option = boxed(lambda checked: "■" if checked else "[ ]")
_LATIN = "Été, façade, Größe."
_CZECH = "Žluťoučký kůň příliš úpěl."
_RUSSIAN = "Предварительная информация о товарах поступает раньше."
_GREEK = "Η απλούστευση των διαδικασιών είναι σημαντική."
_TURKISH = "Gümrük işlemlerinin basitleştirilmesi ığdır."
_HEBREW = "פישוט נהלי המכס למסחר אלקטרוני."
_ARABIC = "تبسيط الإجراءات الجمركية للتجارة الإلكترونية."
_CHINESE, _TRADITIONAL = "电子商务手续的简化。", "電子商務手續的簡化。"
_JAPANESE, _KOREAN = "電子商取引の手続の簡素化。", "전자상거래 절차 간소화"

# (id, title, codec, byte order mark, boxes, words of the language)
_ENCODED = (
    ("utf-8", "UTF-8", "utf-8", b"", _BALLOTS, _LATIN),
    ("utf-8-marked", "UTF-8 with a byte order mark", "utf-8", codecs.BOM_UTF8, _BALLOTS, _LATIN),
    ("utf-16-le", "UTF-16, little-endian, without a byte order mark", "utf-16-le", b"", _BALLOTS, _LATIN),
    ("utf-16-be", "UTF-16, big-endian, without a byte order mark", "utf-16-be", b"", _BALLOTS, _LATIN),
    ("utf-16-le-marked", "UTF-16, little-endian", "utf-16-le", codecs.BOM_UTF16_LE, _BALLOTS, _LATIN),
    ("utf-16-be-marked", "UTF-16, big-endian", "utf-16-be", codecs.BOM_UTF16_BE, _BALLOTS, _LATIN),
    ("utf-32-le", "UTF-32, little-endian, without a byte order mark", "utf-32-le", b"", _BALLOTS, _LATIN),
    ("utf-32-be-marked", "UTF-32, big-endian", "utf-32-be", codecs.BOM_UTF32_BE, _BALLOTS, _LATIN),
    ("windows-1252", "Windows-1252", "cp1252", b"", _TYPED, _LATIN),
    ("windows-1250", "Windows-1250", "cp1250", b"", _TYPED, _CZECH),
    ("windows-1251", "Windows-1251", "cp1251", b"", _TYPED, _RUSSIAN),
    ("windows-1253", "Windows-1253", "cp1253", b"", _TYPED, _GREEK),
    ("windows-1254", "Windows-1254", "cp1254", b"", _TYPED, _TURKISH),
    ("windows-1255", "Windows-1255", "cp1255", b"", _TYPED, _HEBREW),
    ("windows-1256", "Windows-1256", "cp1256", b"", _TYPED, _ARABIC),
    ("iso-8859-2", "ISO 8859-2", "iso8859-2", b"", _TYPED, _CZECH),
    ("iso-8859-5", "ISO 8859-5", "iso8859-5", b"", _TYPED, _RUSSIAN),
    ("iso-8859-7", "ISO 8859-7", "iso8859-7", b"", _TYPED, _GREEK),
    ("koi8-r", "KOI8-R", "koi8-r", b"", _TYPED, _RUSSIAN),
    ("mac-roman", "Mac Roman", "mac_roman", b"", _TYPED, _LATIN),
    ("code-page-437", "code page 437, whose ■ is FE", "cp437", b"", _DOS, _LATIN),
    ("code-page-850", "code page 850, whose ■ is FE", "cp850", b"", _DOS, _LATIN),
    ("code-page-866", "code page 866", "cp866", b"", _TYPED, _RUSSIAN),
    ("shift-jis", "Shift_JIS", "cp932", b"", _SQUARES, _JAPANESE),
    ("euc-jp", "EUC-JP", "euc_jp", b"", _SQUARES, _JAPANESE),
    ("gb18030", "GB 18030", "gb18030", b"", _SQUARES, _CHINESE),
    ("big5", "Big5", "big5", b"", _SQUARES, _TRADITIONAL),
    ("euc-kr", "EUC-KR", "euc_kr", b"", _SQUARES, _KOREAN),
)
_ENDS = (
    ("crlf", "lines that end with CR LF", "\r\n"),
    ("cr", "lines that end with CR", "\r"),
    ("nel", "lines that end with NEL", "\x85"),
    ("line-separator", "lines that end with U+2028", "\u2028"),
)
# (id, title, option, layout): Markdown and its kin.
_MARKED_UP: tuple[tuple[str, str, Option, int], ...] = (
    ("task-list", "- [x]", lambda label, c, _: f"- [{'x' if c else ' '}] {label}", 1),
    ("task-list-star", "* [X]", lambda label, c, _: f"* [{'X' if c else ' '}] {label}", 1),
    ("task-list-plus", "+ [x]", lambda label, c, _: f"+ [{'x' if c else ' '}] {label}", 1),
    ("task-list-numbered", "1. [x]", lambda label, c, _: f"1. [{'x' if c else ' '}] {label}", 1),
    ("escaped", "\\[x\\]", boxed(lambda c: "\\[x\\]" if c else "\\[ \\]"), 0),
    ("strike", "Yes / ~~No~~", lambda label, c, _: f"{label}: {'Yes / ~~No~~' if c else '~~Yes~~ / No'}", 2),
    ("bold", "**Yes** / No", lambda label, c, _: f"{label}: {'**Yes** / No' if c else 'Yes / **No**'}", 2),
    ("highlight", "==Yes== / No", lambda label, c, _: f"{label}: {'==Yes== / No' if c else 'Yes / ==No=='}", 2),
    ("html-underline", "<u>Yes</u> / No", lambda label, c, _: f"{label}: {'<u>Yes</u> / No' if c else 'Yes / <u>No</u>'}", 2),
    ("html-input", "<input> in Markdown", boxed(lambda c: f"<input type=checkbox {'checked' if c else ''}>"), 0),
    ("wiki-template", "{{tick}} and {{cross}}", boxed(lambda c: "{{tick}}" if c else "{{cross}}"), 2),
    ("jira", "(/) and (x)", boxed(lambda c: "(/)" if c else "(x)"), 2),
)


def _encoded(codec: str, mark: bytes, option: Option, words: str) -> bytes:
    text = text_form(option).replace(ANSWERS["/value_proposition"], words)
    quoted = text if codec.startswith(("utf", "cp125", "mac", "gb", "cp932", "euc", "big5")) else text.replace("“", '"').replace("”", '"')
    return mark + quoted.encode(codec)


def _ended(end: str) -> bytes:
    return text_form(_BALLOTS).replace("\n", end).encode()


def _next_line() -> bytes:
    return text_form(_TYPED).replace(ANSWERS["/value_proposition"], _LATIN).encode("cp1252").replace(b"\n", b"\x85")


def _marked_up(option: Option, layout: int) -> bytes:
    return text_form(option, {pointer: "before" if layout == 1 else arrangement for pointer, arrangement in LAYOUTS[layout].items()}).encode()


KINDS: tuple[Kind, ...] = (
    *(
        Kind(f"text-{name}", title, f"text-{name}.txt", partial(_encoded, codec, mark, option, words), LAYOUTS[0])
        for name, title, codec, mark, option, words in _ENCODED
    ),
    *(Kind(f"text-ends-{name}", title, f"text-ends-{name}.txt", partial(_ended, end), LAYOUTS[0]) for name, title, end in _ENDS),
    Kind("text-ends-nel-byte", "Windows-1252, lines that end with the byte 85", "text-ends-nel-byte.txt", _next_line, LAYOUTS[0]),
    *(
        Kind(f"markdown-{name}", title, f"markdown-{name}.md", partial(_marked_up, option, layout), LAYOUTS[layout])
        for name, title, option, layout in _MARKED_UP
    ),
)
