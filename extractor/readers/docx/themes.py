"""Fonts that a document names by its theme (ECMA-376 part 1, 17.3.2.26 and 20.1.4.1): they matter only where the theme's is a symbol font."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from extractor.marks import symbol_family

_THEME_FONT: Final = re.compile(rb"<a:(major|minor)Font>\s*<a:latin\s[^>]*?typeface=\"([^\"<&]+)\"")
_FONTS: Final = re.compile(rb"<w:rFonts\s[^>]*Theme=[^>]*>")
_THEMED: Final = re.compile(rb"w:(ascii|hAnsi)Theme=\"(major|minor)(?:Ascii|HAnsi)\"")


def with_theme_fonts(data: bytes, theme: Callable[[], bytes | None]) -> bytes:
    """A part in which symbol fonts of the theme stand by their names; `theme` gives the bytes of the theme, and is asked only where the part refers to it."""
    if b'Theme="m' not in data:
        return data
    found: list[tuple[bytes, bytes]] = _THEME_FONT.findall(theme() or b"")
    named = {which: name for which, name in found if symbol_family(name.decode("utf-8", "replace")) is not None}

    def resolved(match: re.Match[bytes]) -> bytes:
        element = match[0]
        for letters, which in _THEMED.findall(element):
            if which in named:
                # The theme's font supersedes the one beside it.
                element = re.sub(rb"\sw:" + letters + rb"=\"[^\"]*\"", b"", element)
                element = re.sub(rb"w:" + letters + rb"Theme=\"[^\"]*\"", b"w:" + letters + b'="' + named[which].replace(b"\\", rb"\\") + b'"', element)
        return element

    return _FONTS.sub(resolved, data) if named else data
