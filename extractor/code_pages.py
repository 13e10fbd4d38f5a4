"""Which code page the bytes of a text are in, told by the letters that the languages of each are written with."""

from __future__ import annotations

import re
from codecs import lookup
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

_CYRILLIC = "оаиентсрвлкмдпуяыьгзбчйхжшюцщэфіїєґўјљњћђџқғүұөһәң"
_GREEK = "αοιετσνηυρπκμλςωδγχθφβξζψάέήίόύώϊϋΐ"
_HEBREW = "יוהלאתשרמבנםעדחקפכגסזטצןךףץ"
_ARABIC = "اليمونترهبدسفعكقحةجشصطخزضثذغظؤئءآإأىپچژگکی"
_WESTERN = "éèàçêùôîâëïöüäßñáíóúãõåøæœìòûÿ"
_CENTRAL = ("áéíýóúůěščřžďťňäôľĺŕ", "óąćęłńśźż", "áéíóöőúüű", "ăâîşţ", "čćđšž")
_TURKISH = "çğıöşüâîûiəİ"
_BALTIC = "āčēģīķļņšūžąęėįųŗäöüõ"
_ICELANDIC = "áéíóúýþæöð"
# Signs of typography that any page may hold.
_TYPOGRAPHY = frozenset("“”‘’‚„–—…«»‹›•·°€£§©®™¿¡ªº±²³½¼¾´\u00a0\u00ad■№")
# Letters that are words by themselves.
_WORDS = frozenset("àáâèéêìíòóôùúÀÁÂÈÉÊÌÍÒÓÔÙÚåÅöÖ")
_WEIGHT_OF_RARE = 0.4
_WEIGHT_OF_RAREST = -0.3
_FREQUENT, _ALPHABET = 12, 33
"""How many of an alphabet's letters are frequent, and how many belong to its main language."""


class _Page(NamedTuple):
    codec: str
    letters: str
    """The letters of its languages; for an alphabet other than Latin the most frequent first."""
    ordered: bool = False


# In the order in which a tie is settled: Western Windows is what nearly every text that is not Unicode is in.
_PAGES = (
    _Page("cp1252", _WESTERN),
    _Page("cp1252", _ICELANDIC),
    _Page("mac_roman", _WESTERN),
    *(_Page("cp1250", letters) for letters in _CENTRAL),
    _Page("cp1254", _TURKISH),
    _Page("cp850", _WESTERN),
    _Page("cp1251", _CYRILLIC, True),
    _Page("koi8_r", _CYRILLIC, True),
    _Page("koi8_u", _CYRILLIC, True),
    _Page("cp866", _CYRILLIC, True),
    _Page("iso8859_5", _CYRILLIC, True),
    _Page("cp1253", _GREEK, True),
    _Page("iso8859_7", _GREEK, True),
    _Page("cp1255", _HEBREW, True),
    _Page("cp1256", _ARABIC, True),
    _Page("iso8859_6", _ARABIC, True),
    *(_Page("iso8859_2", letters) for letters in _CENTRAL),
    _Page("iso8859_15", _WESTERN),
    *(_Page("cp852", letters) for letters in _CENTRAL),
    _Page("cp857", _TURKISH),
    _Page("cp1257", _BALTIC),
    _Page("mac_cyrillic", _CYRILLIC, True),
)
# Two bytes a character: one wrong byte and nothing after it can be trusted, so these count only where every byte is in its place.
_WIDE = ("cp932", "euc_jp", "cp949", "gb18030", "big5hkscs")
_MOST = 4000
"""Characters beyond ASCII that are looked at."""
_PLAUSIBLE = 0.3
"""Below this no page makes words of the bytes: real texts earn 0.6 and more, noise under 0."""


_MARGIN, _FEW, _MARGIN_OF_FEW = 0.15, 40, 0.4
"""By how much less than the best a code page may look like words that the text itself names, and where it has so few bytes beyond ASCII."""
_SURE = 0.8
"""A code page that the text names itself and that makes this much of its bytes needs no comparison."""
_BEYOND_ASCII = bytes(range(128, 256))


def decode(data: bytes, sample: int = 200_000, likely: Sequence[str] = (), evidence: bytes | None = None) -> str:
    """The text of bytes that are no Unicode; where no code page makes words of them, U+FFFD stands for each that is not ASCII.

    `likely`: code pages that the text names itself, or that its language is mostly written in, the most trusted first. The first that makes words of
    the bytes about as well as any is taken, and so is one that this module knows nothing of and that has a character for every byte. `evidence`: what is
    looked at instead of all the bytes (`words_of`).
    """
    head = (data if evidence is None else evidence)[:sample]
    named = [codec for name in likely if (codec := codec_of(name)) is not None]
    if named and _most(head, named[0]) >= _SURE:
        return data.decode(named[0], "replace")
    scored: list[tuple[float, str]] = []
    for page in _PAGES:
        scored.append((_score(head.decode(page.codec, "replace"), page), page.codec))
    for codec in _WIDE:
        try:
            text = _whole(head).decode(codec)
        except UnicodeDecodeError:
            continue
        scored.append((_score_wide(text, codec), codec))
    best, codec = max(scored, key=lambda pair: round(pair[0], 3))
    margin = _MARGIN_OF_FEW if len(head) - len(head.translate(None, _BEYOND_ASCII)) < _FEW else _MARGIN
    for known in named:
        scores = [score for score, other in scored if _same(other, known)]
        if scores and max(scores) >= best - margin:
            return data.decode(known, "replace")
        if not scores and known not in _WIDE:
            try:
                return data.decode(known)
            except UnicodeDecodeError:
                continue
    return data.decode(codec, "replace") if best >= _PLAUSIBLE else data.decode("ascii", "replace")


_TAG = re.compile(rb"<[^>]*>")
_LONE = re.compile(rb"(?<![A-Za-z\x80-\xff])[\x80-\xff](?![A-Za-z\x80-\xff])")


def words_of(page: bytes, sample: int = 200_000) -> bytes:
    """The words of a page or a mail: no tags, and no single characters, which may be signs of a symbol font."""
    return _LONE.sub(b" ", _TAG.sub(b" ", page[:sample]))


def _most(head: bytes, codec: str) -> float:
    """How much the bytes look like words in a code page, in the language of it that they look most like."""
    return max((_score(head.decode(codec, "replace"), page) for page in _PAGES if _same(page.codec, codec)), default=-1.0)


def _same(codec: str, other: str) -> bool:
    return codec.replace("_", "-") == other.replace("_", "-")


# What mailers, editors and old pages call their character sets, and Python's table lacks or takes for a smaller set than is meant (Encoding Standard, 4.2).
_NAMES = {
    **dict.fromkeys(("us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "iso_8859-1", "ansi_x3.4-1968"), "cp1252"),
    **dict.fromkeys(("ansi", "windows-1252", "x-cp1252", "x-ansi", "default"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "csgb2312", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr", "ks_c_5601", "ksc5601"), "cp949"),
    **dict.fromkeys(("x-sjis", "shift_jis", "shift-jis"), "cp932"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620", "windows-874"), "cp874"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e"), "iso-8859-8"),
    **dict.fromkeys(("unicode-1-1-utf-7", "x-unicode-2-0-utf-7"), "utf-7"),
    **dict.fromkeys(("utf8mb4", "unicode-1-1-utf-8", "utf-8n"), "utf-8"),
    **dict.fromkeys(("x-mac-roman", "macintosh", "x-macintosh"), "mac_roman"),
    "big5": "big5hkscs",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-ce": "mac_latin2",
    "cp-850": "cp850",
}


def codec_of(charset: str) -> str | None:
    """Python's name of the codec for what a page or a mail calls its character set; None where there is none."""
    charset = charset.strip().strip("\"'").lower()
    try:
        found = lookup(_NAMES.get(charset, charset)) if charset else None
    except (LookupError, ValueError):
        return None
    # Codecs from bytes to bytes (hex, zip) are no character sets.
    return found.name if found is not None and found._is_text_encoding else None


def _whole(head: bytes) -> bytes:
    """The bytes up to a line's end, so that no character is cut."""
    end = head.rfind(b"\n")
    return head[: end + 1] if end > len(head) // 2 else head


@cache
def _weights(letters: str, ordered: bool) -> dict[str, float]:
    weights = {
        letter: 1.0 if not ordered or place < _FREQUENT else _WEIGHT_OF_RARE if place < _ALPHABET else _WEIGHT_OF_RAREST for place, letter in enumerate(letters)
    }
    return {**weights, **{letter.upper(): weight for letter, weight in weights.items()}}


_BEYOND = re.compile("[^\x00-\x7f]")


def _score(text: str, page: _Page) -> float:
    """How much the characters beyond ASCII look like those of the page's languages: at most 1."""
    weights = _weights(page.letters, page.ordered)
    total = score = 0.0
    for match in _BEYOND.finditer(text):
        at = match.start()
        character, before, after = match.group(), text[at - 1 : at], text[at + 1 : at + 2]
        total += 1
        if character in _TYPOGRAPHY:
            inside = before.islower() and after.islower() and character not in "’·"
            score += -1 if inside or (character == "■" and (before.isalpha() or after.isalpha())) else 1
        elif (weight := weights.get(character)) is None:
            score -= 1 if character.isalpha() else 1.5
        elif page.ordered and ("a" <= before.lower() <= "z" or "a" <= after.lower() <= "z"):
            score -= 1  # two alphabets in one word
        elif not page.ordered and ((after.isupper() and character.islower()) or not (before.isalnum() or after.isalnum() or character in _WORDS)):
            score -= 2
        elif not page.ordered and not (before.isascii() and before.isalpha()) and after > "\x7f" and not text[at + 2 : at + 3].isalpha():
            score -= 1  # a word that is two letters with accents
        elif character.isupper() and before.islower():
            score -= 0.3 if page.ordered else 2
        elif not page.ordered and "\x7f" < before < "\u0250" and "\x7f" < after < "\u0250" and before.isalpha() and after.isalpha():
            score -= 1  # three letters with accents in a row: the letters of another alphabet
        else:
            score += weight
        if total >= _MOST:
            break
    return score / total if total else 1.0


def _score_wide(text: str, codec: str) -> float:
    """The same for text of China, Japan and Korea: common characters earn more than rare ones, and none stands inside a Latin word."""
    total = score = 0.0
    for match in _BEYOND.finditer(text):
        at = match.start()
        character, before, after = match.group(), text[at - 1 : at], text[at + 1 : at + 2]
        total += 1
        if "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uff5e" or character in _TYPOGRAPHY:
            score += 0.6
        elif character in "□■○●◯☆★◇◆△▲√×":
            score += 0.9
        elif "a" <= before.lower() <= "z" or "a" <= after.lower() <= "z":
            score -= 1
        elif "\u3041" <= character <= "\u30fe":
            score += 1 if codec in ("cp932", "euc_jp") else 0.2
        elif "\uac00" <= character <= "\ud7a3":
            score += 0.9 if codec == "cp949" and len(character.encode("euc_kr", "ignore")) == 2 else -1
        elif "\u4e00" <= character <= "\u9fff":
            score += 0.8 if _is_common(character, codec) else -0.5
        else:
            score -= 0.7
        if total >= _MOST:
            break
    return score / total if total else 0.0


def _is_common(character: str, codec: str) -> bool:
    """Whether a character is of the first level of its standard (GB 2312, JIS X 0208, Big5), which holds those in common use."""
    raw = character.encode(codec, "ignore")
    if len(raw) != 2:
        return False
    lead, trail = raw
    if codec == "gb18030":
        return 0xB0 <= lead <= 0xD7 and trail >= 0xA1
    if codec == "big5hkscs":
        return 0xA4 <= lead <= 0xC6
    if codec == "cp932":
        return 0x88 <= lead <= 0x98
    return codec == "euc_jp" and 0xB0 <= lead <= 0xCF
