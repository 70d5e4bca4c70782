"""The command palette: every command that can be run where the cursor is."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from tui.commands import Command, commands_of


class CommandProvider(Provider):
    """Offers the commands of the focused list, of the screen and of the program."""

    def offers(self) -> Iterator[tuple[Command, DOMNode]]:
        """Each command that can be run now, with the node that runs it."""
        for node in (self.screen, self.focused, self.app):
            scope = getattr(node, "SCOPE", None)
            if node is None or scope is None:
                continue
            for command in commands_of(scope):
                if "." in command.run or node.check_action(command.run, ()):
                    yield command, node

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for command, node in self.offers():
            yield DiscoveryHit(command.title, partial(self.app.run_action, command.run, node), help=command.help)

    async def search(self, query: str) -> Hits:
        """Those whose title or help line fits."""
        matcher = self.matcher(query)
        for command, node in self.offers():
            score = max(matcher.match(command.title), matcher.match(command.help) * 0.5)
            if score > 0:
                run = partial(self.app.run_action, command.run, node)
                yield Hit(score, matcher.highlight(command.title), run, help=command.help)
