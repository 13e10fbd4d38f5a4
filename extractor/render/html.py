"""Layout → a web page that stands alone: no script, font or picture from anywhere else, and fit to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import count
from typing import assert_never

from extractor.render import words
from extractor.render.layout import Answer, Block, Cell, Choices, Field, Label, Layout, Option, Row, Table
from extractor.render.richtext import DataTable, Paragraph, Rich, Run

_STYLE = """\
:root { color-scheme: light; --ink: #1f3864; --tint: #deeaf6; --rule: #a6a6a6; }
body { margin: 1.5rem auto; max-width: 60rem; padding: 0 1rem; font: 0.95rem/1.45 Calibri, Carlito, "Segoe UI", "Noto Sans", sans-serif; color: #111; }
h1 { text-align: center; font-size: 1.5rem; color: var(--ink); }
table { border-collapse: collapse; width: 100%; }
table.form { table-layout: fixed; }
td { height: 1.6rem; border: 1px solid var(--rule); padding: 0.35rem 0.6rem; vertical-align: top; overflow-wrap: anywhere; }
td.label { background: var(--tint); }
.section, .prompt { font-weight: bold; color: var(--ink); }
.caption { font-size: 0.8rem; color: #555; }
p { margin: 0.2rem 0; }
ul, ol { margin: 0.2rem 0; padding-left: 1.5rem; }
p:not([class]) + p, p:not([class]) + ul, p:not([class]) + ol, ul + p, ol + p { margin-top: 0.6rem; }
ul.options { list-style: none; padding: 0; margin: 0; }
ul.options li { padding: 0.1rem 0; }
ul.options.before li { position: relative; }
ul.options.before li.box { padding-left: 1.6rem; }
ul.options.before input[type=checkbox] { position: absolute; left: 0; top: 0.3rem; margin: 0; }
input[type=checkbox] { accent-color: var(--ink); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.published input, .published label { pointer-events: none; }
input[type=text], textarea { box-sizing: border-box; width: 100%; border: 1px solid var(--rule); border-radius: 2px; padding: 0.25rem 0.4rem;
  font: inherit; background: #f7fafd; }
ul.options input[type=text] { width: 70%; }
textarea { resize: vertical; field-sizing: content; min-height: calc(var(--lines) * 1.45em + 0.6em); }
input:focus-visible, textarea:focus-visible { outline: 2px solid var(--ink); }
@media print {
  @page { margin: 15mm 18mm; }
  html { font-size: 12px; }
  body { margin: 0; padding: 0; max-width: none; font-size: 10pt; }
  td.label { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  tr.label { break-after: avoid; break-inside: avoid; }
  tr.short { break-inside: avoid; }
}
"""

# A browser saves a page as it was sent: what was written and ticked has to be put into the page itself.
_SCRIPT = """\
document.addEventListener("input", ({ target }) => {
  if (target.type === "checkbox") target.toggleAttribute("checked", target.checked);
  else if (target.tagName === "TEXTAREA") target.textContent = target.value;
  else target.setAttribute("value", target.value);
});
"""

_LONG = 1500
"""Characters: a row with shorter answers is not broken over pages."""


def write(layout: Layout, *, glyphs: bool = False) -> bytes:
    """A page of the layout in UTF-8. `glyphs`: boxes as characters instead of inputs."""
    return _Writer(layout, glyphs).page().encode()


class _Writer:
    """One page while it is written."""

    def __init__(self, layout: Layout, glyphs: bool) -> None:
        self.layout = layout
        self.glyphs = glyphs
        self.ids = count(1)

    def page(self) -> str:
        title = escape(self.layout.title)
        body = "".join(self.block(block) for block in self.layout.blocks)
        script = f"<script>\n{_SCRIPT}</script>\n" if self.layout.fillable else ""
        main = f'<form autocomplete="off">\n{body}</form>' if self.layout.fillable else body
        kind = "" if self.layout.fillable else ' class="published"'
        return (
            f'<!DOCTYPE html>\n<html lang="{escape(self.layout.language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n'
            f"<body{kind}>\n<h1>{title}</h1>\n{main}\n{script}</body>\n</html>\n"
        )

    def block(self, block: Block) -> str:
        match block:
            case Label():
                return f'<p class="{block.kind}">{escape(block.shown)}</p>\n'
            case Answer():
                return self.control(block.field) if self.layout.fillable else "".join(_blocks(block.content))
            case Choices():
                options = "".join(f"<li{self.boxed(option)}>{self.option(option, block)}</li>\n" for option in block.options)
                return f'<ul class="options {block.boxes}">\n{options}</ul>\n'
            case Table():
                rows = "".join(self.row(row) for row in block.rows)
                return f'<table class="{block.kind}">\n{rows}</table>\n'
            case _:
                assert_never(block)

    def row(self, row: Row) -> str:
        length = sum(len(block.text) for cell in row.cells for block in cell.blocks if isinstance(block, Answer))
        kind = ' class="label"' if row.heads else ' class="short"' if length < _LONG else ""
        return f"<tr{kind}>\n" + "".join(self.cell(cell) for cell in row.cells) + "</tr>\n"

    def cell(self, cell: Cell) -> str:
        span = f' colspan="{cell.span}"' if cell.span > 1 else ""
        tinted = cell.heads and not any(block.kind in ("part", "caption") for block in cell.blocks if isinstance(block, Label))
        kind = ' class="label"' if tinted else ""
        return f"<td{span}{kind}>" + "".join(self.block(block) for block in cell.blocks).strip() + "</td>\n"

    def control(self, field: Field) -> str:
        name, label = escape(field.pointer.strip("/")), escape(field.label)
        if field.lines == 1:
            return f'<input type="text" name="{name}" aria-label="{label}">\n'
        return f'<textarea name="{name}" rows="{field.lines}" style="--lines: {field.lines}" aria-label="{label}"></textarea>\n'

    def boxed(self, option: Option) -> str:
        """Only a label with a box stands beside it: one without would look like the rest of the label above."""
        return "" if option.checked is None or self.glyphs else ' class="box"'

    def option(self, option: Option, choices: Choices) -> str:
        label = escape(option.label)
        colon = escape(words.of(words.COLON, self.layout.language, ": ").rstrip(" ")) if option.other is not None else ""
        beside = f" {escape(option.beside)}" if option.beside else ""
        if option.other is not None and self.layout.fillable:
            beside = " " + self.control(option.other).strip()
        if option.checked is None:
            return f"{label}{colon}{beside}"
        if self.glyphs:
            box = "☒" if option.checked else "☐"
            return f"{box} {label}{colon}{beside}" if choices.boxes == "before" else f"{label}{colon} {box}{beside}"
        number = f"box-{next(self.ids)}"
        state = (" checked" if option.checked else "") + ("" if self.layout.fillable else ' tabindex="-1" aria-readonly="true"')
        box = f'<input type="checkbox" id="{number}" name="{escape(option.pointer.strip("/"))}"{state}>'
        text = f'<label for="{number}">{label}{colon}</label>'
        return (f"{box} {text}" if choices.boxes == "before" else f"{text} {box}") + beside


def _blocks(content: tuple[Rich, ...]) -> Iterator[str]:
    """Paragraphs, tables, and lists nested as their items' levels say."""
    lists: list[str] = []  # the open lists' tags; the last item of each is open

    def close(depth: int) -> Iterator[str]:
        while len(lists) > depth:
            yield f"</li>\n</{lists.pop()}>\n"

    for part in content:
        if isinstance(part, DataTable):
            yield from close(0)
            yield _table(part)
        elif not part.bullet:
            yield from close(part.level)
            yield f"<p{_direction(part)}>{_inline(part.runs)}</p>\n"
        else:
            tag = "ul" if part.bullet == "-" else "ol"
            yield from close(part.level + 1)
            if len(lists) == part.level + 1 and (lists[-1] != tag or (tag == "ol" and part.number == 1)):
                yield from close(part.level)
            if len(lists) == part.level + 1:
                yield "</li>\n"
            while len(lists) <= part.level:
                lists.append(tag)
                yield f"<{tag}>\n" if len(lists) > part.level else f"<{tag}><li>\n"
            value = f' value="{part.number}"' if part.bullet == "1." else ""
            yield f"<li{value}{_direction(part)}>{_inline(part.runs)}"
    yield from close(0)


def _direction(paragraph: Paragraph) -> str:
    return "" if paragraph.text.isascii() else ' dir="auto"'


def _table(table: DataTable) -> str:
    rows = ("<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>\n" for row in table.rows)
    return "<table>\n" + "".join(rows) + "</table>\n"


def _inline(runs: tuple[Run, ...]) -> str:
    out = ""
    for run in runs:
        text = escape(run.text, quote=False).replace("\n", "<br>\n")
        out += f'<a href="{escape(run.link)}">{text}</a>' if run.link is not None else text
    return out
