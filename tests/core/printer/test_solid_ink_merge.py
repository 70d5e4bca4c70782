"""SNMP's rows and the page's facts together."""

import msgspec
import pytest

from core.model.level import Level, Percent, Quantity, Some, Unknown, Unlimited
from core.model.supply import Supply
from core.printer.solid_ink_merge import merge, subject_of
from core.printer.solid_ink_pages import PageSupply, SolidInkPage
from core.printer.trail import Notes

CYAN = Supply(index="1.2", name="Cyan Ink", type="ink", color="cyan", level=Some(raw_level=-3, raw_max=100))
KIT = Supply(index="1.5", name="Maintenance Kit, Phaser 8550", type="other", level=Percent(value=71.0))
TRAY = Supply(index="1.6", name="Waste Tray", type="wasteWax", level=Some(raw_level=-3), receptacle=True)


def page(subject: str, level: Level | None, state: str | None = None) -> SolidInkPage:
    return SolidInkPage(supplies=(PageSupply(subject=subject, level=level, state=state, words="said so", rule="rule"),))


def test_a_percentage_from_the_page_replaces_some_and_keeps_the_raw_numbers() -> None:
    told = Percent(value=63.0, source="http")
    assert merge((CYAN, KIT), page("cyan", told))[0].level == Percent(
        value=63.0, source="http", raw_level=-3, raw_max=100
    )


@pytest.mark.parametrize(
    ("known", "told", "expected"),
    [
        (Unknown(), Percent(value=63.0, source="http"), Percent(value=63.0, source="http")),
        (Unknown(), Some(source="http"), Some(source="http")),
        (Some(), Quantity(value=0, source="http"), Quantity(value=0, source="http")),
        (Some(), Some(source="http"), Some()),
        (Some(), None, Some()),
        (Percent(value=20.0), Percent(value=63.0, source="http"), Percent(value=20.0)),
        (Quantity(value=4), Percent(value=63.0, source="http"), Quantity(value=4)),
        (Unlimited(), Percent(value=63.0, source="http"), Unlimited()),
    ],
)
def test_only_an_open_level_is_filled_in(known: Level, told: Level | None, expected: Level) -> None:
    row = Supply(index="1.2", name="Cyan Ink", type="solidWax", color="cyan", level=known)
    assert merge((row,), page("cyan", told))[0].level == expected


def test_facts_go_to_the_row_they_belong_to() -> None:
    rows = merge((CYAN, KIT, TRAY), page("waste tray", Percent(value=0.0, source="http"), "full"))
    full = msgspec.structs.replace(TRAY, level=Percent(value=0.0, source="http", raw_level=-3), condition="empty")
    assert rows == (CYAN, KIT, full)


def test_two_kits_get_nothing_because_either_could_be_meant() -> None:
    kits = tuple(
        Supply(index=f"1.{number}", name=f"{kind} Maintenance Kit", level=Unknown())
        for number, kind in enumerate(("Standard", "Extended"), 5)
    )
    assert merge(kits, page("maintenance kit", Percent(value=9.0, source="http"))) == kits


@pytest.mark.parametrize(
    ("subject", "name", "kind", "color", "receptacle"),
    [
        ("cyan", "Cyan Ink", "solidWax", "cyan", False),
        ("maintenance kit", "Maintenance Kit", "other", None, False),
        ("waste tray", "Waste Tray", "wasteWax", None, True),
    ],
)
def test_what_only_the_page_knows_becomes_a_row(
    subject: str, name: str, kind: str, color: str | None, receptacle: bool
) -> None:
    (row,) = merge((), page(subject, Some(source="http"), "ok"))
    assert row.index == f"http.{subject.replace(' ', '-')}"
    assert (row.name, row.type, row.color, row.receptacle) == (name, kind, color, receptacle)
    assert subject_of(row) == subject


def test_a_fact_without_a_level_makes_no_row() -> None:
    assert merge((), page("cyan", None, "replace")) == ()


def test_a_toner_of_the_same_color_is_another_thing() -> None:
    toner = Supply(index="1.1", name="Cyan Toner", type="toner", color="cyan", level=Some())
    assert merge((toner,), page("cyan", Percent(value=63.0, source="http")))[0] == toner


def test_every_level_from_the_page_is_explained() -> None:
    notes = Notes()
    merge((CYAN, KIT), page("cyan", Percent(value=63.0, source="http")), notes)
    assert [(note.subject, note.value, note.rule) for note in notes.all()] == [
        ("supplies.1.2.level", "63 %", 'web page: rule ("said so")')
    ]


@pytest.mark.parametrize(
    ("word", "condition"), [("ok", "ok"), ("low", "low"), ("replace", "low"), ("empty", "empty"), ("missing", None)]
)
def test_the_pages_word_for_a_supply_becomes_its_condition(word: str, condition: str | None) -> None:
    (row,) = merge((CYAN,), page("cyan", None, word))
    assert (row.condition, row.level) == (condition, CYAN.level)
