"""What a command of the terminal is."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from textual.binding import Binding


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing a person can have done."""

    id: str
    """Stable; `[ui] keys` in settings.toml remaps it."""
    keys: str
    """Comma-separated, in Textual's names."""
    title: str
    """A word or two: footer and palette."""
    help: str
    """One sentence: help and palette."""
    scopes: tuple[str, ...]
    """Where it works: names of screens, or one of the scopes of `tui.commands`."""
    action: str = ""
    """Textual's action where it is not the id."""
    in_footer: bool = False
    key_display: str | None = None
    """How the keys are written where Textual's names would puzzle."""
    priority: bool = False
    """Whether it works while text is being typed."""

    help_at: tuple[tuple[str, str], ...] = ()
    """Scopes where it can do more, each with the help line for there."""

    def at(self, scopes: Collection[str]) -> "Command":
        """The command with the help line that it has there."""
        help_there = next((words for scope, words in self.help_at if scope in scopes), self.help)
        return self if help_there == self.help else replace(self, help=help_there)

    @property
    def run(self) -> str:
        """The action to run."""
        return self.action or self.id

    def binding(self) -> Binding:
        """The key binding."""
        return Binding(
            self.keys,
            self.run,
            self.title,
            show=self.in_footer,
            key_display=self.key_display,
            priority=self.priority,
            tooltip=self.help,
            id=self.id,
        )
