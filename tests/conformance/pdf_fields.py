"""Form fields of a PDF as selection marks (ISO 32000-1, 12.7.4): every way to store a state, and what tools make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.conformance.kinds import Kind
from tests.conformance.pdf_drawn import rectangle
from tests.conformance.pdf_form import CELLS, SIDE, Draw, Paper, Sheet, Spot, kind
from tests.readers.pdf.pages import HEIGHT

FRAME = f"0.8 w 0.5 0.5 {SIDE - 1} {SIDE - 1} re S"
CROSSED = f"{FRAME} 1.5 1.5 m {SIDE - 1.5} {SIDE - 1.5} l S 1.5 {SIDE - 1.5} m {SIDE - 1.5} 1.5 l S"
TICKED = f"q {FRAME} BT /ZaDb 8 Tf 1.5 2 Td (4) Tj ET Q"
EMPTY, MARKED = "/stakeholders/express_companies", "/stakeholders/postal_operator"


def shared(sheet: Sheet, name: str, data: str) -> int:
    """An appearance that all boxes of the file share; its number."""
    if name not in sheet.names:
        sheet.names[name] = sheet.appearance(data)
    return sheet.names[name]


def pictures(sheet: Sheet, on: str = "Yes", marked: str = CROSSED, empty: str = FRAME) -> str:
    """The appearances of a button whose on-state has this name."""
    return f"/AP << /N << /{on} {shared(sheet, 'on', marked)} 0 R /Off {shared(sheet, 'off', empty)} 0 R >> >>"


def button(
    on: str = "Yes", entries: Callable[[Spot, str], str] = lambda spot, state: f"/V /{state} /AS /{state}", *, marked: str = CROSSED, empty: str = FRAME
) -> Draw:
    """A check box of its own for each option; `entries` gives what its dictionary says of the state."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        state = on if spot.checked else "Off"
        sheet.widget(f"/FT /Btn /T ({spot.name}) {spot.rect} {pictures(sheet, on, marked, empty)} {entries(spot, state)}")

    return draw


def bare(entries: Callable[[Spot, str], str]) -> Draw:
    """A check box without any appearance over a printed box."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        sheet.content.append(rectangle(spot))
        sheet.widget(f"/FT /Btn /T ({spot.name}) {spot.rect} {entries(spot, 'Yes' if spot.checked else 'Off')}")

    return draw


def pictured(on: str, off: str) -> Draw:
    """A check box with pictures of its own."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        state = "Yes" if spot.checked else "Off"
        pair = f"/Yes {sheet.appearance(on)} 0 R /Off {sheet.appearance(off)} 0 R"
        sheet.widget(f"/FT /Btn /T ({spot.name}) {spot.rect} /AP << /N << {pair} >> >> /V /{state} /AS /{state}")

    return draw


def only_on(sheet: Sheet, spot: Spot) -> None:
    """A check box over a printed one, with an appearance for on alone."""
    sheet.content.append(rectangle(spot))
    state = "Yes" if spot.checked else "Off"
    sheet.widget(f"/FT /Btn /T ({spot.name}) {spot.rect} /AP << /N << /Yes {shared(sheet, 'on', CROSSED)} 0 R >> >> /V /{state} /AS /{state}")


def with_parents(widget: Callable[[str], str], parent: Callable[[Spot, str], str]) -> Draw:
    """A field for each option whose widget is a kid of it: the widget and the field each say a part."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        state = "Yes" if spot.checked else "Off"
        field = sheet.add("")
        kid = sheet.widget(f"{spot.rect} /Parent {field} 0 R {pictures(sheet)} {widget(state)}", field=False)
        sheet.objects[field] = f"<< /FT /Btn /T ({spot.name}) /Kids [{kid} 0 R] {parent(spot, state)} >>"
        sheet.fields.append(field)

    return draw


def tree(sheet: Sheet, spot: Spot) -> None:
    """Fields of a grid below a node of the grid's name, which holds the type for all of them."""
    state = "On" if spot.checked else "Off"
    grid, name = spot.name.split(".")
    if grid not in sheet.names:
        sheet.names[grid] = sheet.add("")
        sheet.fields.append(sheet.names[grid])
        sheet.kids[grid] = []
    node = sheet.names[grid]
    sheet.kids[grid].append(sheet.widget(f"/T ({name}) /Parent {node} 0 R {spot.rect} {pictures(sheet, 'On')} /V /{state} /AS /{state}", field=False))
    sheet.objects[node] = f"<< /T ({grid}) /FT /Btn /Kids [{' '.join(f'{n} 0 R' for n in sheet.kids[grid])}] >>"


def radio(flags: int = 1 << 15, *, opt: bool = False, both_on: bool = False, value: bool = True, stale: str = "") -> Draw:
    """The practice type as one radio group, every other option as a check box."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        grid, name = spot.name.split(".")
        if grid != "practice_type":
            button()(sheet, spot)
            return
        if grid not in sheet.names:
            sheet.names[grid] = sheet.add("")
            sheet.fields.append(sheet.names[grid])
            sheet.kids[grid] = []
            sheet.chosen[grid] = "Off"
        node = sheet.names[grid]
        number = len(sheet.kids[grid])
        on = str(number) if opt else name
        lit = spot.checked or both_on
        if spot.checked:
            sheet.chosen[grid] = on
        sheet.kids[grid].append(
            sheet.widget(
                f"/Parent {node} 0 R {spot.rect} /MK << /CA (l) >> "
                f"/AP << /N << /{on} {shared(sheet, 'disc', DISC)} 0 R /Off {shared(sheet, 'ring', RING)} 0 R >> >> /AS /{on if lit else 'Off'}",
                field=False,
            )
        )
        listed = f"/Opt [{' '.join('(Option)' for _ in sheet.kids[grid])}]" if opt else ""
        said = f"/V /{stale or sheet.chosen[grid]}" if value else ""
        sheet.objects[node] = f"<< /T ({grid}) /FT /Btn /Ff {flags} {said} {listed} /Kids [{' '.join(f'{n} 0 R' for n in sheet.kids[grid])}] >>"

    return draw


RING = "0.8 w 8.5 4.5 m 8.5 6.71 6.71 8.5 4.5 8.5 c 2.29 8.5 0.5 6.71 0.5 4.5 c 0.5 2.29 2.29 0.5 4.5 0.5 c 6.71 0.5 8.5 2.29 8.5 4.5 c s"
DISC = RING + " 6.5 4.5 m 6.5 5.6 5.6 6.5 4.5 6.5 c 3.4 6.5 2.5 5.6 2.5 4.5 c 2.5 3.4 3.4 2.5 4.5 2.5 c 5.6 2.5 6.5 3.4 6.5 4.5 c f"


def text_field(sheet: Sheet, spot: Spot) -> None:
    """A text field of one character as the box."""
    sheet.content.append(rectangle(spot))
    shown = sheet.appearance("/Tx BMC q BT /F1 8 Tf 1.8 1.8 Td (X) Tj ET Q EMC" if spot.checked else "/Tx BMC EMC")
    value = "/V (X)" if spot.checked else ""
    sheet.widget(f"/FT /Tx /T ({spot.name}) /MaxLen 1 /DA (/Helv 8 Tf 0 g) {spot.rect} {value} /AP << /N {shown} 0 R >>")


def choice_field(sheet: Sheet, spot: Spot) -> None:
    """A drop-down list of Yes and No before the label."""
    x, y = spot.x - 18, spot.y
    word = "Yes" if spot.checked else "No"
    shown = sheet.appearance(f"/Tx BMC q BT /F1 8 Tf 2 2 Td ({word}) Tj ET Q EMC", "0 0 24 10")
    rect = f"/Rect [{x} {HEIGHT - y - 10} {x + 24} {HEIGHT - y}]"
    sheet.widget(f"/FT /Ch /Ff 131072 /T ({spot.name}) /Opt [(Yes) (No)] /V ({word}) /DA (/Helv 8 Tf 0 g) {rect} /AP << /N {shown} 0 R >>")


def push_button(sheet: Sheet, spot: Spot) -> None:
    """A push button whose icon a script changes."""
    picture = shared(sheet, "on" if spot.checked else "off", CROSSED if spot.checked else FRAME)
    sheet.widget(f"/FT /Btn /Ff 65536 /T ({spot.name}) {spot.rect} /MK << /TP 1 /I {picture} 0 R >> /AP << /N {picture} 0 R >>")


def flattened(sheet: Sheet, spot: Spot) -> None:
    """The appearance painted into the page, as flattening tools do."""
    name = "On" if spot.checked else "Off"
    sheet.resources.setdefault("XObject", {})[name] = f"{shared(sheet, name, TICKED if spot.checked else FRAME)} 0 R"
    sheet.content.append(f"q 1 0 0 1 {spot.x} {HEIGHT - spot.y - SIDE} cm /{name} Do Q")


def special(draw: Draw, others: Mapping[str, Draw]) -> Draw:
    """Some boxes drawn in a way of their own."""
    return lambda sheet, spot: others.get(spot.pointer, draw)(sheet, spot)


def hidden_twin(flags: int) -> Draw:
    """Each box with a second one of the opposite state over it that nobody sees."""

    def draw(sheet: Sheet, spot: Spot) -> None:
        button()(sheet, spot)
        other = "Off" if spot.checked else "Yes"
        sheet.widget(f"/FT /Btn /T (not.{spot.name}) {spot.rect} {pictures(sheet)} /V /{other} /AS /{other}", flags=flags)

    return draw


def off_page(sheet: Sheet, spot: Spot) -> None:
    """Each box with a twin of the opposite state far outside the page."""
    button()(sheet, spot)
    other = "Off" if spot.checked else "Yes"
    rect = f"/Rect [{spot.x + 900} {HEIGHT - spot.y - SIDE} {spot.x + 909} {HEIGHT - spot.y}]"
    sheet.widget(f"/FT /Btn /T (not.{spot.name}) {rect} {pictures(sheet)} /V /{other} /AS /{other}")


def over_printed(sheet: Sheet, spot: Spot) -> None:
    """A check box of wide margins over a printed box."""
    sheet.content.append(rectangle(spot))
    state = "Yes" if spot.checked else "Off"
    rect = f"/Rect [{spot.x - 2} {HEIGHT - spot.y - SIDE - 2} {spot.x + SIDE + 2} {HEIGHT - spot.y + 2}]"
    on, off = sheet.appearance("q BT /ZaDb 11 Tf 2 3 Td (8) Tj ET Q", "0 0 13 13"), sheet.appearance("", "0 0 13 13")
    sheet.widget(f"/FT /Btn /T ({spot.name}) {rect} /AP << /N << /Yes {on} 0 R /Off {off} 0 R >> >> /V /{state} /AS /{state}")


def orphan(sheet: Sheet, spot: Spot) -> None:
    """A widget that the form does not list, as merging tools leave it."""
    state = "Yes" if spot.checked else "Off"
    sheet.widget(f"/FT /Btn /T ({spot.name}) {spot.rect} {pictures(sheet)} /V /{state} /AS /{state}", field=False)


NAMES = {
    "oui": "Oui",
    "ja": "Ja",
    "one": "1",
    "japanese": "#E3#81#AF#E3#81#84",
    "german-umlaut": "Gew#C3#A4hlt",
    "space": "Is#20on",
    "true": "true",
    "no-as-on": "No",
}

KINDS: tuple[Kind, ...] = (
    kind("field-checkbox", "a check box with /V and /AS", button()),
    kind("field-checkbox-cells", "a check box with /V and /AS, in cells of their own", button(), CELLS),
    *(kind(f"field-state-{name}", f"a check box whose on-state is /{state}", button(state)) for name, state in NAMES.items()),
    kind("field-state-only-as", "a check box without /V", button(entries=lambda spot, state: f"/AS /{state}")),
    kind(
        "field-off-left-out",
        "a check box whose off-state is told by nothing",
        button(entries=lambda spot, state: f"/V /{state} /AS /{state}" if spot.checked else ""),
    ),
    kind("field-no-appearance", "a check box without appearances", bare(lambda spot, state: f"/V /{state} /AS /{state}")),
    kind("field-no-appearance-value", "a check box of which only /V is stored", bare(lambda spot, state: f"/V /{state}")),
    kind("field-only-on-appearance", "a check box with an appearance for on alone", only_on),
    kind("field-parent", "a check box whose value is the parent's", with_parents(lambda state: f"/AS /{state}", lambda spot, state: f"/V /{state}")),
    kind("field-parent-type", "check boxes below a node that holds their type", tree),
    kind(
        "field-default",
        "a check box with a default value that says the opposite",
        button(entries=lambda spot, state: f"/V /{state} /AS /{state} /DV /{'Off' if spot.checked else 'Yes'}"),
    ),
    kind("field-need-appearances", "a form whose viewer is told to make the appearances", button(), paper=Paper(form="/NeedAppearances true")),
    kind("field-string-value", "a check box whose value is a string", button(entries=lambda spot, state: f"/V ({state}) /AS /{state}")),
    kind("field-over-printed", "a check box over a printed box that it exceeds", over_printed, CELLS),
    kind("field-orphan", "widgets that the form does not list", orphan),
    kind("field-hidden-twin", "hidden widgets over the boxes", hidden_twin(2)),
    kind("field-noview-twin", "widgets over the boxes that are not to be viewed", hidden_twin(32)),
    kind("field-off-page", "widgets outside the page", off_page),
    kind("field-radio", "a radio group", radio()),
    kind("field-radio-opt", "a radio group whose states are numbers and whose values are in /Opt", radio(opt=True)),
    kind("field-radio-unison", "a radio group with the flag RadiosInUnison", radio((1 << 15) | (1 << 25))),
    kind("field-radio-no-value", "a radio group without /V", radio(value=False)),
    kind(
        "field-radio-two-on",
        "a radio group with both buttons on",
        radio(both_on=True),
        differs={"/practice_type/initiative_or_pilot": None, "/practice_type/existing_practice": None},
        codes={
            "/practice_type": "practice-type-not-single",
            "/practice_type/initiative_or_pilot": "unreadable-mark",
            "/practice_type/existing_practice": "unreadable-mark",
        },
    ),
    kind(
        "field-radio-stale",
        "a radio group whose value names another button than the one shown",
        radio(stale="initiative_or_pilot"),
        differs={"/practice_type/initiative_or_pilot": None, "/practice_type/existing_practice": None},
        codes={
            "/practice_type": "practice-type-not-single",
            "/practice_type/initiative_or_pilot": "unreadable-mark",
            "/practice_type/existing_practice": "unreadable-mark",
        },
    ),
    kind("field-text", "a text field of one character as the box", text_field),
    kind("field-choice", "a drop-down list of Yes and No as the box", choice_field),
    kind("field-push-button", "a push button whose icon is the box", push_button),
    kind("field-flattened", "fields flattened into the page", flattened),
    kind("field-flattened-cells", "fields flattened into the page, in cells of their own", flattened, CELLS),
    kind(
        "field-stale",
        "a check box whose value and appearance say different things",
        special(button(), {EMPTY: button(entries=lambda spot, state: "/V /Yes /AS /Off"), MARKED: button(entries=lambda spot, state: "/V /Off /AS /Yes")}),
        differs={EMPTY: None, MARKED: None},
    ),
    kind(
        "field-no-as",
        "a check box whose value says on and whose appearance is not chosen",
        special(button(), {MARKED: button(entries=lambda spot, state: "/V /Yes")}),
        differs={MARKED: None},
    ),
    kind(
        "field-stale-parent",
        "a check box whose parent's value and own appearance say different things",
        with_parents(lambda state: f"/AS /{state}", lambda spot, state: f"/V /{state if spot.pointer != MARKED else 'Off'}"),
        differs={MARKED: None},
    ),
    kind(
        "field-on-draws-nothing",
        "a check box whose appearance for on is empty",
        special(button(), {MARKED: pictured(FRAME, FRAME)}),
        codes={MARKED: "mark-disagrees"},
    ),
    kind(
        "field-off-draws-a-cross",
        "a check box whose appearance for off is a cross",
        special(button(), {EMPTY: pictured(CROSSED, CROSSED)}),
        codes={EMPTY: "mark-disagrees"},
    ),
    kind(
        "field-unknown-state",
        "a check box whose state has no appearance",
        special(button("On"), {MARKED: button("On", entries=lambda spot, state: "/V /Yes /AS /Yes")}),
        codes={MARKED: "mark-disagrees"},
    ),
)
