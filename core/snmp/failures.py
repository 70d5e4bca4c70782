"""What went wrong in an exchange, as errors with the same words from every engine."""

import errno

from core.errors import SnmpAuthError, SnmpBadAnswer, SnmpError, SnmpTimeout, SnmpTooBig


def no_answer(where: str, strays: int, *, is_v3: bool = False) -> SnmpError:
    """The error for an exchange that ran out of time after that many datagrams that were no answer."""
    if strays and is_v3:
        return SnmpAuthError(f"{where} answers, but not to this user", "check the privacy protocol and its password")
    if strays:
        return SnmpBadAnswer(
            f"{where} sends only datagrams that are no answer", "another program than an SNMP agent may use that port"
        )
    if is_v3:
        return SnmpTimeout(
            f"no answer from {where}",
            "check the address, that SNMPv3 is on, and the privacy password: agents ignore what they cannot read",
        )
    return SnmpTimeout(f"no answer from {where}", "check the address, the community name and that SNMP is switched on")


def foreign_answer() -> SnmpBadAnswer:
    """The error for an answer about other objects."""
    return SnmpBadAnswer("the device answered about other objects than asked for", "its SNMP agent is broken")


def refused_user(where: str, reason: str) -> SnmpAuthError:
    """The error for SNMPv3 credentials that the agent does not take."""
    return SnmpAuthError(
        f"{where} refuses the SNMPv3 user: {reason}", "check user name, passwords, protocols and security level"
    )


def unreachable(where: str, error: OSError) -> SnmpError:
    """The error for what the network itself says."""
    if error.errno == errno.EMSGSIZE:
        return SnmpTooBig("the question does not fit into a datagram")
    if isinstance(error, ConnectionRefusedError):
        return SnmpTimeout(f"nothing listens at {where}", "is SNMP switched on in the device?")
    return SnmpTimeout(f"{where} cannot be reached: {error.strerror or error}", "check the address and the network")
