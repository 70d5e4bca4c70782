import ast
import importlib
import pkgutil
from collections import Counter
from pathlib import Path

import pytest
from textual.dom import DOMNode
from textual.keys import Keys

import tui
from tests.tui.command_tests import COMMAND_TESTS
from tests.tui.fakes import FakeServices
from tests.tui.printers import printer, toners, typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.commands import COMMANDS, SCOPE_TITLES, Command, bindings_of, commands_of
from tui.palette import CommandProvider
from tui.screens.devices import DevicesScreen

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

LISTS = {"devices": (), "alerts": ("a",), "log": ("ctrl+l",)}
"""Screen with a list -> the keys that lead there."""
EVERYWHERE_ALIKE = ("enter", "l", "j", "k", "g", "G", "slash", "q", "question_mark", "space", "y")
"""What works on every list."""


@pytest.mark.parametrize("screen", LISTS)
async def test_every_list_has_the_same_keys(screen: str) -> None:
    many = [printer(number, f"printer-{number}", "HP", "M1", toners(3)) for number in range(9)]
    app = SuppliesApp(FakeServices(many), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        for number in range(9):
            app.notify(f"notice {number}")
        await pilot.press(*LISTS[screen])
        await settle(pilot)
        active = app.screen.active_bindings
        assert [key for key in EVERYWHERE_ALIKE if key not in active or not active[key].enabled] == []
        places = []
        for key in ("j", "j", "k", "G", "k", "g", "down", "end", "home"):
            await pilot.press(key)
            await settle(pilot)
            places.append(app.screen.query("Listing").last().cursor_place)  # type: ignore[attr-defined]
        assert places == [1, 2, 1, 8, 7, 0, 1, 8, 0]
        await pilot.press("space", "space")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert len(app.clipboard.split("\n")) == 2
        await pilot.press("escape")  # selects nothing
        await pilot.press("slash", *"xyzzy")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.query("Listing").last().display


# The palette


async def offered(app: SuppliesApp) -> set[str]:
    return {command.id for command, _ in CommandProvider(app.screen).offers()}


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
