"""Walking devices into recordings, which show a maker's quirks to whoever looks into them."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from core.discovery.service import Discovery
from core.discovery.targets import Target
from core.errors import NotFoundError
from core.fleet import Fleet
from core.model.device import Profile
from core.monitor.reader import Reader
from core.notices import Notice, Tell
from core.snmp.recording import Recording


class Recorder:
    """Records devices, those of the fleet and any other.

    Args:
        fleet: the known ones.
        discovery: looks names up.
        reader: asks.
        keep_community: told one that was given and answered to.
        notify: told what went wrong on the way.
    """

    def __init__(
        self,
        *,
        fleet: Fleet,
        discovery: Discovery,
        reader: Reader,
        keep_community: Callable[[str], Awaitable[str]],
        notify: Tell,
    ) -> None:
        self._fleet = fleet
        self._discovery = discovery
        self._reader = reader
        self._keep_community = keep_community
        self._notify = notify

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
            known = self._fleet.find(host)
        except NotFoundError:
            known = None
        if known is not None and community is None:
            address, port, reference, profile = known.address, known.port, known.credentials, known.profile or Profile()
        else:
            target = Target(known.address, known.port) if known else await self._discovery.one_target(host)
            found = await self._reader.find(target.address, target.port, community=community)
            address, port, reference, profile = target.address, target.port, found.credentials, found.profile
            if community is not None:
                await self._keep_community(community)
        return await record_device(
            address,
            port,
            await self._reader.credentials_of(reference),
            profile.version,
            profile.timeout,
            on_progress=on_progress,
            on_problem=lambda text: self._notify(Notice(text, "warning")),
        )

    async def record_to(
        self, path: Path, host: str, *, is_redacted: bool = True, on_progress: Callable[[int], None] | None = None
    ) -> int:
        """Walk a device into a new file that only its owner can read; without a whole walk there is no file.

        Args:
            path: must not exist yet.
            host: as for `record`.
            is_redacted: leave out what tells whose device it is.
            on_progress: told the number of objects so far.

        Returns:
            How many objects were written.

        Raises:
            UsageError: the file exists or cannot be written.
            SnmpError: the device does not answer, or wrongly.
        """
        from core.snmp.recording_file import give_up, open_new, write_recording  # only recordings need it

        file = open_new(path)
        try:
            recording = await self.record(host, on_progress=on_progress)
            return await asyncio.to_thread(write_recording, file, recording, is_redacted=is_redacted)
        except BaseException:
            give_up(path, file)
            raise
