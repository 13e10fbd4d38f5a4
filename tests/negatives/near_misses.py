"""Documents that speak of the form and are none: each is derived from the declaration, in every language that it has."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.ecommerce import CaseStudy
from schemas.form import Slot, slots

_MEMBERS = ("Norway", "Japan", "Peru", "India")


def near_misses(language: str) -> Iterator[tuple[str, list[str]]]:
    """(name, lines in the notation of `plain.txt`) of each near miss."""

    def name(slot: Slot) -> str:
        assert slot.label is not None
        return slot.label.first(language)

    labelled = [slot for slot in slots(CaseStudy) if slot.label is not None]
    options = [slot for slot in labelled if slot.role in ("option", "other")]
    sections = [slot for slot in labelled if slot.role not in ("option", "other", "part")]
    yield (
        "instructions",
        [
            "# How to fill in the case study",
            *(f"{name(slot)}: say in a sentence or two what is meant, and mark the box only where it applies." for slot in labelled),
        ],
    )
    yield (
        "glossary",
        ["# Glossary", "| Term | Meaning |", *(f"| {name(slot)} | As defined in the guidelines, paragraph {n}. |" for n, slot in enumerate(labelled, 1))],
    )
    yield (
        "letter",
        [
            "Dear colleagues,",
            f"in your form you did not answer “{name(sections[0])}” and “{name(sections[1])}”. Look at “{'”, “'.join(name(s) for s in options)}” again.",
            f"The answer under “{name(sections[-1])}” is complete.",
        ],
    )
    yield (
        "comparison",
        [
            "# What members marked",
            "| Option | " + " | ".join(_MEMBERS) + " |",
            *(f"| {name(slot)} | " + " | ".join("✓" if (n + k) % 3 else "" for k in range(len(_MEMBERS))) + " |" for n, slot in enumerate(options)),
        ],
    )
    yield (
        "score sheet",
        [
            "# Evaluation of a case study",
            "| Criterion | Points |",
            *(f"| {name(slot)} | {n % 5 + 1} |" for n, slot in enumerate(sections)),
            "Assessor, signature",
        ],
    )
    yield (
        "short survey",
        [
            "# Survey of stakeholders",
            "Which of these were involved?",
            *(f"- [{'x' if n % 2 else ' '}] {name(slot)}" for n, slot in enumerate(options[7:12])),
            "Remarks: none",
        ],
    )
    yield (
        "contents of a compendium",
        [
            "# Compendium of case studies",
            "## Contents",
            *(f"{n}. {member}: a case study on e-commerce, {name(sections[n % len(sections)])} ... {n * 4}" for n, member in enumerate(_MEMBERS * 4, 1)),
        ],
    )
    yield "presentation", ["# The new form", *(line for slot in sections for line in (f"## {name(slot)}", "- why we ask", "- an example", "- common mistakes"))]
    yield "change log of the form", ["# Changes to the form", *(f"- “{name(slot)}” was reworded in version {n}" for n, slot in enumerate(labelled, 1))]
    yield (
        "translations",
        ["| en | fr | es |", *(f"| {slot.label.first('en')} | {slot.label.first('fr')} | {slot.label.first('es')} |" for slot in labelled if slot.label)],
    )
