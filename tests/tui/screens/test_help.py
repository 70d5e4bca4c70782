from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.commands import APP, LIST, NETWORKS, PAGE, TARGETS, commands_of
from tui.screens.devices import DevicesScreen
from tui.screens.help import HelpScreen
from tui.widgets.facts import Facts
from tui.widgets.frame import KeyLine


def explained(app: SuppliesApp) -> str:
    return " ".join(" ".join(facts.render().plain for facts in app.screen.query(Facts)).split())


def frame(app: SuppliesApp) -> str:
    return str(app.screen.query_one(".leaf").border_subtitle)


async def test_the_help_explains_every_command_of_the_screen_below() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test(size=(140, 100)) as pilot:
        for keys, scopes in ((), ("devices", LIST, APP)), (("d",), ("discovery", TARGETS, NETWORKS, LIST, APP)):
            await pilot.press(*keys)
            await settle(pilot)
            app.action_show_help()
            await settle(pilot)
            # In the list of targets Enter does something else than in other lists.
            hidden = {"choose"} if NETWORKS in scopes else set()
            for command in commands_of(*scopes):
                assert (f"{command.title} {command.help}" in explained(app)) == (command.id not in hidden), command.id
            await pilot.press("escape")
            await settle(pilot)


async def test_a_key_that_a_screen_has_for_itself_is_not_explained_as_another() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test(size=(140, 100)) as pilot:
        await settle(pilot)
        for keys, shown in ((), "a f3 Alerts"), (("d", "escape"), "f3 Alerts"):
            await pilot.press(*keys)
            await settle(pilot)
            await pilot.press("f1")
            await settle(pilot)
            assert f". {shown}" in explained(app)
            await pilot.press("escape")
            await settle(pilot)


async def test_a_page_has_its_own_keys() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test(size=(140, 100)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        for command in commands_of("details", PAGE):
            assert command.help in explained(app), command.id


async def test_remapped_keys_are_shown_as_they_are_and_written_as_in_the_key_line() -> None:
    keys = {"discover": "f5", "poll": "exclamation_mark, ctrl+r", "back": "f10", "filter": "ctrl+f"}
    services = FakeServices(typical(), Settings(ui=UiSettings(keys=keys)))
    app = SuppliesApp(services, environment={})
    async with app.run_test(size=(140, 100)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        assert "f5 Discover" in explained(app)
        assert "! ^r Poll" in explained(app)
        assert frame(app) == "^f: look for words   f10: back"
        await pilot.press("q", "f10")
        await settle(pilot)
        assert isinstance(app.screen, DevicesScreen)


async def test_a_list_that_leads_to_no_device_says_so_in_help_and_key_line() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test(size=(140, 100)) as pilot:
        await settle(pilot)
        app.notify("told")
        for keys, is_device in ((), True), (("ctrl+l",), False):
            await pilot.press(*keys)
            await settle(pilot)
            assert ("enter Details" in app.screen.query_one(KeyLine).render().plain) == is_device
            assert ("enter Open" in app.screen.query_one(KeyLine).render().plain) != is_device
            await pilot.press("question_mark")
            await settle(pilot)
            assert ("enter Details Open the line" in explained(app)) == is_device
            assert ("enter Open Open the entry" in explained(app)) != is_device
            await pilot.press("escape")
            await settle(pilot)


async def test_a_command_that_a_list_has_in_place_of_another_hides_it_with_other_keys_too() -> None:
    """The keys of every list that are taken by one kind of them do not come back when they are changed."""
    services = FakeServices(typical(), Settings(ui=UiSettings(keys={"choose": "f7"})))
    app = SuppliesApp(services, environment={})
    async with app.run_test(size=(140, 100)) as pilot:
        await settle(pilot)
        app.notify("told")
        await pilot.press("ctrl+l", "f1")
        await settle(pilot)
        assert "f7" not in explained(app)


async def test_help_opens_once_and_closes_by_the_keys_of_leaving() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        for key in ("q", "escape"):
            await pilot.press("question_mark", "question_mark")
            await settle(pilot)
            assert frame(app) == "/: look for words   q or esc: back"
            assert isinstance(app.screen, HelpScreen)
            await pilot.press(key)
            await settle(pilot)
            assert isinstance(app.screen, DevicesScreen)
