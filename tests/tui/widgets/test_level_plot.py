import subprocess
import sys
from datetime import timedelta

import pytest
from textual.app import App, ComposeResult

from tests.tui.histories import TODAY
from tui.themes import THEMES, variable_defaults
from tui.widgets.level_plot import LevelPlot
from tui.widgets.plots import LevelHistory, Series

SERIES = Series(
    mark="C",
    color="$supply-cyan",
    label="Cyan",
    points={TODAY - timedelta(days=ago): 100.0 - 25 * (4 - ago) for ago in range(5)},
)
HISTORY = LevelHistory(last=TODAY, days=5, series=(SERIES,))


class Plotted(App[None]):
    """Nothing but a plot."""

    CSS = "LevelPlot { width: 100%; height: 100%; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(dark=True)

    def compose(self) -> ComposeResult:
        yield LevelPlot()


async def drawn(history: LevelHistory | None, width: int, height: int) -> list[str]:
    app = Plotted()
    async with app.run_test(size=(width, height)) as pilot:
        app.query_one(LevelPlot).show(history)
        await pilot.pause()
        return [line.rstrip() for line in app.query_one(LevelPlot).render().plain.split("\n")]


async def test_the_axes_have_levels_and_dates_and_every_point_stands_in_its_cell() -> None:
    assert await drawn(HISTORY, 25, 7) == [
        "100%┤CCCC",
        "    │    CCCC",
        " 50%┤        CCCC",
        "    │            CCCC",
        "  0%┤                CCCC",
        "    └┬──────────────────┬",
        "  28 Feb           4 Mar",
    ]


@pytest.mark.parametrize(("width", "height"), [(10, 12), (80, 4), (1, 1)])
async def test_where_there_is_no_room_nothing_is_drawn(width: int, height: int) -> None:
    assert await drawn(HISTORY, width, height) == [""]


async def test_without_a_history_nothing_is_drawn() -> None:
    assert await drawn(None, 80, 12) == [""]


async def test_days_without_any_level_have_axes_all_the_same() -> None:
    empty = LevelHistory(last=TODAY, days=5, series=())
    assert (await drawn(empty, 25, 7))[-1] == "  28 Feb           4 Mar"


async def test_the_colors_are_those_of_the_theme() -> None:
    app = Plotted()
    async with app.run_test(size=(60, 12)) as pilot:
        plot = app.query_one(LevelPlot)
        plot.show(HISTORY)
        for theme in THEMES:
            app.register_theme(theme)
        colors = set()
        for theme in THEMES:
            app.theme = theme.name
            await pilot.pause()
            colors |= {str(span.style) for span in plot.render().spans}
            assert "C" in plot.render().plain
        assert len(colors) > len(THEMES)


def test_the_library_that_plots_loads_with_the_first_plot() -> None:
    code = "import sys, tui.app, tui.screens.details, tui.screens.supply; print('plotext' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
