"""What can be done to a setting: how it is asked for, and what comes of the answer (pure)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.settings.catalog import Path

if TYPE_CHECKING:
    from tui.setting_pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """Set a value in the file."""

    path: Path
    value: Any
    """As TOML has it; None: the default counts."""
    told: str
    """What has changed, for the toast: "Rate: 500 a second"."""
    effect: str = "at once"
    """When it counts."""
    cursor: str | None = None
    """The row to go to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Take an entry out of a table."""

    path: Path
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """Keep a secret, or (None) forget it; never in the file."""

    name: str
    value: str | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeIt:
    """Asks for a text."""

    title: str
    help: str = ""
    """What it is about, in one line or two."""
    text: str = ""
    """What stands in the field at first."""
    unit: str = ""
    placeholder: str = ""
    wrong: Callable[[str], str | None]
    """What is wrong with a text, in words; None when it fits."""
    note: Callable[[str], str] = field(default=lambda _: "")
    """What a text that fits means, where that is not plain."""
    take: Callable[[str], "Act"]
    is_secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PickOne:
    """Asks for one of several choices."""

    title: str
    help: str = ""
    choices: Mapping[str, str]
    """Key -> words."""
    chosen: str | None = None
    take: Callable[[str], "Act"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PressKeys:
    """Asks for keys by having them pressed."""

    title: str
    help: str = ""
    keys: tuple[str, ...]
    """Those that work now."""
    wrong: Callable[[tuple[str, ...]], str | None]
    take: Callable[[tuple[str, ...]], "Act"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Goes to a list or a table of its own."""

    page: "Page"


Asking = TypeIt | PickOne | PressKeys
"""What needs an answer."""
Act = Write | Drop | Keep | Asking | Open
"""What can be done."""
