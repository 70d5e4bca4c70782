"""What the terminal asks of the core: the part of `core.services.Services` that the screens use.

Written as Protocols so that the screens load without any adapter and tests may hand in a fake.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from core.clock import Clock
from core.fleet import Fleet
from core.notices import Tell
from core.paths import Paths
from core.settings import Settings
from tui.device_ports import Credentials, Past, Reader
from tui.discovery_ports import Discovery, Scheduler


class Poller(Protocol):
    """Reads printers."""

    async def poll_now(self, device_id: str) -> bool:
        """Read one device again; the fleet learns the result. Whether it answered."""
        ...


class Monitor(Protocol):
    """Keeps the fleet up to date."""

    @property
    def is_keeping(self) -> bool:
        """Whether this program polls."""
        ...

    @property
    def keeper_words(self) -> str | None:
        """Which other program polls, e.g. "monitor on srv1 (pid 4711)"; None when none does."""
        ...

    async def run(self) -> None:
        """Poll, or take in what another program polls, without end."""
        ...


class LiveSettings(Protocol):
    """What settings.toml says, kept up to date."""

    @property
    def file_problem(self) -> str | None:
        """What keeps the file from being taken up, in one line; None while it is in force as it stands."""
        ...

    def subscribe_file_problem(self, hear: Callable[[], None]) -> Callable[[], None]:
        """Be told when there is another `file_problem`, or none any more; the returned function ends it."""
        ...

    def subscribe(self, hear: Callable[[Settings], None]) -> Callable[[], None]:
        """Be told settings that come into force; the returned function ends it."""
        ...

    async def set(self, path: tuple[str, ...], value: Any) -> None:
        """Write one value, or (None) take it out so that the default counts; it is in force at once.

        Raises:
            SettingsError: it does not fit, or the file cannot be written.
        """
        ...

    async def drop(self, path: tuple[str, ...]) -> None:
        """Take an entry of a table out, with all that it has.

        Raises:
            SettingsError: the file cannot be written.
        """
        ...


class Secrets(Protocol):
    """Passwords; they are in no file."""

    async def where(self, name: str) -> str | None:
        """Where one is, in words; None where nobody knows it."""
        ...

    async def set(self, name: str, value: str) -> str:
        """Keep one; where it is now, in words."""
        ...

    async def forget(self, name: str) -> str | None:
        """Keep it no longer; where it still is, in words."""
        ...


class Recorder(Protocol):
    """What the screens reach of recordings."""

    async def record_to(
        self, path: Path, host: str, *, is_redacted: bool = True, on_progress: Callable[[int], None] | None = None
    ) -> int:
        """Walk a device into a new file; how many objects were written.

        Raises:
            UsageError: the file exists or cannot be written.
            SnmpError: the device does not answer, or wrongly.
        """
        ...


class Services(Protocol):
    """Everything that the screens reach."""

    @property
    def fleet(self) -> Fleet:
        """The devices."""
        ...

    @property
    def settings(self) -> Settings:
        """What is in force."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...

    @property
    def paths(self) -> Paths:
        """The folders."""
        ...

    @property
    def is_first_start(self) -> bool:
        """Whether there was no state yet when the program started."""
        ...

    @property
    def discovery(self) -> Discovery:
        """Sweeps."""
        ...

    @property
    def scheduler(self) -> Scheduler:
        """The sweeps by themselves."""
        ...

    @property
    def poller(self) -> Poller:
        """Readings."""
        ...

    @property
    def monitor(self) -> Monitor:
        """The rounds."""
        ...

    @property
    def live_settings(self) -> LiveSettings:
        """The settings as they change."""
        ...

    @property
    def secrets(self) -> Secrets:
        """Passwords."""
        ...

    async def set_setting(self, table: str, key: str, value: Any) -> None:
        """Set one value in settings.toml and in `settings`.

        Raises:
            SettingsError: the file cannot be written, or the value does not fit.
        """
        ...

    @property
    def history(self) -> Past:
        """What devices said day by day."""
        ...

    @property
    def reader(self) -> Reader:
        """Readings with their reasons."""
        ...

    @property
    def credentials(self) -> Credentials:
        """Which ones there are."""
        ...

    @property
    def recorder(self) -> Recorder:
        """Recordings of devices."""
        ...

    async def export(self, path: Path, device_ids: Sequence[str], *, columns: Sequence[str], may_replace: bool) -> bool:
        """Write devices into a file; False: there is one already, and it must not be replaced.

        Raises:
            UsageError: the name has another ending than .csv and .json, or its folder is not there.
            StoreError: the file cannot be written.
        """
        ...

    async def change_credentials(
        self, device_id: str, *, reference: str | None = None, community: str | None = None
    ) -> None:
        """Ask a device with other credentials, and keep them only when it answers.

        Raises:
            NotFoundError: the device is gone.
            SnmpError: it does not answer to them.
        """
        ...

    def subscribe_notices(self, hear: Tell) -> Callable[[], None]:
        """Hear what an admin should see; may call from any thread. The returned function ends it."""
        ...
