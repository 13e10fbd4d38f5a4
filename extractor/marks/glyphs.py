"""The characters of Unicode that stand for selection marks, by how they look.

Blocks gone through: Geometric Shapes and their extension, Miscellaneous Symbols, Dingbats, Miscellaneous Symbols and Arrows, Miscellaneous Technical,
Mathematical Operators, Enclosed Alphanumerics and their supplement, Symbols for Legacy Computing, the emoji, and CJK.
"""

from __future__ import annotations

from typing import Literal

Shape = Literal["empty", "marked", "filled", "tick", "cross", "dot", "unclear"]
"""How a mark looks: an empty box, a box with something in it, a solid shape, a bare tick, a bare cross, a small solid shape that is often a bullet, a box
that is filled by half or otherwise tells no state."""

# A solid shape, tick or cross means checked beside an empty box of the same grid; what a grid makes of them alone is not decided here.
SHAPES: dict[str, Shape] = {
    # Squares and rectangles; 🔲 and 🔳 are both drawn as an empty square in a frame.
    **dict.fromkeys("☐□▢◻⬜◽▫🗆🞎🞏🞐🞑🞒🞓❏❐❑❒⎕▭▯⃞⌷⬚🔲🔳", "empty"),
    **dict.fromkeys("☑☒🗹🗷🗵⊠⊡▣▩▨▧▦▥▤🞔🞕🞖🮱⛝⮽⍓⌧⍯⧆⧇⧈◙🆇🅇", "marked"),
    **dict.fromkeys("■◼⬛▮🟥🟦🟧🟨🟩🟪🟫⯀", "filled"),
    **dict.fromkeys("⊞⊟◧◨◩◪◫⬒⬓⬔⬕⍁⍂⍰", "unclear"),
    # Circles. ⭕ and 〇 say yes where they stand beside crosses (see `parsers.alphabet`).
    **dict.fromkeys("○◯⚪⭘🔾⃝❍◌⚬🞅🞆🞇🞈🞉⭕〇", "empty"),
    **dict.fromkeys("◉⦿◎🔘🞊🞋☉⊙⊗⊛⨂⦻◍⊚⊕⛒⭙⮾⮿ⓧⓍ🅧🄧", "marked"),
    **dict.fromkeys("●⚫⬤🌑⏺🔴🔵🟠🟡🟢🟣🟤", "filled"),
    **dict.fromkeys("◐◑◒◓◔◕⊖⊘", "unclear"),
    # Diamonds and stars.
    **dict.fromkeys("◇⬦⋄◊☆✩⚝", "empty"),
    **dict.fromkeys("◈🞚🞛🞜", "marked"),
    **dict.fromkeys("◆⬥★⭐🌟✪", "filled"),
    # Ticks and crosses. ✅ beside ⬜ is a marked box, beside ❌ a yes.
    **dict.fromkeys("✓✔🗸√✅", "tick"),
    **dict.fromkeys("✗✘✕✖🗴🗶❌❎⨯⨉╳☓×🗙🞨🞩🞪🞫🞬🞭🞮🯀🮽", "cross"),
    **dict.fromkeys("▪◾•▸►", "dot"),
}

# Characters that are no mark in running text: they count only where they stand alone beside a label, as a box does.
ONLY_ALONE = frozenset("×√•▸►╳◎☉◌⊖⊘⊕⊚◊⋄◫▯⌷🗙🌑🌟")
LONE: dict[str, Shape] = {
    # A white shape and its black counterpart, by their names in Unicode.
    **dict.fromkeys("△▵▷▹▻▽▿◁◃◅⬡⬠⬨⬫⬭⬯⭔⭒♡♢♤♧⚐☏☺☼☖🏱🏳🤍", "empty"),
    **dict.fromkeys("▲▴▶▼▾◀◂◄⬢⬣⬟⬧⬪⬬⬮⭓⭑♥♦♠♣⚑☎☻☀☗🏲🏴❤🖤", "filled"),
    # What stands for yes or no by itself; レ is the tick of Japanese forms, 口 and 囗 are typed for □.
    **dict.fromkeys("👍👌💚🆗レﾚ∨", "tick"),
    **dict.fromkeys("👎⛔🚫", "cross"),
    **dict.fromkeys("囗口ロ", "empty"),
    **dict.fromkeys("xXхХｘＸ", "cross"),
}

GREEN, RED = frozenset("🟢🟩💚"), frozenset("🔴🟥")
"""Colours that say yes and no where both are seen."""
RINGS = frozenset("○◯〇⭕")
"""Radio buttons that are off, or the sign for yes."""
