"""The one exception that crosses rooms, and the codes it may carry."""

from __future__ import annotations

from typing import Literal

RejectionCode = Literal[
    "not-a-form",
    "damaged",
    "encrypted",
    "empty",
    "too-large",
    "unsupported",
    "timeout",
    "out-of-memory",
    "crashed",
    "not-found",
    "unreadable",
]


class Unreadable(Exception):
    """No record can come of this input.

    `code` is one of the contract's rejection codes; `message` is one line for a person: what is wrong and what to do about it.
    """

    def __init__(self, code: RejectionCode, message: str) -> None:
        super().__init__(message)
        self.code: RejectionCode = code
        self.message = message

    def __reduce__(self) -> tuple[type[Unreadable], tuple[RejectionCode, str]]:
        return (Unreadable, (self.code, self.message))
