"""Questions that form fields answer by Yes or No: two radio buttons, or a list to choose from, are one mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.document import Mark
from extractor.marks import yes_or_no
from extractor.markup.fields import STATE_NAMES, Labels, options, shown_option, visible_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# One list of Yes and No is an answer in words; a form that has them for its boxes has one for each.
_FEWEST_LISTS = 3
_BETWEEN = " \u00a0\t\r\n/|,;."


def answered(root: Element, labels: Labels, unset: frozenset[Element]) -> dict[Element, Mark]:
    """The mark that each pair of radio buttons, at its first, and each list is. The words Yes and No and the second buttons are taken out of the tree.

    `unset`: checked radio buttons that a later one of their group unsets.
    """
    return {**_radio_pairs(root, labels, unset), **_lists(root)}


def _radio_pairs(root: Element, labels: Labels, unset: frozenset[Element]) -> dict[Element, Mark]:
    groups: dict[tuple[Element | None, str], list[Element]] = {}
    for element in root.iter("input"):
        if (element.get("type") or "").strip().lower() == "radio" and (name := element.get("name")):
            groups.setdefault((next(element.iterancestors("form"), None), name), []).append(element)
    found: dict[Element, Mark] = {}
    for pair in groups.values():
        if len(pair) != 2:
            continue
        words = [_word(element, labels) for element in pair]
        said = [yes_or_no(word) for word, _ in words]
        if set(said) != {True, False}:
            continue
        for element, (word, label) in zip(pair, words, strict=True):
            _take_out(element, word, label)
        checked = [element.get("checked") is not None and element not in unset for element in pair]
        state = said[checked.index(True)] if checked.count(True) == 1 else None
        raw = f"radio checked {words[checked.index(True)][0]}" if state is not None else f"radio {STATE_NAMES[state]}"
        found[pair[0]] = Mark(state, raw=raw, method="field")
        pair[1].set("type", "hidden")
    return found


def _word(element: Element, labels: Labels) -> tuple[str, Element | None]:
    """The text that names a radio button, and its label; the first word after it where it has none."""
    around = next(element.iterancestors("label"), None)
    label = around if around is not None else labels.element_for(element)
    if label is not None:
        return visible_text(label).strip(_BETWEEN), label
    words = (element.tail or "").split()
    return (words[0].strip(_BETWEEN) if words else ""), None


def _take_out(element: Element, word: str, label: Element | None) -> None:
    """Take the word that names a radio button out of the tree."""
    if label is None:
        element.tail = (element.tail or "").lstrip(_BETWEEN)[len(word) :].lstrip(_BETWEEN)
        return
    label.text = None
    for node in label.iterdescendants():
        node.tail = None
        if isinstance(node.tag, str):
            node.text = None


def _lists(root: Element) -> dict[Element, Mark]:
    """The lists whose options are Yes and No, and perhaps a first one that asks to choose."""
    found: dict[Element, Mark] = {}
    for element in root.iter("select"):
        said = [yes_or_no(text) for text, _ in options(element)]
        if said[:1] == [None]:
            said = said[1:]
        if sorted(map(str, said)) != ["False", "True"] or element.get("multiple") is not None:
            continue
        text = shown_option(element)
        state = yes_or_no(text)
        found[element] = Mark(state, raw=text if state is not None else "list, nothing chosen", method="field")
    return found if len(found) >= _FEWEST_LISTS else {}
