"""Blocks of HTML inside Markdown: found here, laid out by `extractor.markup`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from extractor.document import Block
from extractor.readers.markdown import latex
from extractor.readers.markdown.source import Source

_OPENING = re.compile(r"\s*<(table|ul|ol|dl|form|fieldset|svg|select)\b", re.IGNORECASE)
_LONGEST = 20_000  # lines


def html_block(lines: Sequence[Source], start: int, pictures: list[str]) -> tuple[int, list[Block]] | None:
    """The HTML block that begins at `lines[start]`, as (index after it, blocks); None where the line begins none that has an end.

    What its pictures are called is added to `pictures`.
    """
    match = _OPENING.match(lines[start].text)
    if match is None:
        return None
    tag = match[1].lower()
    edge = re.compile(rf"<(/?){tag}\b", re.IGNORECASE)
    depth = 0
    chunk: list[str] = []
    for index in range(start, min(len(lines), start + _LONGEST)):
        text = lines[index].text
        for found in edge.finditer(text):
            depth += -1 if found[1] else 1
            if depth == 0:
                close = text.find(">", found.end()) + 1 or len(text)
                chunk.append(text[:close])
                rest = text[close:]
                if rest.strip():
                    chunk.append(rest)
                return index + 1, _laid_out(chunk, lines[start].number, pictures)
        chunk.append(text)
    if tag != "table":
        return None
    return len(chunk) + start, _laid_out(chunk, lines[start].number, pictures)


def _laid_out(chunk: list[str], number: int, pictures: list[str]) -> list[Block]:
    from extractor.markup import content_of

    content = content_of(as_html("\n".join(chunk)), number)
    pictures.extend(image.text for image in content.images)
    return list(content.blocks)


# Markdown inside HTML, which CommonMark leaves alone and people write all the same.
_PROTECTED = re.compile(
    r"""(?P<tag><[/!A-Za-z][^<>]*>)
      | (?P<box>\\?\[[ ]?[xX✓✔]?[ ]?\\?\](?!\()|(?<![\w_])_{1,3}[xX✓]_{1,3}(?!\w)|(?<!\w)_{3,}(?!\w))
      | \\(?P<escape>[!-/:-@\[-`{-~])
      | (?P<link>(?<!!)\[(?P<text>[^\[\]\n]{1,300})\]\((?P<target>[^\s()<>]{1,2000})\))
      | (?P<math>\$\$?(?=\S)(?P<formula>[^$\n]{0,200}[^$\s\\]|[^$\s\\])\$\$?(?!\d))
      | (?P<command>\\[A-Za-z]+)
      | (?P<address>(?:https?://|www\.)[^\s<>|`*]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)""",
    re.VERBOSE,
)
_STRONG = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1)[^\n]){1,400}?)(?<=\S)\1")
_STRESSED = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,400}?)(?<=\S)\1(?![\w*_])")
_ITEM_LINE = re.compile(r"^[ \t]*[-*+•][ \t]+(.+)$", re.MULTILINE)


def as_html(text: str) -> str:
    """HTML with the Markdown in it turned into HTML too."""
    kept: list[str] = []

    def keep(html: str) -> str:
        kept.append(html)
        return f"\ufdd3{len(kept) - 1}\ufdd4"

    def protect(match: re.Match[str]) -> str:
        if match["tag"] or match["address"] or match["box"]:
            return keep(match.group().replace("\\", "") if match["box"] else match.group())
        if match["escape"]:
            return keep(escape(match["escape"]))
        if match["link"]:
            return keep(f'<a href="{escape(match["target"], quote=True)}">') + match["text"] + keep("</a>")
        if match["command"]:
            return keep(escape(latex.command(match["command"])))
        plain = latex.formula(match["formula"])
        return match.group() if plain is None else keep(escape(plain))

    text = _PROTECTED.sub(protect, text)
    text = _STRONG.sub(r"<b>\2</b>", text)
    text = _STRESSED.sub(r"\2", text)
    text = text.replace("**", "")
    text = _ITEM_LINE.sub(r"<li>\1</li>", text)
    text = re.sub(r"\n[ \t]*\n", "\n<p>", text)
    return re.sub("\ufdd3(\\d+)\ufdd4", lambda match: kept[int(match[1])], text)
