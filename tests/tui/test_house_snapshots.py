"""What a person should see of the house: colors, alerts, orders, log, tour, help, palette, questions."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from core.errors import UsageError
from core.model.device import Device
from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices
from tests.tui.printers import printer, toners, typical, worst
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.themes import THEMES

SnapCompare = Callable[..., bool]
Act = Callable[[Pilot[None]], Awaitable[None]]
SMALL, USUAL, LARGE = (60, 20), (80, 24), (140, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, USUAL, LARGE], ids=lambda size: f"{size[0]}x{size[1]}")


def program(
    devices: Iterable[Device] = (), *, theme: str = "supplies-dark", environment: Mapping[str, str] | None = None
) -> SuppliesApp:
    services = FakeServices(devices, Settings(ui=UiSettings(theme=theme)))
    return SuppliesApp(services, environment=environment or {})


def after(*keys: str) -> Act:
    """Press keys, each after everything before it has settled."""

    async def act(pilot: Pilot[None]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return act


def asked(question: Callable[[], Screen[Any]], *keys: str) -> Act:
    """Ask something, then press keys."""

    async def act(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.app.push_screen(question())
        await after(*keys)(pilot)

    return act


def told(*keys: str) -> Act:
    """Have an error, a warning and a notice told, each of them without its toast, then press keys."""

    async def act(pilot: Pilot[None]) -> None:
        await settle(pilot)
        app = pilot.app
        assert isinstance(app, SuppliesApp)
        app.tell_error(UsageError("[b]10.1.2.300[/b] is no address", "numbers go from 0 to 255"))
        for _ in range(3):
            app.notify("The key store does not answer within 3 s; passwords are kept in memory.", severity="warning")
        app.notify("/home/admin/supplies-20260304-120000.svg", title="Picture saved")
        await pilot.pause()
        app.clear_notifications()
        await after(*keys)(pilot)

    return act


# Colors


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
def test_themes(snap_compare: SnapCompare, theme: str) -> None:
    """The typical devices, one selected; every gauge and word is legible on the theme's ground and on the cursor's row.

    The last theme has one ground; the cursor's row and both bars are reversed, the selected row is bold and underlined.
    """
    environment = {"TERM": "xterm"} if theme == "supplies-ansi" else {}
    app = program(typical(), theme=theme, environment=environment)
    assert snap_compare(app, run_before=after("j", "space"))


def test_without_color(snap_compare: SnapCompare) -> None:
    """No color at all: states by glyph and word, the cursor's row and both bars reversed, the selected underlined."""
    assert snap_compare(program(typical(), environment={"NO_COLOR": "1"}), run_before=after("j", "space"))


def test_a_question_without_color(snap_compare: SnapCompare) -> None:
    """A frame over the devices; the answer that Enter takes is reversed."""
    app = program(typical(), environment={"NO_COLOR": "1"})
    assert snap_compare(app, run_before=asked(lambda: Confirm("Remove 3 devices", "Forget them.", yes="Remove")))


def test_on_the_linux_console(snap_compare: SnapCompare) -> None:
    """Square corners, a small o for a silent printer, gauges in the shades that every console font has."""
    app = program(typical(), environment={"TERM": "linux", "LANG": "en_US.UTF-8"})
    assert snap_compare(app, run_before=after("ctrl+g"))


def test_in_ascii(snap_compare: SnapCompare) -> None:
    """Nothing but ASCII: frames of + - |, states . v ! x ^ o ?, and every word in its place."""
    app = program([*typical(), *worst()[1:2]], environment={"LANG": "C"})
    assert snap_compare(app, terminal_size=(100, 24), run_before=after())


def test_a_terminal_that_is_too_small(snap_compare: SnapCompare) -> None:
    """Nothing but one sentence about the size that is needed."""
    assert snap_compare(program(typical()), terminal_size=(50, 15), run_before=after())


# Alerts, orders, log


@SIZES
def test_alerts_empty(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """One sentence: nothing needs anybody; below, what this list is not yet."""
    app = program([printer(1, "a", "HP", "M1", toners(80))])
    assert snap_compare(app, terminal_size=size, run_before=after("a"))


@SIZES
def test_alerts_typical(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """A line for each printer and warning, the most urgent first; the counts above fit the width.

    The small terminal has no time, only the large one a location.
    """
    assert snap_compare(program(typical()), terminal_size=size, run_before=after("a"))


@SIZES
def test_alerts_worst_case(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Brackets, wide characters and endless names: columns stay aligned, everything cut ends in an ellipsis."""
    assert snap_compare(program(worst()), terminal_size=size, run_before=after("a"))


def test_alerts_since(snap_compare: SnapCompare) -> None:
    """The silent printer since when; what came while it was watched has its time; the old levels are gray."""
    app = program([printer(1, "a", "HP", "M1", toners(50)), printer(2, "b", "HP", "M1", toners(3), silent_hours=30)])

    async def act(pilot: Pilot[None]) -> None:
        await settle(pilot)
        app.services.fleet.put(printer(1, "a", "HP", "M1", toners(0), minutes=1))
        await paint(pilot)
        await after("a")(pilot)

    assert snap_compare(app, run_before=act)


@SIZES
def test_orders(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """No orders, why there are none, and the key to what is low."""
    assert snap_compare(program(typical()), terminal_size=size, run_before=after("o"))


@SIZES
def test_log(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Newest first: notice, warning (3 times), error; that under the cursor in full, then the path of the log file."""
    assert snap_compare(program(typical()), terminal_size=size, run_before=told("ctrl+l", "j"))


def test_log_empty(snap_compare: SnapCompare) -> None:
    """Nothing was told; the path of the log file."""
    assert snap_compare(program(typical()), run_before=after("ctrl+l"))


def test_log_entry(snap_compare: SnapCompare) -> None:
    """One entry whole, in a frame."""
    assert snap_compare(program(typical()), run_before=told("ctrl+l", "j", "enter"))


def test_log_worst_case(snap_compare: SnapCompare) -> None:
    """An endless title with brackets and wide characters, cut in the list, in full below as far as there is room.

    The text behind it has fifty lines; the path of the log file is still the last line.
    """

    async def act(pilot: Pilot[None]) -> None:
        await settle(pilot)
        assert isinstance(pilot.app, SuppliesApp)
        title = "[b]プリンター二階会議室[/b] does not answer the community that it was found with " * 3
        pilot.app.tell_error(UsageError(title.strip(), "\n".join(f"line {number}" for number in range(50))))
        pilot.app.tell_error(UsageError("x" * 300, "y" * 300))
        await pilot.pause()
        pilot.app.clear_notifications()
        await after("ctrl+l", "j")(pilot)

    assert snap_compare(program(typical()), run_before=act)


# Help, tour, palette


@SIZES
def test_tour(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """What this is, four steps with their keys, the own networks, what is sent; whole at every size."""
    assert snap_compare(program(typical()), terminal_size=size, run_before=after("ctrl+g"))


def test_an_empty_list_later(snap_compare: SnapCompare) -> None:
    """No tour any more: what to press, and the own networks."""
    app = program()
    assert isinstance(app.services, FakeServices)
    app.services.is_first_start = False
    assert snap_compare(app, run_before=after())


@SIZES
def test_help(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    """Keys at the left, title and sentence at the right, in groups; a frame over the alerts."""
    assert snap_compare(program(typical()), terminal_size=size, run_before=after("a", "question_mark"))


def test_help_for_a_word(snap_compare: SnapCompare) -> None:
    """Only what has the word; the word at the bottom."""
    assert snap_compare(program(typical()), run_before=after("question_mark", "slash", *"copy"))


def test_help_for_a_word_that_no_key_has(snap_compare: SnapCompare) -> None:
    """Nothing but a sentence: no key does it; the word at the bottom."""
    assert snap_compare(program(typical()), run_before=after("question_mark", "slash", *"xyzzy"))


def test_help_of_a_question(snap_compare: SnapCompare) -> None:
    """The keys of a question and of its list; none of the screen below."""
    choose = asked(lambda: Choose("Sort by", "", {"age": "Age", "name": "Name"}), "f1")
    assert snap_compare(program(typical()), run_before=choose)


def test_palette(snap_compare: SnapCompare) -> None:
    """The commands that fit what is typed, each with its sentence; then devices."""
    assert snap_compare(program(typical()), run_before=after("ctrl+p", *"sort"))


def test_palette_for_a_device(snap_compare: SnapCompare) -> None:
    """The way to the printer, with its address, model and place."""
    assert snap_compare(program(typical()), run_before=after("ctrl+p", *"imagepro"))


def test_themes_to_choose(snap_compare: SnapCompare) -> None:
    """The program's themes with whom each is for."""
    assert snap_compare(program(typical()), run_before=after("ctrl+t"))


# Questions and toasts


def test_confirm(snap_compare: SnapCompare) -> None:
    """What is about to happen; the safe answer has the focus."""
    question = asked(
        lambda: Confirm(
            "Remove 3 devices", "They are forgotten with their readings; a later sweep finds them again.", yes="Remove"
        )
    )
    assert snap_compare(program(typical()), run_before=question)


def test_ask_text(snap_compare: SnapCompare) -> None:
    """A line with what stood in it, and in words what is wrong with it."""
    question = asked(
        lambda: AskText(
            "Location",
            "Where the selected devices are.",
            value="Attic",
            complaint=lambda text: f"{text!r} is too short",
        )
    )
    assert snap_compare(program(typical()), run_before=question)


def test_choose(snap_compare: SnapCompare) -> None:
    """A short list with the cursor on what is chosen now."""
    question = asked(
        lambda: Choose(
            "Sort by", "The column to sort by.", {"alerts": "Alerts", "age": "Age", "name": "Name"}, chosen="age"
        )
    )
    assert snap_compare(program(typical()), run_before=question)


def test_an_error(snap_compare: SnapCompare) -> None:
    """A toast with the title of the error and its hint, brackets and all."""

    async def act(pilot: Pilot[None]) -> None:
        await settle(pilot)
        assert isinstance(pilot.app, SuppliesApp)
        pilot.app.tell_error(UsageError("[b]10.1.2.300[/b] is no address", "numbers go from 0 to 255"))
        await settle(pilot)

    assert snap_compare(program(typical()), run_before=act)


def test_who_polls(snap_compare: SnapCompare) -> None:
    """The title bar names the program that polls, where it runs, and how many printers need something."""
    app = program(typical())
    assert isinstance(app.services, FakeServices)
    app.services.poller.is_keeping = False
    app.services.poller.keeper_words = "monitor on srv1 (pid 4711)"
    assert snap_compare(app, terminal_size=(100, 24), run_before=after())
