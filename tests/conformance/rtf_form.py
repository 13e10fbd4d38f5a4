"""The form as RTF, as Word writes it: rows defined before their cells, tables in tables with their own marks, shapes with text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.conformance.kinds import Arrangement
from tests.conformance.printed import Block, Box, Cell, Paragraph, TextBox, printed

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset2 Wingdings;}{\f2\fnil\fcharset2 Symbol;}{\f3\fnil\fcharset2 Wingdings 2;}"
    r"{\f4\fnil\fcharset0 Segoe UI Symbol;}}"
)
LISTS = (
    r"{\*\listtable{\list{\listlevel\levelnfc23\levelstartat1{\leveltext\'01\u-3913 ?;}{\levelnumbers;}\f2\fi-360\li720}\listid5}}"
    r"{\*\listoverridetable{\listoverride\listid5\listoverridecount0\ls1}}"
)


def rtf_form(box: Callable[[bool], str], plan: Mapping[str, Arrangement]) -> bytes:
    """The form with boxes that `box` writes."""
    head = r"{\rtf1\ansi\ansicpg1252\uc1\deff0" + FONTS + LISTS + r"{\info{\revtim\yr2020\mo2\dy3}}"
    return (head + "\n" + "".join(_block(block, box, 0) for block in printed(plan)) + "}").encode("ascii")


def escaped(text: str) -> str:
    """Text in RTF."""
    return "".join(c if " " <= c <= "~" and c not in "\\{}" else f"\\u{ord(c)}?" for c in text)


def _block(block: Block, box: Callable[[bool], str], depth: int) -> str:
    if isinstance(block, Paragraph):
        return _paragraph(block, box, depth) + "\\par\n"
    if isinstance(block, TextBox):
        inner = "".join(_block(paragraph, box, 0) for paragraph in block.blocks)
        shape = r"{\shp{\*\shpinst\shpleft0\shptop0\shpright4000\shpbottom3000{\sp{\sn shapeType}{\sv 202}}{\shptxt " + inner + "}}{\\shprslt}}"
        return _start(depth) + shape + "\\par\n"
    return "".join(_row(row, box, depth + 1) for row in block.rows)


def _start(depth: int) -> str:
    return "\\pard" + (f"\\intbl\\itap{depth} " if depth else " ")


def _paragraph(paragraph: Paragraph, box: Callable[[bool], str], depth: int) -> str:
    runs = "".join(box(run.checked) if isinstance(run, Box) else escaped(run) for run in paragraph.runs)
    item = r"{\listtext\f2\'b7\tab}\ls1\ilvl0\fi-360\li720 " if paragraph.item else ""
    return _start(depth) + item + (f"{{\\b {runs}}}" if paragraph.bold else runs)


def _row(cells: tuple[Cell, ...], box: Callable[[bool], str], depth: int) -> str:
    edges = "".join(f"\\cellx{sum(cell.width for cell in cells[: number + 1])}" for number in range(len(cells)))
    content = ""
    for cell in cells:
        blocks = cell.blocks
        last = blocks[-1]
        ends = isinstance(last, Paragraph)
        content += "".join(_block(block, box, depth) for block in (blocks[:-1] if ends else blocks))
        content += (_paragraph(last, box, depth) if isinstance(last, Paragraph) else _start(depth)) + (
            "\\cell\n" if depth == 1 else "\\nestcell{\\nonesttables\\par}\n"
        )
    if depth == 1:
        return f"\\trowd\\trgaph108\\trleft0{edges}\n{content}\\pard\\intbl\\row\n"
    return f"{content}{_start(depth)}{{\\*\\nesttableprops\\trowd\\trgaph108\\trleft0{edges}\\nestrow}}{{\\nonesttables\\par}}\n"
