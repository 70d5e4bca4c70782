"""Who answers: datagrams matched with the addresses asked, devices asked on until they are known."""

from collections import deque
from datetime import datetime

from core.clock import Clock
from core.credentials import community_reference
from core.discovery.field import NOISE, OTHER, PRINTER, SILENT, TALKING, Field
from core.discovery.interview import Interview, Question, Recognition
from core.discovery.probe import RequestIds, make_template
from core.discovery.sockets import Sockets, is_full
from core.discovery.volley import Volley
from core.errors import SnmpBadAnswer
from core.model.events import DeviceFound
from core.snmp.codec import Response, decode_response, request_id_span

ANSWER_SECONDS = 1.0
"""How long a device that has answered may take for each further question; then it is asked that once more."""
DATAGRAMS_AT_ONCE = 256
"""Datagrams looked at in one go, so that a flood of them holds up nothing else."""
DECODED_AT_ONCE = 32
"""Of these, answers looked into in one go: decoding one costs some 10 microseconds, but to tell who it is 0.2 to 0.3
milliseconds, and nobody should wait for more than a hundredth of a second."""
MAX_STRIKES = 3
"""Unusable answers to one address' own question after which it is listened to no more."""


class _Guest:
    """A device in conversation."""

    def __init__(self, position: int, interview: Interview, community: str, payload: int) -> None:
        self.position = position
        self.interview = interview
        self.community = community
        self.payload = payload
        """Octets exchanged with it."""
        self.tries = 0
        """Datagrams sent for the question at hand."""
        self.is_queued = False
        """Whether it waits for its question to be sent."""


class Reception:
    """Takes datagrams and gives `DeviceFound` events.

    An answer counts when it carries the request id made for the address that it comes from, the version and the
    community of a question that this address was asked. Anything else is ignored before it costs a decoding.

    Args:
        field: who is asked.
        ids: which request id was whose.
        sockets: where datagrams come and go.
        recognition: how devices are told apart.
        clock: stamps the finds.
        started: when the sweep began.
    """

    def __init__(
        self,
        field: Field,
        ids: RequestIds,
        sockets: Sockets,
        *,
        recognition: Recognition,
        clock: Clock,
        started: datetime,
    ) -> None:
        self.found: deque[DeviceFound] = deque()
        """Finds that nobody has taken yet."""
        self.printers = 0
        self.others = 0
        """Devices that answered and are no printers."""
        self.sent_bytes = 0
        """UDP payload of the questions after the first."""
        self.printer_bytes = 0
        """UDP payload to and from the addresses where a printer was found, the sweep's own datagrams included."""
        self._field = field
        self._ids = ids
        self._sockets = sockets
        self._recognition = recognition
        self._clock = clock
        self._started = started
        self._volleys: dict[tuple[str, bytes], Volley] = {}
        self._guests: dict[int, _Guest] = {}
        self._outbox: deque[_Guest] = deque()
        self._deadlines: deque[tuple[float, _Guest, Question, int]] = deque()
        self._strikes: dict[int, int] = {}

    @property
    def answered(self) -> int:
        """Addresses that answered, known or still in conversation."""
        return self.printers + self.others + len(self._guests)

    @property
    def in_conversation(self) -> int:
        """Devices that are being asked who they are."""
        return len(self._guests)

    @property
    def next_deadline(self) -> float | None:
        """When somebody's time for an answer runs out next; None while nobody is waited for."""
        return self._deadlines[0][0] if self._deadlines else None

    @property
    def to_send(self) -> int:
        """Questions that wait to be sent."""
        return len(self._outbox)

    def open_round(self, volley: Volley) -> None:
        """From now on answers to these datagrams count."""
        self._volleys[volley.round.version, volley.round.community.encode()] = volley

    def receive(self) -> bool:
        """Take what has come in, up to a limit; the rest stays in the sockets for the next call.

        Returns:
            Whether so many devices answer at once that more of them may be waiting; a flood of noise does not count.
        """
        decoded = 0
        for datagram, host, port in self._sockets.receive(DATAGRAMS_AT_ONCE):
            decoded += self._take(datagram, host, port)
            if decoded >= DECODED_AT_ONCE:
                return True
        return False

    def send(self, count: int, now: float) -> int:
        """Send up to `count` of the waiting questions; fewer when the machine is blocked.

        Returns:
            Datagrams dealt with.
        """
        for done in range(count):
            if not self._outbox:
                return done
            guest = self._outbox[0]
            question = guest.interview.question
            if question is not None and not self._send_question(guest, question, now):
                return done
            self._outbox.popleft()
            guest.is_queued = False
        return count

    def expire(self, now: float) -> None:
        """Ask those again, or give them up, whose time for an answer has run out."""
        while self._deadlines and self._deadlines[0][0] <= now:
            _, guest, question, tries = self._deadlines.popleft()
            if guest.interview.question is not question or guest.tries != tries:
                continue
            if question.may_repeat and tries == 1:
                self._queue(guest)
            else:
                guest.interview.give_up()
                self._proceed(guest)

    def dismiss(self) -> None:
        """Report those still in conversation with what is known of them: the sweep ends."""
        for guest in tuple(self._guests.values()):
            self._report(guest)
        self._outbox.clear()
        self._deadlines.clear()

    def _take(self, datagram: bytes, host: str, port: int) -> bool:
        """Match a datagram; True when it was worth decoding."""
        place = request_id_span(datagram)
        match = self._ids.read(int.from_bytes(datagram[place], signed=True)) if place is not None else None
        if match is None or match[0] >= self._field.total or not self._field.is_from(match[0], host, port):
            return False
        position, slot = match
        state = self._field.states[position]
        if state == PRINTER:
            self.printer_bytes += len(datagram)
        guest = self._guests.get(position)
        if guest is not None:
            guest.payload += len(datagram)
        is_expected = state == SILENT if slot == 0 else guest is not None and _is_at(guest, slot)
        if not is_expected or self._strikes.get(position, 0) >= MAX_STRIKES:
            return False
        response = self._decode(datagram)
        if guest is not None:
            self._hear(guest, response)
        else:
            self._welcome(position, response, len(datagram))
        return True

    def _decode(self, datagram: bytes) -> Response | None:
        try:
            return decode_response(datagram)
        except SnmpBadAnswer:
            return None

    def _welcome(self, position: int, response: Response | None, size: int) -> None:
        """The first answer of an address."""
        volley = self._volleys.get((response.version, response.community)) if response is not None else None
        if response is None or volley is None:
            self._strike(position)
            return
        asked = volley.round
        interview = Interview(self._recognition, asked.version, asked.oids)
        interview.hear_first(response)
        self._field.move(position, TALKING)
        sent = sum(len(other.round.template) for other in self._volleys.values() if other.position > position)
        guest = self._guests[position] = _Guest(position, interview, asked.community, sent + size)
        self._proceed(guest)

    def _hear(self, guest: _Guest, response: Response | None) -> None:
        """The answer to a further question."""
        question = guest.interview.question
        fits = (
            response is not None
            and question is not None
            and (response.version, response.community) == (question.version, guest.community.encode())
        )
        if response is None or not fits:
            self._strike(guest.position)
            return
        guest.interview.hear(response)
        self._proceed(guest)

    def _proceed(self, guest: _Guest) -> None:
        """Queue the next question, or report who it is."""
        guest.tries = 0
        if guest.interview.question is not None:
            self._queue(guest)
        else:
            self._report(guest)

    def _queue(self, guest: _Guest) -> None:
        if not guest.is_queued:
            guest.is_queued = True
            self._outbox.append(guest)

    def _report(self, guest: _Guest) -> None:
        del self._guests[guest.position]
        identity = guest.interview.identity
        if identity.is_printer:
            self.printers += 1
            self.printer_bytes += guest.payload
        else:
            self.others += 1
        self._field.move(guest.position, PRINTER if identity.is_printer else OTHER)
        address, port = self._field.locate(guest.position)
        self.found.append(
            DeviceFound(
                address=address,
                port=port,
                identity=identity,
                profile=guest.interview.profile,
                credentials=community_reference(guest.community),
                seen_at=self._clock.now(),
                sweep_started=self._started,
            )
        )

    def _send_question(self, guest: _Guest, question: Question, now: float) -> bool:
        """Send; False when the machine is blocked. A refused datagram counts as lost on the way."""
        template = make_template(question.version, guest.community, question.oids)
        datagram = template.fill(self._ids.of(guest.position, question.slot))
        try:
            sender = self._sockets.for_version(self._field.version(guest.position))
            sender.sendto(datagram, self._field.socket_address(guest.position))
        except OSError as error:
            if is_full(error):
                return False
        else:
            self.sent_bytes += len(datagram)
            guest.payload += len(datagram)
        guest.tries += 1
        self._deadlines.append((now + ANSWER_SECONDS, guest, question, guest.tries))
        return True

    def _strike(self, position: int) -> None:
        strikes = self._strikes[position] = self._strikes.get(position, 0) + 1
        if strikes >= MAX_STRIKES and self._field.states[position] == SILENT:
            self._field.move(position, NOISE)


def _is_at(guest: _Guest, slot: int) -> bool:
    question = guest.interview.question
    return question is not None and question.slot == slot
