"""Settings and secrets in memory, for the terminal's tests."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from core.errors import SuppliesError
from core.secrets import IN_KEYRING
from core.settings import Settings
from core.settings.changing import changed, plain
from core.settings.loading import checked

if TYPE_CHECKING:
    from tests.tui.fakes import FakeServices


class FakeLiveSettings:
    """Has settings in force without a file."""

    def __init__(self, services: "FakeServices") -> None:
        self._services = services
        self._subscribers: list[Callable[[Settings], None]] = []
        self.written: list[tuple[tuple[str, ...], Any]] = []
        """What was set, as (path, value)."""
        self.dropped: list[tuple[str, ...]] = []
        self.problem: SuppliesError | None = None
        self.file_problem: str | None = None
        self.worriers: list[Callable[[], None]] = []

    def subscribe(self, hear: Callable[[Settings], None]) -> Callable[[], None]:
        self._subscribers.append(hear)
        return lambda: self._subscribers.remove(hear)

    def subscribe_file_problem(self, hear: Callable[[], None]) -> Callable[[], None]:
        self.worriers.append(hear)
        return lambda: self.worriers.remove(hear)

    def have_file_problem(self, what: str | None) -> None:
        """As when an editor has broken the file, or (None) mended it."""
        self.file_problem = what
        for hear in tuple(self.worriers):
            hear()

    async def set(self, path: tuple[str, ...], value: Any) -> None:
        if self.problem is not None:
            raise self.problem
        settings = changed(self._services.settings, path, value)
        self.written.append((path, value))
        self.take_up(settings)

    async def drop(self, path: tuple[str, ...]) -> None:
        if self.problem is not None:
            raise self.problem
        self.dropped.append(path)
        self.take_up(checked(_without(plain(self._services.settings), path)))

    def take_up(self, settings: Settings) -> None:
        """As when another program or an editor has written the file."""
        self._services.settings = settings
        for hear in tuple(self._subscribers):
            hear(settings)


def _without(node: Any, path: tuple[str, ...]) -> Any:
    """What a file has without what is behind a path; [[tables]] have their names inside."""
    name, rest = path[0], path[1:]
    if isinstance(node, list):
        return [entry for entry in node if entry["name"] != name]
    return {key: _without(one, rest) if key == name else one for key, one in node.items() if rest or key != name}


class FakeSecrets:
    """Keeps secrets in a dictionary; `held` keeps every answer back until it is set."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.place = IN_KEYRING
        self.elsewhere: dict[str, str] = {}
        """Secrets that only the environment has, with where they are."""
        self.held: asyncio.Event | None = None

    async def where(self, name: str) -> str | None:
        if self.held is not None:
            await self.held.wait()
        return self.place if name in self.kept else self.elsewhere.get(name)

    async def set(self, name: str, value: str) -> str:
        self.kept[name] = value
        return self.place

    async def forget(self, name: str) -> str | None:
        self.kept.pop(name, None)
        return self.elsewhere.get(name)
