"""One device read, in full or just what moves: the adapters ask, pure functions decide."""

from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec
from msgspec.structs import replace

from core.clock import Clock
from core.credentials import CredentialBook, community_reference
from core.errors import SnmpAuthError, SnmpBadAnswer, SnmpError, SnmpTimeout, UsageError, WebError
from core.model.device import Device, Profile, Reading
from core.model.events import DeviceFound, DeviceRead
from core.monitor.schedule import Patience, full_read_after, patience_for
from core.printer.answers import Answers
from core.printer.dialects import dialect_for
from core.printer.identify import IDENTITY_OIDS, follow_up, identify
from core.printer.plan import SIGN_WALKS, full_plan
from core.printer.read import read
from core.printer.solid_ink_merge import merge
from core.printer.solid_ink_models import is_solid_ink
from core.printer.steady import Steady, steady_poll
from core.printer.trail import NO_TRAIL, Trail
from core.printer.update import update, with_signs
from core.settings import PollingSettings
from core.snmp.client import Community, Credentials, UsmUser, Value
from core.snmp.session import Session

MAX_REMEMBERED = 20_000
"""Devices whose polls are remembered; some 1 kB each."""

DOUBTS_THAT_COUNT = 3
"""Polls in a row after which silence on a large request is taken for a small device, and not for a lost datagram."""

OpenSession = Callable[[str, int, Credentials, Profile | None, Patience], Session]
"""(address, port, credentials, what was learned before, how long to wait) -> a session."""


class FullRead(msgspec.Struct, frozen=True, kw_only=True):
    """A reading with what it was made of."""

    reading: Reading
    profile: Profile
    values: Mapping[str, Value]
    """The raw objects, for the explain view."""


class Reader:
    """Reads devices, in full or just what moves.

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
        self._steady: dict[str, Steady] = {}
        self._doubts: dict[str, int] = {}
        """Polls in a row that had to halve a request because it was not answered."""
        self._open_session = open_session or self._default_session
        self.use(polling)

    def use(self, polling: PollingSettings) -> None:
        """Go by other settings from the next read on."""
        self._polling = polling
        self._as_set = Patience(polling.timeout_seconds, polling.retries)

    async def poll_device(self, device: Device) -> DeviceRead:
        """Ask a device what moves, and more where the answers say that more has changed.

        Raises:
            SnmpError: silence, a wrong answer, or credentials that are gone from the settings.
        """
        reading = device.reading
        if reading is None or self._wants_everything(device, reading):
            event, _ = await self.read_device(device)
            return event
        patience, steady = self.patience_for(device), self._steady_poll(device.id, reading)
        credentials = await self.credentials_of(device.credentials)
        async with self._open_session(device.address, device.port, credentials, device.profile, patience) as session:
            try:
                values = await session.get_numbers(steady.objects)
            except (SnmpTimeout, SnmpBadAnswer) as error:
                if not _may_be_outdated(error, patience):
                    raise
                needs, updated = "relearn", reading
            else:
                moved = steady.moved(values)
                found = update(reading, values, read_at=self._clock.now(), moved=moved)
                needs, updated = found.needs, found.reading
                if needs == "nothing" and moved != []:
                    self._remember(device.id, steady_poll(updated, values))
            if needs == "signs":
                signs = await session.columns(SIGN_WALKS)
                updated = with_signs(updated, Answers(values | signs))
            profile = self._to_keep(device, session, patience)
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
        patience = self.patience_for(device)
        where = device.address, device.port, credentials
        try:
            full = await self.read_address(*where, device.profile, trail, patience)
        except (SnmpTimeout, SnmpBadAnswer) as error:
            # A firmware that dropped SNMPv1, say: what was learned is learned anew.
            if device.profile is None or not _may_be_outdated(error, patience):
                raise
            full = await self.read_address(*where, None, trail, patience)
        profile = _waking_forgotten(full.profile, device.profile, patience)
        return DeviceRead(device_id=device.id, reading=full.reading, profile=profile), full

    def _to_keep(self, device: Device, session: Session, patience: Patience) -> Profile:
        """What a poll has learned. A request that was halved may only have been lost: it counts when it goes on so."""
        profile, known = _waking_forgotten(session.profile, device.profile, patience), device.profile
        if not session.has_doubts or known is None:
            self._doubts.pop(device.id, None)
            return profile
        doubts = self._doubts[device.id] = self._doubts.get(device.id, 0) + 1
        return profile if doubts >= DOUBTS_THAT_COUNT else replace(profile, max_objects=known.max_objects)

    def _wants_everything(self, device: Device, reading: Reading) -> bool:
        """Whether a day has passed, or a supply seems to be replaced, whose serial number a poll does not ask."""
        if reading.full_at is None or _is_past(reading.full_at, device.id, self._clock.now()):
            return True
        return bool(device.rises) and any(rise.seen_at is not None for rise in device.rises)

    def _steady_poll(self, device_id: str, reading: Reading) -> Steady:
        """What to ask that device, made anew when its supplies or alert rows changed."""
        steady = self._steady.get(device_id)
        if steady is None or not steady.fits(reading):
            steady = self._remember(device_id, steady_poll(reading))
        return steady

    def _remember(self, device_id: str, steady: Steady) -> Steady:
        if len(self._steady) >= MAX_REMEMBERED:
            self._steady.clear()
        self._steady[device_id] = steady
        return steady

    def patience_for(self, device: Device) -> Patience:
        """How long this device is waited for now."""
        polling = self._polling
        return patience_for(
            device,
            timeout=polling.timeout_seconds,
            retries=polling.retries,
            unreachable_after=polling.unreachable_after,
        )

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
        self,
        address: str,
        port: int,
        credentials: Credentials,
        profile: Profile | None,
        trail: Trail = NO_TRAIL,
        patience: Patience | None = None,
    ) -> FullRead:
        """Read whatever is at an address, in full; with the settings' patience where none is given.

        Raises:
            SnmpError: silence or a wrong answer.
        """
        async with self._open_session(address, port, credentials, profile, patience or self._as_set) as session:
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
                async with self._open_session(address, port, credentials, None, self._as_set) as session:
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
            page = await fetch_supplies(address)
        except WebError as error:
            trail.note("web page", "none", str(error))
            return reading
        return replace(reading, supplies=merge(reading.supplies, page, trail))

    def _default_session(
        self, address: str, port: int, credentials: Credentials, profile: Profile | None, patience: Patience
    ) -> Session:
        """A session with that patience, or a longer time-out that the device was seen to need."""
        known = profile or Profile(version="3" if isinstance(credentials, UsmUser) else "2c")
        timeout = patience.timeout
        if known.timeout > Profile().timeout:
            timeout = max(timeout, known.timeout)
        patient = known if known.timeout == timeout else replace(known, timeout=timeout)
        return Session(address, port, credentials, patient, retries=patience.retries)


def _is_past(full_at: datetime, device_id: str, now: datetime) -> bool:
    return (now - full_at).total_seconds() >= full_read_after(device_id)


def _may_be_outdated(error: SnmpError, patience: Patience) -> bool:
    """Whether a failure may mean that the profile does not fit any more: a wrong answer, or silence that goes on."""
    return patience.relearns or (isinstance(error, SnmpBadAnswer) and not patience.is_waking)


def _waking_forgotten(profile: Profile, known: Profile | None, patience: Patience) -> Profile:
    """The profile to keep: how long a sleeper took to wake says nothing about its next answers."""
    return replace(profile, timeout=(known or Profile()).timeout) if patience.is_waking else profile
