"""What to do when an agent answers with an error status: leave out the object at fault, ask the others again.

SNMPv1 refuses a whole message for one missing object (RFC 1157, section 4.1.2), and broken agents answer genErr for an
object that they cannot read; both say by the error index which one it was, and some say it wrong.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from core.errors import SnmpAuthError, SnmpError, SnmpTooBig

TOO_BIG = 1
"""errorStatus tooBig."""

_AUTHORIZATION_ERROR = 16
_STATUS_NAMES = {
    1: "tooBig",
    2: "noSuchName",
    3: "badValue",
    4: "readOnly",
    5: "genErr",
    6: "noAccess",
    13: "resourceUnavailable",
    16: "authorizationError",
}

_T = TypeVar("_T")


class Refusal(SnmpError):  # noqa: N818
    """The agent's answer is an error status instead of values; engines turn it into missing objects or `SnmpTooBig`."""

    def __init__(self, status: int, index: int) -> None:
        super().__init__(f"the device refuses the question with {_STATUS_NAMES.get(status, f'error {status}')}")
        self.status = status
        """errorStatus (RFC 1157, RFC 3416), not 0."""
        self.index = index
        """errorIndex as sent: 1-based, 0 for none; it may point anywhere."""


async def ask_without_refused(
    ask: Callable[[Sequence[str]], Awaitable[dict[str, _T]]], oids: Sequence[str]
) -> dict[str, _T]:
    """Ask for objects, leaving out each one that the agent refuses; at most two requests an object.

    Args:
        ask: one exchange; raises `Refusal` where the agent answers with an error status.
        oids: what to ask for.

    Raises:
        SnmpTooBig: the agent says so.
        SnmpAuthError: the agent says authorizationError: these credentials may not read at all (RFC 3415).
    """
    values: dict[str, _T] = {}
    batches = [list(oids)]
    while batches:
        batch = batches.pop()
        try:
            values |= await ask(batch)
        except Refusal as refusal:
            if refusal.status == TOO_BIG:
                raise SnmpTooBig(f"the answer to {len(batch)} objects does not fit the device") from refusal
            if refusal.status == _AUTHORIZATION_ERROR:
                raise SnmpAuthError(
                    "the device lets these credentials read nothing", "check its access list, and the security level"
                ) from refusal
            if len(batch) == 1:
                continue
            if 1 <= refusal.index <= len(batch):
                del batch[refusal.index - 1]
                batches.append(batch)
            else:
                # An index of 0 or beyond the request does not say which object is at fault: the halves will.
                middle = len(batch) // 2
                batches += [batch[middle:], batch[:middle]]
    return values
