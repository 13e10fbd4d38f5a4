"""What the name of a class, of an image file or of an icon tells of a box and its state.

Names are a habit, not a rule: negations count ("not-ticked"), and what two words of a name contradict is told by neither.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple


class Told(NamedTuple):
    """What a name tells."""

    box: bool = False
    """It is the name of a box, circle or tick."""
    checked: bool | None = None
    """The state it tells; None where it tells none or two."""
    sure: bool = False
    """The word for the state means nothing else ("unchecked", not "on")."""
    others: int = 0
    """Words of the name that are neither."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BOX = _set(
    "checkbox box chkbox chk cb check radio radiobutton radiobox square circle tickbox checkmark checkbtn todo kastchen casilla caixa "
    "case cocher verificacion ballot tick ckb cbx mark checker checkcircle checksquare"
)
_SURE_TRUE = _set(
    "checked ticked tick selected checkmark marked crossed coche cochee marcado marcada seleccionado seleccionada selectionne "
    "angekreuzt markiert spuntato tildado chosen xmark afgevinkt zaznaczone selecionado assinalado"
)
_TRUE = _set("on yes true active filled fill full cross x done complete completed oui si ja enabled")
_SURE_FALSE = _set(
    "unchecked unticked unselected deselected unmarked uncheck untick notchecked nonchecked decoche decochee desmarcado desmarcada "
    "uncrossed notick nocheck unfilled unset notselected notticked noncoche noncochee"
)
_FALSE = _set("off no false inactive empty blank clear cleared outline outlined vide vacio vacia leer incomplete none")
_NOT = _set("not no non un sans sin nicht nao without isnt never")
# Words beside these in names of icons and files.
_NOISE = _set(
    "icon ico icons img image images is png gif svg jpg jpeg webp small black white gray grey blue green px a fa fas far fal fab bi "
    "glyphicon mdi la las lar ti ri pi material regular light sm lg s m state item field input form the of"
)
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@lru_cache(maxsize=2_000)
def told_by(name: str) -> Told:
    """What a name, or several with spaces between, tells of a box."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = [word.lower() for word in _TOKEN.findall(plain)]
    box = False
    states: list[tuple[bool, bool]] = []
    others = 0
    negated = False
    for word in words:
        for piece in _pieces(word):
            known = True
            state: tuple[bool, bool] | None = None
            if piece in _SURE_FALSE:
                state = (False, True)
            elif piece in _SURE_TRUE:
                state = (True, True)
            elif piece in _TRUE:
                state = (True, False)
            elif piece in _FALSE and not (piece == "no" and word is not words[-1]):
                state = (False, False)
            elif piece not in _BOX and piece not in _NOISE and piece not in _NOT and not piece.isdigit():
                known = False
            if piece in _BOX:
                box = True
            if state is not None:
                states.append((state[0] != negated, state[1]))
                negated = False
            else:
                negated = piece in _NOT
            others += not known
    sure = [checked for checked, certain in states if certain]
    said = set(sure or [checked for checked, _ in states])
    # "check-off": the weaker word for a state says what the stronger, which is also the name of the thing, does not.
    if sure and {checked for checked, _ in states} == {True, False} and "checked" not in words:
        said = {checked for checked, certain in states if not certain} or said
    checked = said.pop() if len(said) == 1 else None
    return Told(box or bool(sure), checked, bool(sure), others)


_STARTS = ("checkbox", "radiobutton", "radio", "tickbox", "check", "box", "chk")


def _pieces(word: str) -> tuple[str, ...]:
    """A word that runs two together, in two: "checkboxoff"."""
    if word in _BOX or word in _SURE_TRUE or word in _SURE_FALSE:
        return (word,)
    for start in _STARTS:
        rest = word[len(start) :]
        if word.startswith(start) and (rest in _TRUE or rest in _FALSE or rest in _SURE_TRUE or rest in _SURE_FALSE or rest in _BOX):
            return (start, rest)
        rest = word[: -len(start)]
        if word.endswith(start) and (rest in _SURE_TRUE or rest in _SURE_FALSE or rest in ("empty", "filled")):
            return (rest, start)
    return (word,)
