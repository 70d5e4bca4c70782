"""Which of a host's subnets are worth a sweep."""

import ifaddr
import pytest

from core.discovery.subnets import Interface, own_subnets, propose, read_interfaces
from core.errors import SuppliesError


def targets(*interfaces: tuple[str, str, int]) -> list[str]:
    return [subnet.target for subnet in propose(Interface(*interface) for interface in interfaces)]


@pytest.mark.parametrize(
    ("name", "address", "prefix", "target"),
    [
        ("eth0", "192.168.1.17", 24, "192.168.1.0/24"),
        ("wlp2s0", "10.1.2.3", 22, "10.1.0.0/22"),
        ("enp3s0", "172.20.0.9", 20, "172.20.0.0/20"),
        ("br0", "10.0.0.5", 24, "10.0.0.0/24"),
        ("br-lan", "10.0.0.5", 24, "10.0.0.0/24"),
        ("vmbr0", "10.0.0.5", 24, "10.0.0.0/24"),
        ("bond0.12", "10.0.0.5", 30, "10.0.0.4/30"),
        ("Ethernet 2", "198.51.100.7", 25, "198.51.100.0/25"),
        ("en0", "10.0.0.5", 24, "10.0.0.0/24"),
    ],
)
def test_office_networks_are_proposed(name: str, address: str, prefix: int, target: str) -> None:
    assert targets((name, address, prefix)) == [target]


@pytest.mark.parametrize(
    "name",
    [
        *("lo", "lo0", "docker0", "docker_gwbridge", "br-0123456789ab", "veth12ab", "virbr0", "cni0", "cni-podman0"),
        *("podman1", "flannel.1", "cali12", "tailscale0", "wg0", "tun0", "tap0", "zt7nnig26v", "vboxnet0", "vmnet8"),
        *("lxcbr0", "lxdbr0", "kube-ipvs0", "utun3", "bridge100", "dummy0"),
    ],
)
def test_virtual_interfaces_are_left_out(name: str) -> None:
    assert targets((name, "10.88.0.1", 24)) == []


@pytest.mark.parametrize(
    ("address", "prefix"),
    [
        ("127.0.0.1", 8),
        ("169.254.3.4", 16),
        ("100.101.102.103", 24),
        ("0.0.0.0", 8),
        ("224.0.0.5", 24),
        ("10.0.0.5", 32),
        ("10.0.0.5", 31),
        ("10.0.0.5", 99),
        ("fe80::1", 64),
        ("", 24),
    ],
)
def test_addresses_without_neighbors_are_left_out(address: str, prefix: int) -> None:
    assert targets(("eth0", address, prefix)) == []


@pytest.mark.parametrize("prefix", [0, 8, 15, 16, 19])
def test_a_large_subnet_is_proposed_narrowed_and_says_so(prefix: int) -> None:
    (subnet,) = propose([Interface("eth0", "10.77.130.5", prefix)])
    assert (subnet.target, subnet.addresses, subnet.is_narrowed) == ("10.77.128.0/20", 4094, True)
    assert subnet.whole.endswith(f"/{prefix}")


def test_a_small_subnet_is_proposed_whole() -> None:
    (subnet,) = propose([Interface("eth0", "192.168.1.17", 24)])
    assert (subnet.whole, subnet.addresses, subnet.is_narrowed) == ("192.168.1.0/24", 254, False)
    assert subnet.interface == "eth0"


def test_each_subnet_is_proposed_once_in_the_interfaces_order() -> None:
    assert targets(("wlan0", "10.2.0.9", 24), ("eth0", "10.1.0.9", 24), ("eth1", "10.2.0.8", 24)) == [
        "10.2.0.0/24",
        "10.1.0.0/24",
    ]


def test_a_subnet_at_two_interfaces_is_proposed_for_the_first() -> None:
    (subnet,) = propose([Interface("eth0", "10.1.0.9", 24), Interface("wlan0", "10.1.0.8", 24)])
    assert subnet.interface == "eth0"


def test_the_machine_s_own_interfaces_are_read() -> None:
    assert "127.0.0.1" in [interface.address for interface in read_interfaces()]
    assert not any(subnet.target.startswith("127.") for subnet in own_subnets())


@pytest.mark.parametrize("error", [OSError("no"), AssertionError("no netmask")])
def test_a_system_that_does_not_tell_is_one_clear_error(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse() -> None:
        raise error

    monkeypatch.setattr(ifaddr, "get_adapters", refuse)
    with pytest.raises(SuppliesError) as caught:
        own_subnets()
    assert caught.value.hint
