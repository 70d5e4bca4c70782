"""The composition root: the only place that names adapters and puts the rooms of the house together."""

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from core.clock import Clock, SystemClock
from core.credentials import CredentialBook
from core.discovery.names import look_up
from core.discovery.service import Discovery, Proposal, SweepOptions
from core.discovery.targets import Target
from core.errors import NotFoundError, SettingsError
from core.fleet import Fleet
from core.model.device import Profile
from core.monitor.keeper import KeeperLock
from core.monitor.poller import Poller, most_sockets
from core.monitor.reader import Reader
from core.monitor.service import Monitor
from core.open_files import room_for_sockets
from core.paths import Paths, find_paths
from core.secrets import Secrets
from core.settings import Settings, load_settings, set_value
from core.snmp.recording import Recording
from core.store.fleet_store import FleetStore
from core.store.history import HistoryRecorder

__all__ = ["Proposal", "Services", "SweepOptions"]

Notice = Callable[[str], None]


_ALLOCATIONS = 20_000
"""Objects between two of the garbage collector's looks; Python's default of 700 costs a poll a tenth of its time."""


class Services:
    """Everything that a screen or a command may ask for.

    Args:
        paths: the folders.
        settings: as loaded.
        clock: the time.
        program: what this program is called by others that share its state, "terminal" or "monitor".
        environment: where secrets may be.
    """

    def __init__(
        self,
        *,
        paths: Paths,
        settings: Settings,
        clock: Clock,
        program: str = "terminal",
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.clock = clock
        self._notices: list[Notice] = []
        self._unheard: list[str] = []
        self.secrets = Secrets(environment)
        self.credentials = CredentialBook(settings.discovery.communities, settings.snmpv3, self.secrets)
        self.reader = Reader(credentials=self.credentials, clock=clock, polling=settings.polling)
        self._store = FleetStore(paths.fleet_file, self.notify)
        self.fleet = Fleet(self._store.load(), unreachable_after=settings.polling.unreachable_after)
        self.fleet.subscribe(self._store.remember)
        self.history = HistoryRecorder(paths.history_folder, self.notify)
        self.fleet.subscribe(self.history.record)
        self.poller = Poller(
            reader=self.reader,
            fleet=self.fleet,
            clock=clock,
            polling=settings.polling,
            look_up=look_up,
            sockets=room_for_sockets(most_sockets(settings.polling)),
        )
        self.monitor = Monitor(
            poller=self.poller,
            keeper=KeeperLock(paths.keeper_file, program, clock),
            refresh=self.refresh,
            notify=self.notify,
        )
        self.discovery = Discovery(
            fleet=self.fleet,
            settings=settings.discovery,
            credentials=self.credentials,
            reader=self.reader,
            clock=clock,
            read_soon=self.poller.poll_now,
            remember_community=self.add_community,
            notify=self.notify,
            stale_seconds=settings.polling.interval_seconds,
        )

    @classmethod
    @asynccontextmanager
    async def opened(
        cls,
        home: Path | None = None,
        *,
        clock: Clock | None = None,
        program: str = "terminal",
        on_notice: Notice | None = None,
    ) -> AsyncIterator["Services"]:
        """The services of one installation; what changed is on disk when the block ends.

        Raises:
            SettingsError: settings.toml does not fit.
            StoreError: the state folder cannot be used.
        """
        paths = find_paths(home)
        settings, warnings = load_settings(paths.settings_file)
        services = cls(paths=paths, settings=settings, clock=clock or SystemClock(), program=program)
        _settle_heap()
        for warning in warnings:
            services.notify(f"{paths.settings_file}: {warning}")
        if on_notice is not None:
            services.subscribe_notices(on_notice)
        try:
            yield services
        finally:
            await services.flush()

    async def refresh(self) -> bool:
        """Take in what other programs wrote since the last time; whether there was anything.

        Raises:
            StoreError: the state file cannot be read.
        """
        return await self._store.refresh(self.fleet)

    async def flush(self) -> None:
        """Wait until every change is on disk.

        Raises:
            StoreError: it could not be written.
        """
        try:
            await self._store.flush()
        finally:
            await self.history.flush()

    def notify(self, text: str) -> None:
        """Tell whoever listens one line that an admin should see; kept until somebody does."""
        if not self._notices:
            self._unheard.append(text)
        for notice in tuple(self._notices):
            notice(text)

    def subscribe_notices(self, notice: Notice) -> Callable[[], None]:
        """Hear notices, those that nobody heard yet first; the returned function ends it."""
        self._notices.append(notice)
        unheard, self._unheard = self._unheard, []
        for text in unheard:
            notice(text)
        return lambda: self._notices.remove(notice)

    async def add_community(self, name: str) -> str:
        """Use one more community from now on and keep it in the settings.

        Returns:
            Its reference for a device's row.
        """
        if name not in self.credentials.communities:
            kept = [*self.credentials.communities, name]
            try:
                await asyncio.to_thread(set_value, self.paths.settings_file, "discovery", "communities", kept)
            except SettingsError as error:
                self.notify(f"the community is not kept: {error}")
        return self.credentials.add_community(name)

    async def record(
        self, host: str, *, community: str | None = None, on_progress: Callable[[int], None] | None = None
    ) -> Recording:
        """Walk a device, known or named by host or address, into a recording.

        A device that misbehaves on the way is told as a notice; what it gave until then is kept.

        Args:
            host: anything `Fleet.find` or the target grammar knows.
            community: asked with this one; kept once the device answers to it.
            on_progress: told the number of objects so far.

        Raises:
            UsageError: the host is written wrong.
            NotFoundError: the name cannot be looked up.
            SnmpError: it does not answer, or wrongly.
        """
        from core.snmp.record import record_device  # only this command walks whole devices

        try:
            known = self.fleet.find(host)
        except NotFoundError:
            known = None
        if known is not None and community is None:
            address, port, reference, profile = known.address, known.port, known.credentials, known.profile or Profile()
        else:
            target = Target(known.address, known.port) if known else await self.discovery.one_target(host)
            found = await self.reader.find(target.address, target.port, community=community)
            address, port, reference, profile = target.address, target.port, found.credentials, found.profile
            if community is not None:
                await self.add_community(community)
        return await record_device(
            address,
            port,
            await self.reader.credentials_of(reference),
            profile.version,
            profile.timeout,
            on_progress=on_progress,
            on_problem=self.notify,
        )


def _settle_heap() -> None:
    """Spare the garbage collector the devices, which it would look through again and again and never free."""
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
