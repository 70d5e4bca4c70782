from datetime import timedelta
from pathlib import Path

import pytest

from core.demo.past import DAYS, past_of
from core.model.device import Device
from core.model.history import Day
from core.model.level import Percent
from core.store.history import HistoryRecorder
from tests.tui.printers import typical

READ = [device for device in typical() if device.reading is not None]


@pytest.mark.parametrize("device", READ, ids=lambda device: device.id)
def test_a_past_has_every_day_before_the_first_reading_and_goes_on_into_it(device: Device) -> None:
    assert device.reading is not None
    past = past_of(device)
    days, today = past.days, device.reading.read_at.date()
    replaced_today = {event.index for event in past.replacements if event.at.date() == today}
    assert [day.date for day in days] == [today - timedelta(days=ago) for ago in range(DAYS, 0, -1)]
    for supply in device.reading.supplies:
        if supply.index in replaced_today:
            assert percent(days[-1], supply.index) <= 8
        elif isinstance(supply.level, Percent):
            assert abs(percent(days[-1], supply.index) - supply.level.value) < 4
        else:
            assert {type(day.levels[supply.index]) for day in days} == {type(supply.level)}


@pytest.mark.parametrize("device", READ, ids=lambda device: device.id)
def test_levels_fall_but_for_replacements_and_pages_rise(device: Device) -> None:
    past = past_of(device)
    replaced = {(event.index, event.at.date()) for event in past.replacements}
    for before, day in zip(past.days, past.days[1:], strict=False):
        assert (before.pages or 0) <= (day.pages or 0)
        for index, level in day.levels.items():
            if isinstance(level, Percent):
                rose = level.value > percent(before, index)
                assert rose == ((index, day.date) in replaced)
    assert all(isinstance(event.before, Percent) and event.before.value <= 8 for event in past.replacements)


async def test_a_past_is_added_to_what_is_known(tmp_path: Path) -> None:
    device = READ[0]
    recorder = HistoryRecorder(tmp_path / "history")
    past = past_of(device)
    await recorder.put(device.id, past)
    read = await recorder.read(device)
    assert read.days == past.days
    assert len(read.replacements) == len(past.replacements)


def percent(day: Day, index: str) -> float:
    level = day.levels[index]
    assert isinstance(level, Percent)
    return level.value
