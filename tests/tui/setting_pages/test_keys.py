from core.settings import Settings, UiSettings
from tests.tui.setting_pages.states import pressed, rows, state, written
from tui.commands import COMMANDS, SCOPE_TITLES
from tui.setting_pages.keys import KeysPage

PAGE = KeysPage()


def test_every_command_has_one_line_by_the_place_where_it_works() -> None:
    found = rows(PAGE, state(Settings()))
    assert sorted(found) == sorted(command.id for command in COMMANDS)
    groups = [row.group for row in found.values()]
    assert list(dict.fromkeys(groups)) == [title for title in SCOPE_TITLES.values() if title in groups]
    assert not any(row.is_changed for row in found.values())


def test_other_keys_are_shown_and_marked() -> None:
    row = rows(PAGE, state())["discover"]
    assert (row.value, row.is_changed, row.name) == ("f7", True, "ui.keys.discover")
    assert "Default: d f5." in row.facts


def test_keys_are_pressed_and_a_clash_is_named() -> None:
    edit = pressed(PAGE.change(state(Settings()), "poll"))
    assert edit.keys == ("p",)
    assert edit.wrong(()) == "press a key"
    assert edit.wrong(("i",)) == "i is Ignore (devices); give that another key first"
    assert edit.wrong(("question_mark",)) == "? is Help (everywhere); give that another key first"
    assert edit.wrong(("f9", "X")) is None
    assert written(edit.take(("f9", "X"))) == (("ui", "keys", "poll"), "f9,X")
    assert written(edit.take(("p",))) == (("ui", "keys", "poll"), None), "the usual ones need not be set"


def test_a_key_that_was_given_away_is_free() -> None:
    settings = Settings(ui=UiSettings(keys={"ignore": "f9"}))
    edit = pressed(PAGE.change(state(settings), "poll"))
    assert edit.wrong(("i",)) is None
    assert edit.wrong(("f9",)) == "f9 is Ignore (devices); give that another key first"


def test_the_usual_keys_come_back() -> None:
    assert written(PAGE.reset(state(), "discover")) == (("ui", "keys", "discover"), None)
    assert PAGE.reset(state(), "poll") is None
