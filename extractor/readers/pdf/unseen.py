"""Text that is on a page and that its reader does not see: under a dark rectangle, white on white, in a layer that is switched off; and buttons' captions."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.place import Box
from extractor.readers.pdf.drawings import Shape
from extractor.readers.pdf.geometry import Turn
from extractor.readers.pdf.pixels import Camera
from extractor.readers.pdf.tokens import Shelf, Token

# What is darker than this (luminance) may be a bar over text; a header's ground is too, and its text is seen.
_DARK = 0.5
# Nobody sees a text that differs from its ground by so little (grey values of 256).
_FLAT = 12
# A button's caption: so many characters, and no wider beside its frame than so many times its size.
_CAPTION, _ROOM = 24, 6.0


def part_unseen(tokens: list[Token], shapes: Sequence[Shape], layered: bool, camera: Camera, turn: Turn) -> tuple[list[Token], list[Token]]:
    """The tokens that are seen, and those that are not. Only text that may be unseen is looked at: all of it where the file has layers (`layered`)."""
    bars = [s for s in shapes if s.fill is not None and s.fill < _DARK and s.x1 - s.x0 > 8 and s.bottom - s.top > 4]
    suspects = {id(t) for t in tokens if layered or t.faint}
    if bars:
        shelf = Shelf(tokens)
        for bar in bars:
            box = Box(bar.x0, bar.top, bar.x1, bar.bottom)
            suspects |= {id(t) for t in shelf.near(box) if bar.x0 - 1 <= t.x0 and t.x1 <= bar.x1 + 1 and bar.top < t.base - 0.3 * t.size < bar.bottom}
    if not suspects:
        return tokens, []
    seen: list[Token] = []
    unseen: list[Token] = []
    for token in tokens:
        worth = id(token) in suspects and token.mark is None and len(token.text) > 1 and any(map(str.isalnum, token.text))
        (unseen if worth and _flat(token, camera, turn) else seen).append(token)
    return seen, unseen


def _flat(token: Token, camera: Camera, turn: Turn) -> bool:
    """Whether nothing is to be seen where the word stands: all is of one colour."""
    middle = token.base - 0.33 * token.size
    reach = 0.25 * token.size
    inside = token.box if token.quarter else Box(token.x0, middle - reach, token.x1, middle + reach)
    values, _, _ = camera.pixels(turn.seen(inside))
    return max(values) - min(values) < _FLAT


def part_buttons(tokens: list[Token], shapes: Sequence[Shape]) -> tuple[list[Token], list[Token]]:
    """The tokens without the captions of printed buttons, and those captions: below all else, short and centred in a small shaded frame of their own."""
    frames = [s for s in shapes if s.closed and s.fill is not None and 0.2 < s.fill < 0.97 and 10 < s.bottom - s.top < 40 and s.x1 - s.x0 < 200]
    if not frames or not tokens:
        return tokens, []
    last = max(tokens, key=lambda t: t.base)
    lowest = [t for t in tokens if t.base > last.base - 0.3 * last.size]
    if sum(len(t.text) for t in lowest) > 2 * _CAPTION or any(t.mark is not None for t in lowest):
        return tokens, []
    captions: list[Token] = []
    for frame in frames:
        inside = [t for t in lowest if frame.x0 < t.x0 and t.x1 < frame.x1 and frame.top < t.base < frame.bottom and t not in captions]
        if (
            inside
            and _is_caption(inside, frame)
            and not any(frame.top < t.base < frame.bottom and frame.x0 < t.x0 < frame.x1 for t in tokens if t not in inside)
        ):
            captions += inside
    if len(captions) < len(lowest):
        return tokens, []
    gone = set(map(id, captions))
    return [t for t in tokens if id(t) not in gone], captions


def _is_caption(words: list[Token], frame: Shape) -> bool:
    size = words[0].size
    left, right = min(t.x0 for t in words) - frame.x0, frame.x1 - max(t.x1 for t in words)
    above, below = words[0].base - 0.7 * size - frame.top, frame.bottom - words[0].base
    centred = abs(left - right) < 0.3 * size and abs(above - below) < 0.6 * size
    return centred and 2 < left < _ROOM * size / 2 and sum(len(t.text) + 1 for t in words) <= _CAPTION and frame.bottom - frame.top < 3 * size
