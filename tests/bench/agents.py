"""The agents as a process of their own, so that only this program's CPU counts."""

from collections.abc import Iterable

from tests.bench.processes import LineProcess

FIRST = "127.9.0.1"
"""The agents' first address: 127.9.0.0/16 has room for every size that is measured."""


class Agents(LineProcess):
    """`tests.fleet.many`, for as long as the context lasts.

    Args:
        count: how many.
        dead_every: every n-th never answers; 0: all do.
        loss: the share of datagrams lost, either way.
        seed: of the losses.
        has_names: whether each has a name of its own.
    """

    def __init__(
        self, count: int, *, dead_every: int = 0, loss: float = 0.0, seed: int = 1, has_names: bool = False
    ) -> None:
        options = {"first": FIRST, "port": 0, "count": count, "dead-every": dead_every, "loss": loss, "seed": seed}
        flags = ["--names"] if has_names else []
        super().__init__("tests.fleet.many", *(f"--{name}={value}" for name, value in options.items()), *flags)
        self.count = count

    @property
    def port(self) -> int:
        """The UDP port of every agent."""
        return int(self.ready["port"])

    async def counts(self) -> dict[str, int]:
        """Datagrams and bytes so far, how many "agents" have answered, and the "most_bytes" of one of them."""
        return await self.ask("counts")

    async def print_a_page(self) -> None:
        """Let every printer's page counter rise by one."""
        await self.ask("print")

    async def drain(self, numbers: Iterable[int]) -> None:
        """Take a little of the first supply of the agents of those numbers."""
        await self.ask(f"drain {' '.join(map(str, numbers))}")

    async def forget(self) -> None:
        """Count from zero."""
        await self.ask("forget")
