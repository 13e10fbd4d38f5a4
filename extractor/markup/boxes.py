"""Selection marks that are drawn: by the style sheet, as a picture, as an icon, as inline SVG.

What an element looks like is compared with the others of the page: a box that is drawn like an empty one plus something is checked. Where a page
has boxes of two looks and nothing tells which is checked, none is; where it has only filled ones they may be ornaments, and are no marks at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from extractor.document import Mark
from extractor.marks import SHAPES, checked_by, find_marks
from extractor.markup import svg
from extractor.markup.colours import is_ink
from extractor.markup.css import Declarations, Stylesheet, declarations, generated, merged
from extractor.markup.fields import MARK_ROLES, is_mark_field
from extractor.markup.words import Told, told_by
from extractor.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HOLDERS = frozenset(("span", "i", "em", "b", "div", "s", "u", "label", "ins", "a", "small", "strong", "font", "abbr", "mark", "button"))
# Elements that hold no text (no-break spaces at most) and no elements, and may be drawn.
_EMPTY = "//*[(@class or @style) and not(*) and not(normalize-space(translate(., '\u00a0', '')))]"
# What a page must hold for pictures, and for boxes drawn otherwise without any style sheet, to be looked for.
_HAS_PICTURES = re.compile(r"<(?:img|svg)\b", re.IGNORECASE)
_HAS_DRAWINGS = re.compile(
    r"class=[\"'][^\"']*(?:check|tick|box|radio|mark|square|circle|icon|fa-|glyphicon|material|coche|casilla|select)|style=[\"'][^\"']*(?:border|background)", re.IGNORECASE
)
_DRAWING = re.compile(r"background|border|box-shadow|transform|content|outline|opacity|clip-path|mask|color|filter|text-decoration|visibility|display")
_ICON_FONT = re.compile(r"\b(?:fa[srlbd]?|bi|glyphicon|mdi|la[srb]?|ti|ri|pi|icon|icons|ico|material-icons|material-symbols-\w+|typcn|oi|dashicons|ion|fontello|octicon)(?=[\s-]|\Z)")
# Names that icon fonts give their boxes; what is told by none of these words is another icon.
_ICON_TICK = frozenset(("check", "checked", "checkmark", "tick", "marked", "x", "times", "xmark", "cross", "done", "ok"))
_ICON_BOX = frozenset(("square", "box", "checkbox", "circle", "radio", "unchecked"))
_ICON_EMPTY = frozenset(("o", "outline", "outlined", "regular", "far", "lar", "blank", "empty", "unchecked", "unfilled", "off", "hollow"))
_LIGATURES: dict[str, bool | None] = {
    **dict.fromkeys(("check_box", "radio_button_checked", "check_circle", "toggle_on", "task_alt", "check", "done"), True),
    **dict.fromkeys(("check_box_outline_blank", "radio_button_unchecked", "circle", "toggle_off", "crop_square", "square", "panorama_fish_eye"), False),
    "indeterminate_check_box": None,
}
_PICTURE_WORDS = re.compile(r"\b(?:logo|icon|banner|spacer|photo|screenshot|separator|line|bullet)\b", re.IGNORECASE)


class _Look(NamedTuple):
    """How a box is drawn, for comparison with others, and what that shows."""

    signature: tuple[str, ...]
    framed: bool
    inked: bool
    glyph: str = ""
    url: str = ""
    unclear: bool = False


def drawn_boxes(root: Element, sheet: Stylesheet, by_id: Callable[[str], Element | None], html: str) -> dict[Element, Mark]:
    """The elements of a page that are drawn as a box, tick or circle, and the mark that each is. `html` is the page's source."""
    found: dict[Element, Mark] = {}
    if _HAS_PICTURES.search(html):
        _pictures(root, by_id, found)
    if sheet.parts or _HAS_DRAWINGS.search(html):
        _drawn(root, sheet, found)
    return found


# Pictures


def _pictures(root: Element, by_id: Callable[[str], Element | None], found: dict[Element, Mark]) -> None:
    drawings: dict[Element, svg.Drawing] = {}
    plain: dict[Element, str] = {}
    for element in root.iter("img", "svg"):
        if element.tag == "svg":
            style = declarations(element.get("style") or "")
            drawing = svg.drawing(element, style, by_id)
            if drawing is not None:
                drawings[element] = drawing
            continue
        told, raw = _image_words(element)
        if told is not None and told.checked is not None:
            found[element] = Mark(told.checked, raw=raw, method="image", confidence=1.0 if told.sure else 0.9)
        elif (source := element.get("src") or "").startswith("data:image/") and _small(element):
            drawing = _svg_source(source)
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
    _unnamed(plain, found)


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
        if told.checked is not None and told.others <= 1 and (told.box or told.sure or _small(element)) and len(text) <= 40 and (told.box or text.lower() in _STATES):
            return told, text
    source = element.get("src") or ""
    if source.startswith("data:") or not source:
        alt = element.get("alt")
        return (told_by(alt) if alt and len(alt) < 30 else None), source[:40]
    stem = re.split(r"[?#]", source)[0].rpartition("/")[2].rpartition(".")[0]
    told = told_by(re.sub(r"%20", " ", stem))
    if not told.box or told.others > 1 or not _small(element):
        return None, stem
    return told, stem


_STATES = frozenset(("yes", "no", "x", "on", "off", "true", "false", "oui", "non", "sí", "si", "ja", "nein", "empty", "blank", "filled", "vide", "vacío"))


def _small(element: Element) -> bool:
    """Whether an image is no larger than a box beside text can be, or does not say how large it is."""
    style = declarations(element.get("style") or "")
    for name in ("width", "height"):
        side = svg.length(style.get(name)) or svg.length(element.get(name))
        if side is not None and side > svg.MOST_SIDE:
            return False
    return True


def _svg_source(source: str) -> svg.Drawing | None:
    """What an SVG in a `data:` address shows."""
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


# Style sheets and icon fonts


def _drawn(root: Element, sheet: Stylesheet, found: dict[Element, Mark]) -> None:
    looks: dict[Element, _Look] = {}
    names: dict[Element, Told] = {}
    icons: dict[Element, tuple[bool, bool, bool]] = {}
    for element in _candidates(root, sheet):
        if element.get("role") in MARK_ROLES and element.get("aria-checked") is not None:
            continue
        if belongs_to_field(element):
            continue
        name = element.get("class") or ""
        if name and _ICON_FONT.search(name):
            words = frozenset(re.split(r"[\s_-]+", name.lower()))
            tick, box = bool(words & _ICON_TICK), bool(words & _ICON_BOX)
            if tick or box:
                icons[element] = (tick, box, bool(words & _ICON_EMPTY))
                continue
        look = _look(element, sheet)
        told = told_by(name) if name else Told()
        if look.framed or look.inked or look.glyph or (look.url and (told.box or told.checked is not None)):
            looks[element] = look
            names[element] = told
        elif told.box and told.others <= 1 and element.tag not in ("p", "label"):
            names[element] = told
    _by_icon(icons, found)
    ligatures = root.xpath("//*[contains(@class, 'material-')]")
    for element in ligatures if isinstance(ligatures, list) else ():
        if element.text and element.text.strip() in _LIGATURES:
            found[element] = Mark(_LIGATURES[element.text.strip()], raw=element.text.strip(), method="image", confidence=0.95)
    _by_look(looks, names, found)
    _by_name({element: told for element, told in names.items() if element not in looks}, found)


def _candidates(root: Element, sheet: Stylesheet) -> Iterable[Element]:
    result = root.xpath(_EMPTY)
    empties: list[Element] = [element for element in result if element.tag in _HOLDERS] if isinstance(result, list) else []  # type: ignore[union-attr,misc]
    taken: set[Element] = set()
    for element in empties:
        outer = element
        # A box may be an element in an element: `<span class="box"><span class="tick"></span></span>`.
        while (parent := outer.getparent()) is not None and parent.tag in ("span", "i", "b", "div") and parent.get("class") and _only_child(parent):
            outer = parent
        if outer not in taken:
            taken.add(outer)
            yield outer
    if sheet.draws:
        for element in root.iter():
            if element not in taken and isinstance(element.tag, str) and len(element) + len(element.text or "") and element.tag not in ("html", "body", "input"):
                rules = sheet.of(element)
                if any(_pseudo_frame(rules[part], element) for part in ("before", "after") if part in rules):
                    yield element


def _only_child(element: Element) -> bool:
    return len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip()


def _pseudo_frame(style: Declarations, element: Element) -> bool:
    """Whether a generated box without text is drawn as small as a box beside text is."""
    content = generated(style.get("content", "none"), element)
    return content is not None and not content.text.strip() and _box_size(style)


def _box_size(style: Declarations) -> bool:
    sides = [svg.length(style.get(name)) for name in ("width", "height")]
    if sides[0] is not None and sides[1] is not None and sides[0] and sides[1] and not 0.6 <= sides[0] / sides[1] <= 1.67:
        return False
    return any(side is not None for side in sides) and all(side is None or 4 <= side <= svg.MOST_SIDE for side in sides)


def _look(element: Element, sheet: Stylesheet) -> _Look:
    """How an element that holds no text, or its generated box, is drawn."""
    rules = sheet.of(element)
    own = merged(rules.get("", {}), declarations(element.get("style") or ""))
    hollow = not (element.text or "").strip("\u00a0 \n\t\r") and (not len(element) or _only_child(element))
    drawn: list[str] = []
    framed = inked = unclear = False
    glyph = url = ""
    layers: list[tuple[str, Declarations]] = []
    if hollow:
        layers.append(("", own))
        child = element
        while len(child):
            child = child[0]
            if isinstance(child.tag, str):
                more = sheet.of(child)
                layers.append(("child", merged(more.get("", {}), declarations(child.get("style") or ""))))
                layers += [(f"child-{part}", more[part]) for part in ("before", "after") if part in more]
    layers += [(part, rules[part]) for part in ("before", "after") if part in rules]
    if hollow and not _box_size(own) and len(layers) == 1 and "url(" not in own.get("background-image", own.get("background", "")):
        return _Look((), False, False)
    for index, (part, style) in enumerate(layers):
        generated_box = part.endswith(("before", "after"))
        if generated_box:
            content = generated(style.get("content", "none"), element)
            if content is None:
                continue
            if content.text.strip():
                glyph = glyph or content.text.strip()
                drawn.append(f"{part}:{content.text.strip()}")
                continue
            url = url or content.url
        if style.get("display") == "none" or style.get("visibility") == "hidden" or style.get("opacity") in ("0", "0%") or "scale(0)" in style.get("transform", ""):
            continue
        drawn += [f"{part}:{name}:{value}" for name, value in sorted(style.items()) if _DRAWING.match(name) and not (name == "display" or name == "color")]
        background = " ".join(style.get(name, "") for name in ("background", "background-color"))
        picture = style.get("background-image", "") + " " + style.get("background", "")
        if "url(" in picture:
            url = url or picture.partition("url(")[2].partition(")")[0].strip("\"' ")
            # The address may itself hold brackets and quotes: `url("data:...,fill='rgb(…)'")`.
            quoted = re.search(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)')", picture)
            url = (quoted[1] if quoted[1] is not None else quoted[2]) if quoted else url
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
            framed, inked = framed or not checked_by(shape), inked or checked_by(shape)
        elif len(glyph) == 1 and glyph in "xXvV+*":
            inked = True
        else:
            unclear = True
    return _Look(tuple(drawn), framed, inked, glyph, url, unclear)


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
    return any(name.startswith("border") and not name.endswith("radius") and not (value in ("none", "0")) for name, value in style.items())


def _by_icon(icons: dict[Element, tuple[bool, bool, bool]], found: dict[Element, Mark]) -> None:
    """Icons of icon fonts, by the names that these give them."""
    if not icons:
        return
    boxed = any(box for _, box, _ in icons.values())
    ticked_boxes = any(tick and box for tick, box, _ in icons.values())
    for element, (tick, box, empty) in icons.items():
        raw = element.get("class") or ""
        if tick and box:
            found[element] = Mark(True, raw=raw, method="image", confidence=0.95)
        elif tick and boxed:
            found[element] = Mark(True, raw="✓", method="image", confidence=0.95)
        elif box:
            found[element] = Mark(False if empty or ticked_boxes else None, raw=raw, method="image", confidence=0.9)


def _by_look(looks: dict[Element, _Look], names: dict[Element, Told], found: dict[Element, Mark]) -> None:
    """Boxes that the style sheet draws, family by family: elements that share a class, or the beginning of one, are drawn to be compared."""
    families: dict[str, list[Element]] = {}
    for element in looks:
        families.setdefault(_family(element, names[element], families), []).append(element)
    for members in families.values():
        states = _states({element: looks[element] for element in members}, names)
        # A frame without any filled one of its family is a box where its name says so, or where there are several.
        ornament = set(states.values()) == {False} and not any(names[element].box for element in members) and len(members) < 3
        for element, checked in states.items():
            look, told = looks[element], names[element]
            if ornament or (checked is None and not (look.framed or look.inked or told.box)):
                continue
            raw = look.glyph or f"{element.get('class') or 'box'} ({'filled' if look.inked else 'empty'})"
            disagrees = told.sure and None not in (told.checked, checked) and told.checked != checked
            found[element] = Mark(checked, raw=raw, method="vector", confidence=0.9, disagrees=disagrees)


def _family(element: Element, told: Told, families: dict[str, list[Element]]) -> str:
    classes = (element.get("class") or "").split()
    for name in classes:
        if name in families:
            return name
    if told.box or told.checked is not None:
        return "box"
    for name in classes:
        for family in families:
            if len(family) > 2 and name[:3] == family[:3]:
                return family
    return classes[0] if classes else ""


def _states(looks: dict[Element, _Look], names: dict[Element, Told]) -> dict[Element, bool | None]:
    """The state of each box of a family: empty where there is a frame alone, checked where there is more in it than in an empty one."""
    states: dict[Element, bool | None] = {}
    by_address: dict[str, bool | None] = {}
    for element, look in looks.items():
        if look.unclear:
            states[element] = None
        elif look.inked:
            states[element] = True
        elif look.url:
            if look.url not in by_address:
                by_address[look.url] = _address_state(look.url)
            states[element] = by_address[look.url]
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


def _address_state(address: str) -> bool | None:
    """What the picture that a style sheet draws a box with shows, as far as its address tells."""
    if address.startswith("data:"):
        drawing = _svg_source(address)
        return drawing.checked if drawing is not None else None
    told = told_by(re.split(r"[?#]", address)[0].rpartition("/")[2].rpartition(".")[0])
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


def belongs_to_field(element: Element) -> bool:
    """Whether what is drawn at an element is only the look of a check box or radio button in or beside it."""
    if any(is_mark_field(field) for field in element.iter("input")):
        return True
    before = element.getprevious()
    if before is not None and before.tag == "input" and is_mark_field(before):
        return True
    parent = element.getparent()
    if parent is not None and parent.tag in ("label", "span", "div") and any(is_mark_field(field) for field in parent.iterchildren("input")):
        return True
    if element.tag == "label" and (name := element.get("for")):
        root = element.getroottree().getroot()
        return any(field.get("id") == name and is_mark_field(field) for field in root.iter("input"))
    if parent is not None and parent.tag == "label":
        return belongs_to_field(parent) if parent.get("for") else any(is_mark_field(field) for field in parent.iter("input"))
    return False
