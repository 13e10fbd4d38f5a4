"""What the utility classes of Tailwind and Bootstrap say, whose style sheets pages load from elsewhere.

Their names are their declarations, so that a page can be read without the sheet. Only pages that load one of the two are read so.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.markup.selectors import Declarations

LOADS_UTILITIES = re.compile(r"<(?:link|script)\b[^>]*(?:tailwind|bootstrap)", re.IGNORECASE)
_PLAIN: dict[str, tuple[str, str]] = {
    "hidden": ("display", "none"),
    "d-none": ("display", "none"),
    "invisible": ("visibility", "hidden"),
    "grid": ("display", "grid"),
    "d-grid": ("display", "grid"),
    "flex": ("display", "flex"),
    "d-flex": ("display", "flex"),
    "inline-flex": ("display", "inline-flex"),
    "d-inline-flex": ("display", "inline-flex"),
    "inline-block": ("display", "inline-block"),
    "d-inline-block": ("display", "inline-block"),
    "flex-col": ("flex-direction", "column"),
    "flex-column": ("flex-direction", "column"),
    "flex-wrap": ("flex-wrap", "wrap"),
    "flex-1": ("flex", "1"),
    "flex-fill": ("flex", "1"),
    "justify-between": ("justify-content", "space-between"),
    "justify-content-between": ("justify-content", "space-between"),
    "col-span-full": ("grid-column", "1 / -1"),
    "w-full": ("width", "100%"),
    "w-100": ("width", "100%"),
    "w-1/2": ("width", "50%"),
    "w-50": ("width", "50%"),
    "font-bold": ("font-weight", "700"),
    "font-semibold": ("font-weight", "600"),
    "fw-bold": ("font-weight", "700"),
    "fw-semibold": ("font-weight", "600"),
    "font-normal": ("font-weight", "400"),
    "whitespace-pre-line": ("white-space", "pre-line"),
    "whitespace-pre-wrap": ("white-space", "pre-wrap"),
    "list-none": ("list-style-type", "none"),
    "list-unstyled": ("list-style-type", "none"),
    "border": ("border", "1px solid"),
    "border-2": ("border", "2px solid"),
    "bg-black": ("background", "#000"),
    "bg-dark": ("background", "#000"),
    "bg-primary": ("background", "#0d6efd"),
    "bg-white": ("background", "#fff"),
}
# `grid-cols-2`, `col-span-2`, `w-4` (a quarter of an em each), `bg-blue-600` (the higher the darker), `col-md-6` (of twelve).
_NUMBERED = re.compile(r"(grid-cols|col-span|w|h|size)-(\d{1,2})(?:\.5)?|(bg)-[a-z]+-(\d{3})|col(?:-(?:sm|md|lg|xl|xxl))?-(\d{1,2})")
# A wide window's variants hold, those of states do not.
_WIDE = re.compile(r"(?:sm|md|lg|xl|print):")


@lru_cache(maxsize=1_000)
def utilities(classes: str) -> Declarations:
    """What the classes of an element declare. Not to be changed."""
    found: Declarations = {}
    for name in classes.split():
        name = name[match.end() :] if (match := _WIDE.match(name)) else name
        if name in _PLAIN:
            key, value = _PLAIN[name]
            found[key] = value
        elif match := _NUMBERED.fullmatch(name):
            if match[1] == "grid-cols":
                found["grid-template-columns"] = f"repeat({match[2]}, 1fr)"
            elif match[1] == "col-span":
                found["grid-column"] = f"span {match[2]}"
            elif match[1]:
                for side in {"w": ("width",), "h": ("height",)}.get(match[1], ("width", "height")):
                    found[side] = f"{int(match[2]) / 4}rem"
            elif match[3]:
                found["background"] = "#444" if int(match[4]) >= 400 else "#eee"
            elif 0 < int(match[5]) <= 12:
                found["width"] = f"{int(match[5]) * 100 / 12:.2f}%"
    return found
