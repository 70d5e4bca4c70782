"""Hosts out of the device-uris that CUPS queues have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.discovery.device_uri import hosts_from_device_uri, without_credentials


@pytest.mark.parametrize(
    ("uri", "host"),
    [
        ("socket://192.0.2.7", "192.0.2.7"),
        ("socket://192.0.2.7:9100", "192.0.2.7"),
        ("socket://192.0.2.7:9100/?waiteof=false", "192.0.2.7"),
        ("socket://Printer7.Example.COM.:9100", "printer7.example.com"),
        ("lpd://user@printer7/queue", "printer7"),
        ("lpd://192.0.2.7/PASSTHRU?reserve=none", "192.0.2.7"),
        ("ipp://printer7:631/ipp/print", "printer7"),
        ("ipps://printer7.local/ipp/print", "printer7.local"),
        ("http://bob:secret@192.0.2.7:631/ipp", "192.0.2.7"),
        ("https://192.0.2.7/ipp", "192.0.2.7"),
        ("socket://[2001:db8::7]:9100", "2001:db8::7"),
        ("socket://[fe80::1%25eth0]:9100", "fe80::1"),
        ("socket://[v1.fe80::1+eth0]:9100", "fe80::1"),
        ("socket://[::ffff:192.0.2.7]", "192.0.2.7"),
        ("SOCKET://192.0.2.7", "192.0.2.7"),
        ("hp:/net/LaserJet_4?ip=192.0.2.7", "192.0.2.7"),
        ("hp:/net/LaserJet_4?hostname=printer7&port=1", "printer7"),
        ("hpfax:/net/OfficeJet?ip=2001:db8::7", "2001:db8::7"),
        ("bjnp://192.0.2.7:8611", "192.0.2.7"),
        ("beh:/1/0/60/socket://192.0.2.7:9100", "192.0.2.7"),
        ("beh:/1/0/60/hp:/net/LaserJet?ip=192.0.2.7", "192.0.2.7"),
        ("tea4cups:socket://192.0.2.7", "192.0.2.7"),
        ("tea4cups://beh:/1/0/60/lpd://printer7/q", "printer7"),
        ("dnssd://printer7.example.com/", "printer7.example.com"),
    ],
)
def test_network_printers_give_their_host(uri: str, host: str) -> None:
    target = hosts_from_device_uri(uri)
    assert (target.host, target.reason) == (host, None)


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("usb://Brother/HL-1110?serial=E1", "USB"),
        ("gutenprint53+usb://epson/x", "USB"),
        ("hp:/usb/LaserJet?serial=1", "USB"),
        ("serial:/dev/ttyS0?baud=9600", "serial line"),
        ("parallel:/dev/lp0", "parallel port"),
        ("smb://server/share", "Samba"),
        ("file:///dev/null", "file"),
        ("cups-pdf:/", "file"),
        ("implicitclass://office/", "cups-browsed"),
        ("dnssd://Office%20Jet._ipp._tcp.local/?uuid=1", "DNS-SD"),
        ("dnssd:///cups", "DNS-SD"),
        ("ipps://EPSON%20ET-2750._ipps._tcp.local/", "DNS-SD"),
        ("hp:/net/LaserJet?zc=NPI123456", "DNS-SD"),
        ("hp:/net/LaserJet", "names no host"),
        ("socket://localhost:9100", "the CUPS server itself"),
        ("ipp://127.0.0.1:60000/ipp/print", "the CUPS server itself"),
        ("ipp://[::1]:631/", "the CUPS server itself"),
        ("socket://[::ffff:127.0.0.1]", "the CUPS server itself"),
        ("ipp://PrintHost:631/printers/x", "this machine"),
        ("socket://192.0.2.2", "this machine"),
        ("socket://0.0.0.0", "no usable host"),
        ("socket://239.1.1.1", "no usable host"),
        ("socket://", "no usable host"),
        ("socket://a b:9100", "no usable host"),
        ("socket://-x", "no usable host"),
        ("socket://[2001:db8", "damaged"),
        ("canonufr:/x", "no network backend"),
        ("", "no URI"),
        ("beh:/1/0/60/", "hides the printer"),
        ("beh:/1/0/60/usb://Brother/HL", "USB"),
        ("beh:/" * 9 + "socket://192.0.2.7", "too often"),
    ],
)
def test_others_are_skipped_with_the_reason(uri: str, reason: str) -> None:
    target = hosts_from_device_uri(uri, own_names=["printhost", "192.0.2.2"])
    assert target.host is None
    assert target.reason is not None
    assert reason in target.reason


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        ("http://bob:secret@192.0.2.7/ipp", "http://192.0.2.7/ipp"),
        ("beh:/1/0/60/lpd://bob@printer7/q", "beh:/1/0/60/lpd://printer7/q"),
        ("socket://192.0.2.7/a@b", "socket://192.0.2.7/a@b"),
    ],
)
def test_credentials_are_not_shown(uri: str, shown: str) -> None:
    assert without_credentials(uri) == shown


SCHEMES = st.sampled_from(["socket://", "hp:/net/x?ip=", "beh:/", "dnssd://", "ipp://[", "tea4cups:", ""])


@given(SCHEMES, st.text(max_size=50))
def test_any_text_gives_a_host_or_a_reason(scheme: str, rest: str) -> None:
    target = hosts_from_device_uri(scheme + rest)
    assert (target.host is None) != (target.reason is None)
    assert target.host is None or (target.host.isascii() and " " not in target.host)
