"""Where a CUPS queue prints to: the printer's host out of a device-uri, or the reason why there is none."""

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

_NETWORK = frozenset({"socket", "lpd", "ipp", "ipps", "ipp14", "http", "https", "bjnp"})
"""Backends whose URI has the printer's host: CUPS' own (doc/help/network), ipp14 of Debian's printer-driver packages,
bjnp of Canon's."""
_REASONS = {
    "usb": "connected by USB",
    "serial": "connected by a serial line",
    "parallel": "connected by a parallel port",
    "smb": "goes through a Windows or Samba print server",
    "file": "prints into a file",
    "cups-pdf": "prints into a file",
    "cups-brf": "prints into a file",
    "implicitclass": "a group made by cups-browsed, its printers are queues of their own",
    "snmp": "a discovery backend, no printer",
}
_FILTERS = frozenset({"beh", "tea4cups"})
"""Backends that wrap another one and name it at the end of their own URI."""
_INNER = re.compile(r"[/:]([A-Za-z][A-Za-z0-9+.\-]{0,30}:/.*)$", re.DOTALL)
_MAX_WRAPS = 4
_DNS_SD = "needs DNS-SD (its URI names a service, not a host)"
_SERVICE = re.compile(r"\._[a-z0-9-]+\._(tcp|udp)(\.|$)", re.IGNORECASE)
_HOST = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?")
_LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain", "ip6-localhost", "localhost6"})


class DeviceTarget(msgspec.Struct, frozen=True):
    """What a device-uri leads to: a host, or the reason why not; exactly one of the two is given."""

    host: str | None = None
    """An address or a DNS name: no brackets, no zone, no port, names in lower case."""
    reason: str | None = None
    """Why there is no host to ask, in plain words."""


def hosts_from_device_uri(uri: str, own_names: Collection[str] = ()) -> DeviceTarget:
    """The printer's host in a CUPS device-uri; never raises, whatever the URI holds.

    Args:
        uri: as CUPS gives it, e.g. "socket://printer7:9100" or "hp:/net/LaserJet?ip=192.0.2.7".
        own_names: names and addresses of this machine, which is no printer; loopback is always taken for it.
    """
    for _ in range(_MAX_WRAPS):
        scheme = uri.partition(":")[0].strip().lower()
        if scheme not in _FILTERS:
            return _checked(_raw_target(scheme, uri), own_names)
        inner = _INNER.search(uri, len(scheme))
        if inner is None:
            return DeviceTarget(reason=f"the {scheme} backend hides the printer behind it")
        uri = inner[1]
    return DeviceTarget(reason="backends wrapped into each other too often")


def without_credentials(uri: str) -> str:
    """The URI without user name and password, for showing; other URIs as they are."""
    return re.sub(r"(//)[^/?#]*@", r"\1", uri)


def _raw_target(scheme: str, uri: str) -> DeviceTarget:
    """The host as the URI writes it, not yet checked."""
    if scheme in _REASONS or scheme.endswith("+usb"):
        return DeviceTarget(reason=_REASONS.get(scheme, _REASONS["usb"]))
    try:
        parts = urlsplit(uri)
        query = parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return DeviceTarget(reason="its URI is damaged")
    if scheme in ("hp", "hpfax"):
        return _hplip_target(parts.path, query)
    host = unquote(parts.netloc.rpartition("@")[2])
    if scheme == "dnssd" or (scheme in _NETWORK and _SERVICE.search(host)):
        return DeviceTarget(reason=_DNS_SD) if not host or _SERVICE.search(host) else DeviceTarget(host=host)
    if scheme in _NETWORK:
        return DeviceTarget(host=host)
    return DeviceTarget(reason=f'no network backend is known by the name "{scheme}"' if scheme else "it has no URI")


def _hplip_target(path: str, query: dict[str, list[str]]) -> DeviceTarget:
    """HPLIP: hp:/net/Model?ip=HOST, ?hostname=HOST or ?zc=NAME; hp:/usb/... is no network printer."""
    if not path.startswith("/net/"):
        return DeviceTarget(reason=_REASONS["usb"])
    for key in ("ip", "hostname"):
        if key in query:
            return DeviceTarget(host=query[key][0])
    return DeviceTarget(reason=_DNS_SD if "zc" in query else "its URI names no host")


def _checked(target: DeviceTarget, own_names: Collection[str]) -> DeviceTarget:
    """The target with a clean host, or the reason why that host is none to ask."""
    if target.host is None:
        return target
    host = _bare(target.host)
    address = _address(host)
    if address is None and not _HOST.fullmatch(host):
        return DeviceTarget(reason="its URI names no usable host")
    host = host.lower() if address is None else str(address)
    if address is not None and (address.is_unspecified or address.is_multicast):
        return DeviceTarget(reason="its URI names no usable host")
    if host in _LOCAL_NAMES or (address is not None and address.is_loopback):
        return DeviceTarget(reason="leads back to the CUPS server itself")
    if host in {name.lower().rstrip(".") for name in own_names}:
        return DeviceTarget(reason="leads back to this machine")
    return DeviceTarget(host=host)


def _bare(host: str) -> str:
    """The host without port, brackets, zone and closing dot.

    CUPS also writes a link-local address as [v1.fe80::1+eth0] (RFC 3986 IPvFuture).
    """
    if host.startswith("["):
        inside = host[1:].partition("]")[0]
        inside = inside[3:] if inside[:3].lower() == "v1." else inside
    elif host.count(":") > 1:
        inside = host
    else:
        return host.partition(":")[0].rstrip(".")
    return re.split(r"[%+]", inside, maxsplit=1)[0]


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address where the host is one; an IPv4 address in IPv6's clothes as what it is."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, ipaddress.IPv6Address) else address
