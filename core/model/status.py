"""What a printer says of itself besides its supplies: status, trays, covers, alert rows, counters."""

import msgspec


class Status(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """hrDeviceStatus, hrPrinterStatus and hrPrinterDetectedErrorState (RFC 2790), and the console text."""

    device: str = "unknown"
    """hrDeviceStatus name: "running", "warning", "testing", "down", "unknown"."""
    printer: str = "unknown"
    """The combined reading for people and JSON: "idle", "printing", "warmup", "stopped", "unknown"."""
    asleep: bool = False
    """True when the status pair or the console text says power save."""
    errors: tuple[str, ...] = ()
    """Set bits of hrPrinterDetectedErrorState by name: "lowToner", "doorOpen", "jammed", ..."""
    console: tuple[str, ...] = ()
    """Lines of the operator panel, cleaned, empty lines left out."""


class Tray(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """A row of prtInputTable (RFC 3805)."""

    index: str
    name: str
    manual: bool = False
    """True for sheetFeedManual and trays named so: never alerted on."""
    unit: str | None = None
    max: int | None = None
    level: int | None = None
    """Sheets (or `unit`) left, as given; None when not known."""
    state: str = "unknown"
    """"ok", "empty", "some" (at least one sheet) or "unknown"."""
    media: str | None = None


class Cover(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """A row of prtCoverTable (RFC 3805)."""

    index: str
    name: str
    state: str = "unknown"
    """"open", "closed" or "unknown"."""


class AlertRow(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """A row of prtAlertTable (RFC 3805), in the device's words and ours."""

    index: str
    severity: str
    """PrtAlertSeverityLevelTC: "critical", "warning", "warningBinaryChangeEvent", "other"."""
    group: str
    """PrtAlertGroupTC name: "markerSupplies", "input", "cover", ..."""
    group_index: int | None = None
    """The row of that group's table the alert is about; None for n/a."""
    code: str
    """PrtAlertCodeTC name: "tonerEmpty", "subunitAlmostEmpty", ...; "code 4711" where it has none."""
    text: str
    """The device's description, or the code in plain words where the device gives none."""
    training: str | None = None


class Counters(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """Life-time counters; every one optional."""

    pages: int | None = None
    """Total impressions or sheets of the first marker (prtMarkerLifeCount), else the maker's own total."""
    pages_unit: str | None = None
    """"impressions", "sheets", "feet", ..."""
    pages_source: str | None = None
    by_kind: dict[str, int] = msgspec.field(default_factory=dict)
    """The maker's counters by plain name: "black", "color", "duplex", "print", "copy", "fax", "scan". Asked in a
    full read only: they are as old as `Reading.full_at`."""
