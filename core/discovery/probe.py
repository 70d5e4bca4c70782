"""The datagrams of a sweep: encoded once a round, only the request id differs from address to address (pure)."""

import functools
import secrets
from collections.abc import Iterable, Sequence

import msgspec

from core.errors import UsageError
from core.snmp.codec import encode_get, request_id_span

SLOTS = 8
"""Request ids kept for one address: slot 0 for the sweep's own datagrams, the others for the questions that follow."""
_BITS = 30
_MASK = (1 << _BITS) - 1
_TOP = 1 << _BITS
_PLACEHOLDER = _TOP | 0x2A2A2A2A


class RequestIds:
    """Request ids that carry which address was asked what, in an order nobody outside can guess.

    An id is 2^30 + (a x (index x 8 + slot) + b) mod 2^30 with a secret odd a and a secret b: always four octets in BER
    and positive, one multiplication to make and one to read, nothing to remember.

    Args:
        multiplier: a; drawn by chance where None.
        offset: b; drawn by chance where None.
    """

    def __init__(self, multiplier: int | None = None, offset: int | None = None) -> None:
        self.multiplier = (secrets.randbits(_BITS) if multiplier is None else multiplier) & _MASK | 1
        """Odd, so that it has an inverse."""
        self.offset = (secrets.randbits(_BITS) if offset is None else offset) & _MASK
        """Below 2^30."""
        self._inverse = pow(self.multiplier, -1, 1 << _BITS)

    def of(self, index: int, slot: int = 0) -> int:
        """The id for the address at that position and that question; positions below 2^27."""
        return _TOP | (index * SLOTS + slot) * self.multiplier + self.offset & _MASK

    def read(self, request_id: int) -> tuple[int, int] | None:
        """Position and slot of an id; None for ids that are none of ours.

        A foreign id gives some position with a chance that grows with the number of addresses: the caller compares the
        sender.
        """
        if not _TOP <= request_id <= _TOP | _MASK:
            return None
        return divmod((request_id - self.offset) * self._inverse & _MASK, SLOTS)


class Template(msgspec.Struct, frozen=True):
    """An encoded GET with a gap of four octets for the request id."""

    head: bytes
    tail: bytes

    def __len__(self) -> int:
        return len(self.head) + 4 + len(self.tail)

    def fill(self, request_id: int) -> bytes:
        """The datagram with that request id."""
        return self.head + request_id.to_bytes(4) + self.tail


class Round(msgspec.Struct, frozen=True):
    """One datagram to every address that is still silent."""

    version: str
    """"2c" or "1"."""
    community: str
    oids: tuple[str, ...]
    template: Template


@functools.lru_cache(maxsize=128)
def make_template(version: str, community: str, oids: tuple[str, ...]) -> Template:
    """Encode a GET once; the same questions come again and again.

    Raises:
        UsageError: the community cannot be sent.
    """
    try:
        octets = encode_get(version, community, _PLACEHOLDER, oids)
    except UnicodeEncodeError as error:
        raise UsageError("a community holds characters that cannot be sent", "use letters and digits") from error
    place = request_id_span(octets)
    assert place is not None
    assert octets[place] == _PLACEHOLDER.to_bytes(4)
    return Template(octets[: place.start], octets[place.stop :])


def rounds_for(
    communities: Iterable[str], identity_oids: Sequence[str], v1_identity_oids: Sequence[str]
) -> tuple[Round, ...]:
    """The schedule of a sweep: for each community, in order, SNMPv2c with all objects, then SNMPv1 with the fewest.

    A v1 agent answers nothing but noSuchName where one object is missing (RFC 1157, section 4.1.2), hence the fewest.

    Raises:
        UsageError: no community.
    """
    ways = (("2c", tuple(identity_oids)), ("1", tuple(v1_identity_oids)))
    rounds = tuple(
        Round(version, community, oids, make_template(version, community, oids))
        for community in dict.fromkeys(communities)
        for version, oids in ways
    )
    if not rounds:
        raise UsageError("no community to ask with", 'name one, e.g. "public"')
    return rounds
