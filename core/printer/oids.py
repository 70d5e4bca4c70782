"""Object identifiers of the standard MIBs: SNMPv2-MIB, IF-MIB, Host Resources (RFC 2790), Printer MIB (RFC 3805).

Scalars carry their `.0`; a table column is given without an index.
"""

SYS_DESCR = "1.3.6.1.2.1.1.1.0"
"""Free text; often the network card instead of the printer."""
SYS_OBJECT_ID = "1.3.6.1.2.1.1.2.0"
"""The maker's own identifier of the product line; its seventh arc is the enterprise number."""
SYS_UPTIME = "1.3.6.1.2.1.1.3.0"
"""TimeTicks, hundredths of a second."""
SYS_NAME = "1.3.6.1.2.1.1.5.0"
"""The host name, set by an admin."""
SYS_LOCATION = "1.3.6.1.2.1.1.6.0"
"""Where it stands, set by an admin."""

IF_PHYS_ADDRESS = "1.3.6.1.2.1.2.2.1.6"
"""ifPhysAddress: six octets for Ethernet."""

ENTERPRISES = "1.3.6.1.4.1"
"""Below it each maker's own tree."""

HR_DEVICE_TYPE = "1.3.6.1.2.1.25.3.2.1.2"
"""hrDeviceType by hrDeviceIndex."""
HR_DEVICE_PRINTER = "1.3.6.1.2.1.25.3.1.5"
"""The hrDeviceType of a printer (HOST-RESOURCES-TYPES)."""
HR_DEVICE_DESCR = "1.3.6.1.2.1.25.3.2.1.3"
"""hrDeviceDescr: the best model string on most makes."""
HR_DEVICE_STATUS = "1.3.6.1.2.1.25.3.2.1.5"
"""hrDeviceStatus: 1 unknown, 2 running, 3 warning, 4 testing, 5 down."""
HR_PRINTER_TABLE = "1.3.6.1.2.1.25.3.5.1"
"""hrPrinterTable's row prefix: only printers have it."""
HR_PRINTER_STATUS = f"{HR_PRINTER_TABLE}.1"
"""hrPrinterStatus: 1 other, 2 unknown, 3 idle, 4 printing, 5 warmup."""
HR_PRINTER_ERRORS = f"{HR_PRINTER_TABLE}.2"
"""hrPrinterDetectedErrorState: a bit string of 0, 1 or 2 octets."""

PRINTER_MIB = "1.3.6.1.2.1.43"
"""The Printer MIB: whatever answers below it is a printer."""

PRT_GENERAL = f"{PRINTER_MIB}.5.1.1"
"""prtGeneralTable's row prefix, by hrDeviceIndex."""
PRT_CONFIG_CHANGES = f"{PRT_GENERAL}.1"
"""prtGeneralConfigChanges, a counter."""
PRT_LOCALIZATION = f"{PRT_GENERAL}.2"
"""prtGeneralCurrentLocalization: the row that tells the charset of descriptions."""
PRT_CONSOLE_LOCALIZATION = f"{PRT_GENERAL}.10"
"""prtConsoleLocalization: the row that tells the charset of the operator panel."""
PRT_NAME = f"{PRT_GENERAL}.16"
"""prtGeneralPrinterName: set by an admin, or the model."""
PRT_SERIAL = f"{PRT_GENERAL}.17"
"""prtGeneralSerialNumber."""
PRT_ALL_EVENTS = f"{PRT_GENERAL}.19"
"""prtAlertAllEvents, a counter: moves when an alert came or went."""

COVER_DESCR = f"{PRINTER_MIB}.6.1.1.2"
"""prtCoverDescription."""
COVER_STATUS = f"{PRINTER_MIB}.6.1.1.3"
"""prtCoverStatus."""

LOCALIZATION_CHARSET = f"{PRINTER_MIB}.7.1.1.4"
"""prtLocalizationCharacterSet, an IANA MIBenum."""

INPUT_TYPE = f"{PRINTER_MIB}.8.2.1.2"
"""prtInputType; 5 is sheetFeedManual."""
INPUT_UNIT = f"{PRINTER_MIB}.8.2.1.8"
"""prtInputCapacityUnit."""
INPUT_MAX = f"{PRINTER_MIB}.8.2.1.9"
"""prtInputMaxCapacity."""
INPUT_LEVEL = f"{PRINTER_MIB}.8.2.1.10"
"""prtInputCurrentLevel."""
INPUT_MEDIA = f"{PRINTER_MIB}.8.2.1.12"
"""prtInputMediaName."""
INPUT_NAME = f"{PRINTER_MIB}.8.2.1.13"
"""prtInputName."""
INPUT_MODEL = f"{PRINTER_MIB}.8.2.1.15"
"""prtInputModel: some Kyoceras have the tray's name only here and in the description."""
INPUT_DESCR = f"{PRINTER_MIB}.8.2.1.18"
"""prtInputDescription."""

MARKER_TECH = f"{PRINTER_MIB}.10.2.1.2"
"""prtMarkerMarkTech; 13 is inkjetSolid."""
MARKER_UNIT = f"{PRINTER_MIB}.10.2.1.3"
"""prtMarkerCounterUnit."""
MARKER_LIFE_COUNT = f"{PRINTER_MIB}.10.2.1.4"
"""prtMarkerLifeCount."""
MARKER_PROCESS_COLORANTS = f"{PRINTER_MIB}.10.2.1.6"
"""prtMarkerProcessColorants: 1 on a monochrome printer."""

SUPPLY_TABLE = f"{PRINTER_MIB}.11.1.1"
"""prtMarkerSuppliesTable's row prefix."""
SUPPLY_MARKER = f"{SUPPLY_TABLE}.2"
"""prtMarkerSuppliesMarkerIndex; 0 for none or all."""
SUPPLY_COLORANT = f"{SUPPLY_TABLE}.3"
"""prtMarkerSuppliesColorantIndex; 0 for a supply without a colour."""
SUPPLY_CLASS = f"{SUPPLY_TABLE}.4"
"""prtMarkerSuppliesClass."""
SUPPLY_TYPE = f"{SUPPLY_TABLE}.5"
"""prtMarkerSuppliesType."""
SUPPLY_DESCR = f"{SUPPLY_TABLE}.6"
"""prtMarkerSuppliesDescription."""
SUPPLY_UNIT = f"{SUPPLY_TABLE}.7"
"""prtMarkerSuppliesSupplyUnit."""
SUPPLY_MAX = f"{SUPPLY_TABLE}.8"
"""prtMarkerSuppliesMaxCapacity."""
SUPPLY_LEVEL = f"{SUPPLY_TABLE}.9"
"""prtMarkerSuppliesLevel."""
SUPPLY_COLUMNS = (
    SUPPLY_MARKER,
    SUPPLY_COLORANT,
    SUPPLY_CLASS,
    SUPPLY_TYPE,
    SUPPLY_DESCR,
    SUPPLY_UNIT,
    SUPPLY_MAX,
    SUPPLY_LEVEL,
)
"""Every column that is read; a device may leave out any of them."""

COLORANT_ROLE = f"{PRINTER_MIB}.12.1.1.3"
"""prtMarkerColorantRole: 1 other, 3 process, 4 spot."""
COLORANT_VALUE = f"{PRINTER_MIB}.12.1.1.4"
"""prtMarkerColorantValue: the colour's name."""

CONSOLE_TEXT = f"{PRINTER_MIB}.16.5.1.2"
"""prtConsoleDisplayBufferText by hrDeviceIndex and line."""

ALERT_SEVERITY = f"{PRINTER_MIB}.18.1.1.2"
"""prtAlertSeverityLevel."""
ALERT_TRAINING = f"{PRINTER_MIB}.18.1.1.3"
"""prtAlertTrainingLevel."""
ALERT_GROUP = f"{PRINTER_MIB}.18.1.1.4"
"""prtAlertGroup."""
ALERT_GROUP_INDEX = f"{PRINTER_MIB}.18.1.1.5"
"""prtAlertGroupIndex."""
ALERT_CODE = f"{PRINTER_MIB}.18.1.1.7"
"""prtAlertCode."""
ALERT_DESCR = f"{PRINTER_MIB}.18.1.1.8"
"""prtAlertDescription."""
