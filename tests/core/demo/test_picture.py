from collections.abc import Callable
from typing import Any

import pytest

from core.demo.models import PrinterModel
from core.demo.picture import take_picture
from core.demo.printers import BROTHER, HP_COLOR, LEXMARK, MODELS, OKI, PHASER, SHARP, XEROX
from core.demo.schedule import MINUTE, Pace
from core.demo.simulation import State, advance, begin
from core.demo.unit import RECORDINGS, Unit
from core.snmp.recording import read_recording

RunUntil = Callable[[Unit, Callable[[State], bool]], State]

PACE = Pace()
PRT = "1.3.6.1.2.1.43"
ERROR_STATE = "1.3.6.1.2.1.25.3.5.1.2.1"
STATUS = ("1.3.6.1.2.1.25.3.2.1.5.1", "1.3.6.1.2.1.25.3.5.1.1.1")


def picture(unit: Unit, state: State) -> dict[str, Any]:
    return take_picture(unit, PACE, state).values()


def rows(values: dict[str, Any], column: int) -> list[Any]:
    base = f"{PRT}.18.1.1.{column}.1."
    return [value for oid, value in values.items() if oid.startswith(base)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.recording)
def test_the_recording_is_the_picture_at_the_start(model: PrinterModel) -> None:
    unit = Unit(model)
    shown = take_picture(unit, PACE, begin(unit.printer, PACE))
    assert list(shown) == list(read_recording(RECORDINGS / f"{model.recording}.snmprec"))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.recording)
def test_after_an_hour_pages_have_grown_and_nothing_has_come_or_gone_but_alert_rows(model: PrinterModel) -> None:
    unit = Unit(model)
    before = picture(unit, begin(unit.printer, PACE))
    after = picture(unit, advance(unit.printer, PACE, begin(unit.printer, PACE), PACE.clock(3600)))
    assert after["1.3.6.1.2.1.1.3.0"] == before["1.3.6.1.2.1.1.3.0"] + 360_000
    assert {o for o in before if not o.startswith(f"{PRT}.18.")} == {o for o in after if not o.startswith(f"{PRT}.18.")}
    assert {oid: type(before[oid]) for oid in before if oid in after} == {
        o: type(after[o]) for o in before if o in after
    }
    for counter in (f"{PRT}.10.2.1.4.1.1", *model.counters):
        if model.pages_per_minute:
            assert after[counter] > before[counter]


def test_a_low_toner_shows_in_level_alert_row_error_bit_and_panel() -> None:
    unit = Unit(HP_COLOR)
    shown = picture(unit, begin(unit.printer, PACE))
    assert shown[f"{PRT}.11.1.1.9.1.2"] == 12
    assert rows(shown, 7) == [1104]
    assert rows(shown, 8) == [b"Cyan cartridge low"]
    assert rows(shown, 5) == [2]
    assert shown[ERROR_STATE] == b"\x20"
    assert shown[f"{PRT}.16.5.1.2.1.2"] == b"Cyan cartridge low"
    assert [shown[oid] for oid in STATUS] == [3, 3]


def test_an_empty_toner_stops_the_printer_in_every_object(run_until: RunUntil) -> None:
    unit = Unit(HP_COLOR)
    shown = picture(unit, run_until(unit, lambda state: state.cartridges[1].out_since is not None))
    assert shown[f"{PRT}.11.1.1.9.1.2"] == 0
    assert (rows(shown, 2), rows(shown, 7)) == ([3], [1101])
    assert shown[ERROR_STATE] == b"\x10"
    assert shown[f"{PRT}.16.5.1.2.1.1"] == b"Replace Cyan cartridge"
    assert [shown[oid] for oid in STATUS] == [5, 1]
    before = picture(unit, begin(unit.printer, PACE))
    for counter in (f"{PRT}.5.1.1.18.1", f"{PRT}.5.1.1.19.1"):
        assert shown[counter] == before[counter] + 1


def test_a_replaced_cartridge_has_another_serial_number_everywhere(run_until: RunUntil) -> None:
    unit = Unit(LEXMARK)
    old = unit.cartridge_serials[2]
    shown = picture(unit, run_until(unit, lambda state: state.cartridges[1].number == 1))
    assert shown["1.3.6.1.4.1.641.6.4.4.1.1.6.1.2"] not in (old, b"")
    assert shown["1.3.6.1.4.1.641.6.4.4.1.1.16.1.2"] == shown[f"{PRT}.11.1.1.9.1.2"] > 15_000
    assert not any(isinstance(value, bytes) and old in value for value in shown.values())


def test_a_new_xerox_cartridge_changes_the_serial_number_in_its_description(run_until: RunUntil) -> None:
    unit = Unit(XEROX)
    shown = picture(unit, run_until(unit, lambda state: state.cartridges[2].number == 1))
    name, _, serial = shown[f"{PRT}.11.1.1.6.1.3"].partition(b";SN")
    assert name == b"Magenta Toner, PN 006R01748"
    assert serial != unit.cartridge_serials[3]
    assert len(serial) == len(unit.cartridge_serials[3])


def test_a_full_waste_box_is_full_and_its_alert_says_so(run_until: RunUntil) -> None:
    unit = Unit(XEROX)
    low = picture(unit, begin(unit.printer, PACE))
    full = picture(unit, run_until(unit, lambda state: state.cartridges[9].out_since is not None))
    assert (low[f"{PRT}.11.1.1.9.1.10"], full[f"{PRT}.11.1.1.9.1.10"]) == (5, 0)
    assert (1107 in rows(low, 7), 1109 in rows(full, 7)) == (True, True)
    assert b"Waste Toner Container full" in rows(full, 8)


def test_a_jam_shows_in_cover_alert_rows_bits_and_panel_and_goes() -> None:
    unit = Unit(SHARP)
    start = begin(unit.printer, PACE)
    jammed, freed = picture(unit, start), picture(unit, advance(unit.printer, PACE, start, 361 * MINUTE))
    assert (rows(jammed, 4), rows(jammed, 7)) == ([13, 6], [8, 3])
    assert (jammed[f"{PRT}.6.1.1.3.1.1"], freed[f"{PRT}.6.1.1.3.1.1"]) == (3, 4)
    assert (jammed[ERROR_STATE], freed[ERROR_STATE]) == (b"\x0c\0", b"\0\0")
    assert jammed[f"{PRT}.16.5.1.2.1.1"].startswith(b"Remove misfeed")
    assert rows(freed, 7) == []


def test_solid_ink_tells_no_level_but_its_flags_speak(run_until: RunUntil) -> None:
    unit = Unit(PHASER)
    start = picture(unit, begin(unit.printer, PACE))
    assert [start[f"{PRT}.11.1.1.9.1.{row}"] for row in range(1, 7)] == [-3, -3, -3, -3, 22, -3]
    assert rows(start, 8) == [b"Cyan Ink low"]
    empty = picture(unit, run_until(unit, lambda state: state.cartridges[0].out_since is not None))
    assert empty[f"{PRT}.11.1.1.9.1.1"] == 0
    assert empty[f"{PRT}.16.5.1.2.1.1"] == b"Cyan Ink out"


def test_brother_tells_its_levels_in_the_maintenance_block_only() -> None:
    unit = Unit(BROTHER)
    shown = picture(unit, begin(unit.printer, PACE))
    assert [shown[f"{PRT}.11.1.1.9.1.{row}"] for row in (1, 2, 3, 4)] == [-3] * 4
    block = shown["1.3.6.1.4.1.2435.2.3.9.4.2.1.5.5.8.0"]
    records = {block[at]: int.from_bytes(block[at + 3 : at + 7]) for at in range(0, len(block) - 1, 7)}
    assert [records[key] for key in (0x6F, 0x70, 0x71, 0x72)] == [4100, 2700, 900, 7300]
    assert [records[key] for key in (0x31, 0x32, 0x33, 0x34)] == [1, 1, 2, 1]


def test_oki_tells_its_private_levels_as_text() -> None:
    unit = Unit(OKI)
    assert picture(unit, begin(unit.printer, PACE))["1.3.6.1.4.1.2001.1.1.1.1.100.3.1.1.3.1"] == b"21"


def test_a_sleeping_printer_says_so_on_its_panel_and_in_its_status(run_until: RunUntil) -> None:
    unit = Unit(HP_COLOR)
    panel = f"{PRT}.16.5.1.2.1.1"
    shown = picture(unit, run_until(unit, lambda state: picture(unit, state)[panel] == b"Sleep mode on"))
    assert [shown[oid] for oid in STATUS] == [2, 1]
