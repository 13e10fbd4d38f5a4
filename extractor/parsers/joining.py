"""Join lines that the layout broke: a space between them, none where a hyphen only broke a word, none in the middle of a URL or of Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.document import Document, Line, lines_of
from extractor.marks import unmark
from extractor.text import HYPHENS

_LAST_WORD = re.compile(rf"[^\W_]+(?:[’'][^\W_]+)?(?:[{HYPHENS}][^\W_]+)*[{HYPHENS}]\Z")
_FIRST_WORD = re.compile(rf"[^\W_]+(?:[’'][^\W_]+)?(?:[{HYPHENS}][^\W_]+)*")
_HYPHENATED = re.compile(rf"[^\W_]+(?:[{HYPHENS}][^\W_]+)+")
# "short- and long-term": the hyphen stands for a word that comes later.
_SUSPENDED = re.compile(r"(?:and|or|to|und|oder|bis|et|ou|y|o|e|i)\b", re.IGNORECASE)
# "state-of-the-", "business-to-": the chain goes on.
_LINKING = frozenset(("of", "the", "to", "in", "and", "by", "for", "or", "at", "on", "de", "la", "le", "du", "a", "à", "en", "y", "und", "et"))
# "two-dimensional", "self-employed": no dictionary breaks a word after these but before the endings below ("six-teen", "two-fold", "self-ish").
_COUNTING = frozenset(("two", "three", "four", "five", "six", "seven", "eight", "nine", "twenty", "thirty", "forty", "fifty", "self"))
_ENDING = re.compile(r"(?:teen|een|tieth|ty|th|fold|some|ish|less|same)", re.IGNORECASE)
_ANY_HYPHEN = re.compile(f"[{HYPHENS}]")
_URL_AT_END = re.compile(r"(?:https?://|www\.)\S*[-_=&?%/.]\Z", re.IGNORECASE)


def hyphenated_words(document: Document) -> frozenset[str]:
    """Every word of the document that has a hyphen inside a line, in lower case with plain hyphens: what `Context.words` wants."""
    found: set[str] = set()
    for line in lines_of(document.blocks):
        if _ANY_HYPHEN.search(line.text):
            found.update(plain(word) for word in _HYPHENATED.findall(line.text))
    return frozenset(found)


def plain(word: str) -> str:
    """A word in lower case with plain hyphens."""
    return _ANY_HYPHEN.sub("-", word).lower()


def glue(before: str, after: str, words: frozenset[str] = frozenset()) -> str:
    """Two parts of one text that the layout broke apart, as one.

    `words` are the document's hyphenated words: a hyphen at the end of `before` stays where the joined word with it is among them,
    where `after` begins with a capital or digit, or where no printer breaks a word (after one letter or a number's name, within a chain).
    """
    if not before or not after:
        return before + after
    last, first = before[-1], after[0]
    if last in HYPHENS and len(before) > 1 and not before[-2].isspace():
        if re.search(r"(?:://|www\.)\S*\Z", before) or _is_mailbox(before, after):
            return before + after
        head = _LAST_WORD.search(before)
        tail = _FIRST_WORD.match(after)
        if head is None or tail is None:
            return before + after if before[-2].isalnum() and first.isalnum() else f"{before} {after}"
        if _SUSPENDED.match(after) and plain(head.group() + tail.group()) not in words:
            return f"{before} {after}"
        chain = _ANY_HYPHEN.split(head.group())[:-1]
        stays = (
            not first.islower()
            or len(chain[-1]) == 1
            or chain[-1][-1].isdigit()
            or (len(chain) > 1 and chain[-1].lower() in _LINKING)
            or (chain[-1].lower() in _COUNTING and not _ENDING.match(after))
            or plain(head.group() + tail.group()) in words
        )
        return before + after if stays else before[:-1] + after
    if (_URL_AT_END.search(before) and _continues_url(before, after)) or torn(before, after):
        return before + after
    if _is_unspaced(last) and _is_unspaced(first):
        return before + after
    return f"{before} {after}"


def _is_mailbox(before: str, after: str) -> bool:
    """Whether the break is within an e-mail address: no printer breaks one with a hyphen of its own."""
    return "@" in "".join((*before.split()[-1:], *after.split()[:1]))


def _is_unspaced(character: str) -> bool:
    """Whether a character is of a script that puts no space between words: kana, Han, full-width forms (Hangul does)."""
    return "\u3000" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or "\uff01" <= character <= "\uff60"


_ADDRESS_AT_END = re.compile(r"(?:(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+)\Z", re.IGNORECASE)
_REST_OF_ADDRESS = re.compile(r"[a-z0-9./_-][\w./?=&%#~+-]*\Z")


def torn(before: str, after: str) -> bool:
    """Whether a line that the layout broke goes on in the middle of a web or mail address: the next line is nothing but characters of one."""
    if _REST_OF_ADDRESS.match(after) is None or re.search(r"[./_=-]", after) is None or after.startswith("www."):
        return False
    return _ADDRESS_AT_END.search(before) is not None


def _continues_url(before: str, after: str) -> bool:
    """Whether the first word of `after` can only be the rest of the URL that `before` ends with."""
    word = after.split(maxsplit=1)[0]
    if before[-1] in "=&?%_":
        return True
    return len(word) > 3 and re.search(r"\w[/?=&_#.-]\w", word) is not None and "://" not in word and not word.startswith("www.")


def join(lines: Iterable[Line], words: frozenset[str] = frozenset(), between: str = " ") -> str:
    """The text of lines as one paragraph; `between` parts lines that a person broke (`Line.wrapped` is false)."""
    out = ""
    for line in lines:
        text = unmark(line.text, line.marks)
        if not out:
            out = text
        elif line.wrapped or between == " ":
            out = glue(out, text, words)
        else:
            out = out + between + text
    return out
