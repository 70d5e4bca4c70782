"""UDP payload, both ways, of finding and identifying one printer.

Measured: the real sweep over one agent for each recording (the demo's, and those in $SUPPLIES_RECORDINGS), every octet
of every datagram to and from a device that turns out to be a printer, further questions included.

Yardstick: one question for the three objects that tell make, model and serial number where a printer follows the
standards (sysDescr, sysObjectID, prtGeneralSerialNumber), and its answer. The ratio says what certainty costs: being
told from other devices, and makers who hide the model or the serial number elsewhere.
"""

from collections.abc import Sequence

from core.demo.agent import Agent
from core.discovery.sweep import Sweep
from core.discovery.targets import parse_targets
from core.model.events import DeviceFound
from core.printer.oids import PRT_SERIAL, SYS_DESCR, SYS_OBJECT_ID
from tests.bench.recorded import counted_devices
from tests.bench.rows import Row

NAME = "sweep-bytes"
MAX_MEAN = 600.0
WAIT_SECONDS = 1.0
LEAST = (SYS_DESCR, SYS_OBJECT_ID, f"{PRT_SERIAL}.1")


async def measure(*, is_quick: bool) -> Sequence[Row]:
    devices = counted_devices()
    async with Agent(devices) as agent:
        targets = parse_targets(devices, default_port=agent.port)
        printers = [
            devices[event.address]
            async for event in Sweep(targets, rate=None, wait_seconds=WAIT_SECONDS)
            if isinstance(event, DeviceFound) and event.identity.is_printer
        ]
    spent = {device.name: device.bytes for device in printers}
    least = [device.least_bytes(LEAST) for device in printers]
    worst = max(spent, key=lambda name: spent[name])
    return [
        Row(
            bench=NAME,
            what=f"a printer found and identified, mean of {len(printers)} recordings",
            figure=sum(spent.values()) / len(printers),
            unit="B",
            yardstick=sum(least) / len(least),
            against="one question for make, model, serial",
            max_figure=MAX_MEAN,
        ),
        Row(bench=NAME, what=f"the worst, {worst}", figure=spent[worst], unit="B"),
    ]
