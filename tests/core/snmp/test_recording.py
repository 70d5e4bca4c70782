import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SnmpError, UsageError
from core.snmp.recording import Record, Recording, RecordingClient, format_recording, parse_recording, read_recording
from tests.core.snmp.conftest import RECORDINGS
from tests.fleet.devices import SUPPLIES, office_printer

OIDS = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=20).map(lambda arcs: (1, *arcs))
RECORDS = st.one_of(
    st.builds(Record, OIDS, st.sampled_from([2, 65, 66, 67, 70]), st.integers(-(2**63), 2**64)),
    st.builds(Record, OIDS, st.sampled_from([4, 68]), st.binary(max_size=60)),
    st.builds(Record, OIDS, st.just(64), st.ip_addresses(v=4).map(str)),
    st.builds(Record, OIDS, st.just(6), st.just("1.3.6.1.4.1.11")),
    st.builds(Record, OIDS, st.just(5), st.just(b"")),
)


@given(st.lists(RECORDS, min_size=1, max_size=8))
def test_what_is_written_is_read_again(records: list[Record]) -> None:
    recording = Recording(records)
    assert list(parse_recording(format_recording(recording))) == list(recording)


@given(st.binary(max_size=200))
def test_any_octets_are_read_or_refused(octets: bytes) -> None:
    try:
        parse_recording(octets)
    except UsageError:
        return


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("1.3.6|2|-3", Record((1, 3, 6), 2, -3)),
        (".1.3.6|4|a|b", Record((1, 3, 6), 4, b"a|b")),
        ("1.3.6|4|", Record((1, 3, 6), 4, b"")),
        ("1.3.6|4x|00fF", Record((1, 3, 6), 4, b"\x00\xff")),
        ("1.3.6|6|.1.3", Record((1, 3, 6), 6, "1.3")),
        ("1.3.6|64|10.0.0.1", Record((1, 3, 6), 64, "10.0.0.1")),
        ("1.3.6|64x|0a000001", Record((1, 3, 6), 64, "10.0.0.1")),
        ("1.3.6|70|18446744073709551615", Record((1, 3, 6), 70, 2**64 - 1)),
        ("1.3.6|4|Tröt\r", Record((1, 3, 6), 4, "Tröt".encode())),
    ],
)
def test_every_form_of_a_line_is_read(line: str, record: Record) -> None:
    assert list(parse_recording(line.encode())) == [record]


@pytest.mark.parametrize(
    "line", ["", "x", "1.3.6|2", "1.3.6|2|abc", "1.3.6|9|1", "1|2|1", "1.-3|2|1", "1.3.6|4x|zz", "1.3.6|2:numeric|1",
             "1.99999999999|2|1"]
)  # fmt: skip
def test_a_line_that_is_no_record_is_named(line: str) -> None:
    with pytest.raises(UsageError, match="line 2|holds no record" if line else "holds no record"):
        parse_recording(b"# a comment\n" + line.encode())


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.snmprec"):
        read_recording(tmp_path / "none.snmprec")


def test_a_folder_is_no_recording(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_recording(tmp_path)


def test_what_is_no_regular_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path / "fifo", Path("/dev/zero")):
        with pytest.raises(UsageError, match="is no regular file"):
            read_recording(path)


def test_a_file_without_end_is_read_to_the_limit_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("core.snmp.recording.MAX_FILE_BYTES", 1000)
    # Files in /proc have a size of 0 whatever is in them.
    with pytest.raises(UsageError, match="larger than"):
        read_recording(Path("/proc/cpuinfo"))
    (tmp_path / "exact.snmprec").write_bytes(b"1.3.6|4|".ljust(1000, b"x"))
    assert len(read_recording(tmp_path / "exact.snmprec")) == 1


@pytest.mark.parametrize("start", [b"1.3.6|2|", b"1.3.6|2:", b"1.3.6|"])
def test_the_complaint_about_a_long_line_is_short(start: bytes) -> None:
    with pytest.raises(UsageError) as error:
        parse_recording(start + b"y" * 3_000_000 + b"|")
    assert len(str(error.value)) < 250


def test_records_are_ordered_as_numbers_and_the_later_of_two_counts() -> None:
    recording = parse_recording(b"1.3.10|2|1\n1.3.9|2|2\n1.3.10|2|3\n")
    assert recording.values() == {"1.3.9": 2, "1.3.10": 3}
    assert [record.name for record in recording] == ["1.3.9", "1.3.10"]


def test_finding_and_following_agree_with_the_order() -> None:
    recording = parse_recording(b"1.3.6.1|2|1\n1.3.6.1.5|2|2\n")
    found, following = recording.find((1, 3, 6, 1)), recording.after((1, 3, 6, 1))
    assert found is not None
    assert following is not None
    assert (found.value, following.name) == (1, "1.3.6.1.5")
    assert recording.find((1, 3, 6)) is None
    assert recording.after((1, 3, 6, 1, 5)) is None


async def test_the_replay_leaves_missing_objects_out() -> None:
    client = RecordingClient(office_printer())
    assert await client.get([f"{SUPPLIES}.9.1.2", f"{SUPPLIES}.9.1.9"]) == {f"{SUPPLIES}.9.1.2": -3}
    assert await client.get_next([f"{SUPPLIES}.8.1.3", "1.9"]) == {
        f"{SUPPLIES}.8.1.3": (f"{SUPPLIES}.9.1.1", 40),
        "1.9": None,
    }


async def test_the_replay_of_v1_has_no_bulk() -> None:
    with pytest.raises(SnmpError, match="GETBULK"):
        await RecordingClient(office_printer(), version="1").get_bulk("1.3", 5)


@pytest.mark.skipif(not RECORDINGS, reason="SUPPLIES_RECORDINGS is not set")
@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_a_real_recording_survives_the_round_trip(path: Path) -> None:
    recording = read_recording(path)
    assert len(recording) > 5
    assert list(parse_recording(format_recording(recording))) == list(recording)
