"""What LaTeX inside Markdown shows: OCR services write boxes, signs and fonts as formulas."""

from __future__ import annotations

import re

# Boxes and ticks as they are named by LaTeX, amssymb, wasysym, pifont, MnSymbol and stix.
_SIGNS = {
    **dict.fromkeys(("square", "Square", "Box", "Large\\square", "largesquare", "mdlgwhtsquare", "mdwhtsquare"), "☐"),
    **dict.fromkeys(("boxtimes", "XBox", "CrossedBox", "crossedbox"), "☒"),
    **dict.fromkeys(("CheckedBox", "checkedbox", "boxcheck", "Checkedbox"), "☑"),
    **dict.fromkeys(("blacksquare", "mdlgblksquare", "smblksquare"), "■"),
    **dict.fromkeys(("checkmark", "Checkmark", "CheckmarkBold"), "✓"),
    **dict.fromkeys(("XSolid", "XSolidBrush"), "✗"),
    **dict.fromkeys(("bigcirc", "Circle", "ocircle"), "○"),
    **dict.fromkeys(("CIRCLE", "newmoon", "bigblackcircle"), "●"),
    "odot": "⊙",
    "bullet": "•",
    "circ": "°",
    "leq": "≤",
    "le": "≤",
    "leqslant": "≤",
    "geq": "≥",
    "ge": "≥",
    "geqslant": "≥",
    "lt": "<",
    "gt": ">",
    "times": "×",
    "pm": "±",
    "approx": "≈",
    "sim": "~",
    "cdot": "·",
    "ldots": "…",
    "dots": "…",
    "rightarrow": "→",
    "to": "→",
    "euro": "€",
    "EUR": "€",
    "pounds": "£",
    "yen": "¥",
    "S": "§",
    "quad": " ",
    "qquad": " ",
    "left": "",
    "right": "",
    "displaystyle": "",
    "hspace": "",
    "newline": " ",
    "textdollar": "$",
    "textasciitilde": "~",
    "textbackslash": "\\",
    "textbar": "|",
    "textendash": "–",
    "textemdash": "—",
}
# Bare in running text (without dollars) only what nobody writes otherwise.
_BARE = frozenset(name for name, sign in _SIGNS.items() if sign in "☐☒☑■✓✗○●") | {"euro", "textdollar"}
_FONTS = frozenset(
    (
        "textbf",
        "textit",
        "textrm",
        "texttt",
        "textsf",
        "textsc",
        "textmd",
        "textup",
        "textnormal",
        "text",
        "mathbf",
        "mathrm",
        "mathit",
        "mathsf",
        "mathtt",
        "boldsymbol",
        "mbox",
        "emph",
        "underline",
        "uline",
        "operatorname",
        "bm",
    )
)
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*|\\([,;:!> ])|\\(.)|([{}~])|\^\{?([0-9*†]+)\}?|_\{?([0-9]+)\}?|([\^_])")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_MATHEMATICAL = re.compile(r"\\[A-Za-z%$&#{}_,;]|[\^_]\{?[0-9*†]|^[☐☒☑■□]+$")


def command(source: str) -> str:
    """What a bare command such as `\\square` or `\\textbf{Gift}` shows; unknown commands stay as they are."""
    name, _, rest = source[1:].partition("{")
    if rest:
        if name in _FONTS:
            inner = formula(rest[:-1])
            return rest[:-1] if inner is None else inner
        return _SIGNS[name] + "{" + rest if name in _BARE else source
    return _SIGNS[name] if name in _BARE else source


def formula(source: str) -> str | None:
    """The plain text of a formula (without its dollar signs); None where it is none (two amounts in dollars) or holds what has no plain text."""
    if not _MATHEMATICAL.search(source):
        return None
    unknown = False

    def show(match: re.Match[str]) -> str:
        nonlocal unknown
        name, space, escaped, brace, above, below, loose = match.groups()
        if name is not None:
            if name in _SIGNS:
                return _SIGNS[name]
            if name in _FONTS:
                return ""
            unknown = True
            return match.group()
        if space is not None:
            return " "
        if escaped is not None:
            return str(escaped)
        if brace is not None:
            return " " if brace == "~" else ""
        if above is not None:
            return str(above).translate(_RAISED)
        if below is not None:
            return str(below).translate(_LOWERED)
        return str(loose)

    plain = _COMMAND.sub(show, source)
    return None if unknown else plain
