"""SNMP agents on loopback: simulated devices behind real UDP sockets, one for each address."""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from core.demo.responder import SimulatedDevice
from core.errors import UsageError


class Agent:
    """Serves any number of simulated devices, each at an address of its own and all on one port.

    Args:
        devices: address (127.0.0.0/8, or any other of this machine) -> device.
        port: 0 takes a free one; `port` then says which.
    """

    def __init__(self, devices: Mapping[str, SimulatedDevice], port: int = 0) -> None:
        self.devices = dict(devices)
        """Address -> device; a device's attributes may be changed at any time."""
        self.port = port
        self._transports: list[asyncio.DatagramTransport] = []

    async def start(self) -> None:
        """Bind every address.

        Raises:
            UsageError: an address is not this machine's, or the port is taken; nothing stays bound.
        """
        loop = asyncio.get_running_loop()
        for address, device in self.devices.items():
            try:
                transport, _ = await loop.create_datagram_endpoint(
                    lambda device=device: _Endpoint(device),  # type: ignore[misc]
                    local_addr=(address, self.port),
                )
            except OSError as error:
                await self.close()
                raise UsageError(
                    f"cannot serve a simulated device at {address} port {self.port}: {error.strerror or error}",
                    "another program may use that port; choose another one",
                ) from error
            self._transports.append(transport)
            self.port = transport.get_extra_info("sockname")[1]

    async def close(self) -> None:
        """Release every socket."""
        for transport in self._transports:
            transport.close()
        self._transports.clear()
        # A transport closes its socket in the next turn of the loop.
        await asyncio.sleep(0)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


class _Endpoint(asyncio.DatagramProtocol):
    """One device's socket."""

    def __init__(self, device: SimulatedDevice) -> None:
        self._device = device
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = self._device.answer(data)
        if answer is None:
            return
        if self._device.delay > 0:
            asyncio.get_running_loop().call_later(self._device.delay, self._send, answer, addr)
        else:
            self._send(answer, addr)

    def _send(self, answer: bytes, address: tuple[str, int]) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.sendto(answer, address)
