"""The fleet's devices as the program's own reader sees them."""

from datetime import UTC, datetime

import pytest

from core.demo.models import PrinterModel
from core.demo.picture import take_picture
from core.demo.printers import MODELS
from core.demo.schedule import Pace
from core.demo.simulation import begin
from core.demo.unit import RECORDINGS, Unit
from core.model.device import Reading
from core.model.level import Percent, Some
from core.model.supply import Supply
from core.printer.answers import Answers
from core.printer.read import read
from core.snmp.recording import read_recording

BY_NAME = {model.recording: model for model in MODELS}


def reading(name: str) -> Reading:
    values = read_recording(RECORDINGS / f"{name}.snmprec").values()
    return read(Answers(values), read_at=datetime(2026, 1, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("name", "vendor", "model", "supplies"),
    [
        ("hp_color_laserjet_m554", "HP", "M554", 4),
        ("brother_mfc_l8900cdw", "Brother", "MFC-L8900CDW", 7),
        ("kyocera_ecosys_p3155dn", "Kyocera", "P3155dn", 2),
        ("ricoh_im_c3000", "Ricoh", "IM C3000", 5),
        ("xerox_altalink_c8145", "Xerox", "C8145", 11),
        ("xerox_phaser_8560dn", "Xerox", "8560DN", 6),
        ("lexmark_cx725de", "Lexmark", "CX725de", 8),
        ("epson_wf_c5790", "Epson", "WF-C5790", 5),
        ("konica_minolta_bizhub_c300i", "Konica Minolta", "bizhub C300i", 15),
        ("canon_ir_adv_c3530", "Canon", "C3530", 5),
        ("oki_c612", "OKI", "C612", 10),
        ("hp_laserjet_pro_m404dn", "HP", "M404dn", 1),
        ("sharp_mx_3071", "Sharp", "MX-3071", 10),
        ("hp_laser_408dn", "HP", "Laser 408dn", 4),
        ("zebra_zt411", "Zebra", "ZT411", 1),
    ],
)
def test_every_printer_is_known_with_serial_number_mac_pages_and_supplies(
    name: str, vendor: str, model: str, supplies: int
) -> None:
    seen = reading(name)
    who = seen.identity
    assert who.is_printer
    assert who.vendor == vendor
    assert model in (who.model or "")
    assert None not in (who.serial, who.mac, who.name, who.location)
    assert len([supply for supply in seen.supplies if supply.index.startswith("1.")]) == supplies
    assert seen.counters.pages is not None
    assert seen.status.console
    assert seen.trays
    assert seen.covers


@pytest.mark.parametrize("name", ["hpe_switch_2530", "apc_smart_ups_1500"])
def test_what_is_no_printer_is_not_taken_for_one(name: str) -> None:
    assert not reading(name).identity.is_printer


def test_every_recording_belongs_to_a_make_and_every_make_has_one() -> None:
    assert {path.stem for path in RECORDINGS.iterdir()} == set(BY_NAME)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.recording)
def test_everything_that_moves_is_in_the_recording(model: PrinterModel) -> None:
    unit = Unit(model)
    shown = take_picture(unit, Pace(), begin(unit.printer, Pace())).values()
    named = [*model.counters, *(mirror.oid for mirror in model.mirrors)]
    named += [f"1.3.6.1.2.1.43.11.1.1.9.1.{supply.row}" for supply in model.supplies]
    named += [f"1.3.6.1.2.1.43.8.2.1.10.1.{row}" for row in model.trays]
    assert [oid for oid in named if oid not in shown] == []


def supply(seen: Reading, index: str) -> Supply:
    return next(supply for supply in seen.supplies if supply.index == index)


@pytest.mark.parametrize(
    ("name", "index", "percent", "source"),
    [
        ("hp_color_laserjet_m554", "1.2", 12.0, "printer-mib"),
        ("brother_mfc_l8900cdw", "1.3", 9.0, "brother"),
        ("kyocera_ecosys_p3155dn", "1.1", 37.0, "printer-mib"),
        ("ricoh_im_c3000", "1.1", 60.0, "printer-mib"),
        ("xerox_altalink_c8145", "1.10", 5.0, "printer-mib"),
        ("xerox_phaser_8560dn", "1.5", 22.0, "printer-mib"),
        ("lexmark_cx725de", "1.2", 23.5, "printer-mib"),
        ("sharp_mx_3071", "1.4", 31.0, "printer-mib"),
    ],
)
def test_levels_that_are_known_are_read(name: str, index: str, percent: float, source: str) -> None:
    level = supply(reading(name), index).level
    assert isinstance(level, Percent)
    assert (level.value, level.source) == (percent, source)


@pytest.mark.parametrize(
    ("name", "index", "raw"),
    [
        ("ricoh_im_c3000", "1.3", -3),
        ("ricoh_im_c3000", "1.5", -100),
        ("xerox_phaser_8560dn", "1.2", -3),
        ("kyocera_ecosys_p3155dn", "1.2", -3),
        ("zebra_zt411", "1.1", -3),
    ],
)
def test_levels_that_only_some_is_known_of_get_no_percentage(name: str, index: str, raw: int) -> None:
    level = supply(reading(name), index).level
    assert isinstance(level, Some)
    assert level.raw_level == raw


def test_part_and_serial_numbers_come_from_where_each_make_has_them() -> None:
    assert supply(reading("xerox_altalink_c8145"), "1.2").part_number == "006R01747"
    assert supply(reading("xerox_altalink_c8145"), "1.2").serial == "3A72C1E800004102"
    assert supply(reading("lexmark_cx725de"), "1.4").part_number == "84C2HY0"
    assert supply(reading("hp_color_laserjet_m554"), "1.2").part_number == "W2121A"


def test_the_jammed_one_is_stopped_with_its_reasons() -> None:
    seen = reading("sharp_mx_3071")
    assert seen.status.printer == "stopped"
    assert set(seen.status.errors) == {"doorOpen", "jammed"}
    assert [cover.state for cover in seen.covers] == ["open", "closed"]
    assert {alert.code for alert in seen.alerts} == {"jam", "coverOpen"}
