"""One device read, in full or just what moves: the adapters ask, pure functions decide."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import msgspec
from msgspec.structs import replace

from core.clock import Clock
from core.credentials import CredentialBook, community_reference
from core.errors import SnmpAuthError, SnmpBadAnswer, SnmpError, SnmpTimeout, UsageError, WebError
from core.model.device import Device, Profile, Reading
from core.model.events import DeviceFound, DeviceRead
from core.printer.answers import Answers
from core.printer.dialects import dialect_for
from core.printer.identify import IDENTITY_OIDS, follow_up, identify
from core.printer.plan import SIGN_WALKS, full_plan, poll_plan
from core.printer.read import read
from core.printer.solid_ink_merge import merge
from core.printer.solid_ink_models import is_solid_ink
from core.printer.trail import NO_TRAIL, Trail
from core.printer.update import update, with_signs
from core.settings import PollingSettings
from core.snmp.client import Community, Credentials, UsmUser, Value
from core.snmp.session import Session

FULL_EVERY = timedelta(days=1)
"""How long a device is only polled before everything is asked again."""

OpenSession = Callable[[str, int, Credentials, Profile | None], Session]
"""(address, port, credentials, what was learned before) -> a session."""


class FullRead(msgspec.Struct, frozen=True, kw_only=True):
    """A reading with what it was made of."""

    reading: Reading
    profile: Profile
    values: Mapping[str, Value]
    """The raw objects, for the explain view."""


class Reader:
    """Reads devices in full.

    Args:
        credentials: who may be asked with what.
        clock: gives the time of each reading.
        polling: time-out and retries.
        open_session: how a device is asked; tests hand in their own.
    """

    def __init__(
        self,
        *,
        credentials: CredentialBook,
        clock: Clock,
        polling: PollingSettings,
        open_session: OpenSession | None = None,
    ) -> None:
        self._credentials = credentials
        self._clock = clock
        self._polling = polling
        self._open_session = open_session or self._default_session

    async def poll_device(self, device: Device) -> DeviceRead:
        """Ask a device what moves, and more where the answers say that more has changed.

        Raises:
            SnmpError: silence, a wrong answer, or credentials that are gone from the settings.
        """
        reading = device.reading
        now = self._clock.now()
        if reading is None or reading.full_at is None or now - reading.full_at >= FULL_EVERY:
            event, _ = await self.read_device(device)
            return event
        credentials = await self.credentials_of(device.credentials)
        async with self._open_session(device.address, device.port, credentials, device.profile) as session:
            try:
                values = await session.get(poll_plan(reading, reading.identity))
            except (SnmpTimeout, SnmpBadAnswer):
                if device.unreachable_since is not None:
                    raise
                needs, updated = "relearn", reading
            else:
                found = update(reading, values, read_at=self._clock.now())
                needs, updated = found.needs, found.reading
            if needs == "signs":
                signs = await session.columns(SIGN_WALKS)
                updated = with_signs(updated, Answers(values | signs))
            profile = session.profile
        if needs in ("everything", "relearn"):
            again = device if needs == "everything" else replace(device, profile=None)
            event, _ = await self.read_device(again)
            return event
        return DeviceRead(device_id=device.id, reading=updated, profile=profile)

    async def read_device(self, device: Device, trail: Trail = NO_TRAIL) -> tuple[DeviceRead, FullRead]:
        """Read a device the fleet knows, in full.

        Raises:
            SnmpError: silence, a wrong answer, or credentials that are gone from the settings.
        """
        credentials = await self.credentials_of(device.credentials)
        try:
            full = await self.read_address(device.address, device.port, credentials, device.profile, trail)
        except (SnmpTimeout, SnmpBadAnswer):
            # What was learned may be out of date (a firmware that dropped SNMPv1, say): once it is learned anew.
            if device.profile is None or device.unreachable_since is not None:
                raise
            full = await self.read_address(device.address, device.port, credentials, None, trail)
        return DeviceRead(device_id=device.id, reading=full.reading, profile=full.profile), full

    async def credentials_of(self, reference: str | None) -> Credentials:
        """The credentials behind a device's reference.

        Raises:
            SnmpAuthError: they are gone from the settings.
        """
        credentials = await self._credentials.resolve(reference)
        if credentials is None:
            raise SnmpAuthError(f"{reference} is not in the settings", "add the community or the SNMPv3 user")
        return credentials

    async def read_address(
        self, address: str, port: int, credentials: Credentials, profile: Profile | None, trail: Trail = NO_TRAIL
    ) -> FullRead:
        """Read whatever is at an address, in full.

        Raises:
            SnmpError: silence or a wrong answer.
        """
        async with self._open_session(address, port, credentials, profile) as session:
            values = await self._identify(session, learn=profile is None)
            identity = identify(Answers(values))
            if identity.is_printer:
                dialect = dialect_for(identity.object_id, identity.vendor)
                await session.probe_bulk(dialect_allows=dialect is None or dialect.bulk)
                plan = full_plan(identity)
                values |= await session.get([oid for oid in plan.gets if oid not in values])
                values |= await session.columns(plan.walks)
            learned = session.profile
        reading = read(Answers(values), read_at=self._clock.now(), trail=trail)
        if identity.is_printer and is_solid_ink(reading.identity, Answers(values)):
            reading = await self._with_page(address, reading, trail)
        return FullRead(reading=reading, profile=learned, values=values)

    async def find(self, address: str, port: int, *, community: str | None = None) -> DeviceFound:
        """Ask an address who it is, with every credential in turn, or with one community only.

        Raises:
            SnmpTimeout: nobody answered any of them.
            SnmpAuthError: it answers, but refuses an SNMPv3 user.
            UsageError: there are no credentials to ask with.
        """
        refusal: SnmpAuthError | None = None
        silence: SnmpError | None = None
        for reference, credentials in await self._candidates(community):
            try:
                async with self._open_session(address, port, credentials, None) as session:
                    values = await self._identify(session, learn=True)
                    return DeviceFound(
                        address=address,
                        port=port,
                        identity=identify(Answers(values)),
                        profile=session.profile,
                        credentials=reference,
                        seen_at=self._clock.now(),
                    )
            except SnmpAuthError as error:
                refusal = error
            except SnmpError as error:
                silence = error
        if refusal is not None:
            raise refusal
        if silence is None:
            raise UsageError("no community and no SNMPv3 user is set", "set discovery.communities in settings.toml")
        raise SnmpTimeout(
            f"{address}:{port} does not answer SNMP", "is it switched on, is SNMP allowed, is the community right?"
        ) from silence

    async def _candidates(self, community: str | None) -> list[tuple[str, Credentials]]:
        if community is not None:
            return [(community_reference(community), Community(community))]
        found = [(reference, await self._credentials.resolve(reference)) for reference in self._credentials.references]
        return [(reference, credentials) for reference, credentials in found if credentials is not None]

    async def _identify(self, session: Session, *, learn: bool) -> dict[str, Value]:
        if learn:
            await session.learn_version()
        values = await session.get(IDENTITY_OIDS)
        asked = set(IDENTITY_OIDS)
        while wanted := follow_up(Answers(values), asked):
            asked.update(wanted)
            values |= await session.get(wanted)
        return values

    async def _with_page(self, address: str, reading: Reading, trail: Trail) -> Reading:
        """A solid-ink Phaser's page knows ink levels that SNMP does not give; without the page SNMP's word stands."""
        from core.printer.solid_ink import fetch_supplies  # its HTTP library takes long to load, few printers need it

        try:
            page = await fetch_supplies(address, read_at=reading.read_at)
        except WebError as error:
            trail.note("web page", "none", str(error))
            return reading
        return replace(reading, supplies=merge(reading.supplies, page, trail))

    def _default_session(self, address: str, port: int, credentials: Credentials, profile: Profile | None) -> Session:
        """A session whose time-out is the settings' one, or a longer one that the device was seen to need."""
        known = profile or Profile(version="3" if isinstance(credentials, UsmUser) else "2c")
        patience = self._polling.timeout_seconds
        if known.timeout > Profile().timeout:
            patience = max(patience, known.timeout)
        return Session(
            address,
            port,
            credentials,
            replace(known, timeout=patience),
            retries=self._polling.retries,
        )
