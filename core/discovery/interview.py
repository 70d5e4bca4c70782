"""Who is it that answered? The questions to one device between its first answer and its identity (pure, no sockets)."""

from collections import deque
from collections.abc import Callable, Collection, Sequence

import msgspec

from core.model.device import Identity, Profile
from core.printer.answers import Answers
from core.snmp.client import Value
from core.snmp.codec import Response

MAX_QUESTIONS = 7
"""Questions to one device after its first answer; request ids have slots for no more."""
MAX_FOLLOW_UPS = 2
"""Rounds of objects that the answers so far make worth asking."""
V1_OBJECTS = 4
"""Objects a v1 question: each missing one costs a further exchange, as the agent then gives none (RFC 1157)."""
_TOO_BIG = 1


class Recognition(msgspec.Struct, frozen=True):
    """How devices are told apart: the contract of `core.printer.identify`."""

    identity_oids: tuple[str, ...]
    """What every address is asked in SNMPv2c."""
    v1_identity_oids: tuple[str, ...]
    """What it is asked in SNMPv1: the few objects that every agent has."""
    identify: Callable[[Answers], Identity]
    """Answers to identity."""
    follow_up: Callable[[Answers, Collection[str]], tuple[str, ...]]
    """Answers and the objects asked so far to the objects worth asking next."""


class Question(msgspec.Struct, frozen=True):
    """A GET to send."""

    version: str
    oids: tuple[str, ...]
    slot: int
    """1 to `MAX_QUESTIONS`: which of the device's questions this is."""
    may_repeat: bool = True
    """Whether silence is worth a second datagram."""


class Interview:
    """One device that has answered the sweep.

    The exchange goes: first answer, `question`, `hear` or `give_up`, `question`, ... until `question` is None.

    A device that answered in SNMPv1 only is asked once more in v2c, as the first v2c datagram is often lost on the
    way: routers drop it while they look for the device's MAC address, sleeping devices while they wake up.

    Args:
        recognition: what to ask and how to understand it.
        version: the SNMP version of the first answer.
        asked: the objects of the first question.
    """

    def __init__(self, recognition: Recognition, version: str, asked: Sequence[str]) -> None:
        self.question: Question | None = None
        """What to ask now; None: nothing more, `identity` is as good as it gets."""
        self._recognition = recognition
        self._version = version
        self._latest: tuple[str, ...] = tuple(asked)
        self._asked: dict[str, None] = {}
        self._values: dict[str, Value] = {}
        self._waiting: deque[tuple[str, ...]] = deque()
        self._is_upgrading = False
        self._questions = 0
        self._follow_ups = 0
        self._max_objects = Profile().max_objects

    @property
    def identity(self) -> Identity:
        """What is known so far."""
        return self._recognition.identify(Answers(self._values))

    @property
    def profile(self) -> Profile:
        """How the device wants to be talked to, as far as the sweep could learn."""
        return Profile(version=self._version, max_objects=self._max_objects)

    def hear_first(self, response: Response) -> None:
        """Take the answer to the sweep's own datagram."""
        self._take(response)
        if self._version == "1":
            self._is_upgrading = True
            self._ask(self._recognition.identity_oids, "2c", may_repeat=False)
        else:
            self._go_on()

    def hear(self, response: Response) -> None:
        """Take the answer to `question`."""
        if self._is_upgrading:
            self._is_upgrading = False
            self._version = "2c"
            self._waiting.clear()
        self._take(response)
        self._go_on()

    def give_up(self) -> None:
        """Take the silence after `question`."""
        if not self._is_upgrading:
            # A device that stops answering in the middle is asked nothing more.
            self.question = None
            return
        self._is_upgrading = False
        known = self._asked.keys() | {oid for group in self._waiting for oid in group}
        self._queue([oid for oid in self._recognition.identity_oids if oid not in known])
        self._go_on()

    def _take(self, response: Response) -> None:
        """Keep the values; put what an error kept back into the queue, without the object at fault."""
        objects = self._latest
        if response.error_status == 0:
            wanted = frozenset(objects)
            for oid, value in response.varbinds:
                if oid in wanted and value is not None:
                    self._values[oid] = value
            self._asked.update(dict.fromkeys(objects))
        elif response.error_status != _TOO_BIG and 1 <= response.error_index <= len(objects):
            position = response.error_index - 1
            self._asked[objects[position]] = None
            self._put_back(objects[:position] + objects[position + 1 :])
        elif len(objects) > 1:
            half = len(objects) // 2
            if response.error_status == _TOO_BIG:
                self._max_objects = half
            self._put_back(objects[half:])
            self._put_back(objects[:half])
        else:
            self._asked[objects[0]] = None

    def _put_back(self, oids: tuple[str, ...]) -> None:
        if oids:
            self._waiting.appendleft(oids)

    def _queue(self, oids: Sequence[str]) -> None:
        size = V1_OBJECTS if self._version == "1" else self._max_objects
        self._waiting.extend(tuple(oids[start : start + size]) for start in range(0, len(oids), size))

    def _go_on(self) -> None:
        """Choose the next question."""
        if not self._waiting and self._follow_ups < MAX_FOLLOW_UPS:
            self._follow_ups += 1
            asked = frozenset(self._asked)
            further = self._recognition.follow_up(Answers(self._values), asked)
            self._queue([oid for oid in further if oid not in asked])
        if self._waiting and self._questions < MAX_QUESTIONS:
            self._ask(self._waiting.popleft(), self._version)
        else:
            self.question = None

    def _ask(self, oids: tuple[str, ...], version: str, *, may_repeat: bool = True) -> None:
        self._questions += 1
        self._latest = oids
        self.question = Question(version, oids, self._questions, may_repeat)
