import ast
import importlib
import pkgutil
from collections import Counter
from pathlib import Path

import pytest
from textual.dom import DOMNode
from textual.keys import Keys

import tui
from core.printer.trail import Note
from tests.tui.command_tests import COMMAND_TESTS
from tests.tui.command_walks import WALKS, Way, services, take
from tests.tui.fakes import FakeServices, found
from tests.tui.printers import printer, supply, toners, typical
from tests.tui.settling import settle
from tests.tui.sweep_events import swept
from tui.app import SuppliesApp
from tui.commands import COMMANDS, SCOPE_TITLES, Command, bindings_of, commands_of
from tui.dialogs.choose import Choose
from tui.palette import CommandProvider
from tui.screens.devices import DevicesScreen
from tui.screens.explain import ExplainScreen
from tui.widgets.listing import Listing

HERE = Path(__file__).parent
NAMED_KEYS = {key.value for key in Keys} | {"slash", "question_mark", "comma", "full_stop", "asterisk"}
NAMED_KEYS |= {"plus", "minus", "equals_sign", "left_square_bracket", "right_square_bracket", "less_than_sign"}
NAMED_KEYS |= {"greater_than_sign", "exclamation_mark", "backspace", "delete"}

EXCLUSIVE = {"discovery": {"escape"}, "details": set(), "devices": {"enter", "l", "right"}}
"""Scope -> keys of several commands of which never more than one can be run."""


def runners() -> dict[str, list[type]]:
    """Scope -> every class that offers its commands."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        importlib.import_module(module.name)
    found: dict[str, list[type]] = {}
    seen: set[type] = set()
    queue: list[type] = [DOMNode]
    while queue:
        children: list[type] = queue.pop().__subclasses__()
        for child in children:
            if child not in seen:
                seen.add(child)
                queue.append(child)
                if child.__module__.startswith("tui.") and (scope := vars(child).get("SCOPE")):
                    found.setdefault(scope, []).append(child)
    return found


RUNNERS = runners()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_has_keys_a_title_a_help_line_and_a_scope_with_a_title(command: Command) -> None:
    assert command.title
    assert command.help.endswith(".")
    assert command.scopes
    assert set(command.scopes) <= set(SCOPE_TITLES)
    for key in command.keys.split(","):
        assert len(key) == 1 or key in NAMED_KEYS or key.removeprefix("ctrl+") in NAMED_KEYS


@pytest.mark.parametrize("scope", next(command for command in COMMANDS if command.id == "filter").scopes)
def test_fields_of_the_filter_are_promised_where_it_knows_them(scope: str) -> None:
    (command,) = (command for command in commands_of(scope) if command.id == "filter")
    assert ("loc:" in command.help) == (scope in ("devices", "alerts"))
    (binding,) = (binding for binding in bindings_of(scope) if binding.id == "filter")  # type: ignore[union-attr]
    assert binding.tooltip == command.help  # type: ignore[union-attr]


@pytest.mark.parametrize("scope", SCOPE_TITLES)
def test_every_scope_is_offered_somewhere_with_all_its_keys(scope: str) -> None:
    assert RUNNERS.get(scope), scope
    ids = [command.id for command in commands_of(scope)]
    assert ids
    for owner in RUNNERS[scope]:
        bound = [binding.id for binding in vars(owner).get("BINDINGS", [])]
        assert not bound or [id_ for id_ in bound if id_ in ids] == ids, owner  # else what is around it has the keys


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_whoever_offers_a_command_can_run_it(command: Command) -> None:
    namespace, _, action = command.run.rpartition(".")
    owners = [owner for scope in command.scopes for owner in RUNNERS[scope]]
    named: dict[str, list[type]] = {"app": [SuppliesApp], "screen": [DevicesScreen]}
    for owner in named.get(namespace, owners):
        assert hasattr(owner, f"action_{action}"), f"{owner.__name__} cannot {action}"


def test_ids_are_unique() -> None:
    assert [id_ for id_, count in Counter(command.id for command in COMMANDS).items() if count > 1] == []


@pytest.mark.parametrize("scope", SCOPE_TITLES)
def test_keys_of_a_scope_are_unique_but_for_what_excludes_each_other(scope: str) -> None:
    keys = Counter(key for command in commands_of(scope) for key in command.keys.split(","))
    shared = {key for key, count in keys.items() if count > 1}
    assert shared <= EXCLUSIVE.get(scope, set()) | {"escape"}  # escape clears first, then leaves


def test_bindings_carry_the_ids_for_remapping() -> None:
    for scope in SCOPE_TITLES:
        assert [binding.id for binding in bindings_of(scope)] == [command.id for command in commands_of(scope)]  # type: ignore[union-attr]


# Every command is pressed or run by some test


def test_every_command_has_a_test_that_presses_or_runs_it() -> None:
    assert set(COMMAND_TESTS) == {command.id for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_the_test_of_a_command_does_press_or_run_it(command: Command) -> None:
    path, _, name = COMMAND_TESTS.get(command.id, "").partition("::")
    source = (HERE / path).read_text(encoding="utf-8")
    tests = [node for node in ast.walk(ast.parse(source)) if getattr(node, "name", None) == name]
    assert len(tests) == 1, f"{path} has no test {name}"
    parts = list(ast.walk(tests[0]))
    texts = {part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)}
    calls = {part.attr for part in parts if isinstance(part, ast.Attribute)}
    is_pressed = bool(set(command.keys.split(",")) & {word for text in texts for word in (text, *text.split(" "))})
    assert is_pressed or f"action_{command.run.rpartition('.')[2]}" in calls | texts


# The same keys on every list

INKS = printer(50, "studio", "Canon", "PRO-1000", tuple(supply(number, f"Ink {number}", 50) for number in range(9)))


def many() -> FakeServices:
    """Nine lines and more in every list."""
    made = FakeServices([INKS, *(printer(number, f"printer-{number}", "HP", "M1", toners(3)) for number in range(9))])
    made.discovery.records = [swept(hours, f"10.{hours}.0.0/22") for hours in range(9)]
    made.reader.notes = tuple(Note(f"value {number}", "1", "as it is", ()) for number in range(9))
    return made


def told(app: SuppliesApp) -> None:
    for number in range(9):
        app.notify(f"notice {number}")


def swept_now(app: SuppliesApp) -> None:
    assert isinstance(app.services, FakeServices)
    for find in [found(number) for number in range(9)]:
        app.services.fleet.apply(find)
        app.services.discovery.tell(find)


def asked(app: SuppliesApp) -> None:
    app.push_screen(Choose("Sort by", "", {key: key.upper() for key in "abcdefghi"}))


LISTS: dict[str, tuple[Way, ...]] = {
    "devices": (),
    "alerts": ("a",),
    "log": (told, "ctrl+l"),
    "settings": ("comma",),
    "explain": (lambda app: app.push_screen(ExplainScreen(INKS.id)),),
    "finds": ("d", "escape", swept_now, "v"),
    "earlier": ("d", "escape", "h"),
    "targets": ("d", "escape"),
    "supplies": (lambda app: app.open_device(INKS.id),),
    "choose": (asked,),
    "columns": ("c",),
}
"""List -> the ways that lead there."""
EVERYWHERE_ALIKE = {
    "enter": {"choose"},
    "l": {"choose"},
    "j": {"cursor_down"},
    "k": {"cursor_up"},
    "g": {"first"},
    "G": {"last"},
    "slash": {"filter"},
    "q": {"back", "close", "app.leave"},
    "question_mark": {"app.show_help"},
    "space": {"select"},
    "y": {"copy"},
}
"""Key -> what it does on every list."""
OTHERWISE = {
    "settings": {"space": "a setting is changed alone"},
    "explain": {"space": "a value is looked at alone; Y copies all of them"},
    "finds": {"space": "it keeps or drops the find"},
    "earlier": {"space": "a sweep is looked at alone", "y": "its targets are run again, not copied"},
    "targets": {"space": "it puts the target into the field or takes it out", "y": "the field has it"},
    "supplies": {"slash": "a part of a page", "space": "a supply is looked at alone"},
    "choose": {"slash": "a question", "space": "a question", "y": "a question"},
    "columns": {"slash": "a question", "space": "it shows or hides the column", "y": "a question"},
}
"""List -> keys that do nothing there, or something else, and why."""


@pytest.mark.parametrize("name", LISTS)
async def test_every_list_has_the_same_keys(name: str) -> None:
    app, otherwise = SuppliesApp(many(), environment={}), OTHERWISE.get(name, {})
    async with app.run_test() as pilot:
        await settle(pilot)
        for way in LISTS[name]:
            await take(pilot, way)
        listing, active = app.screen.focused, app.screen.active_bindings
        assert isinstance(listing, Listing)
        done = {key: active[key].binding.action for key in EVERYWHERE_ALIKE if key in active and active[key].enabled}
        assert {key for key, actions in EVERYWHERE_ALIKE.items() if done.get(key) not in actions} == otherwise.keys()

        last, places = len(listing.order) - 1, []
        assert last > 3
        for key in ("j", "j", "k", "G", "k", "g", "down", "end", "home"):
            await pilot.press(key)
            places.append(listing.cursor_place)
        assert places == [1, 2, 1, last, last - 1, 0, 1, last, 0]
        if "space" not in otherwise:
            await pilot.press("space", "space")
            await settle(pilot)
        if "y" not in otherwise:
            await pilot.press("y")
            await settle(pilot)
            if app.screen.is_modal:  # it is asked what
                await pilot.press("enter")
                await settle(pilot)
            assert app.clipboard
            assert "space" in otherwise or len(app.clipboard.split("\n")) == 2
        if "space" not in otherwise:
            await pilot.press("escape")  # selects nothing
        if "slash" not in otherwise:
            await pilot.press("slash", *"xyzzy")
            await settle(pilot)
            assert not listing.display or not listing.order
            await pilot.press("escape")
            await settle(pilot)
            assert listing.display
            assert len(listing.order) > last


# The palette


async def offered(app: SuppliesApp) -> set[str]:
    return {command.id for command, _ in CommandProvider(app.screen).offers()}


def test_the_walks_come_by_every_scope() -> None:
    assert {scope for walk in WALKS.values() for scope in walk.scopes} == set(SCOPE_TITLES)


@pytest.mark.parametrize("name", WALKS)
async def test_the_palette_offers_every_command_in_each_of_its_scopes(name: str) -> None:
    walk = WALKS[name]
    app = SuppliesApp(services(), environment={})
    seen: set[tuple[str, str]] = set()

    def look() -> None:
        for command, node in CommandProvider(app.screen).offers():
            seen.add((getattr(node, "SCOPE", ""), command.id))

    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        look()
        for place, way in enumerate(walk.ways, 1):
            await take(pilot, way, goes_on=walk.goes_on and place == len(walk.ways))
            look()
    wanted = {(scope, command.id) for scope in walk.scopes for command in commands_of(scope)}
    assert wanted - seen == set()


async def test_the_palette_offers_what_can_be_run_on_the_screen_in_the_list_and_in_the_program() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        assert {"select", "choose", "show_log"} <= await offered(app)
        assert not {"clear_filter", "devices", "begin"} & await offered(app)
        await pilot.press("slash")
        assert {"submit", "clear_filter"} <= await offered(app)


async def test_the_palette_runs_what_is_chosen() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"discover")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.current_mode == "discovery"
