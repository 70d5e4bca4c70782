"""The host's own IPv4 subnets, as proposals for a sweep."""

import ipaddress
import re
from collections.abc import Iterable

import ifaddr
import msgspec

from core.errors import SuppliesError

WIDEST_PREFIX = 20
"""A subnet with more addresses than this prefix (4,096) is proposed narrowed to it, around the host's own address: the
whole of a /16 would take minutes, and wider ones meet the guard of 65,536 addresses. The admin can still write the
whole one."""

_VIRTUAL = re.compile(
    r"""(?ix)
    lo \d* | dummy\d+ | ifb\d+                                     # loopback and the kernel's own
    | docker.* | br-[0-9a-f]{12} | veth.* | podman\d* | cni.*      # containers; "br0", "br-lan" are real bridges
    | flannel.* | cali.* | cilium.* | weave.* | kube-.* | nerdctl\d*
    | virbr.* | vnet\d+ | vmnet\d+ | vboxnet\d+ | lxcbr\d+ | lxdbr\d+ | incusbr\d+ | bridge1\d\d   # virtual machines
    | tailscale\d* | zt[0-9a-z]{8,} | wg\d* | nebula\d* | utun\d+ | tun\d+ | tap\d+                 # tunnels to peers
    """
)
"""Interface names that lead to no office network: Linux' and macOS' habits, as the programs' manuals give them. On
Windows names are free text, there only the addresses decide."""

_NO_PRINTERS = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # "this network" (RFC 1122)
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local (RFC 3927)
        "100.64.0.0/10",  # carriers and tunnels such as Tailscale (RFC 6598)
        "224.0.0.0/3",  # multicast and reserved
    )
)


class Interface(msgspec.Struct, frozen=True):
    """One IPv4 address of a network interface."""

    name: str
    """The system's name of it: "eth0"."""
    address: str
    """The host's own address on it."""
    prefix: int
    """Bits of the network part, 0 to 32."""


class Subnet(msgspec.Struct, frozen=True, kw_only=True):
    """A subnet worth sweeping."""

    target: str
    """What to sweep, in CIDR: "192.0.2.0/24"."""
    interface: str
    """The interface it lies at."""
    addresses: int
    """How many addresses `target` has, without the network's and the broadcast address."""
    whole: str
    """The subnet as it is configured, in CIDR; differs from `target` where that is narrowed."""

    @property
    def is_narrowed(self) -> bool:
        """Whether only a part of a large subnet is proposed."""
        return self.target != self.whole


def own_subnets() -> tuple[Subnet, ...]:
    """The host's own subnets that may hold printers, in the order of its interfaces.

    Raises:
        SuppliesError: the system does not tell its interfaces.
    """
    return propose(read_interfaces())


def read_interfaces() -> tuple[Interface, ...]:
    """Every IPv4 address of the host, virtual interfaces and loopback too.

    Raises:
        SuppliesError: the system does not tell its interfaces.
    """
    try:
        adapters = list(ifaddr.get_adapters())
    except (OSError, AssertionError) as error:
        # ifaddr asserts that every address has a netmask, which a tunnel's may lack.
        raise SuppliesError(
            "the network interfaces cannot be listed", "write the subnets to sweep as targets"
        ) from error
    return tuple(
        Interface(adapter.nice_name, ip.ip, ip.network_prefix)
        for adapter in adapters
        for ip in adapter.ips
        if isinstance(ip.ip, str)
    )


def propose(interfaces: Iterable[Interface]) -> tuple[Subnet, ...]:
    """The subnets worth sweeping among those interfaces' ones, each once, in their order.

    Left out: virtual interfaces by name; loopback, link-local, carrier-grade and multicast addresses; links of one or
    two addresses (/31, /32), which have no room for a printer. Addresses that are none are left out too.
    """
    found: dict[str, Subnet] = {}
    for interface in interfaces:
        subnet = None if _VIRTUAL.fullmatch(interface.name) else _subnet(interface)
        if subnet is not None:
            found.setdefault(subnet.target, subnet)
    return tuple(found.values())


def _subnet(interface: Interface) -> Subnet | None:
    """The subnet of one address; None where no printer can be."""
    try:
        whole = ipaddress.IPv4Network((interface.address, interface.prefix), strict=False)
        address = ipaddress.IPv4Address(interface.address)
    except ValueError:
        return None
    if whole.prefixlen > 30 or any(address in network for network in _NO_PRINTERS):
        return None
    target = whole
    if whole.prefixlen < WIDEST_PREFIX:
        target = ipaddress.IPv4Network((interface.address, WIDEST_PREFIX), strict=False)
    return Subnet(
        target=str(target),
        interface=interface.name,
        addresses=target.num_addresses - 2,
        whole=str(whole),
    )
