"""The inside of a paragraph: emphasis, links, escapes, code, entities, inline HTML and LaTeX boxes, turned into plain text with marks and links.

Rules after CommonMark 0.31 (delimiter runs, escapes, links, autolinks) with pandoc's and GitHub's additions that converters write. What differs on
purpose: a typed box (`[x]`, `_x_`, `(*)`) is never emphasis or a link, and a `**` without a partner, which converters leave behind, is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from dataclasses import field as empty
from html import unescape
from typing import NamedTuple

from extractor.document import MARK, Link, Mark
from extractor.marks import find_marks
from extractor.marks.choices import DROPPED, KEPT, may_be_choice
from extractor.place import Place
from extractor.readers.markdown import latex
from extractor.readers.markdown.elements import BREAKING, ELEMENTS, attributes_of, field, picture
from extractor.text import clean

# Noncharacters that stand in the text for what has no character, while it is cleaned and searched for marks. The scanner drops them from the source.
_LINK_START, _LINK_END, _FIELD = "\ufdd0", "\ufdd1", "\ufdd2"
SENTINELS = f"\ufdd0\ufdd1\ufdd2\ufffc{KEPT}{DROPPED}"

_TICKS = "xXхХ✓✔✗✘✕✖×√vV*•●■+"
_TOKEN = re.compile(
    rf"""
    (?P<box>\\?\[[ \u00a0]?[{_TICKS}_]?[ \u00a0]?\\?\](?!\[|\{{[#.]|\([^\s()]{{0,300}}[./:#@])
      | \([ \u00a0]?[*+_][ \u00a0]?\) | \{{[ \u00a0]?[*+_][ \u00a0]?\}}
      | (?<![\w_\\])_{{1,3}}[ ]?[{_TICKS}][ ]?_{{1,3}}(?![\w_]) | (?<!\w)_{{3,}}(?!\w))
  | (?P<hard>\\\n)
  | \\(?P<escape>[!-/:-@\[-`{{-~])
  | (?P<latex>\\[A-Za-z]+(?:\{{[^{{}}\n]{{0,200}}\}})?)
  | (?P<ticks>`+)
  | <(?P<autolink>(?:https?|ftp|mailto):[^\s<>]+|[^\s<>@]+@[^\s<>@]+)>
  | <(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9:]*)(?P<attributes>(?:\s(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*+)?)/?>
  | (?P<image>!\[(?P<alt>(?:[^\[\]\\]|\\.){{0,300}}+)\]
      (?:\(\s*(?P<source>(?:[^\s()\\]|\\.|\([^\s()]*+\))*+)(?:\s+"[^"\n]*")?\s*\)|\[[^\[\]\n]{{0,200}}\])(?:\{{[^{{}}\n]*\}})?)
  | (?P<note>\[\^[^\[\]\s]{{1,40}}\])
  | (?P<link>\[(?P<text>(?:[^\[\]\\]|\\.|!?\[(?:[^\[\]\\]|\\.)*+\])*+)\]
      (?:\(\s*(?:<(?P<bracketed>[^<>\n]*)>|(?P<target>(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+))(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)
       |\[(?P<reference>[^\[\]\n]{{0,200}})\]
       |(?P<span>\{{[^{{}}\n]*\}})))
  | (?P<math>\$\$?(?=\S)(?P<formula>[^$\n]{{0,200}}[^$\s\\]|[^$\s\\])\$\$?(?!\d))
  | (?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
  | (?P<address>(?:(?:https?|ftp)://|www\.)[^\s<>|`]+)
  | (?P<raised>\^[0-9,]{{1,4}}\^)
  | (?P<run>\*+|_+|~~+|==(?=\S)|(?<=\S)==)
  | (?P<newline>\n)
    """,
    re.VERBOSE,
)
_SPECIAL = re.compile(r"[\\`<\[!$&*_~=^]")
# Where a token may begin; an address only in a text that has one. One class of characters each: that is searched for ten times as fast as the tokens.
_START = re.compile(r"[\\`<\[!$&*_~=^({\n]")
_START_OR_ADDRESS = re.compile(r"[\\`<\[!$&*_~=^({\nhwf]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
# Beyond this the inside of a paragraph is taken as it stands: no person writes one so long, and a hostile one must not cost more than its size.
_LONGEST = 200_000


class Piece(NamedTuple):
    """One line of a paragraph, rendered."""

    text: str
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    bold: bool = False
    hard: bool = False
    """The source itself broke the line after this piece (`<br>`, a backslash, two spaces)."""
    source: int = 0
    """Which of the paragraph's source lines the piece begins on, from 0."""


@dataclass(slots=True)
class _Output:
    """What the tokens have been turned into so far. `chunks` are texts; delimiter runs stand in `runs` by their index until they are paired."""

    references: dict[str, str]
    chunks: list[str] = empty(default_factory=list)
    bold: list[bool] = empty(default_factory=list)
    runs: list[_Run] = empty(default_factory=list)
    targets: list[str] = empty(default_factory=list)
    fields: list[Mark] = empty(default_factory=list)
    pictures: list[str] = empty(default_factory=list)
    anchors: list[str] = empty(default_factory=list)
    apart: list[int] = empty(default_factory=list)
    """Where the elements that set a word apart began."""
    depth_of_bold: int = 0

    def put(self, text: str) -> None:
        self.chunks.append(text)
        self.bold.append(self.depth_of_bold > 0)


@dataclass(slots=True)
class _Run:
    index: int
    character: str
    length: int
    opens: bool
    closes: bool
    paired: bool = False


def render(text: str, places: tuple[Place, ...], references: dict[str, str]) -> tuple[list[Piece], list[str]]:
    """The lines of a paragraph, and the alternative texts of flags shown in it.

    `text` is the paragraph's source lines joined by line feeds (NFC, without invisible characters), `places` where each of them stands. A hard break
    gives a new piece too.
    """
    if not _SPECIAL.search(text):
        pieces = []
        for index, line in enumerate(text.split("\n")):
            found, marks = find_marks(" ".join(line.split()), places[min(index, len(places) - 1)])
            pieces.append(Piece(found, marks, hard=line.endswith("  "), source=index))
        return pieces, []
    output = _Output(references)
    _tokens(text if len(text) <= _LONGEST else text.replace("[", "("), output, 0)
    _pair(output.runs, output.chunks, output.bold)
    return _lines(output, places), output.pictures


def _lines(output: _Output, places: tuple[Place, ...]) -> list[Piece]:
    """Cut the rendered chunks at the breaks: "\\n" where the source broke the line, "\\v" where its text says so."""
    pieces: list[Piece] = []
    parts: list[str] = []
    any_bold = any(output.bold)
    bold_letters = plain_letters = False
    source = first = 0
    targets, fields = iter(output.targets), iter(output.fields)
    open_link: str | None = None

    def flush(hard: bool) -> None:
        nonlocal bold_letters, plain_letters, open_link
        raw = "".join(parts)
        text, marks, links, open_link = _finish(raw, places[min(first, len(places) - 1)], targets, fields, open_link)
        pieces.append(Piece(text, marks, links, bold=bold_letters and not plain_letters, hard=hard or raw.endswith("  "), source=first))
        parts.clear()
        bold_letters = plain_letters = False

    for chunk, bold in zip(output.chunks, output.bold, strict=True):
        if chunk == "\n":
            flush(False)
            source += 1
            first = source
        elif chunk == "\v\n":
            flush(True)
            source += 1
            first = source
        elif chunk == "\v":
            flush(True)
            first = source
        else:
            parts.append(chunk)
            if any_bold and _ALPHANUMERIC.search(chunk):
                bold_letters = bold_letters or bold
                plain_letters = plain_letters or not bold
    flush(False)
    return pieces


_ALPHANUMERIC = re.compile(r"[^\W_]")
_PARTS = re.compile(f"([{MARK}{_FIELD}{_LINK_START}{_LINK_END}])")
_INVISIBLE_ENDS = re.compile(f"^((?:{_LINK_START}|{_LINK_END})*) | ((?:{_LINK_START}|{_LINK_END})*)$| ({_LINK_START}|{_LINK_END})(?= )")


def _finish(
    raw: str, place: Place, targets: Iterator[str], fields: Iterator[Mark], open_link: str | None
) -> tuple[str, tuple[Mark, ...], tuple[Link, ...], str | None]:
    """Clean one line, find its marks, and turn the sentinels into marks and links. `open_link` is the target of a link that a line before began."""
    text, glyphs = find_marks(" ".join(raw.split()), place)
    has_links = _LINK_START in text or _LINK_END in text or open_link is not None
    if not has_links:
        if _FIELD not in text:
            return text, glyphs, (), None
        glyph = iter(glyphs)
        marks = tuple(replace(next(fields), place=place) if character == _FIELD else next(glyph) for character in text if character in (MARK, _FIELD))
        return text.replace(_FIELD, MARK), marks, (), None
    # A sentinel between two spaces, or beside one at an end, has hidden the space from the cleaning.
    text = _INVISIBLE_ENDS.sub(r"\1\2\3", text)
    found: list[Mark] = []
    links: list[Link] = []
    out: list[str] = []
    glyph = iter(glyphs)
    length = start = 0
    target = open_link
    for part in _PARTS.split(text):
        if part in (MARK, _FIELD):
            found.append(next(glyph) if part == MARK else replace(next(fields), place=place))
            out.append(MARK)
            length += 1
        elif part == _LINK_START:
            start, target = length, next(targets)
        elif part == _LINK_END:
            if target is not None and start < length:
                links.append(Link(start, length, target))
            target = None
        else:
            out.append(part)
            length += len(part)
    if target is not None and start < length:
        links.append(Link(start, length, target))
    return "".join(out), tuple(found), tuple(links), target


def _tokens(text: str, output: _Output, depth: int) -> None:
    position = sought = 0
    put = output.put
    length = len(text)
    candidates = _START_OR_ADDRESS if "://" in text or "www." in text else _START
    while (candidate := candidates.search(text, sought)) is not None:
        match = _TOKEN.match(text, candidate.start())
        if match is None:
            sought = candidate.end()
            continue
        start, end = match.span()
        if start > position:
            put(text[position:start])
        position = sought = end
        kind = match.lastgroup
        # `lastgroup` is the last group to close, which for a compound token is its outer name only where the outer group closes last.
        if kind == "box":
            put(match.group().replace("\\", ""))
        elif kind == "hard":
            put("\v\n")
        elif kind == "escape":
            put(match["escape"])
        elif kind == "latex":
            put(latex.command(match.group()))
        elif kind == "ticks":
            ticks = match["ticks"]
            close = text.find(ticks, end, end + 2000)
            if close < 0:
                put("" if len(ticks) > 1 else ticks)
            else:
                for index, line in enumerate(text[end:close].split("\n")):
                    if index:
                        put("\n")
                    put(line)
                position = sought = close + len(ticks)
        elif kind == "autolink":
            address = match["autolink"]
            _link(address.removeprefix("mailto:"), address if ":" in address else "mailto:" + address, output, depth, literal=True)
        elif match["tag"] is not None:
            _element(match, output)
        elif match["image"] is not None:
            _image(match["alt"], match["source"] or "", output)
        elif kind == "note":
            put("")
        elif match["link"] is not None:
            _bracketed(match, output, depth)
        elif match["math"] is not None:
            plain = latex.formula(match["formula"])
            put(match.group() if plain is None else plain)
        elif kind == "entity":
            put(clean(unescape(match.group())) or " ")
        elif kind == "address":
            address = match.group()
            bare = address.rstrip("*_~`")
            if not bare.endswith("\\") and len(bare) < len(address):
                position = sought = start + len(bare)
            put(unescape(_ESCAPE.sub(r"\1", text[start:position])))
        elif kind == "raised":
            put(match.group().strip("^").translate(_RAISED))
        elif kind == "run":
            run = match["run"]
            before, after = text[start - 1] if start else " ", text[end] if end < length else " "
            opens, closes = _flanking(before, after, run)
            output.runs.append(_Run(len(output.chunks), run[0], len(run), opens, closes))
            put(run)
        else:
            put("\v\n" if text[max(start - 2, 0) : start] == "  " else "\n")
    if position < length:
        put(text[position:])


def _flanking(before: str, after: str, run: str) -> tuple[bool, bool]:
    """Whether a delimiter run may open, and may close, emphasis (CommonMark 6.2; but a single `*`, like `_`, not inside a word: 2*3*4)."""
    space_before, space_after = before.isspace(), after.isspace()
    word_before, word_after = before.isalnum(), after.isalnum()
    left = not space_after and (word_after or space_before or not word_before)
    right = not space_before and (word_before or space_after or not word_after)
    if run[0] == "_" or len(run) == 1:
        return left and not word_before, right and not word_after
    return left, right


def _pair(runs: list[_Run], chunks: list[str], bold: list[bool]) -> None:
    """Pair delimiter runs; paired ones vanish, and what stands between `**` is bold."""
    waiting: dict[tuple[str, int], list[int]] = {}
    edges: dict[int, int] = {}
    opened: int | None = None
    for number, run in enumerate(runs):
        if run.length > 3 and run.character in "*_":
            # Two emphases back to back, or a rule: nothing that a reader sees.
            if run.character == "*":
                chunks[run.index] = ""
            run.paired = True
            continue
        if run.character in "~=":
            if (run.opens or run.closes) and run.length == 2:
                chunks[run.index] = ""
                if opened is not None and runs[opened].character == run.character and run.closes:
                    _set_apart(chunks, runs[opened].index, run.index, DROPPED if run.character == "~" else KEPT)
                    opened = None
                else:
                    opened = number
            run.paired = True
            continue
        key = (run.character, run.length)
        if run.closes and (stack := waiting.get(key)):
            opener_number = stack.pop()
            opener = runs[opener_number]
            opener.paired = run.paired = True
            chunks[opener.index] = chunks[run.index] = ""
            if run.length >= 2:
                _set_apart(chunks, opener.index, run.index, KEPT)
                edges[opener.index] = edges.get(opener.index, 0) + 1
                edges[run.index] = edges.get(run.index, 0) - 1
            for other in waiting.values():
                while other and other[-1] > opener_number:
                    other.pop()
        elif run.opens:
            waiting.setdefault(key, []).append(number)
    for run in runs:
        if not run.paired and run.length >= 2 and run.opens != run.closes:
            chunks[run.index] = ""
    depth = 0
    for index in range(min(edges, default=0), max(edges, default=0)):
        depth += edges.get(index, 0)
        bold[index] = bold[index] or depth > 0


def _set_apart(chunks: list[str], start: int, end: int, sign: str) -> None:
    """Put signs around a Yes or No that is struck out or emphasised."""
    if end - start <= 4 and may_be_choice("".join(chunks[start + 1 : end])):
        chunks[start] = chunks[end] = sign


def _link(text: str, target: str, output: _Output, depth: int, literal: bool = False) -> None:
    output.targets.append(target)
    output.put(_LINK_START)
    if literal or depth >= 3:
        output.put(text)
    else:
        _tokens(text.strip(), output, depth + 1)
    output.put(_LINK_END)


def _bracketed(match: re.Match[str], output: _Output, depth: int) -> None:
    text = match["text"]
    if match["span"] is not None:
        _tokens(text, output, depth + 1) if depth < 3 else output.put(text)
        return
    if match["reference"] is not None:
        target = output.references.get((match["reference"] or text).strip().casefold())
        if target is None:
            # No such reference: brackets as they stand.
            output.put("[")
            _tokens(text, output, depth + 1) if depth < 3 else output.put(text)
            output.put("][" + match["reference"] + "]")
            return
    else:
        target = match["bracketed"] if match["bracketed"] is not None else match["target"]
    target = unescape(_ESCAPE.sub(r"\1", target or "")).strip()
    if not target or target.startswith("#"):
        _tokens(text, output, depth + 1) if depth < 3 else output.put(text)
    else:
        _link(text, target, output, depth)


_APART = {**dict.fromkeys(("s", "strike", "del"), DROPPED), **dict.fromkeys(("b", "strong", "u", "ins", "mark"), KEPT)}


def _element(match: re.Match[str], output: _Output) -> None:
    tag, closing = match["tag"].lower(), bool(match["close"])
    if tag == "input":
        _put(field(attributes_of(match["attributes"])), output)
        return
    if tag not in ELEMENTS:
        output.put(match.group())
        return
    if (sign := _APART.get(tag)) is not None:
        if not closing:
            output.apart.append(len(output.chunks))
            output.put("")
        elif output.apart:
            start = output.apart.pop()
            output.put("")
            _set_apart(output.chunks, start, len(output.chunks) - 1, sign)
    if tag in ("b", "strong"):
        output.depth_of_bold = max(0, output.depth_of_bold + (-1 if closing else 1))
    elif tag == "a":
        if closing:
            if output.anchors and output.anchors.pop():
                output.put(_LINK_END)
        else:
            target = attributes_of(match["attributes"]).get("href", "").strip()
            real = bool(target) and not target.startswith("#")
            output.anchors.append("a" if real else "")
            if real:
                output.targets.append(target)
                output.put(_LINK_START)
    elif tag == "img" and not closing:
        attributes = attributes_of(match["attributes"])
        _image(attributes.get("alt", ""), attributes.get("src", ""), output)
    elif tag in BREAKING and (output.chunks or tag == "br"):
        output.put("\v")


def _put(shown: Mark | str, output: _Output) -> None:
    if isinstance(shown, Mark):
        output.fields.append(shown)
        output.put(_FIELD)
    else:
        output.put(shown)


def _image(alternative: str, source: str, output: _Output) -> None:
    """A picture is dropped, but for one that is a mark; the country of a flag is handed back."""
    shown = picture(unescape(_ESCAPE.sub(r"\1", alternative)).strip(), source)
    if isinstance(shown, Mark):
        _put(shown, output)
    elif shown:
        output.pictures.append(shown)
