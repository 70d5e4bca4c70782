from collections import Counter

import pytest
from textual.keys import Keys

from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.commands import (
    APP,
    COMMANDS,
    DIALOG,
    FIELD,
    LIST,
    PAGE,
    SCOPE_TITLES,
    WELCOME,
    Command,
    bindings_of,
    commands_of,
)
from tui.dialogs.framed import Dialog
from tui.palette import CommandProvider
from tui.screens.details import DetailsScreen
from tui.screens.devices import DevicesScreen
from tui.screens.discovery import DiscoveryScreen
from tui.screens.help import HelpScreen
from tui.widgets.field import Field
from tui.widgets.listing import Listing
from tui.widgets.page import Page
from tui.widgets.welcome import Welcome

RUNNERS = {
    APP: SuppliesApp,
    LIST: Listing,
    PAGE: Page,
    FIELD: Field,
    WELCOME: Welcome,
    DIALOG: Dialog,
    "devices": DevicesScreen,
    "discovery": DiscoveryScreen,
    "details": DetailsScreen,
    "help": HelpScreen,
}
NAMED_KEYS = {key.value for key in Keys} | {"slash", "question_mark"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_has_keys_a_title_and_a_help_line(command: Command) -> None:
    assert command.title
    assert command.help.endswith(".")
    assert command.scopes
    assert set(command.scopes) <= set(SCOPE_TITLES)
    for key in command.keys.split(","):
        assert len(key) == 1 or key in NAMED_KEYS


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_whoever_offers_a_command_can_run_it(command: Command) -> None:
    namespace, _, action = command.run.rpartition(".")
    owners: list[type] = {"app": [SuppliesApp], "screen": [DevicesScreen]}.get(namespace, [])  # type: ignore[assignment]
    for owner in owners or [RUNNERS[scope] for scope in command.scopes]:
        assert hasattr(owner, f"action_{action}"), f"{owner.__name__} cannot {action}"


def test_ids_are_unique() -> None:
    assert [id_ for id_, count in Counter(command.id for command in COMMANDS).items() if count > 1] == []


@pytest.mark.parametrize("scope", SCOPE_TITLES)
def test_keys_of_a_scope_are_unique_but_for_what_excludes_each_other(scope: str) -> None:
    keys = Counter(key for command in commands_of(scope) for key in command.keys.split(","))
    shared = {key for key, count in keys.items() if count > 1}
    assert shared == ({"escape"} if scope == "discovery" else set())


def test_bindings_carry_the_ids_for_remapping() -> None:
    for scope in SCOPE_TITLES:
        assert [binding.id for binding in bindings_of(scope)] == [command.id for command in commands_of(scope)]  # type: ignore[union-attr]


async def offered(app: SuppliesApp) -> set[str]:
    provider = CommandProvider(app.screen)
    return {command.id for command, _ in provider.offers()}


async def test_every_command_is_in_the_palette_of_the_place_where_it_works() -> None:
    seen: set[str] = set()
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        seen |= await offered(app)
        await pilot.press("slash")
        seen |= await offered(app)
        await pilot.press("escape", "enter")
        await settle(pilot)
        seen |= await offered(app)
        await pilot.press("question_mark")
        await settle(pilot)
        seen |= await offered(app)
        await pilot.press("q", "q", "d")
        await settle(pilot)
        seen |= await offered(app)
        app.services.discovery.script = [None]  # type: ignore[attr-defined]
        await pilot.press("enter")
        await pilot.pause()
        seen |= await offered(app)
        app.services.discovery.stop()
        await settle(pilot)
    empty = SuppliesApp(FakeServices(), environment={})
    async with empty.run_test() as pilot:
        await settle(pilot)
        seen |= await offered(empty)
    assert {command.id for command in COMMANDS} - seen == set()


async def test_the_palette_runs_what_is_chosen() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"discover")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.current_mode == "discovery"
