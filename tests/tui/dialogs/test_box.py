"""Everything in a question can be seen and reached, however low the terminal is."""

import importlib
import pkgutil

import pytest
from textual.app import App
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

import tui.dialogs
from tests.tui.dialogs.questions import QUESTIONS
from tests.tui.fakes import FakeServices
from tests.tui.settling import paint, settle
from tui.app import SuppliesApp
from tui.dialogs.framed import Dialog, UntypedDialog
from tui.widgets.listing import Listing
from tui.widgets.page import Page
from tui.widgets.text_lines import Lines

SIZES = ((60, 16), (60, 20), (80, 24))


def dialogs() -> list[type]:
    for module in pkgutil.iter_modules(tui.dialogs.__path__, "tui.dialogs."):
        importlib.import_module(module.name)
    return [one for base in (Dialog, UntypedDialog) for one in base.__subclasses__() if one is not UntypedDialog]


def test_every_dialog_is_tried() -> None:
    modules = {one.__module__ for one in dialogs()}
    assert {f"tui.dialogs.{name}" for name in QUESTIONS} == {name for name in modules if name.startswith("tui.")}


async def ask(pilot: Pilot[None], name: str) -> Region:
    """Ask, and tell where the frame is."""
    await settle(pilot)
    pilot.app.push_screen(QUESTIONS[name]())
    await pilot.pause()
    await paint(pilot)
    return frame_of(pilot.app)


def frame_of(app: App[None]) -> Region:
    return app.screen.query_one(".dialog-box").region.shrink((1, 1, 1, 1))


def is_cut(widget: Widget) -> bool:
    lines = widget.get_content_height(widget.container_size, widget.screen.size, widget.size.width)
    return widget.region.height < lines


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", QUESTIONS)
async def test_all_that_can_be_reached_lies_in_the_frame(name: str, size: tuple[int, int]) -> None:
    app = SuppliesApp(FakeServices(), environment={})
    async with app.run_test(size=size) as pilot:
        await ask(pilot, name)
        await pilot.press("x")  # where it is typed, it is looked at
        await paint(pilot)
        frame = frame_of(app)
        assert app.screen.region.contains_region(frame)
        reached = [widget for widget in app.screen.walk_children(Widget) if widget.focusable]
        assert [widget for widget in reached if not (widget.region and frame.contains_region(widget.region))] == []
        said = app.screen.query(".dialog-text, .dialog-complaint, #how-far")
        assert [widget for widget in said if is_cut(widget) or not frame.contains_region(widget.region)] == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", ["ask_schedule", "choose", "choose_columns"])
async def test_the_line_of_the_cursor_is_in_view_at_both_ends_of_a_list(name: str, size: tuple[int, int]) -> None:
    app = SuppliesApp(FakeServices(), environment={})
    async with app.run_test(size=size) as pilot:
        frame = await ask(pilot, name)
        listing = app.screen.query_one(Listing)
        for key in ("", "G", "g"):
            await pilot.press(*filter(None, [key]))
            await paint(pilot)
            line = listing.cursor_place - round(listing.scroll_y)
            assert 0 <= line < listing.region.height, key
            assert frame.contains_region(listing.region)
            assert listing.cursor_place == {"G": len(listing.order) - 1, "g": 0}.get(key, listing.cursor_place)


@pytest.mark.parametrize(("name", "part"), [("read_text", Page), ("sweep_summary", Page), ("ask_lines", Lines)])
async def test_a_text_scrolls_to_its_end_in_the_lowest_terminal(name: str, part: type[Widget]) -> None:
    app = SuppliesApp(FakeServices(), environment={})
    async with app.run_test(size=(60, 16)) as pilot:
        frame = await ask(pilot, name)
        text = app.screen.query_one(part)
        await pilot.press("G" if part is Page else "ctrl+end")
        await paint(pilot)
        assert text.max_scroll_y > 0
        assert round(text.scroll_y) == text.max_scroll_y
        assert frame.contains_region(text.region)
