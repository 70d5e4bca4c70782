from datetime import timedelta

import pytest
from msgspec.structs import replace

from core.model.history import Day, History
from core.model.level import Level, Percent, Quantity, Some, Unknown
from tests.tui.fakes import NOW
from tests.tui.histories import TODAY, past_of, replacement
from tests.tui.printers import detailed, level, supply, toners, waste
from tui.widgets.history_rows import (
    MOST_REPLACED,
    MOST_SERIES,
    coverage_words,
    device_history,
    lack_words,
    legend,
    page_words,
    replaced_of,
    replaced_words,
    supply_coverage_words,
    supply_history,
)

SUPPLIES = (*toners(62, 12, 90, 75), supply(5, "Drum", 50, type="opc"), waste(40))


def past(*levels: Level | None, index: str = "1.1") -> History:
    """A day each up to today; None: it was not read."""
    days = [
        Day(date=TODAY - timedelta(days=ago), device_id="d1", levels={index: one})
        for ago, one in zip(reversed(range(len(levels))), levels, strict=True)
        if one is not None
    ]
    return History(days=tuple(days))


def test_the_plot_of_a_device_has_its_ink_and_toner_and_no_waste_box_or_drum() -> None:
    device = detailed()
    assert device.reading is not None
    shown = device_history(past_of(device, 40), device.reading.supplies, TODAY, 30)
    assert [one.mark for one in shown.series] == ["K", "C", "M", "Y"]
    assert shown.labels[-1] == "100%"


def test_without_ink_or_toner_all_that_is_used_up_is_plotted() -> None:
    history = past(level(50), level(49), index="1.5")
    shown = device_history(history, (SUPPLIES[4], waste(40)), TODAY, 30)
    assert [one.label for one in shown.series] == ["Drum"]


def test_more_supplies_than_can_be_told_apart_are_left_out() -> None:
    many = tuple(supply(n, f"Ink {n}", 50, type="ink", color="cyan") for n in range(1, 20))
    history = History(
        days=tuple(replace(day, levels={s.index: level(50) for s in many}) for day in past(level(1)).days)
    )
    assert len(device_history(history, many, TODAY, 30).series) == MOST_SERIES


@pytest.mark.parametrize("value", [Some(), Unknown(), None])
def test_what_was_no_number_is_no_point(value: Level | None) -> None:
    shown = supply_history(past(level(50), value, level(40)), SUPPLIES[0], TODAY, 30)
    assert list(shown.series[0].points.values()) == [50, 40]


def test_a_supply_that_counts_is_plotted_in_what_it_counts() -> None:
    fuser = supply(1, "Fuser", "50000 impressions", type="fuser")
    shown = supply_history(past(Quantity(value=50_000), Quantity(value=40_000)), fuser, TODAY, 30)
    assert shown.labels == ("0", "25,000", "50,000")
    assert shown.top == 50_000


@pytest.mark.parametrize(
    ("history", "words"),
    [
        (History(), "There is no day of history so far; a plot needs two."),
        (past(level(50)), "There is one day of history so far, since 4 Mar; a plot needs two."),
        (past(Some(), Some()), "The printer gave no level in numbers on any of its days."),
        (
            past(level(50), level(49), *[None] * 40),
            "There is no level in numbers of the last 30 days; more days may have some.",
        ),
        (past(level(50), level(49)), None),
    ],
)
def test_where_there_is_too_little_it_is_said_in_words(history: History, words: str | None) -> None:
    assert lack_words(history, supply_history(history, SUPPLIES[0], TODAY, 30)) == words


def test_the_legend_names_the_marks_and_what_happened_in_the_days_shown() -> None:
    device = detailed()
    assert device.reading is not None
    history = past_of(device, 40)
    shown = device_history(history, device.reading.supplies, TODAY, 30)
    assert [piece.plain for piece in legend(shown)] == [
        "K Black Toner Cartridge",
        "C Cyan Toner Cartridge",
        "M Magenta Toner Cartridge",
        "Y Yellow Toner Cartridge",
        "* several at one level",
        "│ replaced",
    ]
    quiet = device_history(replace(history, replacements=()), device.reading.supplies[:1], TODAY, 30)
    assert [piece.plain for piece in legend(quiet)] == ["K Black Toner Cartridge"]


def test_it_is_said_how_many_days_were_read() -> None:
    history = past(level(50), None, level(49), Some())
    shown = supply_history(history, SUPPLIES[0], TODAY, 4)
    assert coverage_words(history, shown) == "Readings on 3 of the last 4 days; days without one stay blank."
    assert supply_coverage_words(history, shown, "1.1") == (
        'Of the last 4 days: a number on 2, only "some left" on 1; the others were not read.'
    )
    assert supply_coverage_words(past(Unknown()), shown, "1.1") == (
        "Of the last 4 days: a number on 0, no level on 1; the others were not read."
    )
    full = past(level(50), level(49))
    assert coverage_words(full, supply_history(full, SUPPLIES[0], TODAY, 2)) == "Readings on 2 of the last 2 days."


def test_pages_a_day_are_said_where_they_are_known() -> None:
    assert page_words(past_of(detailed(), 40).days, TODAY) == (
        "Pages a day: about 140 over 30 days, about 140 over 90 days."
    )
    assert page_words(past(level(50), level(40)).days, TODAY) is None


def test_the_newest_replacements_are_listed_and_the_others_counted() -> None:
    device = detailed()
    cyan, magenta = toners(62, 12, 90, 75)[1:3]
    events = [replacement(device, cyan, TODAY - timedelta(days=ago), 4) for ago in reversed(range(20))]
    history = History(replacements=(*events, replacement(device, magenta, TODAY, 1)))
    shown = list(replaced_of(history).values())
    assert len(shown) == MOST_REPLACED
    assert (shown[0].name, shown[1].at) == (magenta.name, NOW.replace(hour=9, minute=30))
    assert replaced_words(history) == f"Replaced 21 times; the last {MOST_REPLACED} are listed."
    assert [event.name for event in replaced_of(history, magenta.index).values()] == [magenta.name]
    assert replaced_words(history, magenta.index) is None


def test_a_level_is_drawn_as_the_device_gave_it() -> None:
    shown = supply_history(past(Percent(value=12.5), Percent(value=12.4)), SUPPLIES[0], TODAY, 30)
    assert shown.series[0].points[TODAY] == 12.4
