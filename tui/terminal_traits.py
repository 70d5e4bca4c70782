"""What the terminal can show, as far as its environment tells (pure)."""

import codecs
import sys
from collections.abc import Mapping
from typing import Literal, NamedTuple

TRUE_COLORS = 2**24
"""Every color of 24 bits."""

Charset = Literal["unicode", "console", "legacy"]
"""Every character; those of the Linux console's fonts; those of a charset other than UTF-8."""

_COLORS = {"standard": 16, "256": 256, "truecolor": TRUE_COLORS}
_COLORS_BY_TERM = {"256color": 256, "kitty": 256}
_PLAIN_LOCALES = frozenset({"C", "POSIX"})


class TerminalTraits(NamedTuple):
    """A terminal as its environment describes it."""

    is_remote: bool
    """Whether it is reached over SSH, where every byte counts."""
    colors: int
    """How many Textual will use: `TRUE_COLORS`, 256, 16; 0 where NO_COLOR forbids them."""
    charset: Charset
    encoding: str
    """Python's name of the charset: "utf-8", "ascii", "iso8859-1"."""
    multiplexer: str | None
    """"tmux" or "screen" where the program runs inside one: it stands between the program and the clipboard."""


def read_traits(environment: Mapping[str, str], *, is_coerced: bool = bool(sys.flags.utf8_mode)) -> TerminalTraits:
    """What the environment tells.

    Args:
        environment: the program's.
        is_coerced: whether Python itself took UTF-8 in place of the C locale (PEP 538, PEP 540).
    """
    encoding = _encoding(environment, is_coerced=is_coerced)
    charset: Charset = "legacy" if encoding != "utf-8" else "unicode"
    if charset == "unicode" and environment.get("TERM") == "linux":
        charset = "console"
    return TerminalTraits(
        is_remote="SSH_CONNECTION" in environment,
        colors=0 if environment.get("NO_COLOR") else _count_colors(environment),
        charset=charset,
        encoding=encoding,
        multiplexer=_multiplexer(environment),
    )


def quiet_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Settings of Textual that spare a slow line; those that the admin made stay.

    They count only when they are set before Textual is loaded.
    """
    if "SSH_CONNECTION" not in environment:
        return {}
    wanted = {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_FPS": "20", "TEXTUAL_SMOOTH_SCROLL": "0"}
    return {name: value for name, value in wanted.items() if name not in environment}


def _count_colors(environment: Mapping[str, str]) -> int:
    """As Rich, which Textual draws with, counts them; a terminal that nothing is known of has all."""
    forced = environment.get("TEXTUAL_COLOR_SYSTEM", "auto")
    if forced in _COLORS:
        return _COLORS[forced]
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return TRUE_COLORS
    term = environment.get("TERM", "").strip().lower()
    return _COLORS_BY_TERM.get(term.rpartition("-")[2], 16) if term else TRUE_COLORS


def _encoding(environment: Mapping[str, str], *, is_coerced: bool) -> str:
    """The locale's; without any locale UTF-8, which today's terminals speak whatever a bare environment leaves out."""
    of_characters = environment.get("LC_CTYPE", "")
    if is_coerced and of_characters == "C.UTF-8":
        of_characters = ""  # Python's own doing
    name = environment.get("LC_ALL") or of_characters or environment.get("LANG") or "C.UTF-8"
    if name in _PLAIN_LOCALES:
        return "ascii"
    try:
        return codecs.lookup(name.partition(".")[2].partition("@")[0] or "ascii").name
    except LookupError:
        return "ascii"


def _multiplexer(environment: Mapping[str, str]) -> str | None:
    if environment.get("TMUX"):
        return "tmux"
    return "screen" if environment.get("STY") else None
