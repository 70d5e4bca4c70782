"""Answers in, facts out: pure functions from SNMP values to a `Reading`."""
