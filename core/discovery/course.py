"""A sweep under way, without any waiting of its own: each tick sends what may be sent and takes what has come in."""

import socket
from collections import Counter

from core.clock import Clock
from core.discovery.field import Field
from core.discovery.interview import Recognition
from core.discovery.pacing import full_bucket, grant, pace_for
from core.discovery.probe import RequestIds, rounds_for
from core.discovery.reception import Reception
from core.discovery.sockets import Sockets
from core.discovery.targets import Targets
from core.discovery.volley import Volley
from core.model.events import DeviceFound, SweepEnded, SweepProgressed

LONGEST_PAUSE = 0.25
"""Seconds between two ticks when nothing comes in."""
BLOCKED_SECONDS = 0.005
"""The pause after the machine could not send."""


class Course:
    """Rounds, pacing and counts.

    Each round goes to the addresses that are silent by then. Between two rounds, and after the last, answers have
    `wait_seconds` to come in.

    Args:
        targets: who is asked.
        communities: tried in this order, each in v2c, then in v1.
        rate: datagrams a second; None or 0 for as fast as the machine can.
        wait_seconds: the time for answers after a round.
        recognition: what to ask and how devices are told apart.
        clock: the time.

    Raises:
        UsageError: no community, or one that cannot be sent.
    """

    def __init__(
        self,
        targets: Targets,
        *,
        communities: tuple[str, ...],
        rate: float | None,
        wait_seconds: float,
        recognition: Recognition,
        clock: Clock,
    ) -> None:
        self._rounds = rounds_for(communities, recognition.identity_oids, recognition.v1_identity_oids)
        self._field = Field(targets.spans)
        self._ids = RequestIds()
        self._sockets = Sockets(span.version for span in targets.spans)
        self._wait = wait_seconds
        self.started = clock.monotonic()
        """Of the monotonic clock."""
        self._pace = pace_for(rate)
        self._bucket = full_bucket(self._pace, self.started)
        self._reception = Reception(
            self._field, self._ids, self._sockets, recognition=recognition, clock=clock, started=clock.now()
        )
        self._round = 0
        self._earlier_sent = 0
        self._earlier_bytes = 0
        self._refusals: Counter[str] = Counter()
        self._over_since: float | None = None
        self.is_complete = False
        """True when every round is done and nobody is waited for any more."""
        self._volley = self._open_round()

    @property
    def sockets(self) -> tuple[socket.socket, ...]:
        """To be watched: `receive` is to be called when one becomes readable."""
        return self._sockets.all()

    def receive(self) -> None:
        """Take what has come in, up to a limit; a tick should follow soon."""
        self._reception.receive()

    def tick(self, now: float) -> float:
        """Do what is due.

        Returns:
            Seconds until there is something to do again even if nothing comes in.
        """
        is_busy = self._reception.receive()
        if is_busy and self._over_since is not None:
            # Answers that wait to be looked at have come in time.
            self._over_since = now
        self._reception.expire(now)
        wanted = self._reception.to_send + (0 if self._volley.is_over else self._pace.burst)
        decision = grant(self._pace, self._bucket, now, wanted)
        self._bucket = decision.bucket
        done = self._reception.send(decision.count, now)
        is_blocked = done < decision.count and self._reception.to_send > 0
        self._volley.fire(decision.count - done)
        self._advance(now)
        if self.is_complete or is_busy:
            return 0.0
        if is_blocked or self._volley.is_blocked:
            return BLOCKED_SECONDS
        if self._reception.to_send or not self._volley.is_over:
            return min(decision.wait, LONGEST_PAUSE)
        return self._idle_for(now)

    def _idle_for(self, now: float) -> float:
        moments = [now + LONGEST_PAUSE]
        if self._over_since is not None:
            moments.append(self._over_since + self._wait)
        deadline = self._reception.next_deadline
        if deadline is not None:
            moments.append(deadline)
        return max(0.0, min(moments) - now)

    def take_found(self) -> list[DeviceFound]:
        """The finds since the last call."""
        found = list(self._reception.found)
        self._reception.found.clear()
        return found

    @property
    def in_conversation(self) -> int:
        """Devices that have answered and are not fully known yet."""
        return self._reception.in_conversation

    def wind_up(self, now: float) -> float:
        """Do what is due for those in conversation, and ask nobody else.

        Returns:
            Seconds until there is something to do again even if nothing comes in.
        """
        is_busy = self._reception.receive()
        self._reception.expire(now)
        decision = grant(self._pace, self._bucket, now, self._reception.to_send)
        self._bucket = decision.bucket
        done = self._reception.send(decision.count, now)
        if is_busy:
            return 0.0
        if self._reception.to_send:
            return BLOCKED_SECONDS if done < decision.count else min(decision.wait, LONGEST_PAUSE)
        deadline = self._reception.next_deadline
        return LONGEST_PAUSE if deadline is None else max(0.0, min(deadline - now, LONGEST_PAUSE))

    def finish(self) -> None:
        """Report those who answered and are not fully known yet, answers that wait in the sockets included."""
        self._reception.receive()
        self._reception.dismiss()

    def close(self) -> None:
        """Release the sockets."""
        self._sockets.close()

    def progress(self, now: float, limit_left: float) -> SweepProgressed:
        """How far it is.

        Args:
            now: of the monotonic clock.
            limit_left: seconds until the time limit.
        """
        ahead = self._datagrams_ahead()
        sent = self._earlier_sent + self._volley.sent
        return SweepProgressed(
            sent=self._asked(),
            total=self._field.total,
            answered=self._reception.answered,
            printers=self._reception.printers,
            others=self._reception.others,
            seconds_left=self._seconds_left(now, ahead, limit_left),
            share=1.0 if self.is_complete or sent + ahead == 0 else sent / (sent + ahead),
        )

    def ended(self, now: float, reason: str) -> SweepEnded:
        """The last word."""
        refusals = self._refusals + self._volley.refusals
        return SweepEnded(
            reason=reason,
            seconds=round(now - self.started, 3),
            sent_bytes=self._sent_bytes(),
            received_bytes=self._sockets.received_bytes,
            sent=self._asked(),
            total=self._field.total,
            answered=self._reception.answered,
            printers=self._reception.printers,
            others=self._reception.others,
            printer_bytes=self._reception.printer_bytes,
            unsent=refusals.total(),
            problem=refusals.most_common(1)[0][0] if refusals else None,
        )

    def _open_round(self) -> Volley:
        volley = Volley(self._rounds[self._round], self._field, self._ids, self._sockets)
        self._reception.open_round(volley)
        return volley

    def _advance(self, now: float) -> None:
        """Go on to the next round, or be complete."""
        if not self._volley.is_over:
            return
        if self._over_since is None:
            self._over_since = now
        # Where nothing left the machine nothing will come back.
        has_waited = self._volley.sent == 0 or now >= self._over_since + self._wait
        is_last = self._round + 1 == len(self._rounds)
        if self._field.silent and not is_last:
            if has_waited:
                self._earlier_sent += self._volley.sent
                self._earlier_bytes += self._volley.sent * len(self._volley.round.template)
                self._refusals += self._volley.refusals
                self._round += 1
                self._over_since = None
                self._volley = self._open_round()
        elif self._reception.in_conversation == 0 and (has_waited or not self._field.silent):
            self.is_complete = True

    def _asked(self) -> int:
        return self._field.total if self._round else self._volley.position

    def _sent_bytes(self) -> int:
        now = self._volley.sent * len(self._volley.round.template)
        return self._earlier_bytes + now + self._reception.sent_bytes

    def _datagrams_ahead(self) -> int:
        """Datagrams still to come if everybody who is silent stays so."""
        left = 0
        if not self._volley.is_over and self._field.total:
            # The silent ones are taken as spread evenly: counting them costs more than it tells.
            left = round((self._field.total - self._volley.position) * self._field.silent / self._field.total)
        return left + self._field.silent * (len(self._rounds) - self._round - 1)

    def _seconds_left(self, now: float, ahead: int, limit_left: float) -> float | None:
        """None as long as an unpaced sweep has no speed yet."""
        if self.is_complete:
            return 0.0
        elapsed = now - self.started
        rate = self._pace.rate or ((self._earlier_sent + self._volley.sent) / elapsed if elapsed > 0 else 0.0)
        if rate <= 0:
            return None
        waits = (len(self._rounds) - self._round - 1) * self._wait if self._field.silent else 0.0
        over_for = now - self._over_since if self._over_since is not None else 0.0
        waits += max(0.0, self._wait - over_for) if self._field.silent else 0.0
        return round(max(0.0, min(ahead / rate + waits, limit_left)), 1)
