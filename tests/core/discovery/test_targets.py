import contextlib
import ipaddress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.discovery import targets as targets_module
from core.discovery.grammar import HostName
from core.discovery.targets import MAX_ADDRESSES, Target, parse_targets, read_target_file
from core.errors import UsageError


def addresses(*texts: str, exclude: tuple[str, ...] = ()) -> list[str]:
    return [f"{address}:{port}" for address, port in parse_targets(texts, exclude=exclude)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.3.0.7", ["10.3.0.7:161"]),
        ("10.3.0.7:1161", ["10.3.0.7:1161"]),
        ("10.1.0.0/30", ["10.1.0.1:161", "10.1.0.2:161"]),
        ("10.1.0.2/30", ["10.1.0.1:161", "10.1.0.2:161"]),
        ("10.1.0.0/31", ["10.1.0.0:161", "10.1.0.1:161"]),
        ("10.1.0.9/32", ["10.1.0.9:161"]),
        ("10.1.0.0/255.255.255.252", ["10.1.0.1:161", "10.1.0.2:161"]),
        ("10.1.0.0/30:1161", ["10.1.0.1:1161", "10.1.0.2:1161"]),
        ("10.2.0.5-7", ["10.2.0.5:161", "10.2.0.6:161", "10.2.0.7:161"]),
        ("10.2.0.5-5", ["10.2.0.5:161"]),
        ("10.2.0.254-10.2.1.1", ["10.2.0.254:161", "10.2.0.255:161", "10.2.1.0:161", "10.2.1.1:161"]),
        ("10.2.0.5-6:1161", ["10.2.0.5:1161", "10.2.0.6:1161"]),
        ("10.2.0.5 - 10.2.0.6", ["10.2.0.5:161", "10.2.0.6:161"]),
        ("10.2.0.5–6", ["10.2.0.5:161", "10.2.0.6:161"]),
        ("10.3.0.7, 10.3.0.9\t10.3.0.8\n", ["10.3.0.7:161", "10.3.0.9:161", "10.3.0.8:161"]),
        ("10.3.0.7,,10.3.0.7", ["10.3.0.7:161"]),
        ("10.3.0.7,10.3.0.7:1161", ["10.3.0.7:161", "10.3.0.7:1161"]),
        ("fe80::1", ["fe80::1:161"]),
        ("[fe80::1]:1161", ["fe80::1:1161"]),
        ("[fe80::1%eth0]", ["fe80::1%eth0:161"]),
        ("::ffff:10.3.0.7", ["10.3.0.7:161"]),
        ("", []),
    ],
)
def test_what_is_written_is_what_is_asked(text: str, expected: list[str]) -> None:
    assert addresses(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "port"),
    [
        ("printer7", "printer7", 161),
        ("printer7:1161", "printer7", 1161),
        ("Printer-7.Example.com.", "printer-7.example.com", 161),
        ("_lp.example.com", "_lp.example.com", 161),
        ("Bücher", "xn--bcher-kva", 161),
    ],
)
def test_names_stay_names_until_they_are_looked_up(text: str, name: str, port: int) -> None:
    targets = parse_targets([text])
    assert targets.names == (HostName(name, port),)
    assert targets.count == 0


@pytest.mark.parametrize(
    ("text", "part", "hint"),
    [
        ("10.3.0.7 10.3.0.256", "'10.3.0.256'", "0 to 255"),
        ("10.3.0", "'10.3.0'", "10.3.0.7"),
        ("10.03.0.1", "'10.03.0.1'", "leading zeros"),
        ("12345", "'12345'", "10.3.0.7"),
        ("10.1.0.0/33", "'10.1.0.0/33'", "0 to 32"),
        ("10.1.0.0/", "'10.1.0.0/'", "10.1.0.0/22"),
        ("10.2.0.5-4", "'10.2.0.5-4' ends before", "lower address first"),
        ("10.2.0.5-10.2.0.4", "ends before", "lower address first"),
        ("10.2.0.5-256", "ends at 256", "at most 255"),
        ("10.2.0.5-3.9", "'10.2.0.5-3.9' is no range", "10.2.0.5-10.2.3.9"),
        ("10.2.0.5-", "is no range", "10.2.0.5-40"),
        ("10.2.0.*", "has a wildcard", "10.2.0.0/24"),
        ("printer7:0", "has no port '0'", "1 to 65535"),
        ("printer7:65536", "has no port '65536'", "1 to 65535"),
        ("printer7:snmp", "has no port 'snmp'", "1 to 65535"),
        ("printer7:", "has no port ''", "1 to 65535"),
        ("printer7:²", "has no port '²'", "1 to 65535"),
        ("-printer", "'-printer'", "printer7:1161"),
        ("prin!ter", "'prin!ter'", "printer7:1161"),
        ("http://10.3.0.7/", "is a web address", "only its host"),
        ("/etc/targets", "'/etc/targets'", '"@/etc/targets"'),
        ("fe80::/64", "more than one IPv6 address", "name each address"),
        ("fe80::1-5", "more than one IPv6 address", "name each address"),
        ("fe80::zz", "'fe80::zz'", "[fe80::1%eth0]:161"),
        ("[10.3.0.7", "'[10.3.0.7'", "printer7:1161"),
        ("x" * 300, "x" * 60 + "...", "printer7:1161"),
    ],
)
def test_a_wrong_target_is_named_with_the_right_way_to_write_it(text: str, part: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_targets([text])
    assert part in caught.value.title
    assert hint in caught.value.hint
    assert len(caught.value.title) < 200


@pytest.mark.parametrize(
    "text",
    ["0.0.0.0", "0.1.2.3", "0.0.0.0/0", "224.0.0.1", "239.255.255.255", "223.255.255.0-224.0.0.1",
     "255.255.255.255", "ff02::1", "::"],
)  # fmt: skip
def test_addresses_of_no_single_host_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"belongs to no host|multicast|broadcast|no address of a single host"):
        parse_targets([text])


@pytest.mark.parametrize(
    ("exclude", "expected"),
    [
        (("10.1.0.2-5",), ["10.1.0.1:161", "10.1.0.6:161"]),
        (("10.1.0.0/29",), []),
        (("10.1.0.1, 10.1.0.2/31", "10.1.0.5-6"), ["10.1.0.4:161"]),
        (("10.1.0.0/30:161",), ["10.1.0.4:161", "10.1.0.5:161", "10.1.0.6:161"]),
        (("10.1.0.1-5:1161",), [f"10.1.0.{host}:161" for host in range(1, 7)]),
        (("0.0.0.0/0",), []),
        (("224.0.0.0/4",), [f"10.1.0.{host}:161" for host in range(1, 7)]),
    ],
)
def test_excludes_are_written_like_targets_and_leave_whole_networks_out(
    exclude: tuple[str, ...], expected: list[str]
) -> None:
    assert addresses("10.1.0.0/29", exclude=exclude) == expected


@pytest.mark.parametrize(("text", "count"), [("10.0.0.0/16", 65_534), ("10.0.0.0-10.0.255.255", 65_536)])
def test_a_16_bit_network_passes_the_guard(text: str, count: int) -> None:
    assert parse_targets([text]).count == count <= MAX_ADDRESSES


def test_more_than_65536_addresses_have_to_be_allowed() -> None:
    with pytest.raises(UsageError) as caught:
        parse_targets(["10.0.0.0/15"])
    assert "131,070" in caught.value.title
    assert "allow a large sweep" in caught.value.hint
    assert parse_targets(["10.0.0.0/15"], allow_large=True).count == 131_070
    assert parse_targets(["10.0.0.0/15"], exclude=["10.1.0.0/16"]).count == 65_535


def test_more_than_a_class_a_network_is_never_swept() -> None:
    assert parse_targets(["10.0.0.0/8"], allow_large=True).count == 16_777_214
    with pytest.raises(UsageError, match="more than one sweep can ask"):
        parse_targets(["10.0.0.0/7"], allow_large=True)


def test_addresses_are_found_by_position_and_by_text() -> None:
    targets = parse_targets(["10.1.0.0/30", "10.9.0.1:1161", "[fe80::1%eth0]"])
    assert [targets.at(position) for position in range(targets.count)] == list(targets)
    assert targets.at(2) == Target("10.9.0.1", 1161)
    for outside in (-1, 4):
        with pytest.raises(IndexError):
            targets.at(outside)
    assert targets.contains("10.1.0.2")
    assert targets.contains("10.9.0.1", 1161)
    assert targets.contains("fe80::1%eth0")
    assert not targets.contains("10.9.0.1", 161)
    assert not targets.contains("10.1.0.0")
    assert not targets.contains("printer7")


def test_a_file_holds_targets_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(
        "\ufeff# head office\n10.3.0.7, 10.3.0.8 # both\n\n  printer7:1161\r\n10.2.0.5 - 6\n", encoding="utf-8"
    )
    assert read_target_file(path) == ["10.3.0.7", "10.3.0.8", "printer7:1161", "10.2.0.5-6"]
    targets = parse_targets([f"10.9.0.1 @{path}"], exclude=[f"@{path}"])
    assert [target.address for target in targets] == ["10.9.0.1"]
    assert len(targets.entries) == 5


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "No such file"),
        (b"\xff\xfe\x00printer", "no text file"),
        (b"10.0.0.1\n@other.txt\n", "names another file"),
        (b"10.0.0.1 " * 20, "larger than"),
    ],
)
def test_a_file_that_cannot_serve_is_refused(
    tmp_path: Path, content: bytes | None, complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(targets_module, "MAX_FILE_BYTES", 100)
    path = tmp_path / "list.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=complaint):
        parse_targets([f"@{path}"])


@pytest.mark.parametrize("path", ["/dev/zero", "/", "\0"])
def test_only_regular_files_are_read(path: str) -> None:
    with pytest.raises(UsageError):
        read_target_file(Path(path))


words = st.text("0123456789.-/:,[]*%@ abfz~", max_size=30) | st.text(max_size=20)


@given(words)
@example("10.0.0.1/" + "9" * 5000)
@example("10.0.0.1-" + "9" * 5000)
@example("[::1]:" + "9" * 5000)
@example("1" * 5000)
@example("\ud800.example")
@example("a..b")
def test_whatever_is_written_either_means_something_or_is_a_usage_error(text: str) -> None:
    with contextlib.suppress(UsageError):
        assert parse_targets([text], exclude=[text]).count == 0


hosts = st.integers(int(ipaddress.IPv4Address("1.0.0.0")), int(ipaddress.IPv4Address("223.255.0.0")))


@given(first=hosts, size=st.integers(0, 300), port=st.integers(1, 65535))
def test_a_range_gives_back_every_address_in_it(first: int, size: int, port: int) -> None:
    low, high = ipaddress.IPv4Address(first), ipaddress.IPv4Address(first + size)
    targets = parse_targets([f"{low}-{high}:{port}"])
    assert list(targets) == [Target(str(ipaddress.IPv4Address(first + step)), port) for step in range(size + 1)]


@given(first=hosts, prefix=st.integers(20, 30))
def test_a_network_gives_its_hosts(first: int, prefix: int) -> None:
    network = ipaddress.IPv4Network((first, prefix), strict=False)
    targets = parse_targets([f"{ipaddress.IPv4Address(first)}/{prefix}"])
    assert [target.address for target in targets] == [str(host) for host in network.hosts()]
