import pytest

from tui.remapping import every_key, first_key, read_keys


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
