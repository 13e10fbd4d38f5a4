"""Boxes that are typed with the characters of a keyboard, and those of other notations left in a text: escapes, entities, names."""

from __future__ import annotations

import re
from html import unescape

from extractor.marks.glyphs import SHAPES
from extractor.marks.words import LATEX, SHORTCODES, TEMPLATES

# The letter in a box may be a tick or cross character, a ring or a dot. "(v)" counts paragraphs, "[v]" ticks a box.
_NOT_V = r"[xXхХｘＸ✓✔✗✘✕✖×√*•●■○+]"
_INNER = r"[xXхХｘＸ✓✔✗✘✕✖×√vV*•●■○+]"
_WORD = r"[^\W\d_]{2,4}|[^\x00-\x7f]"
# [x] [ ] [] [_] [yes] (x) ( ) {x} <x> ［x］ （○） 【√】, and blanks with or without a letter in them: __x__ ___ x____ .
TYPED = rf"""
    \\?\[\s?(?P<square>{_INNER}|_{{1,3}}|\s{{0,6}})\s?\\?\]
  | \[\s?(?P<part>[-–−~/.])\s?\]
  | \[(?P<said>[YyNn]|{_WORD})\]
  | [［【〔](?P<wide>\s?{_NOT_V}\s?|\s{{0,4}}|[-ー])[］】〕]
  | （(?P<curved>\s?{_NOT_V}\s?|\s{{1,4}})）
  | \((?P<round>\s?{_NOT_V}\s?|\s{{1,6}}|_{{1,3}}|/)\)
  | (?<![\w)\]])[(\[](?P<ring>[oO0])[)\]](?![\w(\[])
  | \{{(?P<brace>\s?{_INNER}\s?|\s{{1,3}})\}}
  | <(?P<angle>\s?[xX✓✔✗✘]\s?|\s{{1,2}})>
  | \A(?P<lead>_{{1,2}})(?=[ \u00a0]+\w)
  | (?<![\w_])(?P<blank>_{{1,8}}\s?{_INNER}\s?_{{1,8}}|_{{2,8}}{_INNER}|{_INNER}_{{2,8}}|_{{3,6}})(?![\w_])
  | (?<![\w=])=(?P<equals>\s?[xX]\s?|\s{{1,3}}|_{{1,3}})=(?![\w=])
"""
KINDS = ("square", "said", "part", "wide", "curved", "round", "ring", "brace", "angle", "lead", "blank", "equals")

_ENTITY = r"&(?:\#\d{2,7}|\#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,24});"
_NAMES = "|".join(sorted(LATEX, key=len, reverse=True))
_TEMPLATES = "|".join(re.escape(name) for name in sorted(TEMPLATES, key=len, reverse=True))
_CODES = "|".join(re.escape(name) for name in sorted(SHORTCODES, key=len, reverse=True))
_LEFT = re.compile(
    rf"(?P<entity>{_ENTITY})|\\u\{{?(?P<code>-?[0-9a-fA-F]{{4,5}})\}}?(?P<question>\?)?|\\U(?P<long>000[0-9a-fA-F]{{5}})|\\[xX]\{{(?P<braced>[0-9a-fA-F]{{4,5}})\}}"
    rf"|\$?\\(?P<latex>{_NAMES})(?![A-Za-z])(?:\{{\}})?\$?|\{{\{{\s*(?P<template>{_TEMPLATES})\s*\}}\}}|(?<![\w:]):(?P<short>{_CODES}):(?![\w:])"
)
_PRIVATE = range(0xF020, 0xF100)


def _shown(match: re.Match[str]) -> str:
    found = ""
    if entity := match["entity"]:
        found = unescape(unescape(entity))
    elif name := match["latex"]:
        return LATEX[name]
    elif name := match["template"]:
        return TEMPLATES[name]
    elif name := match["short"]:
        return SHORTCODES[name]
    else:
        digits = match["code"] or match["long"] or match["braced"]
        codes = []
        if match["code"] and digits.lstrip("-").isdigit():
            # RTF writes \u9746? in decimal, and beyond 32767 as a negative number (RTF 1.9.1, Unicode RTF).
            codes = [int(digits) % 65536]
        if not digits.startswith("-"):
            codes.insert(len(codes) if match["question"] else 0, int(digits, 16))
        found = next((chr(code) for code in codes if 0x80 <= code < 0x110000 and (chr(code) in SHAPES or code in _PRIVATE)), "")
    return found if found in SHAPES or (found and ord(found[0]) in _PRIVATE) else match.group()


def unescaped(text: str) -> str:
    """The text with the boxes that are left of another notation as characters: `&#9746;`, `\\u2612`, `\\boxtimes`, `:white_check_mark:`."""
    return _LEFT.sub(_shown, text)


MAY_BE_LEFT = re.compile(r"\{\{|&[#A-Za-z]|\\[A-Za-z]|:[a-z+-][a-z_0-9]*:")
"""What makes `unescaped` worth running."""
