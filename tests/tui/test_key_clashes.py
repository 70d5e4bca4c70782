import pytest

from tui.commands import COMMANDS, Command
from tui.key_clashes import clash, keys_of
from tui.key_names import key_name


def command(command_id: str) -> Command:
    return next(command for command in COMMANDS if command.id == command_id)


@pytest.mark.parametrize("one", COMMANDS, ids=lambda command: command.id)
def test_the_usual_keys_do_not_clash(one: Command) -> None:
    found = clash(one, keys_of(one, {}), {})
    assert found is None, f"{found[0]} is {found[1].id}, too"


@pytest.mark.parametrize(
    ("command_id", "key", "other"),
    [
        ("poll", "i", "ignore"),
        ("poll", "question_mark", "show_help"),
        ("poll", "?", "show_help"),
        ("poll", "j", "cursor_down"),
        ("show_help", "p", "poll"),
        ("cursor_down", "p", "poll"),
        ("poll", "r", None),
        ("poll", "f12", None),
        ("close", "p", None),
        ("close", "a", None),
        ("close", "j", "cursor_down"),
        ("answer_yes", "a", None),
        ("answer_yes", "n", "answer_no"),
        ("column_down", "j", "cursor_down"),
        ("submit", "p", None),
    ],
)
def test_a_key_clashes_where_it_would_mean_two_things_at_the_same_place(
    command_id: str, key: str, other: str | None
) -> None:
    """r starts a sweep, but on another screen; questions and fields have theirs for themselves."""
    found = clash(command(command_id), [key], {})
    assert (found[1].id if found else None) == other


def test_remapped_keys_count_instead_of_the_usual_ones() -> None:
    assert clash(command("poll"), ["i"], {"ignore": "f9"}) is None
    found = clash(command("poll"), ["f9"], {"ignore": "f9, x"})
    assert found is not None
    assert found[1].id == "ignore"
    assert keys_of(command("ignore"), {"ignore": "f9, x"}) == ("f9", "x")


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("d", "d"),
        ("slash", "/"),
        ("ctrl+p", "^p"),
        ("enter", "enter"),
        ("escape", "esc"),
        ("f5", "f5"),
        ("G", "G"),
        ("ctrl+question_mark", "^?"),
        ("shift+down", "shift+↓"),
        ("ctrl+shift+left", "shift+^←"),
        ("+", "+"),
        ("plus", "+"),
    ],
)
def test_keys_are_written_as_people_know_them(key: str, name: str) -> None:
    assert key_name(key) == name
