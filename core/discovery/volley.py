"""One datagram to every address that is still silent: the tight loop of the sweep."""

from collections import Counter
from socket import inet_ntoa
from struct import Struct

from core.discovery.field import SILENT, Field
from core.discovery.probe import RequestIds, Round
from core.discovery.sockets import Sockets, is_full

PATIENCE = 25
"""How often in a row the machine may be unable to send before the address in turn is passed over."""

_PUT_ID = Struct(">I").pack_into
_LAST_OCTETS = tuple(map(str, range(256)))


class Volley:
    """Sends a round's datagram to the silent addresses in order, some at a time.

    Args:
        asked: what is asked.
        field: who is asked.
        ids: makes the request ids.
        sockets: where the datagrams leave.
    """

    def __init__(self, asked: Round, field: Field, ids: RequestIds, sockets: Sockets) -> None:
        self.round = asked
        """What is asked."""
        self.position = 0
        """Every silent address before this position has been asked."""
        self.is_blocked = False
        """True when the machine could not send at the last try."""
        self.sent = 0
        """Datagrams that left."""
        self.refusals: Counter[str] = Counter()
        """Datagrams that the machine refused to send, by its reason."""
        self._field = field
        self._ids = ids
        self._sockets = sockets
        self._place = 0
        self._blocks = 0

    @property
    def is_over(self) -> bool:
        """True when the last address has been asked."""
        return self._place == len(self._field.spans)

    def fire(self, count: int) -> int:
        """Send to the next `count` silent addresses; fewer when the machine is blocked or the round over.

        Returns:
            Addresses dealt with: asked, or refused by the machine.
        """
        left, self.is_blocked = count, False
        while left > 0 and not self.is_over and not self.is_blocked:
            left -= self._fire_within_span(left)
        return count - left

    def _fire_within_span(self, count: int) -> int:
        # What a sweep spends its time on: the datagram is patched in place, IPv4 addresses are put together from parts.
        span, first, end = (self._field.spans[self._place], *self._field.starts[self._place : self._place + 2])
        port, shift, page, prefix = span.port, span.low - first, -1, ""
        find, request_id = self._field.states.find, self._ids.of
        datagram, place = bytearray(self.round.template.fill(0)), len(self.round.template.head)
        sendto = self._sockets.for_version(span.version).sendto
        position, done = max(self.position, first), 0
        while done < count:
            position = find(SILENT, position, end)
            if position < 0:
                self._place += 1
                position = end
                break
            _PUT_ID(datagram, place, request_id(position))
            try:
                if span.version == 4:
                    number = position + shift
                    if number >> 8 != page:
                        page = number >> 8
                        prefix = inet_ntoa((page << 8).to_bytes(4))[:-1]
                    sendto(datagram, (prefix + _LAST_OCTETS[number & 0xFF], port))
                else:
                    sendto(datagram, self._field.socket_address(position))
            except OSError as error:
                if is_full(error) and self._blocks < PATIENCE:
                    self._blocks += 1
                    self.is_blocked = True
                    break
                self.refusals[error.strerror or str(error)] += 1
            else:
                self.sent += 1
            self._blocks = 0
            position += 1
            done += 1
        self.position = position
        return done
