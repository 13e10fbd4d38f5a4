"""Texts that only say what to do with the control that they stand in."""

from __future__ import annotations

import re
from typing import Final

# How Word's own placeholders begin, in the languages of WCO members, for those that carry no placeholder style.
_PROMPT: Final = re.compile(
    r"\s*\W?(?:click|tap|choose|select|enter|type|cliquez|appuyez|choisissez|s[ée]lectionnez|entrez|haga clic|pulse|elija|seleccione|escriba"
    r"|klicken|tippen|wählen|geben|clique|toque|escolha|selecione|fare clic|toccare|scegliere|klik|kies|kliknij|wybierz"
    r"|щелкните|нажмите|место для ввода|выберите|单击|点击|选择|クリック|انقر)",
    re.IGNORECASE,
)

_DEFAULT_PROMPT: Final = re.compile(
    r"(?:click(?: or tap)?(?: here)? to enter (?:text|a date)|tap here to enter text|choose an item"
    r"|cliquez(?: ou appuyez)? ici pour (?:entrer|taper) (?:du texte|une date)|choisissez un élément"
    r"|haga clic(?: o pulse)? aquí para escribir (?:texto|una fecha)|elija un elemento"
    r"|klicken(?: oder tippen)? sie(?: hier)?,? um (?:text|ein datum) einzugeben|wählen sie ein element aus"
    r"|clique(?: ou toque)? aqui para (?:introduzir|digitar) (?:texto|uma data|o texto)|escolha um item"
    r"|fare clic(?: o toccare)? qui per immettere (?:testo|una data)|scegliere un elemento"
    r"|klik(?: of tik)? om tekst in te voeren|kies een item|место для ввода текста|выберите элемент)\s*\.?",
    re.IGNORECASE,
)


def is_default_prompt(text: str) -> bool:
    """Whether text is Word's own placeholder word for word, so that it says nothing even where its producer (LibreOffice) lost the flag."""
    return len(text) < 90 and _DEFAULT_PROMPT.fullmatch(text) is not None


def is_prompt(text: str) -> bool:
    """Whether text only says what to do with the control it stands in."""
    return len(text) < 120 and _PROMPT.match(text) is not None
