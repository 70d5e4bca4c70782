"""The composition root: the only place that names adapters and puts the rooms of the house together."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from core.clock import Clock, SystemClock
from core.credentials import CredentialBook
from core.discovery.names import look_up
from core.discovery.scheduler import Scheduler
from core.discovery.service import Discovery, Proposal, SweepOptions
from core.discovery.turn import Turn
from core.errors import NotFoundError, SettingsError
from core.export import COLUMNS, Format, encode, format_of
from core.fleet import Fleet
from core.heap import settle_heap
from core.model.events import DeviceRead
from core.monitor.keeper import KeeperLock
from core.monitor.poller import Poller, most_sockets
from core.monitor.reader import Reader
from core.monitor.service import Monitor
from core.notices import Notice, Tell
from core.open_files import room_for_sockets
from core.paths import Paths, find_paths
from core.recorder import Recorder
from core.secrets import Secrets
from core.settings import Settings
from core.settings.live import LiveSettings
from core.settings.loading import Loaded, read_settings
from core.snmp.client import Community
from core.store.fleet_store import FleetStore
from core.store.history import HistoryRecorder
from core.store.seen_times import SeenTimes
from core.store.sweep_log import SweepLog
from core.whole_file import write_whole

__all__ = ["Proposal", "Services", "SweepOptions"]

_THREADS = 1
"""Threads for files: each one keeps memory of its own in the C library, 10 MB and more with a large fleet."""


class Services:
    """Everything that a screen or a command may ask for.

    Args:
        paths: the folders.
        loaded: the settings as they were read.
        clock: the time.
        program: what this program is called by others that share its state, "terminal" or "monitor".
        environment: where secrets may be.
    """

    def __init__(
        self,
        *,
        paths: Paths,
        loaded: Loaded,
        clock: Clock,
        program: str = "terminal",
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.paths = paths
        self.clock = clock
        self.live_settings = LiveSettings(paths.settings_file, loaded, self.notify)
        settings = loaded.settings
        self._listeners: list[Tell] = []
        self._unheard: list[Notice] = []
        self.secrets = Secrets(environment)
        self.credentials = CredentialBook(settings.discovery.communities, settings.snmpv3, self.secrets)
        self.reader = Reader(credentials=self.credentials, clock=clock, polling=settings.polling)
        self.is_first_start = not paths.fleet_file.exists()
        """Whether there was no state yet."""
        self._store = FleetStore(paths.fleet_file, self.notify)
        self._seen = SeenTimes(paths.seen_file, self.notify)
        self.fleet = Fleet(self._seen.load(self._store.load()), unreachable_after=settings.polling.unreachable_after)
        self.fleet.subscribe(self._store.remember)
        self.fleet.subscribe(self._seen.remember)
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
        self._sweeps = SweepLog(paths.sweeps_file, self.notify)
        self.discovery = Discovery(
            fleet=self.fleet,
            settings=lambda: self.settings.discovery,
            credentials=self.credentials,
            reader=self.reader,
            clock=clock,
            turn=Turn(paths.sweep_lock_file),
            journal=self._sweeps,
            read_soon=self.poller.poll_now,
            remember_community=self.add_community,
            notify=self.notify,
            stale_seconds=lambda: self.settings.polling.interval_seconds,
        )
        self.recorder = Recorder(
            fleet=self.fleet,
            discovery=self.discovery,
            reader=self.reader,
            keep_community=self.add_community,
            notify=self.notify,
        )
        self.scheduler = Scheduler(
            discovery=self.discovery,
            settings=lambda: self.settings.discovery,
            calendar=self._sweeps,
            clock=clock,
            notify=self.notify,
        )
        self.monitor = Monitor(
            poller=self.poller,
            scheduler=self.scheduler,
            keeper=KeeperLock(paths.keeper_file, program, clock),
            refresh=self.refresh,
            notify=self.notify,
        )
        self.live_settings.subscribe(self._apply)

    @property
    def settings(self) -> Settings:
        """What is in force."""
        return self.live_settings.now

    @classmethod
    @asynccontextmanager
    async def opened(
        cls,
        home: Path | None = None,
        *,
        clock: Clock | None = None,
        program: str = "terminal",
        on_notice: Tell | None = None,
    ) -> AsyncIterator["Services"]:
        """The services of one installation; what changed is on disk when the block ends.

        Raises:
            SettingsError: settings.toml does not fit.
            StoreError: the state folder cannot be used.
        """
        paths = find_paths(home)
        loaded = read_settings(paths.settings_file)
        services = cls(paths=paths, loaded=loaded, clock=clock or SystemClock(), program=program)
        settle_heap()
        threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="supplies")
        asyncio.get_running_loop().set_default_executor(threads)
        for warning in loaded.warnings:
            services.notify(Notice(f"{paths.settings_file}: {warning}", "warning"))
        if on_notice is not None:
            services.subscribe_notices(on_notice)
        try:
            yield services
        finally:
            await services.flush()

    async def refresh(self) -> bool:
        """Take in what other programs wrote since the last time: settings and devices; whether there was anything.

        Raises:
            StoreError: the state file cannot be read.
        """
        has_other_settings = await self.live_settings.refresh()
        has_news = await self._store.refresh(self.fleet)
        await self._seen.refresh(self.fleet)
        return has_news or has_other_settings

    async def flush(self) -> None:
        """Wait until every change is on disk.

        Raises:
            StoreError: it could not be written.
        """
        stores = (self._store, self.history, self._seen, self._sweeps)
        problems = await asyncio.gather(*(store.flush() for store in stores), return_exceptions=True)
        for problem in problems:  # each store had its turn: what one cannot write, the others have written
            if isinstance(problem, BaseException):
                raise problem

    def notify(self, notice: Notice) -> None:
        """Tell whoever listens what an admin should see; kept until somebody does."""
        if not self._listeners:
            self._unheard.append(notice)
        for hear in tuple(self._listeners):
            hear(notice)

    def subscribe_notices(self, hear: Tell) -> Callable[[], None]:
        """Hear notices, those that nobody heard yet first; the returned function ends it."""
        self._listeners.append(hear)
        unheard, self._unheard = self._unheard, []
        for notice in unheard:
            hear(notice)
        return lambda: self._listeners.remove(hear)

    async def set_setting(self, table: str, key: str, value: Any) -> None:
        """Set one value in settings.toml and in `settings`; whoever looks it up again goes by it.

        Args:
            table: e.g. "ui".
            key: e.g. "theme".
            value: as TOML has it: texts, numbers, booleans, lists of them.

        Raises:
            SettingsError: the file cannot be read or written, there is no such setting, or the value does not fit.
        """
        await self.live_settings.set((table, key), value)

    def _apply(self, settings: Settings) -> None:
        """Have other settings in force everywhere."""
        polling = settings.polling
        self.credentials.use(settings.discovery.communities, settings.snmpv3)
        self.reader.use(polling)
        self.fleet.unreachable_after = polling.unreachable_after
        self.poller.use(polling, room_for_sockets(most_sockets(polling)))

    async def add_community(self, name: str) -> str:
        """Use one more community from now on and keep it in the settings.

        Returns:
            Its reference for a device's row.
        """
        if name not in self.credentials.communities:
            try:
                await self.live_settings.add(("discovery", "communities"), name)
            except SettingsError as error:
                self.notify(Notice(f"the community is not kept: {error}", "error"))
        return self.credentials.add_community(name)

    async def export(
        self,
        path: Path,
        device_ids: Sequence[str],
        *,
        columns: Sequence[str] = COLUMNS,
        format_: Format | None = None,
        may_replace: bool = False,
    ) -> bool:
        """Write devices into a file, whole or not at all.

        Args:
            path: where to.
            device_ids: in the order in which they are written; those that are gone meanwhile are left out.
            columns: of a CSV file, ids of `core.export.COLUMNS`.
            format_: None: as the name's ending, .csv or .json, asks for.
            may_replace: whether a file that is there goes.

        Returns:
            Whether it was written; False: there is a file already, and it must not be replaced.

        Raises:
            UsageError: the name has another ending, or its folder is not there.
            StoreError: the file cannot be written.
        """
        chosen = format_ or format_of(path)
        devices = [device for device in map(self.fleet.get, device_ids) if device is not None]
        thresholds, now = self.settings.thresholds, self.clock.now()

        def write() -> bool:
            text = encode(devices, chosen, columns, thresholds, now)
            return write_whole(path, text.encode("utf-8", "replace"), may_replace=may_replace)

        return await asyncio.to_thread(write)

    async def change_credentials(
        self, device_id: str, *, reference: str | None = None, community: str | None = None
    ) -> None:
        """Ask a device with other credentials, and keep them only when it answers.

        Args:
            device_id: which.
            reference: credentials of the settings.
            community: a new one instead; it goes into the settings, never into the device's row.

        Raises:
            NotFoundError: the device is gone.
            SnmpError: it does not answer to them, or they are gone from the settings.
        """
        device = self.fleet.get(device_id)
        if device is None:
            raise NotFoundError(f"no device {device_id!r}", "it was removed meanwhile")
        asked_with = await self.reader.credentials_of(reference) if community is None else Community(community)
        full = await self.reader.read_address(device.address, device.port, asked_with, None)
        kept = reference if community is None else await self.add_community(community)
        device = self.fleet.get(device_id)
        if device is not None:
            self.fleet.put(replace(device, credentials=kept))
            self.fleet.apply(DeviceRead(device_id=device_id, reading=full.reading, profile=full.profile))
