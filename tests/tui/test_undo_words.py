import pytest
from msgspec.structs import replace

from core.model.device import Device
from tests.tui.printers import printer
from tui.undo_words import interval_back, name_back, notes_back, place_back


def at(number: int, own: str | None = None, given: str | None = None) -> Device:
    return replace(printer(number, f"p{number}", "HP", "M1", location=own), given_location=given)


@pytest.mark.parametrize(
    ("devices", "title", "text"),
    [
        ([at(1, "Hall")], "p1 is at Hall again", "As said by the device itself."),
        ([at(1, "Hall", "Annex")], "p1 is at Annex again", "The location that you gave."),
        ([at(1)], "p1 is without a location again", "Nobody says where."),
        ([at(1, "Hall"), at(2, "Hall")], "2 devices are at Hall again", "As said by the devices themselves."),
        ([at(1, "A"), at(2)], "2 devices are where they were", "“A”; some without a location."),
        ([at(n, f"H{n}") for n in range(1, 6)], "5 devices are where they were", "“H1”, “H2”, “H3” and 2 more."),
    ],
)
def test_a_location_is_named(devices: list[Device], title: str, text: str) -> None:
    assert place_back(devices) == (title, text)


def test_a_name_that_was_given_is_told_from_its_own() -> None:
    named = replace(at(1), given_name="Front desk")
    assert name_back(named, "x") == ("x is called Front desk again", "The name that you gave it.")


def test_an_interval_of_its_own_is_told() -> None:
    paced = replace(at(1), interval_seconds=90)
    assert interval_back(paced) == ("p1 is polled every 90 s again", "Its own interval.")


def test_notes_are_told_by_how_they_begin() -> None:
    assert notes_back(replace(at(1), notes="a" * 60))[1] == f"“{'a' * 40}…”."
    assert notes_back(replace(at(1), notes="first\nsecond"))[1] == "“first…”."
