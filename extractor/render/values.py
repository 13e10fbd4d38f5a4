"""How each type of value is written on a form: one function a type, in a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from extractor.render import words
from extractor.render.richtext import Paragraph, Rich, Run, plain, rich
from schemas.form import MarkdownText, PlainText, Slot
from schemas.values import Contact, Country, Link, PartialDate, Threshold


def shown(slot: Slot, value: Any, language: str) -> tuple[Rich, ...]:
    """What a form shows of a slot's value; nothing for None."""
    if value is None or value == ():
        return ()
    return _SHOWN[slot.parser](value, language)


def _title(value: str, language: str) -> tuple[Rich, ...]:
    return plain(f"“{value}”")


def _contacts(value: tuple[Contact, ...], language: str) -> tuple[Rich, ...]:
    """A paragraph a contact, each part on a line of its own with its label: without one, a body's name could be a person's."""
    named = words.CONTACT.get(language, words.CONTACT["en"])
    colon = words.of(words.COLON, language, ": ")
    found: list[Rich] = []
    for contact in value:
        parts = [("name", contact.name), ("title", contact.title), ("organization", contact.organization)]
        parts += [("email", address) for address in contact.emails] + [("phone", number) for number in contact.phones]
        runs: list[Run] = []
        for part, text in parts:
            if text is None:
                continue
            runs.append(Run(("\n" if runs else "") + named[part] + colon))
            runs.append(Run(text, f"mailto:{text}" if part == "email" and text.isascii() and "@" in text else None))
        if contact.notes is not None:
            runs.append(Run(("\n" if runs else "") + contact.notes))
        found.append(Paragraph(tuple(runs)))
    return tuple(found)


def _links(value: tuple[Link, ...], language: str) -> tuple[Rich, ...]:
    colon = words.of(words.COLON, language, ": ")
    found: list[Rich] = []
    for link in value:
        address = () if link.url is None else (Run(link.url, link.url if "://" in link.url else f"https://{link.url}"),)
        label = () if link.label is None else (Run(link.label + colon if address else link.label),)
        found.append(Paragraph((*label, *address)))
    return tuple(found)


def _country(value: Country, language: str) -> tuple[Rich, ...]:
    return plain(value.name)


def _text(value: PartialDate | Threshold, language: str) -> tuple[Rich, ...]:
    return plain(value.text)


_SHOWN: dict[type, Callable[[Any, str], tuple[Rich, ...]]] = {
    PlainText: _title,
    MarkdownText: lambda value, language: rich(value),
    Country: _country,
    PartialDate: _text,
    Threshold: _text,
    Contact: _contacts,
    Link: _links,
}
