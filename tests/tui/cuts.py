"""Values without end, each of a character of its own, so that it is seen where one was cut without an ellipsis."""

import re
from collections.abc import Iterable

from msgspec.structs import replace
from textual.widget import Widget

from core.model.device import Device
from core.model.status import AlertRow, Counters, Cover, Status, Tray
from tests.tui.printers import printer, supply

LENGTH = 61
"""Characters of each value; in wide ones it takes twice as many cells."""


def endless(character: str) -> str:
    """A value that hardly any place has room for."""
    return character * LENGTH


def cut_off(lines: Iterable[str], characters: Iterable[str]) -> list[str]:
    """The characters whose value is shown neither whole nor cut with an ellipsis.

    Args:
        lines: of one widget, or of one cell; a value may go on in the next line.
        characters: of the values that may be there.
    """
    text = "".join(line.strip() for line in lines)
    return [character for character in characters if re.sub(f"{character}+ ?…", "", text).count(character) % LENGTH]


def drawn_lines(widget: Widget) -> list[str]:
    """What a widget draws, line by line, as far as it has room."""
    return [widget.render_line(y).text for y in range(widget.size.height)]


IDENTITY = {"name": "α", "vendor": "界", "model": "γ", "serial": "δ", "location": "階", "firmware": "ζ", "mac": "η"}
OTHERS = {"notes": "θ", "problem": "ι", "panel": "黒", "cover": "λ", "pages unit": "μ", "host": "ν"}
SUPPLY = {"supply": "社", "part": "ο", "supply serial": "π"}
TRAYS = {"tray": "ρ", "media": "紙", "alert": "番"}
CHARACTERS = IDENTITY | OTHERS | SUPPLY | TRAYS
"""Field -> its character, narrow or wide."""


def endless_device() -> Device:
    """A silent printer of which every field goes on and on."""
    drum = supply(
        1,
        endless(SUPPLY["supply"]),
        3,
        type="opc",
        part_number=endless(SUPPLY["part"]),
        serial=endless(SUPPLY["supply serial"]),
    )
    device = printer(
        1,
        None,
        "",
        "",
        (drum,),
        silent_hours=2.5,
        alerts=(AlertRow(index="1.1", severity="critical", group="marker", code="jam", text=endless(TRAYS["alert"])),),
        status=Status(printer="stopped", console=(endless(OTHERS["panel"]),)),
    )
    who = replace(device.identity, **{field: endless(character) for field, character in IDENTITY.items()})
    assert device.reading is not None
    tray = Tray(index="1.1", name=endless(TRAYS["tray"]), media=endless(TRAYS["media"]), state="ok")
    reading = replace(
        device.reading,
        identity=who,
        trays=(tray,),
        covers=(Cover(index="1.1", name=endless(OTHERS["cover"]), state="open"),),
        counters=Counters(pages=48_213, pages_unit=endless(OTHERS["pages unit"])),
    )
    return replace(
        device,
        identity=who,
        reading=reading,
        notes=endless(OTHERS["notes"]),
        problem=endless(OTHERS["problem"]),
        host=endless(OTHERS["host"]),
    )
