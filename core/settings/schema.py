"""What an admin may set: the one declaration of every setting with its default, limits, unit and meaning.

Validation, the settings screen, `supplies settings` and the README's table all come from here. A new setting is a new
field: its type holds the limits, `Meta` the words, `extra` the rest:

    unit     what the number counts, as it stands behind it ("300 s")
    effect   when a change counts, where that is not at once
    check    a function from a text to what is wrong with it, or None; for rules that a type cannot say
    entry    what one entry of a table is called
    private  whether its texts are shown by their first letters only
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from core.alerts.thresholds import Thresholds
from core.contact import UNREACHABLE_AFTER
from core.discovery.schedule import AT_PATTERN, Schedule, at_complaint
from core.settings.checks import community_complaint, exclude_complaint, target_complaint, user_complaint
from core.settings.looks import column_complaint, grouping_complaint, sort_complaint

NEXT_SWEEP = "from the next sweep on"
"""When a change of [discovery] counts."""

Targets = Annotated[str, Meta(min_length=1, extra={"check": target_complaint})]
Excludes = Annotated[str, Meta(min_length=1, extra={"check": exclude_complaint})]
ColumnName = Annotated[str, Meta(extra={"check": column_complaint})]
CommunityName = Annotated[str, Meta(min_length=1, extra={"check": community_complaint})]
AuthProtocol = Literal["MD5", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512"]
PrivacyProtocol = Literal["DES", "AES", "AES-192", "AES-256"]


class DiscoverySettings(msgspec.Struct, frozen=True, kw_only=True):
    """[discovery]: what a sweep asks, and how fast."""

    targets: Annotated[
        tuple[Targets, ...],
        Meta(
            title="Targets",
            description="What a sweep asks: networks, ranges, hosts, @files; none: the networks of this host.",
            examples=["10.1.0.0/22", "10.2.0.5-40", "printer7:1161"],
            extra={"effect": NEXT_SWEEP},
        ),
    ] = ()
    exclude: Annotated[
        tuple[Excludes, ...],
        Meta(
            title="Excluded",
            description="What is never asked, written like targets.",
            examples=["10.1.3.0/24"],
            extra={"effect": NEXT_SWEEP},
        ),
    ] = ()
    communities: Annotated[
        tuple[CommunityName, ...],
        Meta(
            title="Communities",
            description="SNMPv1 and v2c read communities, tried in this order.",
            examples=["public"],
            extra={"private": True},
        ),
    ] = ("public",)
    port: Annotated[
        int,
        Meta(
            ge=1,
            le=65535,
            title="Port",
            description="The UDP port that printers are asked at.",
            extra={"effect": NEXT_SWEEP},
        ),
    ] = 161
    rate: Annotated[
        int,
        Meta(
            ge=1,
            le=100_000,
            title="Rate",
            description="How many datagrams a second a sweep sends at most.",
            extra={"unit": "a second", "effect": NEXT_SWEEP},
        ),
    ] = 500
    limit_seconds: Annotated[
        float,
        Meta(
            gt=0,
            le=604_800,
            title="Time limit",
            description="How long a sweep may take.",
            extra={"unit": "s", "effect": NEXT_SWEEP},
        ),
    ] = 300.0
    schedule: Annotated[
        Schedule,
        Meta(
            title="Schedule",
            description="How often the program that polls the printers also sweeps the targets by itself.",
        ),
    ] = "off"
    schedule_at: Annotated[
        str,
        Meta(
            pattern=AT_PATTERN,
            title="Sweep at",
            description="When, by the local clock; a weekly sweep is on Sundays unless a day is named: Wed 03:00.",
            examples=["03:00", "Sun 03:00"],
            extra={"check": at_complaint},
        ),
    ] = "03:00"


class PollingSettings(msgspec.Struct, frozen=True, kw_only=True):
    """[polling]: how often and how patiently printers are asked."""

    interval_seconds: Annotated[
        float,
        Meta(
            ge=1,
            le=604_800,
            title="Interval",
            description="How often a printer is read that has no interval of its own.",
            extra={"unit": "s"},
        ),
    ] = 300.0
    timeout_seconds: Annotated[
        float,
        Meta(gt=0, le=120, title="Time-out", description="How long one answer is waited for.", extra={"unit": "s"}),
    ] = 2.0
    retries: Annotated[
        int,
        Meta(ge=0, le=10, title="Retries", description="How often it is asked again after silence."),
    ] = 2
    concurrency: Annotated[
        int,
        Meta(
            ge=1,
            le=4096,
            title="At the same time",
            description="Printers read at the same time; four times as many may be waited for.",
            extra={"unit": "printers"},
        ),
    ] = 256
    unreachable_after: Annotated[
        int,
        Meta(
            ge=1,
            le=20,
            title="Unreachable after",
            description="Polls in a row without an answer that make a printer unreachable.",
            extra={"unit": "polls"},
        ),
    ] = UNREACHABLE_AFTER


class SnmpV3Settings(msgspec.Struct, frozen=True, kw_only=True):
    """[[snmpv3]]: a user; its passwords are the secrets SNMPV3_<NAME>_AUTH and SNMPV3_<NAME>_PRIVACY."""

    name: Annotated[
        str,
        Meta(
            title="Name",
            description="What the program calls this user; its secrets are named after it.",
            extra={"check": user_complaint},
        ),
    ]
    username: Annotated[str, Meta(min_length=1, title="User name", description="What the printers call this user.")]
    auth_protocol: Annotated[
        AuthProtocol | None,
        Meta(title="Authentication", description="How the user proves who it is; none: not at all."),
    ] = None
    privacy_protocol: Annotated[
        PrivacyProtocol | None,
        Meta(title="Privacy", description="How what is said is encrypted; none: not at all."),
    ] = None
    context: Annotated[
        str,
        Meta(title="Context", description="The SNMP context that is asked; most printers have none."),
    ] = ""

    def __post_init__(self) -> None:
        """Refuse what SNMPv3 does not know (RFC 3411: there is no privacy without authentication)."""
        if self.privacy_protocol is not None and self.auth_protocol is None:
            raise ValueError("privacy_protocol needs an auth_protocol")

    @property
    def auth_secret(self) -> str:
        """What the secret is called that proves who the user is."""
        return f"{self._stem}_AUTH"

    @property
    def privacy_secret(self) -> str:
        """What the secret is called that encrypts."""
        return f"{self._stem}_PRIVACY"

    @property
    def _stem(self) -> str:
        return f"SNMPV3_{self.name.upper().replace('-', '_')}"


class UiSettings(msgspec.Struct, frozen=True, kw_only=True):
    """[ui]: the terminal. What does not fit here is told, and its default is used: looks must not stop any polling."""

    theme: Annotated[
        str,
        Meta(
            title="Theme",
            description="The colors.",
            examples=["supplies-dark", "supplies-light", "supplies-colorblind", "supplies-contrast", "supplies-ansi"],
        ),
    ] = "supplies-dark"
    mouse: Annotated[
        bool,
        Meta(title="Mouse", description="Whether the mouse works; without it the terminal selects text by itself."),
    ] = True
    keys: Annotated[
        dict[str, str],
        Meta(
            title="Keys",
            description="Other keys for commands, by the command's id.",
            examples=['discover = "f5"'],
            extra={"entry": "command"},
        ),
    ] = msgspec.field(default_factory=dict)
    columns: Annotated[
        tuple[ColumnName, ...],
        Meta(
            title="Columns",
            description="Columns of the devices list from left to right; none: the usual ones.",
            examples=["device", "alerts"],
        ),
    ] = ()
    sort: Annotated[
        str,
        Meta(
            title="Sorted by",
            description="The column that the devices are sorted by; with a minus in front the other way round.",
            examples=["alerts", "-age"],
            extra={"check": sort_complaint},
        ),
    ] = "alerts"
    group: Annotated[
        str,
        Meta(
            title="Grouped by",
            description="What the devices are grouped by.",
            examples=["none", "location", "subnet", "model"],
            extra={"check": grouping_complaint},
        ),
    ] = "none"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file."""

    discovery: Annotated[DiscoverySettings, Meta(title="Discovery")] = DiscoverySettings()
    polling: Annotated[PollingSettings, Meta(title="Polling")] = PollingSettings()
    thresholds: Annotated[Thresholds, Meta(title="Thresholds")] = msgspec.field(default_factory=Thresholds)
    snmpv3: Annotated[
        tuple[SnmpV3Settings, ...],
        Meta(
            title="SNMPv3 users",
            description="Users of SNMPv3, tried after the communities; their passwords are secrets.",
            examples=["[[snmpv3]]"],
            extra={"entry": "user"},
        ),
    ] = ()
    ui: Annotated[UiSettings, Meta(title="Terminal")] = msgspec.field(default_factory=UiSettings)

    def __post_init__(self) -> None:
        """Refuse two users of one name, or of names that would have the same secrets."""
        known: dict[str, str] = {}
        for user in self.snmpv3:
            other = known.setdefault(user.auth_secret, user.name)
            if other != user.name:
                raise ValueError(f"snmpv3: {other!r} and {user.name!r} would have the same secrets")
        if len(known) < len(self.snmpv3):
            names = [user.name for user in self.snmpv3]
            raise ValueError(f"snmpv3: two users have the name {max(names, key=names.count)!r}")


LATER = frozenset(
    {
        "smtp",
        "recipients",
        "quiet",
        "cloud",
        "proxy",
        "thresholds.confirm_readings",
        "ui.lock_minutes",
        "ui.password_required",
    }
)
"""Keys and tables of a version of this program that does more; a file that has them is read all the same."""
