"""The sweep: one SNMP datagram to every address, finds as they come in, three endings.

Nothing but UDP to the targets' own ports is ever sent, so no printer prints a page and no other service notices.
ICMP errors are not looked at: a host without SNMP costs one more datagram a round, as a silent one does.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterable

from core.clock import Clock, SystemClock
from core.discovery.course import Course
from core.discovery.interview import Recognition
from core.discovery.targets import Targets
from core.model.events import SweepEnded, SweepEvent
from core.printer.identify import IDENTITY_OIDS, V1_IDENTITY_OIDS, follow_up, identify

PRINTERS = Recognition(IDENTITY_OIDS, V1_IDENTITY_OIDS, identify, follow_up)
"""Printers of every make told apart from everything else."""
RATE = 500.0
"""Datagrams a second."""
LIMIT_SECONDS = 300.0
"""How long a sweep may take."""
WAIT_SECONDS = 2.0
"""How long answers are waited for after the last datagram of a round (some devices take that long to answer)."""
GRACE_SECONDS = 2.5
"""How long those who have answered are asked on when the sweep is ended early. A device of which not even the serial
number is known would be taken for a new one; who speaks SNMPv1 only lets the first second pass in silence."""
PROGRESS_SECONDS = 0.25
"""The shortest time between two `SweepProgressed` events."""


class Sweep:
    """Finds devices: iterate over it once for its events.

    Gives `DeviceFound` for every device that answers, printer or not, as soon as it is known; `SweepProgressed` up to
    four times a second; `SweepEnded` last. Whoever leaves the loop early calls `aclose()` of the iterator or ends its
    task; the sockets are closed then.

    For each community, in order, every silent address gets one datagram in v2c and, still silent, one in v1. Who has
    answered is asked a few more objects where that tells more. The sweep is complete when all have answered, or when
    `wait_seconds` have passed since the last datagram.

    Args:
        targets: resolved targets; names in them are asked nothing.
        communities: read communities in the order of trying.
        rate: datagrams a second, questions to devices found included; None or 0 for as fast as the machine can.
        limit_seconds: after that the sweep ends, wherever it is; who has answered is asked on for `GRACE_SECONDS`.
        wait_seconds: the time for answers after each round.
        clock: the time; None for the machine's.
        recognition: what to ask and how devices are told apart.
    """

    def __init__(
        self,
        targets: Targets,
        *,
        communities: Iterable[str] = ("public",),
        rate: float | None = RATE,
        limit_seconds: float = LIMIT_SECONDS,
        wait_seconds: float = WAIT_SECONDS,
        clock: Clock | None = None,
        recognition: Recognition = PRINTERS,
    ) -> None:
        self._targets = targets
        self._communities = tuple(communities)
        self._rate = rate
        self._limit = limit_seconds
        self._wait = wait_seconds
        self._clock = clock or SystemClock()
        self._recognition = recognition
        self._stops = 0
        self._wake = asyncio.Event()
        self._course: Course | None = None

    def stop(self) -> None:
        """End the sweep: nobody else is asked, `SweepEnded` has the reason "stopped".

        Who has answered is asked on until it is known, for `GRACE_SECONDS` at most; a second call ends that at once.
        """
        self._stops += 1
        self._wake.set()

    def so_far(self, reason: str) -> SweepEnded | None:
        """What a sweep has come to whose events were not taken to their end; None: it never began.

        Args:
            reason: why it goes no further.
        """
        return self._course.ended(self._clock.monotonic(), reason) if self._course is not None else None

    def __aiter__(self) -> AsyncIterator[SweepEvent]:
        """The events.

        Raises:
            UsageError: no community, or one that cannot be sent.
            SnmpError: the machine gives no socket.
        """
        return self.events()

    async def events(self) -> AsyncGenerator[SweepEvent, None]:
        """The events, as a generator that can be closed (see `__aiter__`)."""
        course = self._course = Course(
            self._targets,
            communities=self._communities,
            rate=self._rate,
            wait_seconds=self._wait,
            recognition=self._recognition,
            clock=self._clock,
        )
        loop = asyncio.get_running_loop()
        reported = course.started
        try:
            for watched in course.sockets:
                loop.add_reader(watched, self._receive, course)
            while True:
                self._wake.clear()
                now = self._clock.monotonic()
                reason = self._reason(course, now)
                if reason is not None:
                    break
                pause = course.tick(now)
                for found in course.take_found():
                    yield found
                if now - reported >= PROGRESS_SECONDS:
                    reported = now
                    yield course.progress(now, self._limit_left(course, now))
                await self._pause(min(pause, self._limit_left(course, now)))
            await self._hear_out(course, stops=int(reason == "stopped"))
            course.finish()
            for found in course.take_found():
                yield found
            now = self._clock.monotonic()
            yield course.progress(now, self._limit_left(course, now))
            yield course.ended(now, reason)
        finally:
            for watched in course.sockets:
                loop.remove_reader(watched)
            course.close()

    async def _hear_out(self, course: Course, *, stops: int) -> None:
        """Ask those on who have answered, for a short while.

        Args:
            course: the sweep, in which nobody else is asked from now on.
            stops: calls of `stop` that led here; a further one ends this.
        """
        until = self._clock.monotonic() + GRACE_SECONDS
        while self._stops <= stops:
            self._wake.clear()
            now = self._clock.monotonic()
            pause = course.wind_up(now)
            if course.in_conversation == 0 or now >= until:
                break
            await self._pause(min(pause, until - now))

    def _receive(self, course: Course) -> None:
        """A socket is readable: take it at once, also while the events' consumer is busy elsewhere."""
        course.receive()
        self._wake.set()

    async def _pause(self, seconds: float) -> None:
        """Let others work, until the time is up, something has come in or the sweep is stopped."""
        if seconds <= 0 or self._wake.is_set():
            await asyncio.sleep(0)
            return
        alarm = asyncio.get_running_loop().call_later(seconds, self._wake.set)
        try:
            await self._wake.wait()
        finally:
            alarm.cancel()

    def _reason(self, course: Course, now: float) -> str | None:
        if course.is_complete:
            return "complete"
        if self._stops:
            return "stopped"
        return "limit" if self._limit_left(course, now) <= 0 else None

    def _limit_left(self, course: Course, now: float) -> float:
        return course.started + self._limit - now
