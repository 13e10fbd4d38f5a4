"""The few words that a rendered form prints and no declaration holds, in each language."""

from __future__ import annotations

CONTACT: dict[str, dict[str, str]] = {
    "en": {"name": "Name", "title": "Position", "organization": "Organization", "email": "E-mail", "phone": "Tel."},
    "fr": {"name": "Nom", "title": "Fonction", "organization": "Organisation", "email": "Courriel", "phone": "Tél."},
    "es": {"name": "Nombre", "title": "Cargo", "organization": "Organización", "email": "Correo electrónico", "phone": "Tel."},
}
"""What stands before each part of a contact."""

WRITE_HERE = {"en": "Click here to write", "fr": "Cliquez ici pour écrire", "es": "Haga clic aquí para escribir"}
"""What an empty control of a blank form says."""

COLON = {"fr": "\u00a0: "}
"""What parts a label from what is written beside it, where it is not ": "."""


def of(table: dict[str, str], language: str, otherwise: str) -> str:
    """The word of a language, or what stands for it elsewhere."""
    return table.get(language, otherwise)
