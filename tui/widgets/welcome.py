"""The panel of an empty first run: what to do, in one key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widgets import Static

from tui.commands import WELCOME, bindings_of
from tui.ports import Proposal

if TYPE_CHECKING:
    from tui.app import SuppliesApp

PROMISE = (
    "You see the cost before anything is sent. Each address gets one small question by SNMP (UDP 161); "
    "nothing is printed and nothing is changed."
)
"""What a first sweep does and does not."""
MOST_SHOWN = 4
"""Own networks shown; more are counted."""


class Welcome(Static, can_focus=True):
    """Says how to begin and which networks would be asked."""

    SCOPE = WELCOME
    BINDINGS = bindings_of(WELCOME)

    def on_mount(self) -> None:
        """Look up the own networks."""
        house = cast("SuppliesApp", self.app)
        self.border_title = "Welcome"
        self.update(welcome_words(house.services.settings.discovery.targets, house.services.discovery.propose()))


def welcome_words(targets: Sequence[str], proposals: Sequence[Proposal]) -> Content:
    """The text of the panel.

    Args:
        targets: those of the settings, which go before the proposals.
        proposals: the own networks.
    """
    parts: list[str | tuple[str, str]] = [("No printers yet.\n\n", "bold")]
    named = [(target, "from the settings") for target in targets] or [(p.target, p.note) for p in proposals]
    if named:
        parts += ["Press ", ("d", "bold $primary"), " or ", ("Enter", "bold $primary"), " to discover those on\n\n"]
        for target, note in named[:MOST_SHOWN]:
            parts += ["   ", (target, "bold"), (f"  {note}\n", "$muted")]
        if len(named) > MOST_SHOWN:
            parts.append((f"   and {len(named) - MOST_SHOWN} more\n", "$muted"))
    else:
        parts += [
            "No network of this machine can be offered.\nPress ",
            ("d", "bold $primary"),
            " or ",
            ("Enter", "bold $primary"),
            " to type what to search.\n",
        ]
    parts.append(
        (
            f"\n{PROMISE}",
            "$muted",
        )
    )
    return Content.assemble(*parts)
