import pytest

from core.admin_edits import (
    AdminEdit,
    checked_line,
    checked_notes,
    display_location,
    display_name,
    edited,
    parse_interval,
)
from core.errors import UsageError
from core.fleet import Fleet
from core.model.device import Device, Identity

DEVICE = Device(id="d1", address="10.0.0.1", host="lp7.example.net", identity=Identity(name="NPI1234", location="hall"))


def test_an_edit_changes_what_it_names_and_nothing_else() -> None:
    named = edited(DEVICE, AdminEdit(given_name="  Front desk ", notes="by the door"))
    assert (named.given_name, named.notes, named.given_location) == ("Front desk", "by the door", None)
    assert edited(named, AdminEdit(notes=None)).given_name == "Front desk"
    assert edited(named, AdminEdit(given_name="   ", notes=None)) == DEVICE
    assert edited(DEVICE, AdminEdit()) == DEVICE


@pytest.mark.parametrize(
    ("device", "name"),
    [
        (DEVICE, "NPI1234"),
        (edited(DEVICE, AdminEdit(given_name="Front desk")), "Front desk"),
        (Device(id="d1", address="10.0.0.1", host="lp7"), "lp7"),
        (Device(id="d1", address="10.0.0.1"), "10.0.0.1"),
    ],
)
def test_a_device_is_called_by_the_nearest_name(device: Device, name: str) -> None:
    assert display_name(device) == name


def test_the_admin_knows_best_where_it_is() -> None:
    assert display_location(DEVICE) == "hall"
    assert display_location(edited(DEVICE, AdminEdit(given_location="room 5"))) == "room 5"
    assert display_location(Device(id="d1", address="10.0.0.1")) is None


def test_an_edit_is_told_to_the_subscribers_and_found_by_its_name() -> None:
    fleet = Fleet([DEVICE])
    heard: list[object] = []
    fleet.subscribe(heard.extend)
    fleet.edit("d1", AdminEdit(given_name="Front desk", is_managed_elsewhere=True))
    assert len(heard) == 1
    assert fleet.find("front desk").is_managed_elsewhere


@pytest.mark.parametrize("text", ["", "Front desk", "東京 3F", "x" * 200])
def test_a_line_of_text_may_be_kept(text: str) -> None:
    assert checked_line(text) == text


@pytest.mark.parametrize("text", ["x" * 201, "two\nlines", "\x1b[31mred", "\u202eback"])
def test_what_is_no_line_of_text_may_not(text: str) -> None:
    with pytest.raises(UsageError):
        checked_line(text)


def test_notes_have_lines_and_tabs_and_no_other_control_characters() -> None:
    assert checked_notes("key\n\tdesk") == "key\n\tdesk"
    for text in ("x" * 4001, "a\x07b", "a\rb"):
        with pytest.raises(UsageError):
            checked_notes(text)


@pytest.mark.parametrize(
    ("text", "seconds"), [("60", 60.0), (" 1.5 ", 1.5), ("1", 1.0), ("default", None), ("", None), ("  ", None)]
)
def test_an_interval_is_a_number_of_seconds_or_everybodys(text: str, seconds: float | None) -> None:
    assert parse_interval(text) == seconds


@pytest.mark.parametrize("text", ["0", "0.9", "-5", "soon", "inf", "nan", "5 min"])
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="1 and up"):
        parse_interval(text)
