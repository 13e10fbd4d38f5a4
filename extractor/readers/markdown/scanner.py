"""Block structure: source lines to the document's lines and tables.

Written line by line rather than over a CommonMark parser: most of what comes as ".md" is several formats at once, and CommonMark joins lines,
drops marks and reads columns as code. The block rules are CommonMark's where the text is Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.document import MARK, Block, Bullet, Cell, Line, Mark, Table
from extractor.marks import as_bullet
from extractor.place import Place
from extractor.readers.markdown import layout, tables
from extractor.readers.markdown.inline import render
from extractor.readers.markdown.lists import EITHER, Item, Lists
from extractor.readers.markdown.source import Source, fill_width, is_wrap

_HTML_BLOCK = re.compile(r"<(?:table|ul|ol|dl|form|fieldset|svg|select)\b", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6})(?:\s+|(?<=##)(?=[^\s#]))(.*?)(?:\s#+)?\s*(?:\{#?[^{}]*\})?\s*$")
_RULE = re.compile(r"(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){5,}|(?:=\s*){3,}|(?:~\s*){4,}|(?:—\s*){2,}|─{3,}|━{3,}|═{3,}|(?:#\s*){3,})$")
_GOES_ON = re.compile(r"\s+[^\s|+]")  # an indented line below a line block's
_UNDERLINE = re.compile(r"(?:=+|-+|~+|\^+|\"+|\*{3,})$")
_FENCE = re.compile(r"(?:`{3,}|~{3,})\s*\{?[\w.+-]*[^`~\n]{0,60}$|:{3,}\s*(?:\{[^{}]*\}|\w*)$")
_FIELD = re.compile(r"(\s{0,8}):(?![:\s])([^:\n]*[A-Z\u00c0-\u017e ][^:\n]{0,150}?)(?<!\s):(?:\s+(.*))?$")
_DEFINITION = re.compile(r"\s{0,3}[:~]\s{1,4}(?=\S)")
# Signs that are nothing but bullets.
_SIGNS = "•‣▪\uf0b7\uf0a7"
_DEEPEST = 12


@dataclass(slots=True)
class Context:
    """What the whole text is known for."""

    references: dict[str, str]
    columns: layout.Columns | None = None
    two_columns: bool = False
    """Rows parted by tabs are those of the form's two columns."""
    flags: list[str] = field(default_factory=list)
    letters: bool = False
    """Letters of a lost symbol font stand at the beginnings of lines."""
    last_number: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Paragraph:
    lines: list[Source]
    heads: list[str]
    """Each line as it is laid out, with its indent and bullet, for the question whether it was filled."""
    bullet: Bullet = ""
    number: str = ""
    level: int = 0
    bold: bool = False
    first: bool = True
    either: bool = False


class Scanner:
    """Turns the lines of one flow (the text itself, a cell) into blocks."""

    def __init__(self, context: Context, width: int | None, depth: int = 0, exact: bool = True) -> None:
        self.context = context
        self.width = width
        self.exact = exact
        self.depth = depth
        self.blocks: list[Block] = []
        self.paragraph: _Paragraph | None = None
        self.blank = True
        self.tab_table: tables.TabTable | None = None
        self.looked_to = 0
        self.lists = Lists(context.last_number, context.letters)

    def scan(self, lines: Sequence[Source]) -> tuple[Block, ...]:
        """The blocks of the lines."""
        index = 0
        while index < len(lines):
            index = self._step(lines, index)
        self._flush()
        return tuple(self.blocks)

    def _step(self, lines: Sequence[Source], index: int) -> int:
        source = lines[index]
        text = source.text
        if not text.strip():
            self._flush()
            self.blank = True
            return index + 1
        if self.depth < _DEEPEST:
            table = self._table(lines, index)
            if table is not None:
                end, block = table
                self.blocks.extend(block)
                self.blank = True
                self.lists.levels.clear()
                return end
        bare = text.strip()
        first = bare[0]
        if first in "`~:" and _FENCE.match(bare):
            self._flush()
            return index + 1
        if first == "#" and (heading := _HEADING.match(bare)) is not None:
            self._flush()
            self.lists.levels.clear()
            if heading[2].strip():
                self._open(Source(source.number, heading[2], True), text, bold=True)
                self._flush()
            self.blank = True
            return index + 1
        if not first.isalnum():
            if _UNDERLINE.match(bare) and self._underlined(bare):
                return index + 1
            if _RULE.match(bare):
                self._flush()
                self.blank = True
                return index + 1
            if first == ":" and self.depth < _DEEPEST and (field_ := _FIELD.match(text)) is not None:
                return self._field(lines, index, field_)
            if first == "|" and bare.count("|") == 1 and len(bare) > 2 and bare[1] == " ":
                # A line block (reStructuredText, pandoc): its lines are broken where they stand, and an indented one goes on with the one before.
                words = [bare[2:]]
                while index + 1 < len(lines) and _GOES_ON.match(lines[index + 1].text):
                    index += 1
                    words.append(lines[index].text.strip())
                self._continue(Source(source.number, " ".join(words), True))
                return index + 1
            if (
                first in ":~"
                and self.depth < _DEEPEST
                and (definition := _DEFINITION.match(text)) is not None
                and (self.paragraph is not None or (self.blank and self.blocks))
            ):
                return self._definition(lines, index, definition.end())
        if first in _SIGNS and bare.count(f" {first} ") and len(bare) < 20_000:
            # Items of a list that a converter has run together.
            indent = text[: len(text) - len(text.lstrip())]
            parts = [Source(source.number, f"{indent}{first} {part.strip()}", True) for part in bare[1:].split(f" {first} ")]
            for number in range(len(parts)):
                self._plain(parts, number)
            return index + 1
        return self._plain(lines, index)

    def _plain(self, lines: Sequence[Source], index: int) -> int:
        """A line that begins a list item, or goes on with a paragraph."""
        source = lines[index]
        if (item := self.lists.item(lines, index, blank=self.blank, inside=self.paragraph is not None and self.paragraph.bullet == "-")) is not None:
            self._begin_item(item, source)
            return index + 1
        self._continue(source)
        return index + 1

    # Tables

    def _table(self, lines: Sequence[Source], index: int) -> tuple[int, list[Block]] | None:
        text = lines[index].text
        bare = text.lstrip()
        raw: tables.Raw | None = None
        if bare[:1] == "<" and _HTML_BLOCK.match(bare):
            from extractor.readers.markdown.html_blocks import html_block

            if (found := html_block(lines, index, self.context.flags)) is not None:
                self._flush()
                return found
        if bare[:1] == "+":
            raw = tables.grid_table(lines, index)
        elif tables.DRAWING.match(text):
            end = index
            while end < len(lines) and tables.DRAWING.match(lines[end].text):
                end += 1
            translated = [Source(n, tables.drawn(t), h) for n, t, h in lines[index:end]]
            raw = tables.grid_table(translated, 0) or tables.pipe_table(translated, 0)
            raw = None if raw is None else (raw[0] + index, raw[1])
        if raw is None and "|" in text:
            raw = tables.page_table(lines, index) or tables.pipe_table(lines, index)
        if raw is None and (bare[:2] in ("--", "==") or (index + 1 < len(lines) and lines[index + 1].text.lstrip()[:2] in ("--", "=="))):
            raw = tables.simple_table(lines, index)
        if raw is None:
            raw = self._tab_table(lines, index)
        if raw is None and self.context.columns is not None and self.depth == 0:
            raw = layout.two_columns(lines, index, self.context.columns)
        if raw is None and "   " in bare:
            raw = layout.label_values(lines, index)
        if raw is None:
            return None
        self._flush()
        end, cells = raw
        return end, [self._cells(cells, lines[index].number)]

    def _tab_table(self, lines: Sequence[Source], index: int) -> tables.Raw | None:
        """The table parted by tabs that begins here; a block of lines is looked through but once for each table in it."""
        if index >= self.looked_to:
            end = index
            found = False
            while end < len(lines) and (text := lines[end].text).strip() and text.lstrip()[:1] not in ("|", "#"):
                found = found or tables.tabbed(text)
                end += 1
            self.tab_table = tables.tab_table(lines, index, self.context.two_columns) if found else None
            self.looked_to = max(end, index + 1) if self.tab_table is None else self.tab_table.end
        if self.tab_table is None or index != self.tab_table.begin:
            return None
        return self.tab_table.end, self.tab_table.cells

    def _cells(self, raw: list[tables.RawCell], number: int) -> Table:
        cells: list[Cell] = []
        for cell in raw:
            inner = Scanner(self.context, cell.width, self.depth + 1, cell.exact)
            blocks = inner.scan(cell.lines) if cell.lines else ()
            place = Place(line=cell.lines[0].number if cell.lines else number)
            cells.append(Cell(cell.row, cell.column, blocks, cell.row_span, cell.column_span, place))
        return Table(tuple(cells), Place(line=number))

    # Paragraphs

    def _open(self, source: Source, head: str, **properties: object) -> None:
        self.paragraph = _Paragraph([source], [head], first=self.blank, **properties)  # type: ignore[arg-type]
        self.blank = False

    def _underlined(self, text: str) -> bool:
        """A setext heading: the line before stands alone in its paragraph, or is as long as the line under it."""
        paragraph = self.paragraph
        if paragraph is None or paragraph.bullet:
            return False
        above = paragraph.lines[-1].text.strip()
        long = abs(len(text.strip()) - len(above)) <= 2 and len(above) > 2
        if len(paragraph.lines) > 1:
            if not long or len(text.strip()) < 3:
                return False
            last, head = paragraph.lines.pop(), paragraph.heads.pop()
            self._flush()
            self._open(last, head, bold=True)
        elif len(text.strip()) < 2 and not long:
            return False
        else:
            paragraph.bold = True
        self._flush()
        self.blank = True
        return True

    def _definition(self, lines: Sequence[Source], index: int, content: int) -> int:
        """A definition list (pandoc, PHP Markdown Extra): the term is a line of its own, the definition a flow indented below it."""
        self._flush()
        self.lists.levels.clear()
        body = [Source(lines[index].number, lines[index].text[content:], lines[index].hard)]
        end = index + 1
        while end < len(lines):
            text = lines[end].text
            if text.strip() and Source(0, text).indent < 2:
                lazy = lines[end - 1].text.strip() and not _DEFINITION.match(text) and not text.lstrip().startswith(("|", "+", "<", "#"))
                if not lazy or (end + 1 < len(lines) and _DEFINITION.match(lines[end + 1].text)):
                    break
            body.append(Source(lines[end].number, _dedent(text, 4), lines[end].hard))
            end += 1
        inner = Scanner(self.context, None if self.width is None else self.width - content, self.depth + 1)
        self.blocks.extend(inner.scan(body))
        self.blank = True
        return end

    def _field(self, lines: Sequence[Source], index: int, match: re.Match[str]) -> int:
        """A field list (reStructuredText): the name is a line of its own, the body a flow indented below it."""
        self._flush()
        self.lists.levels.clear()
        source = lines[index]
        self._open(Source(source.number, match[2] + ":", True), match[2])
        self._flush()
        end = index + 1
        while end < len(lines) and (not lines[end].text.strip() or lines[end].indent > len(match[1])):
            end += 1
        while end > index + 1 and not lines[end - 1].text.strip():
            end -= 1
        rest = list(lines[index + 1 : end])
        margin = min((line.indent for line in rest if line.text.strip()), default=0)
        body = [Source(line.number, _dedent(line.text, margin), line.hard) for line in rest]
        if match[3]:
            body.insert(0, Source(source.number, match[3], source.hard))
        if body:
            # The first line began far to the right of the others: it was filled to the same width, so it is measured as it stands.
            inner = Scanner(self.context, None if self.width is None else self.width - margin, self.depth + 1)
            self.blocks.extend(inner.scan(body))
        self.blank = True
        return end

    def _begin_item(self, item: Item, source: Source) -> None:
        self._flush()
        level = self.lists.level(item)
        either = (item.glyph in EITHER or item.glyph == "o") and item.bullet == "-" and item.text.startswith(item.glyph)
        self._open(
            Source(source.number, item.text, source.hard), source.text, bullet="" if either else item.bullet, number=item.number, level=level, either=either
        )
        if self.paragraph is not None:
            self.paragraph.first = True

    def _continue(self, source: Source) -> None:
        """A line that begins nothing: it goes on with the paragraph, or begins a plain one."""
        text = source.text
        paragraph = self.paragraph
        if paragraph is None:
            self._open(Source(source.number, text.lstrip(), source.hard), text, level=self.lists.level_of(source.indent))
            return
        paragraph.lines.append(Source(source.number, text.lstrip(), source.hard))
        paragraph.heads.append(text)

    def _flush(self) -> None:
        paragraph, self.paragraph = self.paragraph, None
        if paragraph is None:
            return
        heads = paragraph.heads
        hanging = bool(paragraph.bullet) and len(heads) > 1 and Source(0, heads[1]).indent > Source(0, heads[0]).indent
        joints = [not paragraph.lines[k].hard and is_wrap(heads[k], heads[k + 1], self.width, deeper=hanging, exact=self.exact) for k in range(len(heads) - 1)]
        text = "\n".join(line.text for line in paragraph.lines)
        places = tuple(Place(line=line.number) for line in paragraph.lines)
        if "\n" in text:
            text = _TORN.sub(r"\1 \2\3\n", text)
        pieces, flags = render(text, places, self.context.references)
        self.context.flags.extend(flags)
        first = True
        hard = False
        previous = 0
        wrapped = True
        for piece in pieces:
            wrapped = wrapped and all(joints[previous : piece.source]) and not hard
            previous, was_hard = piece.source, hard or piece.hard
            if not piece.text:
                hard = was_hard
                continue
            marks = piece.marks
            bullet: Bullet = paragraph.bullet if first else ""
            text = piece.text
            if first and paragraph.either:
                if text[:2] == "o ":
                    text, marks = MARK + text[1:], (Mark(None, raw="o"), *marks)
                if len(marks) == 1 and text.startswith(MARK):
                    bullet, marks = "-", (as_bullet(marks[0]),)
            line = Line(
                text,
                places[min(piece.source, len(places) - 1)],
                marks,
                piece.links,
                bullet=bullet,
                level=paragraph.level,
                number=paragraph.number if first else "",
                bold=piece.bold or paragraph.bold,
                starts_paragraph=first and paragraph.first,
                wrapped=not first and wrapped,
            )
            self.blocks.append(line)
            first, hard, wrapped = False, piece.hard, True


# A box whose halves the layout has torn apart: "(", line end, "x)".
_TORN = re.compile(r"([(\[{])[ ]*\n[ ]*([xX✓✔✗✘]?)[ ]*([)\]}])")


def _dedent(text: str, columns: int) -> str:
    taken = 0
    while taken < len(text) and taken < columns and text[taken] == " ":
        taken += 1
    if taken < columns and text[taken : taken + 1] == "\t":
        taken += 1
    return text[taken:]


def fill_width_of(lines: Sequence[Source]) -> int | None:
    """The width at which a text was filled, told from its lines outside of tables."""
    return fill_width([line.text for line in lines])
