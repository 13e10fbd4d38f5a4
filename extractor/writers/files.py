"""Records and rejections as JSON files of a folder, each written whole or not at all."""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from extractor.record import Record, Rejection

RECORDS, REJECTIONS, COPIES = "records.ndjson", "rejections.ndjson", "copies.ndjson"


def as_json(record: Record[Any] | Rejection, indent: int | None = 2) -> str:
    """The record as the contract's JSON, keys in its order, ending with a line feed."""
    return record.model_dump_json(indent=indent) + "\n"


def write_whole(path: Path, text: str) -> None:
    """Write a file by way of a temporary one beside it, so that nobody ever sees a part of it. Raise OSError where it cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


class JsonFolder:
    """`NAME.json` for each record (`NAME.1.json`, `NAME.2.json`, … of a document with several forms), or lines of `records.ndjson`."""

    def __init__(self, folder: Path, lines: bool = False) -> None:
        self.folder = folder
        self.lines = lines
        self._records: list[str] = []
        self._rejections: list[str] = []
        self._copies: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def indent(self) -> int | None:
        """How a record's JSON is indented here; None for a line a record."""
        return None if self.lines else 2

    def records(self, relative: str, records: list[str]) -> None:
        """Write the records of one input, each the JSON of `as_json` with this folder's `indent`; `relative` is the input's path below the folder."""
        if self.lines:
            self._records += records
            return
        base = self.folder / relative
        names = [f"{base.name}.json"] if len(records) == 1 else [f"{base.name}.{number}.json" for number in range(1, len(records) + 1)]
        self._forget(base, keep=set(names))
        for name, record in zip(names, records, strict=True):
            write_whole(base.parent / name, record)

    def rejection(self, relative: str, rejection: Rejection) -> None:
        """Note an input that gave no record; records that an earlier run left of it are no longer true and go."""
        self._rejections.append(as_json(rejection, indent=None))
        self._forget(self.folder / relative, keep=set())

    def copy(self, relative: str, source: dict[str, Any], same_as: str) -> None:
        """Note an input whose bytes were converted before in this run."""
        self._copies.append(json.dumps({"source": source, "same_as": same_as}, ensure_ascii=False) + "\n")
        self._forget(self.folder / relative, keep=set())

    def close(self) -> None:
        """Write the lists that stand beside the records."""
        write_whole(self.folder / REJECTIONS, "".join(self._rejections))
        if self._copies or (self.folder / COPIES).exists():
            write_whole(self.folder / COPIES, "".join(self._copies))
        if self.lines:
            write_whole(self.folder / RECORDS, "".join(self._records))

    def _forget(self, base: Path, keep: set[str]) -> None:
        if not base.parent.is_dir():
            return
        pattern = re.compile(re.escape(base.name) + r"(\.\d+)?\.json\Z")
        for entry in os.scandir(base.parent):
            if entry.name not in keep and pattern.match(entry.name):
                os.unlink(entry.path)
