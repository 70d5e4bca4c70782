import pytest
from textual.binding import Binding, BindingsMap

from core.settings import Settings, UiSettings
from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp
from tui.remapping import every_key, first_key, read_keys
from tui.screens.remapped import remap


def test_known_commands_take_their_new_keys() -> None:
    assert read_keys({"discover": "f5,x", "quit": "ctrl+x"}) == ({"discover": "f5,x", "quit": "ctrl+x"}, [])


def test_what_means_nothing_is_left_out_and_told() -> None:
    usable, complaints = read_keys({"discovr": "x", "frobnicate": "x", "filter": "", "poll": "x,"})
    assert usable == {}
    assert complaints == [
        ("no command 'discovr'", "ui.keys: did you mean discover?"),
        ("no command 'frobnicate'", "ui.keys: the help shows every command"),
        ("no key for 'filter'", "ui.keys: name keys such as f5 or ctrl+r, with commas between"),
        ("no key for 'poll'", "ui.keys: name keys such as f5 or ctrl+r, with commas between"),
    ]


@pytest.mark.parametrize(
    ("command_id", "remapped", "name"),
    [
        ("filter", {}, "/"),
        ("back", {}, "q"),
        ("show_help", {"show_help": "question_mark,f1"}, "?"),
        ("filter", {"filter": "ctrl+f, slash"}, "^f"),
        ("next_device", {"next_device": "pagedown"}, "pgdn"),
    ],
)
def test_a_key_is_named_in_a_sentence_as_the_key_line_writes_it(
    command_id: str, remapped: dict[str, str], name: str
) -> None:
    assert first_key(command_id, remapped) == name


@pytest.mark.parametrize(
    ("command_ids", "remapped", "names"),
    [
        (["close"], {}, "esc"),
        (["leave_question", "close"], {}, "q or esc"),
        (["leave_question", "close"], {"close": "f10, escape"}, "q or f10 or esc"),
        (["leave_question", "close"], {"close": "q"}, "q"),
        (["back"], {}, "q or esc"),
        (["back"], {"back": "left_square_bracket"}, "["),
    ],
)
def test_every_key_is_named_once(command_ids: list[str], remapped: dict[str, str], names: str) -> None:
    assert every_key(command_ids, remapped) == names


def test_a_shared_key_is_taken_from_the_command_only_that_has_another() -> None:
    shared = [Binding("escape", name, name, id=name) for name in ("stop", "clear", "back")]
    other = Binding("x", "other", "other", id="other")
    bindings = BindingsMap([*shared, other])
    before = {key: [one.id for one in some] for key, some in bindings.key_to_bindings.items()}
    assert before == {"escape": ["stop", "clear", "back"], "x": ["other"]}
    after = remap(bindings, {"back": "f10,x"}).key_to_bindings
    assert {key: [one.id for one in some] for key, some in after.items()} == {
        "escape": ["stop", "clear"],
        "x": ["back", "other"],
        "f10": ["back"],
    }


async def test_escape_still_clears_the_filter_where_back_has_another_key() -> None:
    services = FakeServices(typical(), Settings(ui=UiSettings(keys={"back": "f10"})))
    app = SuppliesApp(services, environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("slash", *"toner")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert not app.screen.query_one(".filter").display
        assert app.current_mode == "alerts"
        await pilot.press("escape")
        await settle(pilot)
        assert app.current_mode == "alerts"
        await pilot.press("f10")
        await settle(pilot)
        assert app.current_mode == "devices"
