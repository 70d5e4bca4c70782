"""pysnmp's UDP transports with a guard in front: only whole datagrams from the device asked reach the engine.

pysnmp itself takes datagrams from any address, and its message code raises TypeError or IndexError on some damaged
ones, in a callback where nobody can catch it.
"""

from typing import Any

from pyasn1.error import PyAsn1Error
from pysnmp.carrier.asyncio.dgram.udp import UdpAsyncioTransport
from pysnmp.carrier.asyncio.dgram.udp6 import Udp6AsyncioTransport
from pysnmp.error import PySnmpError
from pysnmp.hlapi.v3arch.asyncio.transport import Udp6TransportTarget, UdpTransportTarget

from core.snmp.datagram import is_whole_v3

_DAMAGE = (PySnmpError, PyAsn1Error, TypeError, IndexError, ValueError, KeyError, AttributeError)
"""What pysnmp raises on datagrams that are well-formed BER and no SNMPv3: seen by mutating real answers."""


class _Guard:
    """What both transports do with a datagram."""

    peer: tuple[str, int] = ("", 0)
    """Who may answer."""

    def datagram_received(self, datagram: bytes, transportAddress: Any) -> None:  # noqa: N803  (asyncio's signature)
        """Hand a datagram to the engine; a damaged one counts as never received."""
        take: Any = getattr(self, "_callback_function", None)
        if take is None or tuple(transportAddress[:2]) != self.peer or not is_whole_v3(datagram):
            return
        try:
            take(self, transportAddress, datagram)
        except _DAMAGE:
            return


class _GuardedUdp(_Guard, UdpAsyncioTransport):
    pass


class _GuardedUdp6(_Guard, Udp6AsyncioTransport):
    pass


class GuardedTarget(UdpTransportTarget):
    """An IPv4 target; made by `create`, as pysnmp's own."""

    PROTO_TRANSPORT = _GuardedUdp

    def open_client_mode(self) -> Any:
        """Bind the socket."""
        return _open(self)


class GuardedTarget6(Udp6TransportTarget):
    """An IPv6 target; made by `create`, as pysnmp's own."""

    PROTO_TRANSPORT = _GuardedUdp6

    def open_client_mode(self) -> Any:
        """Bind the socket."""
        return _open(self)


def _open(target: Any) -> Any:
    transport = target.PROTO_TRANSPORT()
    transport.peer = tuple(target.transport_address[:2])
    target.transport = transport.open_client_mode(target.iface)
    return target.transport
