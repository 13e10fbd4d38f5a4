"""Glyphs whose code tells nothing: symbol fonts without a chart, Type 3, private and control characters. They are looked at."""

from __future__ import annotations

from array import array
from dataclasses import replace

from extractor.document import Mark
from extractor.marks import symbol_family
from extractor.place import Box, Place
from extractor.readers.pdf.boxes import state_of
from extractor.readers.pdf.geometry import Turn
from extractor.readers.pdf.pixels import Camera
from extractor.readers.pdf.tokens import NAMELESS, Token

# A page with more kinds of unknown glyphs is set in a font whose text is lost altogether.
_MOST_KINDS = 24
# Fewer on a page are no grid of options.
_FEWEST = 3
_FEW_GLYPHS = 4
# A page with more boxes than this is a catalogue.
_MOST_LIARS = 120
# A glyph smaller than this share of its size is a bullet or a stop, larger than the other a picture.
_SMALLEST, _LARGEST = 0.35, 1.5
# A tick or cross is at least so wide and high.
_MARK_SIZE = 0.45


def read_unknown(tokens: list[Token], text_page: int, camera: Camera, turn: Turn) -> None:
    """Make marks of the unknown glyphs that look like boxes, in place."""
    part_of_text: set[tuple[str, str]] = set()
    if not tokens:
        return
    drawn = fonts_of_drawings(tokens)
    kinds: dict[tuple[str, str], list[Token]] = {}
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.glued or (after is not None and (after.glued or after.text[:1].isdigit())):
            if len(token.text) == 1 and (token.font in drawn or _unknown(token)):
                part_of_text.add((token.font, token.text))  # a letter or a currency sign that the font does not name
            continue
        if token.mark is None and len(token.text) == 1 and token.index >= 0 and (token.font in drawn or _unknown(token)):
            kinds.setdefault((token.font, token.text), []).append(token)
    for key in part_of_text:
        kinds.pop(key, None)
    if sum(map(len, kinds.values())) < _FEWEST or len(kinds) > _MOST_KINDS:
        return
    seen: dict[tuple[str, str], tuple[bool | None, str]] = {}
    for key, members in kinds.items():
        look = _look(members[0], text_page, camera, turn)
        if look is not None:
            seen[key] = look
    for key in kinds:
        # What stands where the others have an empty box, of the font of those boxes, is a mark made in its place.
        if key not in seen and key[0] in drawn and sum(1 for font, _ in kinds if font == key[0]) == 2:
            if any(font == key[0] and state is False for (font, _), (state, _) in seen.items()):
                if _as_large(kinds[key][0], text_page, camera, turn):
                    seen[key] = True, "mark"
    empty = [key for key, (checked, _) in seen.items() if checked is False]
    # Two codes that look alike: the font lacks one or both and shows its substitute, mostly a narrow frame, so the picture says nothing.
    lost = {
        key
        for key in empty
        if len(empty) > 1 and (narrow(kinds[key][0]) or any(other != key and other[0] == key[0] and not narrow(kinds[other][0]) for other in empty))
    }
    for key, (checked, raw) in seen.items():
        if raw == "filled" and not empty:
            continue
        state = None if key in lost else checked
        for token in kinds[key]:
            token.mark = Mark(checked=state, raw=f"glyph of {raw}", method="glyph", confidence=0.8, place=Place(box=token.box))


def fonts_of_drawings(tokens: list[Token]) -> set[str]:
    """The fonts of which a few glyphs are used: those may be anything, whatever letters their codes are.

    A font without a name may so hide any letters; one with a name has them alone between spaces, as no script is written: without a map to Unicode
    (ISO 32000-1, 9.10.2) the number of a glyph is taken for its character.
    """
    letters: dict[str, set[str]] = {}
    words = set()
    for token in tokens:
        font = token.font
        letters.setdefault(font, set()).update(token.text)
        if len(token.text) > 1 or token.mark is not None or not _far(token.text):
            words.add(font)
    return {font for font, used in letters.items() if len(used) <= _FEW_GLYPHS and (font.startswith(NAMELESS) or font not in words)}


def _far(character: str) -> bool:
    """Whether it is a letter of a script in which no letter is a word, or none at all: not Latin, Greek or Cyrillic, Chinese, Japanese or Korean."""
    return character > "\u052f" and not (
        "\u1100" <= character <= "\u11ff" or "\u2000" <= character <= "\u2bff" or "\u2e80" <= character <= "\ud7ff" or character > "\uf8ff"
    )


def read_liars(tokens: list[Token], text_page: int, camera: Camera, turn: Turn) -> None:
    """Where all the box characters of a page say the same, look at them: a font may give one Unicode to the empty and to the marked box."""
    marks = [t for t in tokens if t.mark is not None and t.mark.method == "glyph" and t.index >= 0 and len(t.text) == 1]
    if len(marks) < _FEWEST or len(marks) > _MOST_LIARS or len({t.mark.checked for t in marks if t.mark is not None}) != 1:
        return
    looks = [_look(token, text_page, camera, turn) for token in marks]
    states = {look[0] for look in looks if look is not None}
    if not {True, False} <= states:
        return
    for token, look in zip(marks, looks, strict=True):
        assert token.mark is not None
        token.mark = replace(token.mark, checked=look[0] if look is not None else None, raw=f"glyph of {look[1]}" if look else token.mark.raw, confidence=0.8)


def narrow(token: Token) -> bool:
    """Whether a glyph is as narrow as the frame that fonts show for what they lack."""
    return token.x1 - token.x0 < 0.5 * token.size


def _unknown(token: Token) -> bool:
    character = token.text
    if character < " " or character == "\ufffd" or "\ue000" <= character <= "\uf8ff":
        return True
    return symbol_family(token.font) is not None and token.text != "•"


def _as_large(token: Token, text_page: int, camera: Camera, turn: Turn) -> bool:
    """Whether a glyph is of a tick's or a cross's size, and no dash, dot or letter of a narrow kind."""
    box = _ink(token, text_page, camera, turn)
    return box is not None and all(_MARK_SIZE <= side / token.size <= _LARGEST for side in (box.x1 - box.x0, box.bottom - box.top))


def _ink(token: Token, text_page: int, camera: Camera, turn: Turn) -> Box | None:
    """The exact bounding box of a lone glyph on the upright page."""
    numbers = array("d", bytes(32))
    a = numbers.buffer_info()[0]
    if not camera.lib.FPDFText_GetCharBox(text_page, token.index, a, a + 8, a + 16, a + 24):
        return None
    left, right, bottom, top = numbers
    return Box(*turn.box(left, top, right, bottom))


def _look(token: Token, text_page: int, camera: Camera, turn: Turn) -> tuple[bool | None, str] | None:
    """What a glyph looks like: empty box, marked box, filled; None where it is no box."""
    box = _ink(token, text_page, camera, turn)
    if box is None:
        return None
    wide, high = box.x1 - box.x0, box.bottom - box.top
    size = token.size
    if not (_SMALLEST * size <= high <= _LARGEST * size and 0.22 * size <= wide <= _LARGEST * size and 0.35 <= wide / high <= 1.7):
        return None
    seen = turn.seen(box)
    inner = Box(seen.x0 + 0.1 * wide, seen.top + 0.1 * high, seen.x1 - 0.1 * wide, seen.bottom - 0.1 * high)
    if not camera.lighter_than_ground(seen):
        whole = camera.look(seen)
        if whole.ink > 0.85:
            return True, "filled"
        if not camera.rimmed(seen):
            return None
    elif camera.look(inner).ink > 0.5:
        return None
    inside = Box(box.x0 + 0.22 * wide, box.top + 0.22 * high, box.x1 - 0.22 * wide, box.bottom - 0.22 * high)
    return state_of(camera.look(turn.within(inside)), False)
