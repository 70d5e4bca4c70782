from typing import Any

import pytest
from textual.widgets import Input

from core.errors import SettingsError
from core.model.device import Device
from tests.tui.devices_screen import at, line, names, nothing, screen, selected, started, toasts
from tests.tui.fakes import FakeServices
from tests.tui.printers import printer, toners, typical
from tests.tui.settling import paint, settle
from tui.dialogs.choose_columns import ChooseColumns, ColumnList
from tui.screens.devices import NEEDS_CHOSEN
from tui.widgets.device_views import VIEWS
from tui.widgets.listing import Listing
from tui.widgets.side_bar import SideBar
from tui.widgets.views_line import ViewsLine


def offices() -> list[Device]:
    """Three places, the first with two devices."""
    return [
        printer(1, "a", "HP", "M1", toners(12), location="Hall 1"),
        printer(2, "b", "HP", "M1", toners(50), location="Hall 1"),
        printer(3, "c", "Brother", "HL", toners(0), location="Hall 2"),
        printer(4, "d", "HP", "M1", toners(50)),
    ]


GROUPED = ["[Hall 1]", "a", "b", "[Hall 2]", "c", "[No location]", "d"]


def kept(services: FakeServices) -> list[tuple[str, Any]]:
    assert all(table == "ui" for table, _, _ in services.kept)
    return [(key, value) for _, key, value in services.kept]


# Views


async def test_views_show_their_part_of_the_fleet() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        seen = []
        for _ in VIEWS:
            await pilot.press("v")
            seen.append(names(app))
        assert [len(view) for view in seen] == [5, 11, 1, 1, 0, 11]
        assert seen[2:4] == [["board-room"], ["ups-rack-1"]]
        await pilot.press("V")
        assert nothing(app) == "No device is ignored."
        offered = {bound.binding.action for bound in screen(app).active_bindings.values() if bound.enabled}
        assert offered.isdisjoint(NEEDS_CHOSEN)
        await pilot.press("1")
        await settle(pilot)
        offered = {bound.binding.action for bound in screen(app).active_bindings.values() if bound.enabled}
        assert offered >= NEEDS_CHOSEN


@pytest.mark.parametrize(("key", "count"), [("1", 11), ("2", 5), ("3", 11), ("4", 1), ("5", 1), ("6", 0)])
async def test_a_number_shows_its_view(key: str, count: int) -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("v", key)
        assert len(names(app)) == count


async def test_a_click_on_the_line_of_views_shows_one() -> None:
    app, _ = started(typical())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click(ViewsLine, offset=(1 + line(app).index("No answer"), 0))
        assert names(app) == ["board-room"]


async def test_the_side_bar_has_the_views_with_their_counts_and_marks_the_one_shown() -> None:
    app, _ = started(typical())
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        views = screen(app).side.views
        lines = [views.render_line(y).text for y in range(6)]
        assert [text.split() for text in lines] == [
            ["►", "1", "All", "11"],
            ["2", "Low", "Status", "5"],
            ["3", "Recently", "Added", "11"],
            ["4", "Unreachable", "1"],
            ["5", "Not", "Printers", "1"],
            ["6", "Ignored", "0"],
        ]
        assert line(app) == "All  11 devices"
        await pilot.press("2")
        assert views.render_line(1).text.startswith("►")
        assert views.cursor_key == "low"


@pytest.mark.parametrize("way", ["tab", "h", "left"])
async def test_the_side_bar_is_reached_by_keys_and_its_cursor_shows_views(way: str) -> None:
    app, _ = started(typical())
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await pilot.press(way)
        assert screen(app).side.views.has_focus
        await pilot.press("j", "j", "j")
        assert names(app) == ["board-room"]
        assert screen(app).side.views.has_focus
        await pilot.press("enter")
        assert screen(app).listing.has_focus
        assert names(app) == ["board-room"]


async def test_changes_of_the_fleet_leave_the_focus_in_the_side_bar() -> None:
    app, services = started(typical())
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await pilot.press("h", "G")
        assert names(app) == []
        services.fleet.set_ignored("d000000000b", is_ignored=True)
        await paint(pilot)
        assert names(app) == ["accounts-2"]
        assert screen(app).side.views.has_focus


async def test_a_click_in_the_side_bar_shows_a_view() -> None:
    app, _ = started(typical())
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await pilot.click("#side-views", offset=(5, 1))
        assert len(names(app)) == 5


async def test_the_side_bar_is_there_from_100_columns_on() -> None:
    app, _ = started(typical())
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        assert not screen(app).query_one(SideBar).region
        await pilot.press("h")
        assert screen(app).listing.has_focus
        await pilot.resize_terminal(100, 24)
        await pilot.pause()
        assert screen(app).query_one(SideBar).region.width == 25


# Filter


async def test_the_filter_matches_while_it_is_typed() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"canon")
        await settle(pilot)
        assert names(app) == ["studio"]
        assert line(app).endswith("1 match")
        await pilot.press("enter", "j")
        assert names(app) == ["studio"]
        assert screen(app).listing.has_focus
        await pilot.press("escape")
        await settle(pilot)
        assert len(names(app)) == 11
        assert not app.screen.query_one("#filter-words").display


async def test_what_matches_is_marked_in_the_cells() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"canon", "enter")
        marked = [
            segment.text
            for segment in screen(app).listing.render_line(1)
            if segment.style is not None and segment.style.reverse
        ]
        assert marked == ["Canon"]


async def test_the_filter_survives_views_groups_and_sorting() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"loc:h", "enter")
        assert sorted(names(app)) == ["hr", "warehouse"]
        await pilot.press("2")
        assert names(app) == ["hr"]
        await pilot.press("1", "s", "b")
        assert names(app) == ["[Hall 3]", "warehouse", "[HR]", "hr"]


async def test_a_filter_without_matches_says_so_and_esc_leaves_it() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"[b]zz")
        await settle(pilot)
        assert nothing(app) == "Nothing matches “[b]zz”."
        await pilot.press("enter", "p", "space", "i", "D", "e")
        assert toasts(app) == ["Nothing to export: Show a view with devices, or another filter."]
        await pilot.press("escape", "j")
        assert screen(app).listing.has_focus
        assert screen(app).listing.cursor_place == 1


async def test_a_filter_by_an_unknown_field_says_which_there_are() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"bogus:x")
        await settle(pilot)
        said = "Nothing matches “bogus:x”: no field bogus, but name, model, loc, addr, serial, alert, note."
        assert nothing(app) == said


async def test_an_empty_filter_closes_with_enter() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", "space", "enter")
        assert not app.screen.query_one("#filter-words").display
        assert screen(app).listing.has_focus


async def test_letters_that_are_typed_are_no_commands() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"pidvqx12*")
        await settle(pilot)
        assert app.screen.query_one("#filter-words", Input).value == "pidvqx12*"
        assert services.poller.asked == []
        assert selected(app) == []
        assert app.is_running


# Order


async def test_sorting_goes_through_the_columns_and_is_kept() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        firsts = []
        for _ in range(5):
            await pilot.press("s")
            await settle(pilot)
            firsts.append(names(app)[0])
        assert firsts == ["studio", "192.0.2.20", "reception", "sales-a3", "sales-a3"]
        sorts = [value for _, value in kept(services)]
        assert sorts == ["age", "device", "model", "supplies", "alerts"]


async def test_the_head_shows_the_column_and_the_direction() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        for key, shown in (("1", "Alerts ↓"), ("S", "Alerts ↑"), ("s", "Age ↑"), ("S", "Age ↓"), ("s", "Device ↑")):
            await pilot.press(key)
            await settle(pilot)
            assert shown in screen(app).listing.render_line(0).text
        assert [value for _, value in kept(services)] == ["-alerts", "age", "-age", "device"]


async def test_the_other_direction_turns_the_list_round() -> None:
    app, _ = started(offices())
    async with app.run_test() as pilot:
        await settle(pilot)
        assert names(app) == ["c", "a", "b", "d"]
        await pilot.press("S")
        assert names(app) == ["b", "d", "a", "c"]


async def test_a_column_to_sort_by_can_be_chosen() -> None:
    app, services = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f6")
        await settle(pilot)
        listing: Listing[str] = app.screen.query_one("#choices", Listing)
        lines = [listing.render_line(y).text.strip() for y in range(listing.size.height)]
        assert "Device: A first" in lines
        assert "Alerts: least urgent first" in lines
        assert listing.cursor_key == "alerts"
        await pilot.press("g", "enter")
        await settle(pilot)
        assert names(app)[0] == "192.0.2.20"
        assert kept(services) == [("sort", "device")]


async def test_a_click_on_a_head_sorts_by_its_column_and_a_second_one_the_other_way() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        head = screen(app).listing.render_line(0).text
        await pilot.click("#devices", offset=(head.index("Device"), 0))
        assert names(app)[0] == "192.0.2.20"
        await pilot.click("#devices", offset=(head.index("Device"), 0))
        assert names(app)[-1] == "192.0.2.20"
        await pilot.click("#devices", offset=(2, 0))
        assert names(app)[0] == "sales-a3"


# Groups


async def test_grouping_goes_through_the_ways_and_is_kept() -> None:
    app, services = started(offices())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("b")
        assert names(app) == GROUPED
        assert line(app).endswith("by location")
        await pilot.press("b")
        assert names(app) == ["[192.0.2.0/24]", "c", "a", "b", "d"]
        await pilot.press("b")
        assert names(app) == ["[Brother HL]", "c", "[HP M1]", "a", "b", "d"]
        await pilot.press("b")
        await settle(pilot)
        assert names(app) == ["c", "a", "b", "d"]
        assert kept(services)[-1] == ("group", "none")


async def test_the_cursor_stays_on_its_device_when_groups_come_and_go() -> None:
    app, _ = started(offices())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("j")
        assert at(app) == "a"
        await pilot.press("b")
        assert at(app) == "a"
        await pilot.press("k")
        assert at(app) == "[Hall 1]"
        await pilot.press("b")
        assert at(app) == "a"


async def test_the_cursor_skips_nothing_and_enter_folds_a_group() -> None:
    app, services = started(offices(), group="location")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("g")
        walked = [at(app)]
        for _ in range(6):
            await pilot.press("j")
            walked.append(at(app))
        assert walked == GROUPED
        await pilot.press("g", "enter")
        assert names(app) == ["[Hall 1]", *GROUPED[3:]]
        assert at(app) == "[Hall 1]"
        services.fleet.put(printer(9, "new", "HP", "M1", toners(50), location="Hall 1"))
        await paint(pilot)
        assert names(app) == ["[Hall 1]", *GROUPED[3:]]
        await pilot.press("l")
        assert names(app) == ["[Hall 1]", "a", "b", "new", *GROUPED[3:]]


async def test_enter_is_offered_for_what_it_does() -> None:
    app, _ = started(offices(), group="location")
    async with app.run_test() as pilot:
        await settle(pilot)

        def enter() -> str:
            return app.screen.active_bindings["enter"].binding.description

        await pilot.press("g")
        assert enter() == "Fold"
        await pilot.press("j")
        assert enter() == "Details"


async def test_all_groups_fold_at_once_and_the_cursor_goes_to_its_head() -> None:
    app, _ = started(offices(), group="location")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("g", "j", "j", "z")
        assert names(app) == ["[Hall 1]", "[Hall 2]", "[No location]"]
        assert at(app) == "[Hall 1]"
        await pilot.press("z")
        assert names(app) == GROUPED


async def test_groups_are_in_the_side_bar_and_lead_to_their_heads() -> None:
    app, _ = started(offices(), group="location")
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        groups = screen(app).side.groups
        assert [groups.render_line(y).text.split() for y in range(3)] == [
            ["▼", "Hall", "1", "2"],
            ["×", "Hall", "2", "1"],
            ["·", "No", "location", "1"],
        ]
        await pilot.press("g", "j", "j", "j", "j")
        assert groups.cursor_place == 1
        await pilot.press("h", "tab", "G")
        assert at(app) == "[No location]"
        await pilot.press("enter", "j")
        assert at(app) == "d"


# Columns


async def test_columns_are_chosen_moved_and_kept() -> None:
    app, services = started(typical())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await settle(pilot)
        assert isinstance(app.screen, ChooseColumns)
        await pilot.press("j", "space", "g", "J", "J", "J", "K", "enter")
        await settle(pilot)
        await settle(pilot)
        assert kept(services) == [("columns", ["supplies", "alerts", "device", "location", "age"])]
        head = screen(app).listing.render_line(0).text
        assert head.split() == ["Supplies,", "%", "left", "Alerts", "↓", "Device", "Location", "Age"]


async def test_which_columns_have_room_is_looked_up_again_when_the_terminal_changes() -> None:
    app, _ = started(typical())

    def location() -> str:
        listing = app.screen.query_one(ColumnList)
        return str(listing.render_line(listing.order.index("location")).text.strip())

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("c")
        await settle(pilot)
        assert location().endswith("no room at this width")
        for size, has_room in (((140, 40), True), ((80, 24), False), ((200, 50), True)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert location().endswith("Location") == has_room


async def test_a_column_that_is_added_stands_behind_the_others() -> None:
    app, _ = started(typical())
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("c", "G", "space", "enter")
        await settle(pilot)
        assert screen(app).listing.shown_columns()[-1] == "notes"


async def test_the_last_column_stays_and_escape_changes_nothing() -> None:
    app, services = started(typical(), columns=("device",))
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("c", "space", "enter")
        await settle(pilot)
        assert screen(app).shown_columns == ("device",)
        await pilot.press("c", "j", "space", "escape")
        await settle(pilot)
        assert screen(app).shown_columns == ("device",)
        assert kept(services) == []


async def test_the_look_of_the_settings_is_taken_up() -> None:
    app, _ = started(offices(), columns=("device", "pages"), sort="-device", group="location")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert names(app) == ["[Hall 1]", "b", "a", "[Hall 2]", "c", "[No location]", "d"]
        assert screen(app).listing.render_line(0).text.split() == ["Device", "↓", "Pages"]
        assert toasts(app) == []


async def test_what_the_settings_get_wrong_is_told_with_the_nearest() -> None:
    app, _ = started(offices(), columns=("devcie", "age"), sort="alrts", group="modl")
    async with app.run_test() as pilot:
        await settle(pilot)
        assert toasts(app) == [
            "no column 'devcie': ui.columns: did you mean device?",
            "no column 'alrts': ui.sort: did you mean alerts?",
            "no grouping 'modl': ui.group: did you mean model?",
        ]
        assert screen(app).shown_columns == ("age",)


async def test_a_look_that_others_set_is_taken_up_and_ones_own_is_not_turned_back() -> None:
    app, services = started(offices())
    async with app.run_test() as pilot:
        await settle(pilot)
        await services.set_setting("ui", "sort", "-device")
        await services.set_setting("ui", "group", "location")
        await settle(pilot)
        assert names(app) == ["[Hall 1]", "b", "a", "[Hall 2]", "c", "[No location]", "d"]
        await pilot.press("S", "b", "b", "b", "S", "S")
        await settle(pilot)
        assert names(app) == ["a", "b", "c", "d"]
        assert services.settings.ui.sort == "device"
        assert services.settings.ui.group == "none"


async def test_a_look_that_is_set_while_another_screen_is_in_front_is_taken_up_on_return() -> None:
    app, services = started(offices())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await services.set_setting("ui", "sort", "-device")
        await settle(pilot)
        await pilot.press("q")
        await settle(pilot)
        assert names(app) == ["d", "c", "b", "a"]


async def test_a_setting_that_can_not_be_kept_is_told_and_the_look_stays() -> None:
    app, services = started(offices())
    services.setting_problem = SettingsError("settings.toml: read-only", "mend it")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("S")
        await settle(pilot)
        assert toasts(app) == ["settings.toml: read-only: mend it"]
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("q")
        await settle(pilot)
        assert names(app) == ["b", "d", "a", "c"]


# Selection


async def test_space_selects_and_goes_on() -> None:
    app, _ = started(offices())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "space")
        assert selected(app) == ["a", "c"]
        assert at(app) == "b"
        assert line(app).endswith("2 selected")
        assert [screen(app).listing.render_line(y).text[0] for y in range(1, 5)] == ["*", "*", " ", " "]
        await pilot.press("k", "space")
        assert selected(app) == ["c"]


@pytest.mark.parametrize("key", ["asterisk", "ctrl+a"])
async def test_all_that_is_listed_is_selected_and_not_any_more(key: str) -> None:
    app, _ = started(offices(), group="location")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("g", "enter", key)
        assert selected(app) == ["c", "d"]
        await pilot.press(key)
        assert selected(app) == []


async def test_space_on_a_head_selects_its_group_folded_or_not() -> None:
    app, _ = started(offices(), group="location")
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("g", "enter", "space")
        assert selected(app) == ["a", "b"]
        assert line(app).replace("  ", " ").endswith("2 selected (2 hidden) by location")
        await pilot.press("space")
        assert selected(app) == []


async def test_the_selection_survives_views_and_filter_and_says_what_is_hidden() -> None:
    app, _ = started(offices())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("asterisk", "2")
        assert line(app).endswith("4 selected (2 hidden)")
        await pilot.press("slash", *"brother", "enter")
        assert "4 selected (3 hidden)" in line(app)
        assert len(selected(app)) == 4


async def test_escape_clears_the_selection_before_the_filter() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("slash", *"a", "enter", "space")
        shown = names(app)
        await pilot.press("escape")
        assert selected(app) == []
        assert names(app) == shown
        await pilot.press("escape")
        await settle(pilot)
        assert len(names(app)) == 11


async def test_escape_while_typing_clears_the_filter_and_leaves_the_selection() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("space", "slash", *"a", "escape")
        await settle(pilot)
        assert selected(app) == ["sales-a3"]
        assert len(names(app)) == 11


async def test_nothing_to_select_is_no_trouble() -> None:
    app, _ = started(typical())
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("6", "space", "asterisk", "z", "S", "s", "b", "b")
        assert selected(app) == []
        assert nothing(app) == "No device is ignored."
