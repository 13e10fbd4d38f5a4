"""Read Markdown and plain text.

What people call Markdown is many formats, often several in one file: CommonMark, pipe, grid and simple tables, HTML, rows parted by tabs, text laid
out in columns, LaTeX boxes. The parts of the reader, in the order in which they work:

encoding: bytes to text · dialects: AsciiDoc, Org, comma-separated rows · furniture: page numbers and running heads · scanner: block structure, with
lists, tables (drawn with characters), layout
(columns of spaces) and html_blocks (for extractor.markup) · inline: what stands inside a paragraph, with elements (HTML) and latex · source: lines,
and whether the layout alone broke one.
"""

from __future__ import annotations

import re
import unicodedata

from extractor.document import Document, Line
from extractor.errors import Unreadable
from extractor.marks.mojibake import mend, mended_whole
from extractor.place import Place
from extractor.readers.markdown import furniture as page_furniture
from extractor.readers.markdown import layout, tables
from extractor.readers.markdown.dialects import GONE, as_known
from extractor.readers.markdown.encoding import decode
from extractor.readers.markdown.inline import SENTINELS, render
from extractor.readers.markdown.option_rows import in_rows
from extractor.readers.markdown.scanner import Context, Scanner, fill_width_of
from extractor.readers.markdown.source import Source

__all__ = ["is_markdown", "read"]

# A form has a few kilobytes, a compendium of all members' forms under one megabyte.
_LARGEST = 5_000_000
_LINE_END = re.compile("\r\n|\r|\n|\u2028|\u2029|\u0085|\v")
# The invisible characters that `extractor.text.clean` drops, and the noncharacters that stand for things here.
_NOISE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f\ufdd3\ufdd4{SENTINELS}]+")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_REFERENCE = re.compile(r"\s{0,3}\[(?!\^|[ xX]\])([^\[\]\n]{1,200})\]:\s*<?(\S+?)>?(?:\s+[\"'(].*[\"')])?\s*$")
_NOTE = re.compile(r"\s{0,3}\[\^[^\[\]\s]{1,40}\]:\s*")
_FRONT_MATTER_KEY = re.compile(r"[A-Za-z_][\w .-]{0,60}:(?:\s|$)|\s+\S|-\s|#|$")
# A quoted line, but for "> 100 EUR", a threshold over an amount.
_QUOTE = re.compile(r"(\s{0,3}>[ \t]?)+")
_OVER_AMOUNT = re.compile(r"\s{0,3}>\s*=?\s*(?:[A-Z]{2,3}\$?|[€$£¥])?\s?\d[\d.,' ]*(?:\s?(?:[A-Z]{3}|[€$£¥]))?\s*$")

# A letter that begins a line where a symbol font was lost, and the "o" that is its empty box, or a bullet.
_LETTER = re.compile(r"^\s*[þýüûxXn8RS4]\s+[^\W\d_]{3}", re.MULTILINE)
_ROUND = re.compile(r"^\s*o\s+[^\W\d_]{3}", re.MULTILINE)
_SEVERAL = 3

# What only Markdown and HTML are written with: a string that must stand in the text for its pattern to be worth running.
_CONSTRUCTS = (
    ("#", r"^ {0,3}#{1,6}\s+\S"),
    ("```", r"^ {0,3}```"),
    (">", r"^> "),
    ("\n: ", r"^: {1,3}\S"),
    ("] ", r"^ *[-*+] \[[ xX]\] "),
    ("---", r"^ {0,3}\|? ?:?-{3,}:? ?\|"),
    ("-+", r"^ *\+(?:[-=]+\+)+ *$"),
    ("**", r"\*\*[^\s*][^*\n]*\*\*"),
    ("__", r"(?<![\w_])__[^\W_][^_\n]*[^\s_]__(?!\w)"),
    ("*", r"(?<![\w*])\*[^\s*][^*\n]{0,200}[^\s*]\*(?![\w*])"),
    ("](", r"\[[^\[\]\n]{0,300}\]\([^()\s]+\)"),
    ("]: ", r"^\[[^\]\n]{1,100}\]:\s+\S"),
    ("\\", r"\\[$_*\[\].()#&~|>-]|\$\\[A-Za-z]"),
    ("<", r"</?(?:b|i|br|p|ul|ol|li|table|tr|td|input|a|img|span|div|em|strong|sup|sub|u|h[1-6])\b[^<>]*>|<!--"),
    ("&", r"&(?:nbsp|amp|lt|gt|#\d+);"),
)


def is_markdown(text: str) -> bool:
    """Whether any construct of Markdown, or HTML, stands in the text; bullets and underlined headings alone are plain text's too."""
    sample = text[:200_000]
    return any(needle in sample and re.search(pattern, sample, re.MULTILINE) is not None for needle, pattern in _CONSTRUCTS)


def read(data: bytes) -> Document:
    """Read Markdown or plain text in any encoding into a Document. Raise Unreadable: "empty", "unsupported" (binary), "too-large"."""
    if len(data) > _LARGEST:
        raise Unreadable("too-large", f"The text has {len(data):,} bytes, more than {_LARGEST:,}; send each form by itself.")
    text = _unbarred(mend(mended_whole(decode(data))))
    media_type = "text/markdown" if is_markdown(text) else "text/plain"
    sources, breaks = _sources(_without_comments(text))
    sources = _unquoted(_without_front_matter(sources))
    references: dict[str, str] = {}
    if "]:" in text:
        sources = _without_references(sources, references)
    sources, furniture = page_furniture.part(sources, breaks)
    plain = [source for source in sources if source.text.lstrip()[:1] not in ("|", "+", "<") and "\t" not in source.text]
    width = fill_width_of(plain)
    context = Context(references, layout.columns(plain), two_columns="\t" in text and tables.has_half_rows(sources))
    context.letters = _LETTER.search(text) is not None and len(_ROUND.findall(text)) >= _SEVERAL
    if context.columns is not None:
        # What runs across both columns tells the width of the page, and so that of the right-hand column where it does not tell it itself.
        gutter = context.columns.gutter
        width = fill_width_of([source for source in plain if layout.split(source.text, gutter, loose=False) is None]) or width
        if width is not None and context.columns.right_width is None and width > gutter + 20:
            context.columns = context.columns._replace(right_width=width - gutter + 1)
    blocks = Scanner(context, width, exact=context.columns is None).scan(sources)
    if not blocks:
        raise Unreadable("empty", "The file holds no text; send the form itself.")
    side: list[Line] = []
    for source in furniture:
        pieces, _ = render(source.text.strip(), (Place(line=source.number),), {})
        side.extend(Line(piece.text, Place(line=source.number), piece.marks) for piece in pieces if piece.text)
    side.extend(Line(flag, Place(line=1)) for flag in context.flags)
    return Document(blocks, media_type, furniture=tuple(side))


def _without_comments(text: str) -> str:
    """The text with HTML comments blanked, their line ends kept."""
    start = text.find("<!--")
    if start < 0:
        return text
    out: list[str] = []
    position = 0
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        out.append(text[position:start])
        out.append("".join(_LINE_END.findall(text, start, end)))
        position = end + 3
        start = text.find("<!--", position)
    out.append(text[position:])
    return "".join(out)


def _sources(text: str) -> tuple[list[Source], set[int]]:
    """The lines of the text, and the indexes of those that begin a page after a form feed."""
    sources: list[Source] = []
    breaks: set[int] = set()
    text = unicodedata.normalize("NFC", _NOISE.sub("", text))
    if _LIGATURES.search(text):
        text = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    lines = as_known(_LINE_END.split(text))
    if "  " in text or "]" in text or "+ " in text:
        lines = in_rows(lines)
    for number, line in enumerate(lines, 1):
        if line == GONE:
            continue
        if "\f" in line:
            for part_number, part in enumerate(line.split("\f")):
                if part_number:
                    sources.append(Source(number, ""))
                    breaks.add(len(sources))
                sources.append(Source(number, part))
            continue
        sources.append(Source(number, _spaced(line)))
    return sources, breaks


_SPACE_ENTITY = re.compile(r"&(nbsp|ensp|emsp|thinsp|#160|#xA0|#8195);", re.IGNORECASE)
# Names of emoji (GitHub, Slack) that are boxes; others (a flag) are pictures, and dropped like them.
_SHORTCODE = re.compile(r"(?<!\S):([a-z][a-z_0-9+-]+):(?!\S)")
_SHORTCODES = {
    **dict.fromkeys(("white_check_mark", "ballot_box_with_check", "negative_squared_cross_mark"), "☑"),
    **dict.fromkeys(("white_large_square", "white_medium_square", "white_small_square", "white_square", "black_square_button", "white_square_button"), "☐"),
    **dict.fromkeys(("black_large_square", "black_medium_square"), "■"),
    **dict.fromkeys(("heavy_check_mark", "check_mark"), "✔"),
    **dict.fromkeys(("x", "heavy_multiplication_x", "cross_mark"), "❌"),
    "radio_button": "◉",
    "white_circle": "○",
    "black_circle": "●",
}


_BARRED = re.compile(r"\|[ ]?([xX✓✔_]?)[ ]?\|")


def _unbarred(text: str) -> str:
    """The text with boxes typed as |x| and | | in brackets, where no bar of it is that of a table."""
    if "|x|" not in text and "|X|" not in text:
        return text
    bracketed = _BARRED.sub(r"[\1]", text)
    return text if "|" in bracketed else bracketed


_WIDE_BOX = re.compile(r"\[[ \u00a0]{2,8}\]|\([ \u00a0]{4,8}\)")
_WIDE_MARK = re.compile(r"([\[(])[ \u00a0]{2,4}([xX✓✔✗✘])[ \u00a0]{2,4}([\])])")


def _spaced(line: str) -> str:
    """The line with plain spaces, no dot leaders, and tabs only where they part cells."""
    if "[ " in line or "( " in line or "[\u00a0" in line:
        # The spaces in a box are no columns.
        line = _WIDE_MARK.sub(r"\1\2\3", _WIDE_BOX.sub(lambda match: match.group()[0] + " " + match.group()[-1], line))
    if line.count(":") > 1 and len(line) < 5_000:
        line = _SHORTCODE.sub(lambda match: _SHORTCODES.get(match[1], ""), line)
    if "&" in line:
        line = _SPACE_ENTITY.sub(lambda match: "    " if match[1] == "emsp" else " ", line)
    if not line.isascii():
        line = line.replace("\u00a0", " ").replace("\u202f", " ")
    return layout.without_leader(tables.unbulleted(line))


def _without_front_matter(sources: list[Source]) -> list[Source]:
    """YAML front matter (pandoc, Jekyll) blanked: it is the file's, not the form's."""
    first = next((index for index, source in enumerate(sources[:5]) if source.text.strip() and not source.text.startswith("```")), None)
    if first is None or sources[first].text.strip() != "---":
        return sources
    for index in range(first + 1, min(len(sources), first + 60)):
        text = sources[index].text
        if text.strip() in ("---", "..."):
            if index == first + 1:
                return sources
            return [Source(source.number, "") if first <= number <= index else source for number, source in enumerate(sources)]
        if not _FRONT_MATTER_KEY.match(text):
            return sources
    return sources


def _unquoted(sources: list[Source]) -> list[Source]:
    """Block quotes and quoted mail without their `>`."""
    out: list[Source] = []
    for index, source in enumerate(sources):
        match = _QUOTE.match(source.text) if ">" in source.text[:4] else None
        if match is None:
            out.append(source)
            continue
        neighbours = [sources[near].text for near in (index - 1, index + 1) if 0 <= near < len(sources)]
        if _OVER_AMOUNT.match(source.text) and not any(text.lstrip().startswith(">") for text in neighbours):
            out.append(source)
            continue
        out.append(Source(source.number, source.text[match.end() :], source.hard))
    return out


def _without_references(sources: list[Source], references: dict[str, str]) -> list[Source]:
    """Link reference definitions taken out into `references`; a footnote's text stays, its mark does not."""
    out: list[Source] = []
    for source in sources:
        if "]:" in source.text and len(source.text) < 4000:
            if (match := _REFERENCE.match(source.text)) is not None:
                references.setdefault(match[1].strip().casefold(), match[2])
                out.append(Source(source.number, ""))
                continue
            if (note := _NOTE.match(source.text)) is not None:
                out.append(Source(source.number, source.text[note.end() :]))
                continue
        out.append(source)
    return out
