"""How text looks, as far as it changes what it says."""

from __future__ import annotations

from typing import Final, NamedTuple

from extractor.document import EmphasisKind


class Look(NamedTuple):
    """How text looks, as far as it changes what it says. None where a style or run does not tell."""

    bold: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    stressed: bool | None = None
    """Underlined, bordered, highlighted or shaded: what a pen would do to the one of two words that counts."""
    font: str | None = None
    """The font of Latin text; a symbol font in either of its two slots wins."""
    placeholder: bool | None = None
    """The style of text that only says what to type."""
    framed: bool | None = None
    """Bordered by itself."""
    underlined: bool | None = None
    combined: bool | None = None
    """Several characters printed in the place of one (East Asian layout)."""

    def over(self, below: Look) -> Look:
        """This look where it tells, else the one below it."""
        if below == PLAIN:
            return self
        return Look(
            below.bold if self.bold is None else self.bold,
            below.hidden if self.hidden is None else self.hidden,
            below.struck if self.struck is None else self.struck,
            below.stressed if self.stressed is None else self.stressed,
            below.font if self.font is None else self.font,
            below.placeholder if self.placeholder is None else self.placeholder,
            below.framed if self.framed is None else self.framed,
            below.underlined if self.underlined is None else self.underlined,
            below.combined if self.combined is None else self.combined,
        )

    @property
    def kinds(self) -> tuple[EmphasisKind, ...]:
        """How the text is set apart from text around it."""
        found: list[EmphasisKind] = []
        if self.struck:
            found.append("struck")
        if self.framed:
            found.append("framed")
        if self.underlined:
            found.append("underlined")
        if self.stressed and not (self.framed or self.underlined):
            found.append("highlighted")
        if self.bold:
            found.append("bold")
        return tuple(found)


PLAIN: Final = Look()
