import pytest

from core.discovery.schedule import Schedule
from tests.tui.fakes import FakeServices
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.dialogs.ask_schedule import AskSchedule, Times


@pytest.mark.parametrize(
    ("keys", "times"),
    [
        (("enter",), Times("weekly", "Wed 03:00")),
        (("k", "enter"), Times("daily", "03:00")),
        (("k", "k", "enter"), Times("off", "03:00")),
    ],
)
async def test_only_a_weekly_sweep_has_a_day(keys: tuple[str, ...], times: Times) -> None:
    app, taken = SuppliesApp(FakeServices(), environment={}), list[Times | None]()
    async with app.run_test() as pilot:
        await settle(pilot)
        weekly: Schedule = "weekly"
        app.push_screen(AskSchedule(Times(weekly, "Wed 03:00")), taken.append)
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
    assert taken == [times]
