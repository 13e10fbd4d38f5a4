"""Words, and names in other notations, that stand for a mark or its state."""

from __future__ import annotations

from extractor.text import fold

_SAID_YES = (
    "yes y yep oui si sí s sim ja j jah joo kyllä jā taip igen tak ano áno da ναι evet bəli ha po ya iya có vâng oo opo eny ndiyo "
    "да иә ооба тийм так так ҳа ха კი այո כן نعم بله بلی हाँ हां হ্যাঁ ใช่ はい 是 有 対象 예 네 있음 "
    "true vrai verdadero verdadeiro wahr vero checked selected ticked marked on an ein activé activado applicable aplicable anwendbar applies включено"
)
_SAID_NO = (
    "no n nope non não nao nein nee nej nei ei nē ne nem nie όχι hayır xeyr jo yo yoq yo'q tidak không hindi tsia hapana "
    "нет не жоқ жок үгүй ні нә არა ոչ לא لا نه خیر नहीं না ไม่ใช่ ไม่ いいえ 否 无 無 不是 非 対象外 아니요 아니오 없음 "
    "false faux falso falsch unchecked unselected unticked unmarked off aus désactivé desactivado выключено"
)
YES: frozenset[str] = frozenset(fold(word) for word in _SAID_YES.split())
SAID = (*_SAID_YES.split(), *_SAID_NO.split())
"""All of them, as they are written."""
_SAID_NO_IN_WORDS = (
    "not applicable",
    "n/a",
    "non applicable",
    "no aplicable",
    "nicht anwendbar",
    "does not apply",
    "not ticked",
    "not selected",
    "not checked",
)
NO: frozenset[str] = frozenset(fold(word) for word in (*_SAID_NO.split(), *_SAID_NO_IN_WORDS))
assert not YES & NO

# Figures and signs that say yes and no beside each other; by themselves they are figures and signs.
PAIRED_YES = frozenset(("1", "+", "➕", "v", "√"))
PAIRED_NO = frozenset(("0", "-", "−", "–", "—", "➖", "x", "×"))

# LaTeX: amssymb, wasysym, pifont, MnSymbol, stix.
LATEX: dict[str, str] = {
    **dict.fromkeys(("square", "Square", "Box", "largesquare", "mdlgwhtsquare", "mdwhtsquare", "openbox"), "☐"),
    **dict.fromkeys(("boxtimes", "XBox", "CrossedBox", "crossedbox", "boxtimes"), "☒"),
    **dict.fromkeys(("CheckedBox", "checkedbox", "boxcheck", "Checkedbox"), "☑"),
    **dict.fromkeys(("blacksquare", "mdlgblksquare", "smblksquare"), "■"),
    **dict.fromkeys(("checkmark", "Checkmark", "CheckmarkBold"), "✓"),
    **dict.fromkeys(("XSolid", "XSolidBrush"), "✗"),
    **dict.fromkeys(("bigcirc", "Circle", "ocircle"), "○"),
    **dict.fromkeys(("CIRCLE", "newmoon", "bigblackcircle"), "●"),
}
# Names of emoji (GitHub, Slack, Teams) that are boxes, ticks or crosses.
SHORTCODES: dict[str, str] = {
    **dict.fromkeys(("white_check_mark", "ballot_box_with_check", "negative_squared_cross_mark", "white_heavy_check_mark"), "☑"),
    **dict.fromkeys(("white_large_square", "white_medium_square", "white_small_square", "white_medium_small_square", "white_square"), "☐"),
    **dict.fromkeys(("black_square_button", "white_square_button"), "☐"),
    **dict.fromkeys(("black_large_square", "black_medium_square", "black_medium_small_square"), "■"),
    **dict.fromkeys(("heavy_check_mark", "check_mark", "check"), "✔"),
    **dict.fromkeys(("x", "heavy_multiplication_x", "cross_mark"), "❌"),
    **dict.fromkeys(("green_circle", "large_green_circle"), "🟢"),
    **dict.fromkeys(("red_circle", "large_red_circle"), "🔴"),
    **dict.fromkeys(("green_square", "large_green_square"), "🟩"),
    **dict.fromkeys(("red_square", "large_red_square"), "🟥"),
    **dict.fromkeys(("thumbsup", "+1"), "👍"),
    **dict.fromkeys(("thumbsdown", "-1"), "👎"),
    "radio_button": "◉",
    "white_circle": "○",
    "black_circle": "●",
    "o": "⭕",
}
# Templates of wikis and of Jira, within their signs.
TEMPLATES: dict[str, str] = {
    **dict.fromkeys(("tick", "yes", "y", "check", "done", "checked", "checkbox|checked", "ja", "oui", "aye", "tick green", "cby"), "✓"),
    **dict.fromkeys(("cross", "no", "n", "x mark", "xmark", "nein", "non", "nay", "cross red"), "✗"),
    **dict.fromkeys(("unchecked", "checkbox", "checkbox|unchecked", "empty box"), "☐"),
}
