from collections.abc import Callable

import pytest

from core.model.level import Percent, Some
from core.printer.vendors import epson
from core.printer.vendors.facts import VendorFacts

Read = Callable[..., VendorFacts]
Standard = Callable[..., dict[str, object]]


def reply(*fields: str) -> bytes:
    body = b""
    for text in fields:
        octets = bytes.fromhex(text)
        body += bytes([octets[0], len(octets) - 1]) + octets[1:]
    return b"@BDC ST2\r\n" + len(body).to_bytes(2, "little") + body


INKS = "0f 03 010020 030130"


@pytest.mark.parametrize("oid", [epson.STATUS, epson.STATUS_COMMAND])
def test_inks_of_a_device_without_a_standard_table_stand_alone(read: Read, oid: str) -> None:
    facts = read(epson.DIALECT, {oid: reply(INKS)}).supplies
    assert [(fact.color, fact.level, fact.standalone) for fact in facts] == [
        ("black", Percent(value=32.0, source="epson", raw_level=32), "epson.ink1"),
        ("cyan", Percent(value=48.0, source="epson", raw_level=48), "epson.ink2"),
    ]


@pytest.mark.parametrize(
    ("levels", "overrides"), [((1, 1), True), ((0, 1), True), ((1, 40), False), ((-2, -2), False), ((83, 84), False)]
)
def test_standard_levels_that_are_stuck_are_overridden(
    read: Read, standard: Standard, levels: tuple[int, int], overrides: bool
) -> None:
    table = standard((6, "Black Ink", 100, levels[0]), (6, "Cyan Ink", 100, levels[1]), (8, "Maintenance Box", 100, 90))
    facts = read(epson.DIALECT, table | {epson.STATUS: reply(INKS)}).supplies
    assert [(fact.overrides, fact.standalone) for fact in facts] == [(overrides, None), (overrides, None)]


def test_a_color_in_two_slots_joins_no_row(read: Read, standard: Standard) -> None:
    twice = "0f 03 010020 010030 030140 ee0e22"
    table = standard((6, "Black Ink", 100, 1))
    assert [fact.color for fact in read(epson.DIALECT, table | {epson.STATUS: reply(twice)}).supplies] == ["cyan"]
    assert len(read(epson.DIALECT, {epson.STATUS: reply(twice)}).supplies) == 4


@pytest.mark.parametrize(
    ("state", "level", "condition"),
    [
        ("00", Some(source="epson", raw_level=0), "ok"),
        ("01", Some(source="epson", raw_level=1), "low"),
        ("02", Percent(value=0.0, source="epson", raw_level=2), "empty"),
    ],
)
def test_a_full_box_has_no_space_left(read: Read, state: str, level: Some | Percent, condition: str) -> None:
    (fact,) = read(epson.DIALECT, {epson.STATUS: reply(f"37 01 {state}")}).supplies
    assert (fact.types, fact.level, fact.condition) == (("wasteInk",), level, condition)


def test_messages_of_the_status(read: Read) -> None:
    assert read(epson.DIALECT, {epson.STATUS: reply("02 05", "04 1134")}).console == ("Ink out", "Ink low")
    assert read(epson.DIALECT, {epson.STATUS: reply("02 ee", "04 34")}).console == ()


def test_counters_and_identity(read: Read) -> None:
    root = "1.3.6.1.4.1.1248.1.2.2"
    values = {f"{root}.27.1.1.33.1.1": 500, f"{root}.27.1.1.3.1.1": 200, f"{root}.27.6.1.4.1.1.2": 60}
    facts = read(epson.DIALECT, values | {epson.MODEL: b"WF-X", epson.SERIAL: b"X9", epson.FIRMWARE: b"AB1"})
    assert (facts.pages, facts.counters) == (500, {"total": 500, "black": 200, "copy": 60})
    assert (facts.model, facts.serial, facts.firmware) == ("WF-X", "X9", "AB1")


def test_only_the_two_status_objects_of_the_command_tree_are_ever_asked() -> None:
    commands = "1.3.6.1.4.1.1248.1.2.2.44"
    dialect = epson.DIALECT
    asked = {*dialect.identity, *dialect.gets, *dialect.walks, *dialect.polls}
    assert {oid for oid in asked if oid.startswith(commands)} == {epson.STATUS_COMMAND}
