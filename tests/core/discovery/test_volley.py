import errno
from typing import cast

import pytest

from core.discovery.field import OTHER, Field
from core.discovery.probe import RequestIds, Round, make_template
from core.discovery.sockets import Sockets
from core.discovery.spans import Span
from core.discovery.volley import PATIENCE, Volley
from core.snmp.codec import decode_request

OIDS = ("1.3.6.1.2.1.1.1.0",)
ASKED = Round("2c", "public", OIDS, make_template("2c", "public", OIDS))


class Wire:
    """Stands for the sockets: keeps what is sent, fails where told."""

    def __init__(self) -> None:
        self.sent: list[tuple[bytes, tuple[str, int]]] = []
        self.errors: dict[str, int] = {}
        """Address -> errno."""

    def for_version(self, version: int) -> "Wire":
        return self

    def sendto(self, datagram: bytes, address: tuple[str, int]) -> None:
        if address[0] in self.errors:
            number = self.errors[address[0]]
            raise OSError(number, errno.errorcode[number])
        self.sent.append((bytes(datagram), address))

    @property
    def addresses(self) -> list[str]:
        return [f"{address[0]}:{address[1]}" for _, address in self.sent]


def volley(wire: Wire, *spans: Span) -> tuple[Volley, Field]:
    field = Field(spans)
    return Volley(ASKED, field, RequestIds(12345, 678), cast("Sockets", wire)), field


def test_every_address_gets_one_datagram_with_its_own_request_id() -> None:
    wire, ids = Wire(), RequestIds(12345, 678)
    shot, _ = volley(wire, Span(0x0A0000FE, 0x0A000101, 161), Span(5, 5, 1161, 6))
    assert shot.fire(100) == 5
    assert shot.is_over
    assert shot.sent == 5
    assert wire.addresses == ["10.0.0.254:161", "10.0.0.255:161", "10.0.1.0:161", "10.0.1.1:161", "::5:1161"]
    requests = [decode_request(datagram) for datagram, _ in wire.sent]
    assert [ids.read(request.request_id) for request in requests] == [(position, 0) for position in range(5)]


def test_it_goes_on_where_it_was() -> None:
    wire = Wire()
    shot, _ = volley(wire, Span(1, 2, 161), Span(9, 11, 161))
    assert [shot.fire(2), shot.fire(0), shot.fire(1)] == [2, 0, 1]
    assert not shot.is_over
    assert shot.fire(9) == 2
    assert wire.addresses == [f"0.0.0.{host}:161" for host in (1, 2, 9, 10, 11)]
    assert shot.fire(9) == 0


def test_who_has_answered_is_left_alone() -> None:
    wire = Wire()
    shot, field = volley(wire, Span(1, 3, 161), Span(9, 9, 161), Span(20, 21, 161))
    for position in (1, 3, 5):
        field.move(position, OTHER)
    assert shot.fire(9) == 3
    assert wire.addresses == ["0.0.0.1:161", "0.0.0.3:161", "0.0.0.20:161"]
    assert shot.is_over


@pytest.mark.parametrize(
    "number", [errno.EPERM, errno.EACCES, errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EINVAL, errno.ECONNREFUSED]
)
def test_a_refused_address_is_counted_and_the_others_are_asked(number: int) -> None:
    wire = Wire()
    wire.errors = {"0.0.0.2": number}
    shot, _ = volley(wire, Span(1, 3, 161))
    assert shot.fire(9) == 3
    assert shot.sent == 2
    assert shot.refusals == {errno.errorcode[number]: 1}
    assert shot.is_over


@pytest.mark.parametrize("number", [errno.EAGAIN, errno.ENOBUFS])
def test_a_full_send_buffer_is_waited_for_at_the_same_address(number: int) -> None:
    wire = Wire()
    wire.errors = {"0.0.0.2": number}
    shot, _ = volley(wire, Span(1, 3, 161))
    assert [shot.fire(9), shot.is_blocked] == [1, True]
    assert [shot.fire(9), shot.is_blocked] == [0, True]
    wire.errors = {}
    assert [shot.fire(9), shot.is_blocked] == [2, False]
    assert wire.addresses == ["0.0.0.1:161", "0.0.0.2:161", "0.0.0.3:161"]


def test_an_address_that_stays_blocked_is_passed_over() -> None:
    wire = Wire()
    wire.errors = {"0.0.0.2": errno.ENOBUFS}
    shot, _ = volley(wire, Span(1, 3, 161))
    tries = 0
    while not shot.is_over:
        shot.fire(9)
        tries += 1
    assert tries == PATIENCE + 1
    assert wire.addresses == ["0.0.0.1:161", "0.0.0.3:161"]
    assert shot.refusals == {"ENOBUFS": 1}


def test_only_blocks_in_a_row_count() -> None:
    wire = Wire()
    shot, _ = volley(wire, Span(1, 3, 161))
    for address in ("0.0.0.1", "0.0.0.2", "0.0.0.3"):
        wire.errors = {address: errno.ENOBUFS}
        for _ in range(PATIENCE):
            shot.fire(9)
        wire.errors = {}
        shot.fire(1)
    assert wire.addresses == ["0.0.0.1:161", "0.0.0.2:161", "0.0.0.3:161"]
