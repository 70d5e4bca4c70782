import pytest

from tests.bench.soak_report import TRIES, Report
from tests.bench.soak_screen import device_under_cursor, faults, headings, is_typing, place
from tests.bench.soak_walk import Walk
from tests.tui.pty.emulator import Emulator
from tests.tui.pty.keys import title_of


def drawn(*lines: str, marked: int | None = None) -> Emulator:
    """A screen of 80 x 24 with these lines, the last of them at the bottom."""
    screen = Emulator(80, 24)
    placed = {**dict(enumerate(lines[:-1])), 23: lines[-1]}
    for line in range(24):
        ground = 44 if line == marked else 40
        screen.feed(b"\x1b[%d;1H\x1b[%dm%s" % (line + 1, ground, placed.get(line, "").ljust(80).encode()))
    return screen


KEYS = f"d Discover  ? {title_of('show_help')}"


@pytest.mark.parametrize(
    ("screen", "where"),
    [
        (drawn(" Supplies Assistant  Devices   ! 3 need something", "", KEYS), "devices"),
        (drawn(" Supplies  Settings", "", KEYS), "settings"),
        (drawn(" Supplies Assistant  r007-prn-hall  2 of 5", "", KEYS), "details"),
        (drawn(" Supplies Assistant  Devices", "  ╭─ Columns ─╮", KEYS), "box"),
        (Emulator(59, 24), "small"),
        (Emulator(80, 15), "small"),
    ],
)
def test_the_screen_in_front_is_told_by_what_it_shows(screen: Emulator, where: str) -> None:
    assert place(screen) == where


def test_every_screen_with_a_heading_is_known() -> None:
    assert {"Devices", "Discovery", "Settings"} <= headings().keys()


def test_typing_is_told_by_the_key_line() -> None:
    assert is_typing(drawn("title", f" enter {title_of('submit')}  esc Clear"))
    assert not is_typing(drawn("title", KEYS))


def test_a_whole_screen_has_no_faults() -> None:
    assert faults(drawn(" Supplies Assistant  Devices", "", "row", KEYS)) == []
    assert faults(drawn(" Supplies Assistant  Settings: Keys", "row", "Press the new keys.", "")) == []


@pytest.mark.parametrize(
    ("screen", "fault"),
    [
        (drawn("", "row", "row", KEYS), "no title"),
        (drawn(" Supplies Assistant  Devices", "row", "row", "row"), "no key line"),
        (drawn(" Supplies Assistant  Devices", ""), "an empty screen"),
        (drawn(" Supplies Assistant  Devices", "Traceback (most recent call last)", KEYS), "a traceback"),
    ],
)
def test_what_is_wrong_with_a_screen_is_said(screen: Emulator, fault: str) -> None:
    assert fault in faults(screen)


def test_the_cursors_device_is_told_by_its_name() -> None:
    rows = (" Supplies Assistant  Devices", " · r001-prn-a", " · r002-prn-b", KEYS)
    assert device_under_cursor(drawn(*rows, marked=2)) == "r002-"
    assert device_under_cursor(drawn(*rows)) is None


@pytest.mark.parametrize(("where", "is_typed"), [("devices", False), ("box", False), ("details", False), ("log", True)])
def test_a_seed_gives_one_walk_that_never_leaves(where: str, *, is_typed: bool) -> None:
    one, other = Walk(3), Walk(3)
    steps = [one.next_step(where, is_typing=is_typed) for _ in range(400)]
    assert steps == [other.next_step(where, is_typing=is_typed) for _ in range(400)]
    assert all(step.data not in (b"q", b"\x11", b"\x03") for step in steps)
    assert {step.command for step in steps} & {"quit", "leave"} == set()
    assert len({step.words for step in steps}) > 10


def test_a_key_that_never_does_anything_is_dead() -> None:
    report = Report(1)
    report.offered.update({"sort": TRIES, "filter": TRIES, "ignore": TRIES - 1})
    report.seen["filter"] += 1
    assert report.dead == ["sort"]
    assert not report.is_good()


@pytest.mark.parametrize(
    ("memory", "growth"),
    [
        ([], 0.0),
        ([50, 60], 0.0),
        ([50, 60, 60, 60, 60, 60, 60, 60, 60, 60], 0.0),
        ([50, 60, 60, 60, 60, 60, 60, 60, 90, 90], 0.5),
    ],
)
def test_memory_is_compared_after_the_start(memory: list[int], growth: float) -> None:
    report = Report(1)
    report.memory = memory
    assert report.growth == growth


def test_a_fault_is_told_once_with_the_way_to_it() -> None:
    report = Report(7)
    report.step("sort (s)", "devices")
    report.fault("no title", "the screen")
    report.fault("no title", "another screen")
    text = "\n".join(report.lines("all well"))
    assert "seed 7" in text
    assert "after devices: sort (s)" in text
    assert "another screen" not in text
