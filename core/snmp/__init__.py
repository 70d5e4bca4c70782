"""Asking a device: adapters for two SNMP engines and for recordings, behind one Protocol."""
