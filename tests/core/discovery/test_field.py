import pytest

from core.discovery.field import OTHER, SILENT, TALKING, Field
from core.discovery.spans import Span

OFFICE = Field((Span(0x0A000001, 0x0A000003, 161), Span(0x0A000001, 0x0A000001, 1161), Span(1, 1, 161, 6)))


@pytest.mark.parametrize(
    ("position", "address"),
    [(0, ("10.0.0.1", 161)), (2, ("10.0.0.3", 161)), (3, ("10.0.0.1", 1161)), (4, ("::1", 161))],
)
def test_a_position_is_an_address(position: int, address: tuple[str, int]) -> None:
    assert OFFICE.locate(position) == address
    assert OFFICE.socket_address(position)[:2] == address
    assert OFFICE.is_from(position, *address)


@pytest.mark.parametrize(
    ("position", "host", "port"),
    [(0, "10.0.0.2", 161), (0, "10.0.0.1", 1161), (4, "::2", 161), (4, "10.0.0.1", 161), (0, "::1", 161)],
)
def test_another_sender_is_not_that_address(position: int, host: str, port: int) -> None:
    assert not OFFICE.is_from(position, host, port)


@pytest.mark.parametrize(("zone", "scope"), [("", 0), ("7", 7), ("lo", 1)])
def test_link_local_addresses_go_out_of_their_interface(zone: str, scope: int) -> None:
    field = Field((Span(0xFE80 << 112 | 1, 0xFE80 << 112 | 1, 161, 6, zone),))
    assert field.socket_address(0) == ("fe80::1", 161, 0, scope)
    assert field.is_from(0, "fe80::1%lo", 161)


def test_an_interface_that_is_not_there_is_an_error_of_that_address() -> None:
    field = Field((Span(1, 1, 161, 6, "no-such-if"),))
    with pytest.raises(OSError, match="interface"):
        field.socket_address(0)


def test_the_silent_are_counted_once() -> None:
    field = Field((Span(1, 4, 161),))
    field.move(2, TALKING)
    field.move(2, OTHER)
    field.move(0, OTHER)
    assert field.silent == 2
    assert list(field.states) == [OTHER, SILENT, OTHER, SILENT]
