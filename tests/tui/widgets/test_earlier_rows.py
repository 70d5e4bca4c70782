from datetime import UTC, datetime, timedelta

import pytest

from core.model.sweep import SweepRecord
from tests.tui.sweep_events import NOW, swept
from tui.widgets.columns import share_width
from tui.widgets.earlier_rows import EARLIER_COLUMNS, make_sweeps, past_words


def drawn(record: SweepRecord, width: int) -> list[str]:
    row = make_sweeps([record], NOW)[record.id]
    return [column.draw(row, cells).plain for column, cells in share_width(EARLIER_COLUMNS, width)][1:]


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(0), "%H:%M"),
        (timedelta(days=1), "%a %H:%M"),
        (timedelta(days=6), "%a %H:%M"),
        (timedelta(days=7), "25 Feb %H:%M"),
        (timedelta(days=400), "%Y-%m-%d"),
        (-timedelta(days=2), "6 Mar %H:%M"),
    ],
)
def test_a_time_that_is_over_fits_into_its_column(ago: timedelta, words: str) -> None:
    moment = NOW - ago
    assert past_words(moment, NOW) == moment.astimezone().strftime(words)
    assert len(past_words(datetime(2026, 1, 31, 12, 0, tzinfo=UTC), NOW)) == 12


@pytest.mark.parametrize(
    ("facts", "width", "cells"),
    [
        ({"new": 2, "gone": 1}, 57, ["10.1.0.0/22", "● complete", "14", "+2"]),
        ({"gone": None, "reason": "limit"}, 77, ["10.1.0.0/22", "terminal", "! time limit", "14", "–", "?"]),
        ({"started_by": "command line"}, 77, ["10.1.0.0/22", "command", "● complete", "14", "–", "–"]),
        (
            {"started_by": "command line", "new": 1200, "gone": 3},
            130,
            ["10.1.0.0/22", "command line", "● complete", "14", "+1,200", "-3", "5 s", "52.5 kB"],
        ),
        ({"reason": "unheard of"}, 57, ["10.1.0.0/22", "? unknown", "14", "–"]),
    ],
)
def test_the_cells_of_a_sweep(facts: dict[str, object], width: int, cells: list[str]) -> None:
    said = drawn(swept(5, "10.1.0.0/22", **facts), width)
    if width == 77 and "command" in cells:
        said[1] = said[1].partition(" ")[0]
    assert said == cells


def test_a_sweep_of_nothing_has_a_dash() -> None:
    assert drawn(swept(5), 57)[0] == "–"
