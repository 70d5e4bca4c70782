import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.printer.vendors.brother_blocks import Life, life, number, parse_block


@pytest.mark.parametrize(
    ("block", "records"),
    [
        pytest.param("6f010400000bb8ff", {0x6F: "00000bb8"}, id="four octets"),
        pytest.param("a101020714a20102ff14ff", {0xA1: "0714", 0xA2: "ff14"}, id="two octets, one of them 0xff"),
        pytest.param("310101028101012dff", {0x31: "02", 0x81: "2d"}, id="single octets"),
        pytest.param("31010102a1010207146f010400000bb8ff", {0x31: "02", 0xA1: "0714", 0x6F: "00000bb8"}, id="mixed"),
        pytest.param("050103aabbcc31010102ff", {0x31: "02"}, id="a length without a meaning is stepped over"),
        pytest.param("31010102ff6f010400000bb8", {0x31: "02"}, id="nothing counts behind the end mark"),
        pytest.param("310101026f0104000b", {0x31: "02"}, id="a truncated record is dropped"),
        pytest.param("31010102", {0x31: "02"}, id="no end mark"),
        pytest.param("0002054431010102ff", {}, id="a block of another shape"),
        pytest.param("3101010231010101ff", {0x31: "02"}, id="the first of two counts"),
        pytest.param("ff", {}, id="empty"),
        pytest.param("", {}, id="no octets"),
    ],
)
def test_a_block_is_read_record_by_record(block: str, records: dict[int, str]) -> None:
    assert parse_block(bytes.fromhex(block)) == {key: bytes.fromhex(value) for key, value in records.items()}


def test_a_missing_block_has_no_records() -> None:
    assert parse_block(None) == {}


@pytest.mark.parametrize(
    ("value", "is_pair", "expected"),
    [
        ("00000bb8", False, Life(percent=30.0, raw=3000)),
        ("00002710", False, Life(percent=100.0, raw=10000)),
        ("00000000", False, Life(percent=0.0, raw=0)),
        ("00002711", False, None),
        ("ffffffff", False, None),
        ("0714", False, Life(percent=35.0, raw=7, of=20)),
        ("070a", True, Life(percent=70.0, raw=7, of=10)),
        ("070a", False, None),
        ("1514", True, None),
        ("0700", True, None),
        ("32", False, None),
        ("32", True, None),
    ],
)
def test_a_life_is_only_what_its_octets_surely_mean(value: str, is_pair: bool, expected: Life | None) -> None:
    assert life({0x6F: bytes.fromhex(value)}, 0x6F, is_pair=is_pair) == expected


@given(st.binary(max_size=300))
def test_any_octets_give_records_that_lie_in_them(octets: bytes) -> None:
    records = parse_block(octets)
    for record, value in records.items():
        assert len(value) in (1, 2, 4)
        assert bytes([record, 1, len(value)]) + value in octets
        assert number(records, record) == int.from_bytes(value, "big")
        found = life(records, record, is_pair=True)
        assert found is None or 0 <= found.percent <= 100


@given(
    st.dictionaries(
        st.integers(0, 254), st.sampled_from((1, 2, 4)).flatmap(lambda n: st.binary(min_size=n, max_size=n))
    )
)
def test_what_is_written_is_read(records: dict[int, bytes]) -> None:
    block = b"".join(bytes([record, 1, len(value)]) + value for record, value in records.items()) + b"\xff"
    assert parse_block(block) == records
