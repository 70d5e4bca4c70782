"""A handful of agents on loopback that stand still until they are told: `python -m tests.fleet.office --loud`.

Each answers from one of the demo's recordings, at an address of its own. It serves until its standard input ends; its
first line says the port and the name and address of every agent. A line there is answered by a line:

    set NAME OID NUMBER    another value for an integer
    sleep NAME             it answers no more
    wake NAME              it answers again
"""

import argparse
import asyncio
import json
import re
import signal
import sys
from ipaddress import IPv4Address

from core.demo.agent import Agent
from core.demo.responder import SimulatedDevice
from core.snmp.recording import OCTETS, Record, Recording, read_recording
from tests.fleet.many import RECORDINGS

KINDS = (
    "hp_color_laserjet_m554",
    "brother_mfc_l8900cdw",
    "kyocera_ecosys_p3155dn",
    "ricoh_im_c3000",
    "sharp_mx_3071",
    "oki_c612",
    "hpe_switch_2530",
)
LOUD_KIND = "konica_minolta_bizhub_c300i"
LOUD_SEQUENCES = (
    b"\x1b]0;owned\x07",  # another title
    b"\x1b]52;c;b3duZWQ=\x07",  # another clipboard
    b"\x1b[2J\x1b[H",  # an empty screen
    b"\x1b[6n",  # the terminal types
    b"\x1b[31;45;5m",
    b"\x1bP+q544e\x1b\\",
    b"\x1bc",  # all reset
    b"\xc2\x9b31m",  # a color by one C1 character
)
"""What a device's text must never bring to a terminal."""
LOUD_LETTERS = "\u202egnp.\u202c\u200b\u2066x\u2069\ufeff\u00ad\ue000\U000e0041\a\b\t\n\v\f\r\0\x0e\x7f\x85\u2028"
"""Directions, joiners, private use, controls, line ends."""
LOUD_OCTETS = b"\x9b31m\x9d0;owned\x9c\xff"
"""The same as octets that are no UTF-8."""
WIDE_LETTERS = "漢字プリンタ한글🖨e\u0301Ａ"
"""Two cells each, and one that is two characters in one cell."""
MARKUP = "[/b][$no][bold red]"
"""What markup would stumble over."""
_LOUD_OBJECTS = (
    "1.3.6.1.2.1.1.5.0",  # sysName
    "1.3.6.1.2.1.1.6.0",  # sysLocation
    "1.3.6.1.2.1.1.4.0",  # sysContact
    "1.3.6.1.2.1.43.8.2.1.13.",  # prtInputName
    "1.3.6.1.2.1.43.8.2.1.18.",  # prtInputDescription
    "1.3.6.1.2.1.43.11.1.1.6.",  # prtMarkerSuppliesDescription
    "1.3.6.1.2.1.43.16.5.1.2.",  # prtConsoleDisplayBufferText
    "1.3.6.1.2.1.43.18.1.1.8.",  # prtAlertDescription
)
_NAME, _LOCATION = (1, 3, 6, 1, 2, 1, 1, 5, 0), (1, 3, 6, 1, 2, 1, 1, 6, 0)


def loud_recording() -> Recording:
    """A device whose texts hold everything that a terminal would obey, between two halves of what they should say."""
    recording = read_recording(RECORDINGS / f"{LOUD_KIND}.snmprec")
    return Recording(_loud(record) if record.tag == OCTETS else record for record in recording)


def _loud(record: Record) -> Record:
    if not record.name.startswith(_LOUD_OBJECTS) or not isinstance(record.value, bytes):
        return record
    noise = (WIDE_LETTERS + MARKUP + LOUD_LETTERS).encode() + b"".join(LOUD_SEQUENCES)
    noise += LOUD_OCTETS if record.oid == _LOCATION else b""
    text = b"loud" + noise if record.oid == _NAME else record.value[:3] + noise + record.value[3:]
    return Record(record.oid, record.tag, text)


def name_of(recording: Recording) -> str:
    """What the device calls itself, as far as it is plain."""
    value = recording.values()[".".join(map(str, _NAME))]
    plain = re.match(rb"[a-z0-9-]+", value) if isinstance(value, bytes) else None
    assert plain is not None
    return plain[0].decode()


def obey(devices: dict[str, SimulatedDevice], line: str) -> None:
    """Do what a line says."""
    verb, name, *more = line.split()
    device = devices[name]
    if verb == "set":
        oid = tuple(map(int, more[0].split(".")))
        device.recording = Recording(
            Record(record.oid, record.tag, int(more[1])) if record.oid == oid else record for record in device.recording
        )
    else:
        device.is_asleep = verb == "sleep"


async def serve(first: str, *, is_loud: bool) -> None:
    """Serve until standard input ends."""
    recordings = [read_recording(RECORDINGS / f"{kind}.snmprec") for kind in KINDS]
    recordings += [loud_recording()] if is_loud else []
    devices = {name_of(recording): SimulatedDevice(recording) for recording in recordings}
    addresses = {name: str(IPv4Address(first) + place) for place, name in enumerate(devices)}
    async with Agent({addresses[name]: device for name, device in devices.items()}) as agent:
        print(json.dumps({"port": agent.port, "addresses": addresses}), flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            obey(devices, line)
            print("{}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fleet.office", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--first", default="127.84.7.1", help="the first address")
    parser.add_argument("--loud", action="store_true", help="one more whose texts are hostile")
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(serve(options.first, is_loud=options.loud))


if __name__ == "__main__":
    main()
