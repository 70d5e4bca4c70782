from tui.remapping import read_keys


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
