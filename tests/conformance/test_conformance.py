"""Each conformance file gives exactly the states that its kind says, and nothing is said of boxes that are right."""

from __future__ import annotations

import shutil

import pytest

from extractor import extract
from extractor.errors import Unreadable
from tests.conformance import all_kinds
from tests.conformance.kinds import FILES, MARKED, Kind

_MARK_CODES = {"unreadable-mark", "mark-disagrees", "option-missing", "nothing-marked"}


@pytest.mark.parametrize("kind", list(all_kinds()), ids=lambda kind: kind.id)
def test_the_states_are_read(kind: Kind) -> None:
    if kind.needs and not shutil.which(kind.needs):
        pytest.skip(f"needs {kind.needs}: apt install libreoffice-writer")
    if kind.rejected:
        with pytest.raises(Unreadable) as caught:
            extract(FILES / kind.file)
        assert caught.value.code == kind.rejected
        return
    (record,) = extract(FILES / kind.file)
    study = record.case_study.model_dump()
    read = {pointer: study[grid][name] for pointer in MARKED for _, grid, name in [pointer.split("/")]}
    assert read == {**MARKED, **kind.differs}
    assert not [option for grid in ("practice_type", "general_overview", "stakeholders", "requirements") for option in study[grid]["unlisted"]]
    expected = {(pointer, "unreadable-mark") for pointer, state in kind.differs.items() if state is None and pointer not in kind.codes}
    expected |= set(kind.codes.items())
    assert {(d.path, d.code) for d in record.diagnostics if d.code in _MARK_CODES or d.severity == "error"} == expected
