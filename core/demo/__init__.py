"""A simulated fleet on loopback: devices that answer real SNMP datagrams from recordings."""
