"""What a sweep may be told to do otherwise than the settings say."""

import msgspec


class SweepOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What one sweep does otherwise than the settings say; None: as the settings say."""

    communities: tuple[str, ...] = ()
    port: int | None = None
    rate: int | None = None
    limit_seconds: float | None = None
    allow_large: bool = False
    """More than 65,536 addresses are meant."""
    reads_at_once: bool = True
    """Read printers in full as they are found; False: when `Discovery.readings_done` is waited for, so that the sweep
    has the network for itself."""


AS_SET = SweepOptions()
"""Everything as the settings say."""
