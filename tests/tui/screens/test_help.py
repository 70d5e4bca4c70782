from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.commands import APP, LIST, NETWORKS, PAGE, TARGETS, commands_of
from tui.screens.devices import DevicesScreen
from tui.screens.help import HelpScreen
from tui.widgets.facts import Facts


def explained(app: SuppliesApp) -> str:
    return " ".join(" ".join(facts.render().plain for facts in app.screen.query(Facts)).split())


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


async def test_remapped_keys_are_shown_as_they_are() -> None:
    services = FakeServices(typical(), Settings(ui=UiSettings(keys={"discover": "f5"})))
    app = SuppliesApp(services, environment={})
    async with app.run_test(size=(140, 100)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        assert "f5 Discover" in explained(app)


async def test_help_opens_once_and_closes_by_the_keys_of_leaving() -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        for key in ("q", "escape"):
            await pilot.press("question_mark", "question_mark")
            await settle(pilot)
            assert isinstance(app.screen, HelpScreen)
            await pilot.press(key)
            await settle(pilot)
            assert isinstance(app.screen, DevicesScreen)
