"""Everything that can go wrong, as one tree: each error is one line with a hint for the admin.

Both read on in a sentence and beside a name ("lp1: no answer"): they begin small and have no full stop.

SuppliesError
├── UsageError            the command line or a target is written wrong (exit status 2)
├── SettingsError         settings.toml is damaged or a value does not fit
├── StoreError            the state folder cannot be read or written
├── NotFoundError         no such device
├── SnmpError             a device's answer (or silence)
│   ├── SnmpTimeout       nothing came back in time
│   ├── SnmpTooBig        the agent says that the answer does not fit (tooBig)
│   ├── SnmpBadAnswer     the answer is not what was asked for
│   ├── SnmpEndlessWalk   the agent walks backwards, in circles or without end
│   └── SnmpAuthError     unknown user, wrong key, unsupported security level (SNMPv3)
├── WebError              a printer's web page could not be read
└── CupsError             the CUPS server did not give its queues
"""


class SuppliesError(Exception):
    """The base: `title` says what happened in one line, `hint` what the admin can do about it."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        """One line, no full stop."""
        self.hint = hint
        """One line that says what to do next; empty where there is nothing to do."""
        self.target = ""
        """The target, as it was written, that brought nothing for this reason; empty where it is not about one."""

    def __str__(self) -> str:
        return f"{self.title} ({self.hint})" if self.hint else self.title


class UsageError(SuppliesError):
    """The command line or a target is written wrong."""


class SettingsError(SuppliesError):
    """settings.toml is damaged or a value in it does not fit."""


class StoreError(SuppliesError):
    """The state folder cannot be read or written."""


class NotFoundError(SuppliesError):
    """No device of that name, address or id."""


class SnmpError(SuppliesError):
    """A device's answer, or its silence, over SNMP."""


class SnmpTimeout(SnmpError):  # noqa: N818  (TimeoutError's own naming)
    """Nothing came back in time."""


class SnmpTooBig(SnmpError):  # noqa: N818  (the RFC's name of the condition)
    """The agent says that its answer does not fit into a message (RFC 1157 and RFC 3416 tooBig)."""


class SnmpBadAnswer(SnmpError):  # noqa: N818
    """The answer does not belong to the question, or is no SNMP at all."""


class SnmpEndlessWalk(SnmpError):  # noqa: N818
    """The agent walks backwards, in circles or without end."""


class SnmpAuthError(SnmpError):
    """Unknown user, wrong key or unsupported security level (RFC 3414)."""


class WebError(SuppliesError):
    """A printer's web page could not be read."""


class CupsError(SuppliesError):
    """The CUPS server did not give its queues."""
