"""Selection marks that are pictures: images by their names, inline SVG by what it draws."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from extractor.document import Mark
from extractor.marks import find_marks
from extractor.marks.pictures import Seen, box_seen
from extractor.markup import svg
from extractor.markup.css import MOST_SIDE, declarations, length
from extractor.markup.fields import STATE_NAMES, belongs_to_field
from extractor.markup.words import Told, told_by
from extractor.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PICTURE_WORDS = re.compile(r"\b(?:logo|icon|banner|spacer|photo|screenshot|separator|line|bullet)\b", re.IGNORECASE)


def find_pictures(root: Element, by_id: Callable[[str], Element | None], found: dict[Element, Mark]) -> None:
    """Add the pictures of a page that are boxes, ticks or circles to those found."""
    drawings: dict[Element, svg.Drawing] = {}
    pixels: dict[Element, Seen] = {}
    seen: dict[str, svg.Drawing | None] = {}
    plain: dict[Element, str] = {}
    for element in root.iter("img", "svg"):
        if belongs_to_field(element, by_id):
            continue
        if element.tag == "svg":
            style = declarations(element.get("style") or "")
            # The boxes of a page are drawn alike, many times over.
            alike = str([(inner.tag, inner.text if inner.tag in ("title", "text") else "", inner.items()) for inner in element.iter()])
            if alike not in seen:
                seen[alike] = svg.drawing(element, style, by_id)
            drawing = seen[alike]
            if drawing is not None:
                drawings[element] = drawing
            continue
        told, raw = _image_words(element)
        source = element.get("src") or ""
        shown = bitmap_of(source) if source.startswith("data:image/") and _small(element) else Seen()
        if (sign := _sign(element)) is not None:
            # Whether a cross says no is told by what else is on the page.
            found[element] = Mark(True, raw=sign, method="image", confidence=0.9)
        elif told is not None and told.checked is not None:
            disagrees = shown.checked is not None and shown.checked != told.checked
            found[element] = Mark(told.checked, raw=raw, method="image", confidence=1.0 if told.sure else 0.9, disagrees=disagrees)
        elif shown.box and max(shown.sides) <= _MOST_PIXELS:
            pixels[element] = shown
        elif source.startswith("data:image/") and _small(element):
            drawing = drawing_of(source)
            if drawing is not None:
                drawings[element] = drawing
            elif not clean(element.get("alt") or "") or (told is not None and told.box):
                plain[element] = source
        elif told is not None and told.box:
            plain[element] = source
    # A drawing without a name is a box only beside one that is empty: a circle with a line in it may be an "i" for information.
    empty = any(drawing.checked is False for drawing in drawings.values())
    for element, drawing in drawings.items():
        if drawing.named or empty:
            method = "image" if element.tag == "img" else "vector"
            found[element] = Mark(drawing.checked, raw=drawing.raw, method="image" if method == "image" else "vector", confidence=0.95)
    _by_pixels(pixels, found)
    _unnamed(plain, found)


def _by_pixels(pixels: dict[Element, Seen], found: dict[Element, Mark]) -> None:
    """Pictures of boxes without a name, where there are several: one alone may be a flag or an icon. What is filled is marked only beside an empty one."""
    if len(pixels) < 2:
        return
    hollow = any(seen.checked is False for seen in pixels.values())
    for element, seen in pixels.items():
        checked = True if seen.solid and hollow else seen.checked
        found[element] = Mark(checked, raw=f"picture of a box, {STATE_NAMES[checked]}", method="image", confidence=0.9)


def _image_words(element: Element) -> tuple[Told | None, str]:
    """What the text, title or file name of an image tells of a box; None where it is another picture."""
    for name in ("alt", "title", "aria-label"):
        text = element.get(name)
        if not text or not text.strip():
            continue
        text = clean(text)
        glyph, marks = find_marks(text)
        if len(marks) == 1 and len(glyph) <= 3:
            return Told(True, marks[0].checked, True), text
        told = told_by(text)
        if (
            told.checked is not None
            and told.others <= 1
            and (told.box or told.sure or _small(element))
            and len(text) <= 40
            and (told.box or text.lower() in _STATES)
        ):
            return told, text
    stem = _stem(element)
    if not stem:
        alt = element.get("alt")
        return (told_by(alt) if alt and len(alt) < 30 else None), (element.get("src") or "")[:40]
    told = told_by(re.sub(r"%20", " ", stem))
    if not told.box or told.others > 1 or not _small(element):
        return None, stem
    return told, stem


_NAMED = re.compile(r"data:[^;,]*;name=([^;,]*)")


def _stem(element: Element) -> str:
    """The name of an image's file without its extension, "" for one in the page that had none."""
    source = element.get("src") or ""
    if source.startswith("data:"):
        named = _NAMED.match(source)
        source = named[1] if named else ""
    return re.split(r"[?#]", source)[0].rpartition("/")[2].rpartition(".")[0]


_TICKS = frozenset(["yes", "check", "checkmark", "tick", "ok", "done", "green", "approve", "accept"])
_CROSSES = frozenset(["no", "x", "xmark", "cross", "cancel", "wrong", "red", "reject", "delete"])
_SIGN_NOISE = frozenset(
    ("mark", "svg", "png", "gif", "jpg", "jpeg", "px", "icon", "symbol", "heavy", "green", "red", "black", "dark", "light", "commons", "wikipedia", "file")
)


def _sign(element: Element) -> str | None:
    """ "✓" or "✗" where all that an image is called is a bare tick or cross; None for any other."""
    if not _small(element):
        return None
    for name in (element.get("alt") or "", _stem(element)):
        words = [word for word in re.split(r"[^a-z]+", name.lower()) if word and word not in ("svg", "png", "px")]
        if len(words) >= 2 or words in (["tick"], ["checkmark"], ["cross"], ["xmark"]):
            said = [word for word in words if word not in _SIGN_NOISE or word in ("green", "red")]
            if said and set(said) <= _TICKS and set(said) - {"green", "ok", "done", "yes"}:
                return "✓"
            if said and set(said) <= _CROSSES and set(said) - {"red", "no", "delete", "cancel"}:
                return "✗"
    return None


_STATES = frozenset(("yes", "no", "x", "on", "off", "true", "false", "oui", "non", "sí", "si", "ja", "nein", "empty", "blank", "filled", "vide", "vacío"))


def _small(element: Element) -> bool:
    """Whether an image is no larger than a box beside text can be, or does not say how large it is."""
    style = declarations(element.get("style") or "")
    for name in ("width", "height"):
        side = length(style.get(name)) or length(element.get(name))
        if side is not None and side > MOST_SIDE:
            return False
    return True


_MOST_DATA = 100_000
_MOST_PIXELS = 96  # of a box's side: 24 points at 288 dpi


@lru_cache(maxsize=64)
def bitmap_of(source: str, part: tuple[int, int, int, int] | None = None) -> Seen:
    """What the pixels of a picture in a `data:` address show, or those of a part of it; nothing where it is no PNG, GIF, JPEG or the like."""
    head, _, body = source.partition(",")
    if "svg" in head or "base64" not in head or len(body) > _MOST_DATA:
        return Seen()
    import base64
    from urllib.parse import unquote

    try:
        return box_seen(base64.b64decode(unquote(body) + "==", validate=False), part)
    except ValueError:
        return Seen()


def drawing_of(source: str) -> svg.Drawing | None:
    """What an SVG in a `data:` address shows; None where it is no SVG, or another picture."""
    head, _, body = source.partition(",")
    if "svg" not in head or len(body) > 20_000:
        return None
    from urllib.parse import unquote

    if "base64" in head:
        import base64

        try:
            text = base64.b64decode(unquote(body) + "==", validate=False).decode("utf-8", "replace")
        except ValueError:
            return None
    else:
        text = unquote(body)
    from extractor.markup.tree import parse

    tree = parse(text)
    element = next(tree.iter("svg"), None) if tree is not None else None
    return svg.drawing(element, {}, lambda name: None) if element is not None else None


def _unnamed(plain: dict[Element, str], found: dict[Element, Mark]) -> None:
    """Small images without a name: two of them, many times over, are the two states of a box; which is which their names may tell."""
    sources = set(plain.values())
    states = {mark.checked for element, mark in found.items() if element.tag == "img"}
    named = {source: told_by(source.rpartition("/")[2].rpartition(".")[0]).box for source in sources if not source.startswith("data:")}
    for element, source in plain.items():
        if named.get(source) and len(states) == 1:
            # "box.png" beside "box_checked.png": what is not the one is the other.
            found[element] = Mark(not states.copy().pop(), raw=source.rpartition("/")[2], method="image", confidence=0.8)
        elif named.get(source) or (len(sources) == 2 and len(plain) >= 4):
            found[element] = Mark(None, raw=source[:40], method="image", confidence=0.5)


def picture_text(element: Element) -> str:
    """The text that stands for a picture; "" for decoration."""
    text = clean(element.get("alt") or element.get("aria-label") or "")
    return "" if element.get("role") in ("presentation", "none") or _PICTURE_WORDS.search(text) or len(text) > 200 else text
