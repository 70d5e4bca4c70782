"""A process that holds a fleet's devices and nothing else: `python -m tests.bench.held [FLEET_JSON]`.

The yardstick of memory: the interpreter alone without a file, and with one what the devices themselves take.
"""

import json
import os
import sys


def main() -> None:
    devices: object = None
    if len(sys.argv) > 1:
        from pathlib import Path

        import msgspec

        from core.model.device import Device

        class File(msgspec.Struct):
            devices: dict[str, Device]

        devices = msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=File).devices
    print(json.dumps({"pid": os.getpid()}), flush=True)
    sys.stdin.read()
    del devices


if __name__ == "__main__":
    main()
