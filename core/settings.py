"""settings.toml: what an admin may set, with defaults, types and limits; unknown keys are reported, never dropped."""

import difflib
import os
import tempfile
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import tomlkit
from msgspec import Meta

from core.alerts.rules import Thresholds
from core.contact import UNREACHABLE_AFTER
from core.errors import SettingsError
from core.paths import make_private_folder

Port = Annotated[int, Meta(ge=1, le=65535)]
Positive = Annotated[float, Meta(gt=0)]


class DiscoverySettings(msgspec.Struct, frozen=True, kw_only=True):
    """[discovery]: what a sweep asks, and how fast."""

    targets: tuple[str, ...] = ()
    """CIDR, ranges, hosts; empty: the own subnets are proposed."""
    exclude: tuple[str, ...] = ()
    communities: tuple[str, ...] = ("public",)
    """SNMPv1/v2c read communities, tried in this order."""
    port: Port = 161
    rate: Annotated[int, Meta(ge=1, le=100_000)] = 500
    """Datagrams a second."""
    limit_seconds: Positive = 300.0


class PollingSettings(msgspec.Struct, frozen=True, kw_only=True):
    """[polling]: how often and how patiently printers are asked."""

    interval_seconds: Annotated[float, Meta(ge=1)] = 300.0
    timeout_seconds: Positive = 2.0
    retries: Annotated[int, Meta(ge=0, le=10)] = 2
    concurrency: Annotated[int, Meta(ge=1, le=4096)] = 256
    unreachable_after: Annotated[int, Meta(ge=1, le=20)] = UNREACHABLE_AFTER
    """Polls in a row without an answer that make a printer unreachable."""


class SnmpV3Settings(msgspec.Struct, frozen=True, kw_only=True):
    """[[snmpv3]]: a user; its passwords are the secrets SNMPV3_<NAME>_AUTH and SNMPV3_<NAME>_PRIVACY."""

    name: str
    """What the device's row refers to."""
    username: str
    auth_protocol: Literal["MD5", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512"] | None = None
    """None: no authentication."""
    privacy_protocol: Literal["DES", "AES", "AES-192", "AES-256"] | None = None
    """None: no privacy."""
    context: str = ""


class UiSettings(msgspec.Struct, frozen=True, kw_only=True):
    """[ui]: the terminal."""

    theme: str = "supplies-dark"
    mouse: bool = True
    keys: dict[str, str] = msgspec.field(default_factory=dict)
    """Command id -> keys, e.g. "discover" = "f5,d"."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file."""

    discovery: DiscoverySettings = DiscoverySettings()
    polling: PollingSettings = PollingSettings()
    thresholds: Thresholds = Thresholds()
    snmpv3: tuple[SnmpV3Settings, ...] = ()
    ui: UiSettings = UiSettings()


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Read the file; a missing one gives the defaults.

    Returns:
        The settings and warnings about unknown keys, each with the nearest known one.

    Raises:
        SettingsError: not readable, not TOML, or a value that does not fit; the key is named.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read ({error})", "mend or remove the file") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: no TOML: {error}", "strings want quotes, tables want [brackets]") from error
    warnings = tuple(_unknown_keys(document, Settings, ""))
    try:
        return msgspec.convert(document, Settings, strict=True), warnings
    except msgspec.ValidationError as error:
        where = str(error).replace(" - at `$", " at `").replace("`.", "`")
        raise SettingsError(f"{path}: {where}", "README.md lists every setting with its limits") from error


def _unknown_keys(document: dict[str, Any], struct: type[msgspec.Struct], prefix: str) -> list[str]:
    known = {field.name: field.type for field in msgspec.structs.fields(struct)}
    found = []
    for key, value in document.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, 1, 0.6)
            found.append(f"{prefix}{key} is not a setting" + (f", did you mean {prefix}{near[0]}?" if near else ""))
        elif isinstance(value, dict) and isinstance(known[key], type) and issubclass(known[key], msgspec.Struct):
            found += _unknown_keys(value, known[key], f"{prefix}{key}.")
    return found


def set_value(path: Path, table: str, key: str, value: Any) -> None:
    """Set one value, keeping the rest of the file with its comments; written whole or not at all.

    Raises:
        SettingsError: the file cannot be read or written, or the value does not fit.
    """
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        document = tomlkit.parse(text)
    except (OSError, UnicodeDecodeError, tomlkit.exceptions.TOMLKitError) as error:
        raise SettingsError(f"{path}: cannot be read ({error})", "mend or remove the file") from error
    if table not in document:
        document[table] = tomlkit.table()
    document[table][key] = value
    text = tomlkit.dumps(document)
    try:
        msgspec.convert(tomllib.loads(text), Settings, strict=True)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{table}.{key}: {error}", "README.md lists every setting with its limits") from error
    make_private_folder(path.parent)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".settings-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror or error}", "the folder must be writable") from error
