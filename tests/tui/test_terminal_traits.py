import pytest
from rich.console import Console

from tui.terminal_traits import TRUE_COLORS, quiet_environment, read_traits

COLORS = {"truecolor": TRUE_COLORS, "256": 256, "standard": 16}


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "xterm"},
        {"TERM": "xterm-256color"},
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        {"TERM": "screen"},
        {"TERM": "screen-256color", "COLORTERM": "24bit"},
        {"TERM": "tmux-256color"},
        {"TERM": "linux"},
        {"TERM": "vt100"},
        {"TERM": "xterm-kitty"},
        {"TERM": "rxvt-unicode"},
    ],
    ids=lambda environment: " ".join(environment.values()),
)
def test_the_colors_are_those_that_will_be_drawn_with(environment: dict[str, str]) -> None:
    drawn = Console(force_terminal=True, _environ=environment).color_system
    assert drawn is not None
    assert read_traits(environment).colors == COLORS[drawn]


def test_an_unknown_terminal_has_every_color_and_the_admin_may_say_otherwise() -> None:
    assert read_traits({}).colors == TRUE_COLORS
    assert read_traits({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}).colors == 16


@pytest.mark.parametrize(("value", "has_colors"), [("1", False), ("0", False), ("", True)])
def test_no_color_counts_when_it_is_not_empty(value: str, *, has_colors: bool) -> None:
    assert (read_traits({"TERM": "xterm-256color", "NO_COLOR": value}).colors > 0) == has_colors


@pytest.mark.parametrize(
    ("environment", "is_coerced", "charset", "encoding"),
    [
        ({}, False, "unicode", "utf-8"),
        ({"LANG": "en_US.UTF-8"}, False, "unicode", "utf-8"),
        ({"LANG": "de_DE.utf8"}, False, "unicode", "utf-8"),
        ({"LANG": "C"}, False, "legacy", "ascii"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "POSIX"}, True, "legacy", "ascii"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False, "unicode", "utf-8"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True, "legacy", "ascii"),
        ({"LC_CTYPE": "C.UTF-8"}, True, "unicode", "utf-8"),
        ({"LANG": "de_DE.ISO-8859-1"}, False, "legacy", "iso8859-1"),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, False, "legacy", "iso8859-15"),
        ({"LANG": "de_DE"}, False, "legacy", "ascii"),
        ({"LANG": "de_DE.KLINGON-8"}, False, "legacy", "ascii"),
        ({"LANG": "en_US.UTF-8", "TERM": "linux"}, False, "console", "utf-8"),
        ({"LANG": "C", "TERM": "linux"}, False, "legacy", "ascii"),
    ],
)
def test_the_locale_names_the_charset(
    environment: dict[str, str], *, is_coerced: bool, charset: str, encoding: str
) -> None:
    traits = read_traits(environment, is_coerced=is_coerced)
    assert (traits.charset, traits.encoding) == (charset, encoding)


@pytest.mark.parametrize(
    ("environment", "multiplexer"),
    [({}, None), ({"TMUX": "/tmp/tmux-0/default,1,0"}, "tmux"), ({"STY": "7.pts-0.srv1"}, "screen")],
)
def test_what_stands_between_the_program_and_the_terminal(environment: dict[str, str], multiplexer: str | None) -> None:
    assert read_traits(environment).multiplexer == multiplexer


def test_over_ssh_textual_is_asked_to_be_quiet_unless_the_admin_says_otherwise() -> None:
    assert quiet_environment({}) == {}
    wanted = quiet_environment({"SSH_CONNECTION": "192.0.2.1 5 192.0.2.2 22", "TEXTUAL_FPS": "60"})
    assert wanted == {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_SMOOTH_SCROLL": "0"}
