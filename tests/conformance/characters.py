"""Marks that are characters: of Unicode, typed with a keyboard, left of a lost font or of another notation, and words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tests.conformance.flowing import LAYOUTS, boxed, text_form
from tests.conformance.kinds import MARKED, Kind

# (id, title, checked, empty); the layouts take turns.
_READ = (
    ("ballot-x", "☒ and ☐", "☒", "☐"),
    ("ballot-tick", "☑ and ☐", "☑", "☐"),
    ("ballot-tick-emoji", "☑️ and ◻️ with variation selectors", "☑\ufe0f", "◻\ufe0f"),
    ("squares", "■ and □", "■", "□"),
    ("squares-medium", "◼ and ◻", "◼", "◻"),
    ("squares-large", "⬛ and ⬜", "⬛", "⬜"),
    ("squares-small", "◾ and ◽ after their labels", "◾", "◽"),
    ("squares-hatched", "▩ and □", "▩", "□"),
    ("squares-in-squares", "▣ and ▢", "▣", "▢"),
    ("squares-green", "🟩 and ⬜", "🟩", "⬜"),
    ("squares-green-red", "🟩 and 🟥", "🟩", "🟥"),
    ("square-centred", "⯀ and □", "⯀", "□"),
    ("square-operators", "⊠ and □", "⊠", "□"),
    ("square-asterisk", "⧆ and □", "⧆", "□"),
    ("square-bold", "🞕 and 🞎", "🞕", "🞎"),
    ("square-inverse", "◙ and □", "◙", "□"),
    ("circles", "● and ○", "●", "○"),
    ("circles-large", "⬤ and ◯", "⬤", "◯"),
    ("circles-emoji", "⚫ and ⚪", "⚫", "⚪"),
    ("circles-blue", "🔵 and ⚪", "🔵", "⚪"),
    ("circles-red", "🔴 and ⚪", "🔴", "⚪"),
    ("circles-green-red", "🟢 and 🔴", "🟢", "🔴"),
    ("circles-fisheye", "◉ and ○", "◉", "○"),
    ("circles-bullseye", "◎ and ○", "◎", "○"),
    ("circles-radio-button", "🔘 and ⚪", "🔘", "⚪"),
    ("circles-times", "⊗ and ○", "⊗", "○"),
    ("circles-saltire", "⛒ and ◯", "⛒", "◯"),
    ("circled-x", "ⓧ and ○", "ⓧ", "○"),
    ("rings-emoji", "⭕ for yes and ❌ for no", "⭕", "❌"),
    ("rings-ideographic", "〇 for yes and × for no", "〇", "×"),
    ("ticks-and-crosses", "✓ for yes and ✗ for no", "✓", "✗"),
    ("ticks-and-crosses-heavy", "✔ for yes and ✘ for no", "✔", "✘"),
    ("ticks-and-crosses-emoji", "✅ for yes and ❌ for no", "✅", "❌"),
    ("tick-emoji", "✅ and ⬜", "✅", "⬜"),
    ("tick-beside-boxes", "✓ in the place of ☐", "✓", "☐"),
    ("tick-root", "√ and □", "√", "□"),
    ("tick-katakana", "レ and □", "レ", "□"),
    ("cross-emoji", "❎ and ⬜", "❎", "⬜"),
    ("cross-saltire", "☓ and □", "☓", "□"),
    ("cross-ballot-script", "🗴 and ☐", "🗴", "☐"),
    ("boxes-ballot-bold", "🗹 and ☐", "🗹", "☐"),
    ("boxes-ballot-light", "⮽ and ☐", "⮽", "☐"),
    ("diamonds", "◆ and ◇", "◆", "◇"),
    ("diamonds-in-diamonds", "◈ and ◇", "◈", "◇"),
    ("diamonds-suits", "♦ and ♢", "♦", "♢"),
    ("stars", "★ and ☆", "★", "☆"),
    ("star-emoji", "⭐ and ☆", "⭐", "☆"),
    ("hexagons", "⬢ and ⬡", "⬢", "⬡"),
    ("triangles", "▲ and △", "▲", "△"),
    ("flags", "⚑ and ⚐", "⚑", "⚐"),
    ("faces", "☻ and ☺", "☻", "☺"),
    ("thumbs", "👍 and 👎", "👍", "👎"),
    ("thumb-and-box", "👍 and ☐", "👍", "☐"),
    ("squared-letters", "🆇 and ☐", "🆇", "☐"),
    ("technical-quads", "⌧ and ⎕", "⌧", "⎕"),
    ("enclosed-square", "x in U+20DE", "x\u20de", "\u00a0\u20de"),
    ("struck-box", "☐ struck through with U+0338", "☐\u0338", "☐"),
    ("tick-on-box", "a tick typed right beside its box", "☐✓", "☐"),
    ("x-on-box", "an x typed right beside its box", "[ ]x", "[ ]"),
    ("mouth-for-box", "■ and 口", "■", "口"),
    ("fullwidth-brackets", "［ｘ］ and ［　］", "［ｘ］", "［　］"),
    ("fullwidth-parentheses", "（○） and （　）", "（○）", "（　）"),
    ("lenticular-brackets", "【√】 and 【　】", "【√】", "【　】"),
    ("typed-square", "[x] and [ ]", "[x]", "[ ]"),
    ("typed-square-capital", "[X] and []", "[X]", "[]"),
    ("typed-square-blank", "[X] and [_]", "[X]", "[_]"),
    ("typed-square-wide", "[ x ] and [   ]", "[ x ]", "[   ]"),
    ("typed-square-uneven", "[X ] and [  ]", "[X ]", "[  ]"),
    ("typed-square-star", "[*] and [ ]", "[*]", "[ ]"),
    ("typed-square-tick", "[√] and [ ]", "[√]", "[ ]"),
    ("typed-square-both", "[✓] and [✗]", "[✓]", "[✗]"),
    ("typed-square-ring", "[o] and [ ]", "[o]", "[ ]"),
    ("typed-square-words", "[yes] and [no]", "[yes]", "[no]"),
    ("typed-square-letters", "[Y] and [N]", "[Y]", "[N]"),
    ("typed-round", "(x) and ( )", "(x)", "( )"),
    ("typed-round-star", "(*) and ( )", "(*)", "( )"),
    ("typed-round-ring", "(o) and ( )", "(o)", "( )"),
    ("typed-round-radio", "(●) and (○)", "(●)", "(○)"),
    ("typed-brace", "{x} and { }", "{x}", "{ }"),
    ("typed-angle", "<x> and < >", "<x>", "< >"),
    ("typed-bars", "|x| and | |", "|x|", "| |"),
    ("typed-blank", "_x_ and ___", "_x_", "___"),
    ("typed-blank-wide", "__x__ and _____", "__x__", "_____"),
    ("typed-blank-one-side", "x____ and _____", "x____", "_____"),
    ("mojibake-windows", "UTF-8 read as Windows-1252", "â˜’", "â˜\x90"),
    ("mojibake-windows-spaces", "UTF-8 read as Windows-1252, a no-break space lost", "â– ", "â–¡"),
    ("mojibake-latin", "UTF-8 read as ISO 8859-1", "â\x98\x92", "â\x98\x90"),
    ("mojibake-macintosh", "UTF-8 read as Mac Roman", "‚òí", "‚òê"),
    ("mojibake-dos", "UTF-8 read as code page 850", "ÔÿÆ", "ÔÿÉ"),
    ("mojibake-replaced", "UTF-8 read as Windows-1252, unassigned bytes replaced", "â˜’", "â˜\ufffd"),
    ("mojibake-private", "Wingdings codes in UTF-8 read as Windows-1252", "ïƒ¾", "ï‚¨"),
    ("private-use", "U+F0FE and U+F0A8 in a font for text", "\uf0fe", "\uf0a8"),
    ("entity-decimal", "entities left in the text", "&#9746;", "&#9744;"),
    ("entity-hexadecimal", "entities in hexadecimal left in the text", "&#x2612;", "&#x2610;"),
    ("entity-twice", "entities escaped twice", "&amp;#9746;", "&amp;#9744;"),
    ("escape-unicode", "\\u2612 and \\u2610", "\\u2612", "\\u2610"),
    ("escape-rtf", "RTF's \\u9746? and \\u9744?", "\\u9746?", "\\u9744?"),
    ("latex", "LaTeX's $\\boxtimes$ and $\\square$", "$\\boxtimes$", "$\\square$"),
    ("latex-bare", "LaTeX's \\CheckedBox and \\Square", "\\CheckedBox", "\\Square"),
    ("shortcode", "names of emoji", ":white_check_mark:", ":white_large_square:"),
    ("shortcode-both", "names of emoji for yes and no", ":heavy_check_mark:", ":x:"),
    ("typed-equals", "=x= and = =", "=x=", "= ="),
    ("plus-and-minus", "+ and −", "+", "−"),
    ("plus-and-hyphen", "+ and -", "+", "-"),
    ("typed-square-plus", "[+] and [-]", "[+]", "[-]"),
    ("squares-tiny", "▪ and ▫", "▪", "▫"),
)
# Words stand after their labels, as people write them.
_WORDS = (
    ("words-english", "Yes and No", "Yes", "No"),
    ("words-initials", "Y and N", "Y", "N"),
    ("words-french", "Oui and Non", "Oui", "Non"),
    ("words-spanish", "Sí and No", "Sí", "No"),
    ("words-chinese", "是 and 否", "是", "否"),
    ("words-japanese", "はい and いいえ", "はい", "いいえ"),
    ("words-russian", "Да and Нет", "Да", "Нет"),
    ("words-arabic", "نعم and لا", "نعم", "لا"),
    ("words-hebrew", "כן and לא", "כן", "לא"),
    ("words-logical", "TRUE and FALSE", "TRUE", "FALSE"),
    ("words-switch", "ON and OFF", "ON", "OFF"),
    ("pair-boxes-after", "Yes [x] No [ ]", "Yes [x] No [ ]", "Yes [ ] No [x]"),
    ("pair-boxes-before", "☒ Yes ☐ No", "☒ Yes ☐ No", "☐ Yes ☒ No"),
    ("pair-boxes-slash", "Yes ☒ / No ☐", "Yes ☒ / No ☐", "Yes ☐ / No ☒"),
)
_LOST = (
    ("lost-wingdings-x", "Wingdings þ and ¨ without the font", "þ", "¨"),
    ("lost-wingdings-cross", "Wingdings ý and ¨ without the font", "ý", "¨"),
    ("lost-wingdings-round", "Wingdings þ and o without the font", "þ", "o"),
    ("lost-wingdings-filled", "Wingdings n and q without the font", "n", "q"),
    ("lost-wingdings-tick", "Wingdings ü and û without the font", "ü", "û"),
    ("lost-wingdings2", "Wingdings 2 R and £ without the font", "R", "£"),
    ("lost-webdings", "Webdings g and c without the font", "g", "c"),
    ("lost-zapfdingbats", "ZapfDingbats 8 and o without the font", "8", "o"),
)
# What no careful person could tell.
_UNTOLD: Mapping[str, bool | None] = dict.fromkeys(MARKED)
_CHECKED_UNTOLD: Mapping[str, bool | None] = {pointer: None for pointer, state in MARKED.items() if state}
_UNCLEAR: tuple[tuple[str, str, str, str, Mapping[str, bool | None]], ...] = (
    ("rings-and-crosses", "○ and ×, which say on and off in some countries and off and on in others", "○", "×", _UNTOLD),
    ("letters-v-and-x", "v and x", "v", "x", _UNTOLD),
    ("letters-o-and-x", "O and X after their labels", "O", "X", _UNTOLD),
    ("one-solid-shape", "■ beside every option", "■", "■", _UNTOLD),
    ("half-filled", "⊟ beside ☐", "⊟", "☐", _CHECKED_UNTOLD),
    ("unknown-sign", "⍾ beside ☐", "⍾", "☐", _CHECKED_UNTOLD),
    ("dash-in-brackets", "[-] beside [ ]", "[-]", "[ ]", _CHECKED_UNTOLD),
    ("pair-unmarked", "Yes / No with neither marked", "Yes / No", "Yes / No", _UNTOLD),
)


def _bytes(checked: str, empty: str, layout: int) -> bytes:
    return text_form(boxed(lambda state: checked if state else empty), LAYOUTS[layout]).encode()


def _kind(name: str, title: str, checked: str, empty: str, layout: int, differs: Mapping[str, bool | None] | None = None) -> Kind:
    differs = differs or {}
    codes = {pointer: "unreadable-mark" for pointer, state in differs.items() if state is None}
    if differs.get("/practice_type/existing_practice", True) is None:
        codes["/practice_type"] = "practice-type-not-single"
    make = partial(_bytes, checked, empty, layout)
    return Kind(f"character-{name}", title, f"character-{name}.txt", make, LAYOUTS[layout], differs, codes)


KINDS: tuple[Kind, ...] = (
    *(_kind(name, title, checked, empty, 2 if name == "squares-small" else number % 3) for number, (name, title, checked, empty) in enumerate(_READ)),
    *(_kind(name, title, checked, empty, 2) for name, title, checked, empty in (*_WORDS, *_LOST)),
    *(_kind(name, title, checked, empty, 2, differs) for name, title, checked, empty, differs in _UNCLEAR),
)
