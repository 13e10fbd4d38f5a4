"""Selection marks that the style sheet draws.

What an element looks like is compared with the others of the page: a box that is drawn like an empty one plus something is checked. Where a page
has boxes of two looks and nothing tells which is checked, none is; where it has only filled ones they may be ornaments, and are no marks at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from extractor.document import Mark
from extractor.marks import SHAPES, checked_by, find_marks
from extractor.marks.pictures import Seen
from extractor.markup import icons
from extractor.markup.boxes import LETTERS
from extractor.markup.colours import invisible, is_ink, same_as_ground
from extractor.markup.css import MOST_SIDE, Stylesheet, declarations, generated, length, merged
from extractor.markup.fields import MARK_ROLES, belongs_to_field
from extractor.markup.pictures import bitmap_of, drawing_of
from extractor.markup.selectors import Declarations
from extractor.markup.words import Told, told_by

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HOLDERS = frozenset(("span", "i", "em", "b", "div", "s", "u", "label", "ins", "a", "small", "strong", "font", "abbr", "mark", "button"))
# What of a style sheet makes one box look unlike another.
_DRAWING = re.compile(r"color|background|border|box-shadow|transform|content|outline|opacity|clip-path|mask|filter|text-decoration|visibility")


class _Look(NamedTuple):
    """How a box is drawn, for comparison with others, and what that shows."""

    signature: tuple[str, ...]
    framed: bool
    inked: bool
    glyph: str = ""
    url: str = ""
    unclear: bool = False
    part: tuple[int, int, int, int] | None = None
    """Which part of the picture at `url` is seen (left, top, right, bottom in pixels): a sheet may hold the pictures of all states."""


def find_drawn(root: Element, sheet: Stylesheet, by_id: Callable[[str], Element | None], found: dict[Element, Mark]) -> None:
    """Add the boxes that the style sheet draws, icons among them, to those found."""
    looks: dict[Element, _Look] = {}
    names: dict[Element, Told] = {}
    signs: dict[Element, icons.Icon] = {}
    nameless: dict[Element, _Look] = {}
    for element in _candidates(root, sheet):
        if (element.get("role") in MARK_ROLES and element.get("aria-checked") is not None) or belongs_to_field(element, by_id):
            continue
        name = element.get("class") or ""
        if (icon := icons.icon(name)) is not None:
            signs[element] = icon
            continue
        look = _look(element, sheet)
        told = told_by(name) if name else Told()
        if look.framed or look.inked or look.glyph or (look.url and (told.box or told.checked is not None or _names_box(look))):
            looks[element] = look
            names[element] = told
        elif told.box and told.others <= 1 and element.tag not in ("p", "label"):
            names[element] = told
        elif look.url:
            nameless[element] = look
    icons.find_icons(signs, found)
    _by_look(looks, names, sheet, found)
    _by_name({element: told for element, told in names.items() if element not in looks}, found)
    if not found and len(nameless) >= 4 and len({look.signature for look in nameless.values()}) == 2:
        # Two small pictures, many times over, are the two states of a box; nothing tells which is which.
        for element in nameless:
            found[element] = Mark(None, raw=element.get("class") or "box", method="image", confidence=0.5)


def _candidates(root: Element, sheet: Stylesheet) -> Iterable[Element]:
    taken: set[Element] = set()
    for leaf in root.iter(*_HOLDERS):
        # Only what holds no element, and no text or a single letter.
        letter = leaf.text or ""
        if len(letter) > 40 or len(leaf):
            continue
        letter = letter.strip("\u00a0 \n\t\r")
        if letter and letter not in LETTERS:
            continue
        # A box may be an element in an element (`<span class="box"><span class="tick"></span></span>`), or stand alone in a cell.
        found: Element | None = leaf if _is_styled(leaf) and (not letter or _bordered(_own(leaf, sheet))) else None
        outer = leaf
        while (parent := outer.getparent()) is not None and parent.tag in _HOLDERS and _only_child(parent):
            outer = parent
            if _is_styled(outer) and (_bordered(_own(outer, sheet)) if letter else _draws_itself(outer, sheet)):
                found = outer
        if found is not None and found not in taken:
            taken.add(found)
            yield found
    if sheet.draws:
        for element in root.iter():
            hollow = not len(element) and not element.text
            if element not in taken and not hollow and isinstance(element.tag, str) and element.tag not in ("html", "body", "input"):
                rules = sheet.of(element)
                if any(_pseudo_frame(rules[part], element) for part in ("before", "after") if part in rules):
                    yield element


def _is_styled(element: Element) -> bool:
    return element.get("class") is not None or element.get("style") is not None


def _own(element: Element, sheet: Stylesheet) -> Declarations:
    return merged(sheet.of(element).get("", {}), declarations(element.get("style") or ""))


def _draws_itself(element: Element, sheet: Stylesheet) -> bool:
    """Whether an element that holds another is itself drawn as a box, or goes by its name."""
    style = _own(element, sheet)
    return _bordered(style) or (_box_size(style) and ("background" in style or "background-color" in style)) or told_by(element.get("class") or "").box


def _only_child(element: Element) -> bool:
    return len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip()


def _pseudo_frame(style: Declarations, element: Element) -> bool:
    """Whether a generated box without text is drawn as small as a box beside text is."""
    content = generated(style.get("content", "none"), element)
    return content is not None and not content.text.strip() and _box_size(style)


def _box_size(style: Declarations) -> bool:
    sides = [length(style.get(name)) for name in ("width", "height")]
    if sides[0] is not None and sides[1] is not None and sides[0] and sides[1] and not 0.6 <= sides[0] / sides[1] <= 1.67:
        return False
    return any(side is not None for side in sides) and all(side is None or 4 <= side <= MOST_SIDE for side in sides)


def _look(element: Element, sheet: Stylesheet) -> _Look:
    """How an element that holds no text, or its generated box, is drawn."""
    rules = sheet.of(element)
    own = _own(element, sheet)
    letter = "".join(element.itertext()).strip("\u00a0 \n\t\r")
    hollow = not letter or letter in LETTERS
    drawn: list[str] = [f"letter:{letter}"] if hollow and letter else []
    framed = unclear = False
    inked = hollow and bool(letter)
    glyph = url = ""
    seen_part: tuple[int, int, int, int] | None = None
    layers: list[tuple[str, Declarations]] = []
    if hollow:
        layers.append(("", own))
        child = element
        while len(child):
            child = child[0]
            if isinstance(child.tag, str):
                more = sheet.of(child)
                layers.append(("child", _own(child, sheet)))
                layers += [(f"child-{part}", more[part]) for part in ("before", "after") if part in more]
    layers += [(part, rules[part]) for part in ("before", "after") if part in rules]
    padded = bool(element.text) and _bordered(own)
    if hollow and not (padded or _box_size(own)) and len(layers) == 1 and "url(" not in own.get("background-image", own.get("background", "")):
        return _Look((), False, False)
    for index, (part, style) in enumerate(layers):
        generated_box = part.endswith(("before", "after"))
        if invisible(style):
            continue
        if generated_box:
            content = generated(style.get("content", "none"), element)
            if content is None:
                continue
            if content.text.strip():
                if not same_as_ground(style, own):
                    glyph = glyph or content.text.strip()
                    drawn.append(f"{part}:{content.text.strip()}")
                continue
            url = url or content.url
        drawn += [f"{part}:{name}:{value}" for name, value in sorted(style.items()) if _DRAWING.match(name)]
        background = " ".join(style.get(name, "") for name in ("background", "background-color"))
        picture = style.get("background-image", "") + " " + style.get("background", "")
        if "url(" in picture:
            url = url or picture.partition("url(")[2].partition(")")[0].strip("\"' ")
            # The address may itself hold brackets and quotes: `url("data:...,fill='rgb(…)'")`.
            quoted = re.search(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)')", picture)
            url = (quoted[1] if quoted[1] is not None else quoted[2]) if quoted else url
            seen_part = _part_seen(style)
        first = index == 0 or (not hollow and not framed)
        if is_ink(re.sub(r"url\([^)]*\)", "", background)) or ("gradient(" in picture and is_ink(picture)):
            inked = True
        if "inset" in style.get("box-shadow", "") and is_ink(style["box-shadow"]):
            inked = True
        if _bordered(style):
            if first:
                framed = True
            elif generated_box or part == "child":
                inked = True
        elif generated_box and _partly_bordered(style):
            inked = True
    if glyph:
        mark = find_marks(glyph)[1]
        shape = SHAPES.get(glyph[0])
        if mark:
            framed, inked = framed or not mark[0].checked, inked or bool(mark[0].checked)
        elif shape is not None:
            framed, inked = framed or checked_by(shape) is False, inked or checked_by(shape) is True
            unclear = unclear or checked_by(shape) is None
        elif len(glyph) == 1 and glyph in "xXvV+*":
            inked = True
        else:
            unclear = True
    return _Look(tuple(drawn), framed, inked, glyph, url, unclear, seen_part)


_OFFSETS = re.compile(r"(-?\d+(?:\.\d+)?)(?:px)?\s+(-?\d+(?:\.\d+)?)(?:px)?(?=\s|\Z)")


def _part_seen(style: Declarations) -> tuple[int, int, int, int] | None:
    """The part of its background's picture that an element shows (CSS Backgrounds, 3.6); None where its size or the picture's is not told in pixels."""
    wide, high = length(style.get("width") or style.get("height")), length(style.get("height") or style.get("width"))
    if wide is None or high is None or "background-size" in style:
        return None
    place = _OFFSETS.search(style.get("background-position") or re.sub(r"url\([^)]*\)", "", style.get("background", "")))
    left, top = (-round(float(place[1])), -round(float(place[2]))) if place else (0, 0)
    return left, top, left + round(wide), top + round(high)


_SIDES = ("border-top", "border-right", "border-bottom", "border-left")
_NO_BORDER = re.compile(r"\b(?:none|hidden|0(?:px)?)\b(?![.\d])|transparent")


def _bordered(style: Declarations) -> bool:
    """Whether a box has a line all around it."""
    whole = style.get("border") or style.get("outline") or style.get("border-style")
    if whole and not _NO_BORDER.search(whole):
        return not (width := style.get("border-width")) or not re.search(r"(?<![.\d])0", width)
    shadow = style.get("box-shadow", "")
    if shadow and re.search(r"0\s+0\s+0\s+[\d.]+px", shadow):
        return True
    return sum(1 for side in _SIDES if side in style and not _NO_BORDER.search(style[side])) >= 3


def _partly_bordered(style: Declarations) -> bool:
    """Whether a generated box has lines on some sides, as a tick is drawn."""
    return any(name.startswith("border") and not name.endswith("radius") and value not in ("none", "0") for name, value in style.items())


def _by_look(looks: dict[Element, _Look], names: dict[Element, Told], sheet: Stylesheet, found: dict[Element, Mark]) -> None:
    """Boxes that the style sheet draws, family by family: what shares a class, or the stem of one, is drawn to be compared."""
    for members in _related(_families(looks, names), looks, sheet):
        states = _states({element: looks[element] for element in members}, names)
        # A frame without any filled one of its family is a box where its name says so, or where there are several.
        ornament = set(states.values()) == {False} and not any(names[element].box for element in members) and len(members) < 3
        several = len({names[element].checked for element in members}) > 1
        for element, checked in states.items():
            look, told = looks[element], names[element]
            if ornament or (checked is None and not (look.framed or look.inked or told.box)):
                continue
            raw = look.glyph or (element.text or "").strip() or f"{element.get('class') or 'box'} ({'filled' if look.inked else 'empty'})"
            disagrees = several and told.sure and None not in (told.checked, checked) and told.checked != checked
            found[element] = Mark(checked, raw=raw, method="vector", confidence=0.9, disagrees=disagrees)


_STEM = re.compile(r"[A-Za-z]{3,}")


def _families(looks: dict[Element, _Look], names: dict[Element, Told]) -> Iterable[list[Element]]:
    heads: dict[str, str] = {}

    def head(key: str) -> str:
        while heads.setdefault(key, key) != key:
            key = heads[key]
        return key

    first: dict[Element, str] = {}
    for element in looks:
        keys = [part for name in (element.get("class") or "").split() for part in (name, *_STEM.findall(name)[:1])]
        if names[element].box or names[element].checked is not None or not keys:
            keys.append("")
        first[element] = keys[0]
        for key in keys[1:]:
            heads[head(key)] = head(keys[0])
    families: dict[str, list[Element]] = {}
    for element, key in first.items():
        families.setdefault(head(key), []).append(element)
    return families.values()


def _related(families: Iterable[list[Element]], looks: dict[Element, _Look], sheet: Stylesheet) -> list[list[Element]]:
    """The families, those of one state each put together where their boxes are of one size: two states of a box may share no class."""
    alike: dict[tuple[str, ...], list[Element]] = {}
    for members in families:
        first = members[0]
        style = _own(first, sheet)
        inked = {looks[element].inked for element in members}
        size = (style.get("width", ""), style.get("height", ""))
        key = (str(first.tag), *size) if len(inked) == 1 and any(size) else ("", str(id(first)))
        alike.setdefault(key, []).extend(members)
    return list(alike.values())


def _states(looks: dict[Element, _Look], names: dict[Element, Told]) -> dict[Element, bool | None]:
    """The state of each box of a family: empty where there is a frame alone, checked where there is more in it than in an empty one."""
    states: dict[Element, bool | None] = {}
    by_picture: dict[tuple[str, tuple[int, int, int, int] | None], bool | None] = {}
    for element, look in looks.items():
        if look.unclear:
            states[element] = None
        elif look.inked:
            states[element] = True
        elif look.url:
            picture = (look.url, look.part)
            if picture not in by_picture:
                by_picture[picture] = _picture_state(look)
            states[element] = by_picture[picture]
        else:
            states[element] = False if look.framed else None
    kinds = {look.signature for look in looks.values()}
    seen = set(states.values())
    told = {element: names[element].checked for element in looks}
    if len(seen) == 1 and len(kinds) > 1:
        # Several looks, and the drawing alone does not tell them apart: only names that tell the states can.
        said = set(told.values())
        if said == {True, False} or (said == {True, None} and seen != {True}):
            return {element: bool(value) for element, value in told.items()}
        return dict.fromkeys(looks, None) if len(kinds) == 2 else states
    if seen == {True}:
        # Filled boxes alone: checked if their names say so, else perhaps ornaments.
        return {element: True for element in looks if told[element] is True}
    if None in seen and len(seen) == 2 and len(kinds) == 2 and not any(look.unclear for look in looks.values()):
        # One of two looks is known: the other is the other.
        other = not next(state for state in seen if state is not None)
        return {element: other if state is None else state for element, state in states.items()}
    return states


def _names_box(look: _Look) -> bool:
    """Whether the picture that a style sheet draws with is a box by its name, or by what it shows."""
    if look.url.startswith("data:"):
        return _shown(look).box
    return told_by(re.split(r"[?#]", look.url)[0].rpartition("/")[2].rpartition(".")[0]).box


def _shown(look: _Look) -> Seen:
    """What the part of a picture shows that is seen of it; all of it where it is smaller."""
    seen = bitmap_of(look.url, look.part)
    return seen if seen.sides != (0, 0) else bitmap_of(look.url)


def _picture_state(look: _Look) -> bool | None:
    """The state that the picture shows with which a style sheet draws a box, as far as its pixels or its address tell."""
    if look.url.startswith("data:"):
        drawing = drawing_of(look.url)
        return drawing.checked if drawing is not None else _shown(look).checked
    told = told_by(re.split(r"[?#]", look.url)[0].rpartition("/")[2].rpartition(".")[0])
    return told.checked if told.box else None


def _by_name(names: dict[Element, Told], found: dict[Element, Mark]) -> None:
    """Boxes whose style sheet is elsewhere: the names of their classes, where the page has names for both states or one name of them is sure."""
    said = {told.checked for told in names.values()}
    if not said - {None}:
        return
    sure = any(told.sure for told in names.values()) or {True, False} <= said
    for element, told in names.items():
        checked = told.checked
        if checked is None and sure and said == {True, None}:
            checked = False
        found[element] = Mark(checked if sure else None, raw=element.get("class") or "", method="vector", confidence=0.8)
