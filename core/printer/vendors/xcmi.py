"""The Xerox Common Management Interface (253.8) as far as more than one maker speaks it.

Source: XEROX-HOST-RESOURCES-EXT-MIB; Fuji Xerox devices answer parts of it.
"""

ROOT = "1.3.6.1.4.1.253.8"
"""xeroxCommonMIB."""
SERIAL = f"{ROOT}.53.3.2.1.3.1"
"""xcmHrDevInfoSerialNumber of device row 1."""
DEVICE_ID = f"{ROOT}.51.1.2.1.20.1"
"""xcmGenBaseSystem1284DeviceId."""
LIFE_COUNTS = f"{ROOT}.53.13.2.1.6.1.20"
"""Device detail table, lifetime usage (detail type 20) of device row 1: the numbers."""
LIFE_NAMES = f"{ROOT}.53.13.2.1.8.1.20"
"""The names of those numbers."""
SUPPLIES = f"{ROOT}.53.20.1.1"
"""Supplies: column 5 description, 6 part number."""
