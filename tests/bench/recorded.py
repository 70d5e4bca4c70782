"""Every recording there is as an agent of its own on loopback, with the bytes to and from each counted."""

import os
from collections.abc import Sequence
from ipaddress import IPv4Address
from pathlib import Path

from core.demo.responder import SimulatedDevice
from core.errors import SnmpBadAnswer
from core.snmp.codec import decode_response, encode_get
from core.snmp.recording import Recording, read_recording
from tests.fleet.many import RECORDINGS

FIRST = "127.11.0.1"
"""The address of the first one."""
VARIABLE = "SUPPLIES_RECORDINGS"
"""The environment variable that names a folder of further recordings."""


class CountedDevice(SimulatedDevice):
    """A simulated device that counts the UDP payload of its questions and answers."""

    def __init__(self, name: str, recording: Recording) -> None:
        super().__init__(recording)
        self.name = name
        self.bytes = 0
        """Both ways, since it was last set to 0."""

    def answer(self, datagram: bytes) -> bytes | None:
        answer = super().answer(datagram)
        self.bytes += len(datagram) + len(answer or b"")
        return answer

    def least_bytes(self, oids: Sequence[str]) -> int:
        """UDP payload of one question for those objects and its answer: the least they can be had for.

        Raises:
            RuntimeError: one answer cannot hold them.
        """
        question = encode_get("2c", self.community, 1 << 30, oids)
        answer = super().answer(question) or b""
        try:
            is_answered = decode_response(answer).error_status == 0
        except SnmpBadAnswer:
            is_answered = False
        if not is_answered:
            raise RuntimeError(f"{self.name} does not answer {len(oids)} objects at once")
        return len(question) + len(answer)


def counted_devices() -> dict[str, CountedDevice]:
    """Address -> device, for the demo's recordings and those in $SUPPLIES_RECORDINGS."""
    folders = [RECORDINGS, *(Path(folder) for folder in filter(None, [os.environ.get(VARIABLE)]))]
    files = [path for folder in folders for path in sorted(folder.glob("*.snmprec"))]
    first = IPv4Address(FIRST)
    return {str(first + number): CountedDevice(path.stem, read_recording(path)) for number, path in enumerate(files)}
