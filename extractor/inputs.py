"""What a command is given: files, and the files of folders, each with the name that its record will carry."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, or a path that is none."""

    path: Path
    name: str
    """Its path below the input that was given, with `/`; a file given directly has its bare name."""


def readable_name(name: str) -> str:
    """A file's name as text: bytes that are no UTF-8 become `\\xNN`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def inputs_of(given: Sequence[str], without: Path | None = None) -> Iterator[Input]:
    """Every file of the given paths, folders in the order of their names; `without` is a folder to leave out (the output)."""
    left_out = without.resolve() if without is not None else None
    for text in given:
        path = Path(text)
        if not path.is_dir():
            yield Input(path, readable_name(path.name or text))
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(f for f in folders if left_out is None or Path(folder, f).resolve() != left_out)
            for name in sorted(files):
                found = Path(folder, name)
                yield Input(found, readable_name(found.relative_to(path).as_posix()))


def clashes(inputs: Sequence[Input]) -> list[tuple[Input, Input]]:
    """Pairs of different files that would get the same name: their records would overwrite each other."""
    seen: dict[str, Input] = {}
    found: list[tuple[Input, Input]] = []
    for item in inputs:
        other = seen.setdefault(item.name, item)
        if other is not item and other.path.resolve() != item.path.resolve():
            found.append((other, item))
    return found
