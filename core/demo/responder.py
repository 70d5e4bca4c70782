"""What a simulated device answers: a datagram in, a datagram out, no sockets (RFC 1157 and RFC 3416, agent's side)."""

from collections.abc import Iterable

from core.errors import SnmpBadAnswer
from core.snmp.codec import Request, decode_request, encode_response, request_id_span
from core.snmp.recording import COUNTER64, NULL, Record, Recording
from core.snmp.wire import END_OF_VIEW, NO_SUCH_INSTANCE, NO_SUCH_OBJECT

_TOO_BIG, _NO_SUCH_NAME, _GEN_ERR = 1, 2, 5
_MAX_REPETITIONS = 50
"""What GETBULK gives at most, whatever it asks for."""
_CACHED_ANSWERS = 256
"""Answers kept a device; beyond that all are dropped and the cache starts anew."""


class SimulatedDevice:
    """A device made of a recording, with the habits that real ones have.

    Every attribute may be changed while an agent serves the device; the next answer follows it.

    Args:
        recording: the objects it has.
        community: the only one it answers to.
        versions: the SNMP versions it answers, of "1" and "2c".
        delay: seconds before an answer leaves.
        is_asleep: True keeps it silent.
        lost_datagrams: how many datagrams from now on get lost before it answers (a device that wakes up).
        max_message: octets of the largest answer it sends; above that GET and GETNEXT get tooBig.
    """

    def __init__(
        self,
        recording: Recording,
        *,
        community: str = "public",
        versions: Iterable[str] = ("1", "2c"),
        delay: float = 0.0,
        is_asleep: bool = False,
        lost_datagrams: int = 0,
        max_message: int = 1472,
    ) -> None:
        self.recording = recording
        self.community = community
        self.versions = frozenset(versions)
        self.delay = delay
        self.is_asleep = is_asleep
        self.lost_datagrams = lost_datagrams
        self.max_message = max_message
        self._cache: dict[bytes, tuple[bytes, slice]] = {}
        self._cached_for: tuple[object, ...] = ()

    def answer(self, datagram: bytes) -> bytes | None:
        """The answer to a datagram, None for silence: asleep, wrong community or version, a SET, no SNMP."""
        if self.is_asleep:
            return None
        if self.lost_datagrams > 0:
            self.lost_datagrams -= 1
            return None
        span = request_id_span(datagram)
        if span is None:
            return None
        # Managers ask the same again and again under new request ids: the rest of the answer is kept.
        habits = (self.recording, self.community, self.versions, self.max_message)
        if habits != self._cached_for:
            self._cache.clear()
            self._cached_for = habits
        question = datagram[: span.start] + bytes(span.stop - span.start) + datagram[span.stop :]
        cached = self._cache.get(question)
        if cached is not None:
            octets, place = cached
            return octets[: place.start] + datagram[span] + octets[place.stop :]
        answer = self._work_out(datagram)
        if answer is not None:
            place_found = request_id_span(answer)
            if place_found is not None and answer[place_found] == datagram[span]:
                if len(self._cache) >= _CACHED_ANSWERS:
                    self._cache.clear()
                self._cache[question] = (answer, place_found)
        return answer

    def _work_out(self, datagram: bytes) -> bytes | None:
        try:
            request = decode_request(datagram)
        except SnmpBadAnswer:
            return None
        if request.community != self.community.encode() or request.version not in self.versions:
            return None
        if request.kind == "get":
            return self._one_each(request, [self._get(request, oid) for oid in request.oids])
        if request.kind == "get-next":
            return self._one_each(request, [self._next(request, oid) for oid in request.oids])
        if request.kind == "get-bulk" and request.version == "2c":
            return self._bulk(request)
        return None

    def _get(self, request: Request, oid: tuple[int, ...]) -> Record:
        record = self.recording.find(oid)
        if record is not None and not _is_hidden(request, record):
            return record
        following = self.recording.after(oid[:-1])
        has_siblings = following is not None and following.oid[: len(oid) - 1] == oid[:-1]
        return Record(oid, NO_SUCH_INSTANCE if has_siblings else NO_SUCH_OBJECT, b"")

    def _next(self, request: Request, oid: tuple[int, ...]) -> Record:
        record = self.recording.after(oid)
        while record is not None and _is_hidden(request, record):
            record = self.recording.after(record.oid)
        return record if record is not None else Record(oid, END_OF_VIEW, b"")

    def _one_each(self, request: Request, records: list[Record]) -> bytes:
        """The answer to GET and GETNEXT; v1 has one error for the whole message instead of exceptions."""
        if request.version == "1":
            for position, record in enumerate(records, 1):
                if record.tag >= NO_SUCH_OBJECT:
                    return _refuse(request, _NO_SUCH_NAME, position)
        try:
            answer = _encode(request, records)
        except ValueError:
            return _refuse(request, _GEN_ERR, 0)
        return answer if len(answer) <= self.max_message else _refuse(request, _TOO_BIG, 0)

    def _bulk(self, request: Request) -> bytes:
        """The answer to GETBULK: as many objects as fit (RFC 3416, section 4.2.3)."""
        single = min(max(request.non_repeaters, 0), len(request.oids))
        records = [self._next(request, oid) for oid in request.oids[:single]]
        row = list(request.oids[single:])
        for _ in range(min(max(request.repetitions, 0), _MAX_REPETITIONS)):
            found = [self._next(request, oid) for oid in row]
            records += found
            row = [record.oid for record in found]
            if all(record.tag == END_OF_VIEW for record in found):
                break
        try:
            answer = _encode(request, records)
            while len(answer) > self.max_message and records:
                records = records[: len(records) * self.max_message // len(answer)]
                answer = _encode(request, records)
        except ValueError:
            return _refuse(request, _GEN_ERR, 0)
        return answer if records or not request.oids else _refuse(request, _TOO_BIG, 0)


def _is_hidden(request: Request, record: Record) -> bool:
    """Counter64 does not exist for v1 managers (RFC 3584, section 4.2.2)."""
    return request.version == "1" and record.tag == COUNTER64


def _encode(request: Request, records: list[Record]) -> bytes:
    return encode_response(request.version, request.community, request.request_id, records)


def _refuse(request: Request, status: int, index: int) -> bytes:
    """An error answer: v1 sends the question's varbinds back; so does v2c, but for tooBig (RFC 3416, section 4.2.1)."""
    asked = [Record(oid, NULL, b"") for oid in request.oids]
    if status == _TOO_BIG and request.version == "2c":
        asked = []
    return encode_response(
        request.version, request.community, request.request_id, asked, error_status=status, error_index=index
    )
