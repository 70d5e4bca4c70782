import asyncio
import json
import os

import pytest

from core.demo.agent import Agent
from core.snmp.client import Community
from core.snmp.connect import connect
from tests.bench import loss
from tests.bench.__main__ import main
from tests.bench.half_dead import Readings
from tests.bench.meters import loop_lag, memory_of
from tests.bench.recorded import CountedDevice
from tests.bench.registry import BENCHES, find_benches, summary
from tests.bench.rows import Row, as_object
from tests.bench.table import format_number, format_table
from tests.bench.terminals import percentile
from tests.fleet.many import drained, kind_recording, own_name, own_serial, with_pages

PAGES = "1.3.6.1.2.1.43.10.2.1.4.1.1"


def row(figure: float = 2.0, **fields: object) -> Row:
    return Row(bench="b", what="w", figure=figure, unit="µs", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("measured", "ratio", "verdict"),
    [
        (row(), None, ""),
        (row(yardstick=1.0), 2.0, ""),
        (row(yardstick=1.0, max_ratio=2.0), 2.0, "holds"),
        (row(yardstick=1.0, max_ratio=1.9), 2.0, "misses"),
        (row(yardstick=0.0, max_ratio=3.0), None, "misses"),
        (row(max_figure=2.0), None, "holds"),
        (row(yardstick=4.0, max_figure=1.0), 0.5, "misses"),
    ],
)
def test_a_budget_holds_up_to_its_limit(measured: Row, ratio: float | None, verdict: str) -> None:
    assert (measured.ratio, measured.verdict) == (ratio, verdict)
    said = as_object(measured)
    assert said["ratio"] == ratio
    assert said["holds"] is {"holds": True, "misses": False, "": None}[verdict]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (0.1234, "0.123"),
        (1.239, "1.24"),
        (12.34, "12.3"),
        (123.4, "123"),
        (9.999, "10.00"),
        (12345.6, "12,346"),
        (-5.5, "-5.50"),
        (5.0, "5"),
    ],
)
def test_numbers_have_three_digits_or_all_they_need(number: float, text: str) -> None:
    assert format_number(number) == text


def test_the_table_is_aligned_and_names_a_bench_once() -> None:
    rows = [
        Row(bench="poll", what="a printer", figure=123.4, unit="µs", yardstick=61.7, against="bare", max_ratio=3.0),
        Row(bench="poll", what="the worst", figure=1564.0, unit="B", max_figure=1500.0),
        Row(bench="store", what="all", figure=5.0, unit="ms"),
    ]
    assert format_table(rows).splitlines() == [
        "bench  what        figure  yardstick  against   ratio   budget  verdict",
        "-----  ---------  -------  ---------  -------  ------  -------  -------",
        "poll   a printer   123 µs    61.7 µs  bare     2.00 x      3 x  holds",
        "       the worst  1,564 B                              1,500 B  misses",
        "store  all           5 ms",
    ]


def test_a_table_without_rows_is_its_headings() -> None:
    assert len(format_table([]).splitlines()) == 2


def test_every_bench_says_what_it_measures_under_a_name_of_its_own() -> None:
    names = [bench.NAME for bench in BENCHES]
    assert len(set(names)) == len(names)
    assert all(summary(bench).endswith(".") for bench in BENCHES)
    assert find_benches([names[-1], names[0]]) == (BENCHES[-1], BENCHES[0])
    with pytest.raises(KeyError):
        find_benches(["no-such-bench"])


def test_the_list_names_every_bench(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [bench.NAME for bench in BENCHES]


def test_an_unknown_bench_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["no-such-bench"])
    assert ended.value.code == 2
    assert "no-such-bench" in capsys.readouterr().err


def test_quick_benches_run_and_print_their_rows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SUPPLIES_RECORDINGS", raising=False)
    names = ["sweep-bytes", "poll-bytes", "poll-cpu", "store", "history-read"]
    assert main(["--quick", "--json", *names]) in {0, 1}, "budgets of time depend on the machine"
    rows = json.loads(capsys.readouterr().out)
    assert list(dict.fromkeys(measured["bench"] for measured in rows)) == names
    assert all(measured["figure"] > 0 for measured in rows)
    bytes_rows = [measured for measured in rows if measured["unit"] == "B"]
    assert all(measured["holds"] is not False for measured in bytes_rows), "bytes do not depend on the machine"


def test_a_bench_of_the_terminal_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--json", "tui-start"]) in {0, 1}, "budgets of time depend on the machine"
    (measured,) = json.loads(capsys.readouterr().out)
    assert min(measured["figure"], measured["yardstick"]) > 0


@pytest.mark.parametrize(
    ("values", "share", "value"),
    [([5.0], 0.95, 5.0), ([1.0, 2.0], 0.5, 1.0), ([float(n) for n in range(1, 101)], 0.95, 95.0), ([3, 1, 2], 1.0, 3)],
)
def test_a_percentile_is_a_value_that_was_measured(values: list[float], share: float, value: float) -> None:
    assert percentile(values, share) == value


async def test_nobody_who_answers_is_called_unreachable_on_a_lossy_network() -> None:
    rows = await loss.measure(is_quick=True)
    assert [measured.what for measured in rows if measured.verdict == "misses"] == []
    assert sum(bool(measured.verdict) for measured in rows) == 2


@pytest.mark.parametrize(
    ("read_at", "gap"),
    [((), 10.0), ((4.0,), 6.0), ((1.0, 3.0, 9.0), 6.0), ((-5.0, 2.0, 15.0), 8.0)],
)
def test_the_longest_gap_counts_from_the_start_to_the_end(read_at: tuple[float, ...], gap: float) -> None:
    readings = Readings()
    readings.times["d1"] = list(read_at)
    assert readings.longest_gap("d1", 0.0, 10.0) == gap


async def test_a_loop_that_stands_still_is_seen() -> None:
    async with loop_lag() as lag:
        await asyncio.to_thread(sum, range(10))
    quiet = lag.seconds
    async with loop_lag() as lag:
        sum(range(3_000_000))
    assert lag.seconds > quiet


def test_the_memory_of_a_process_is_read() -> None:
    now, most = memory_of(os.getpid())
    assert most >= now > 1_000_000


async def test_a_counted_device_counts_both_ways() -> None:
    device = CountedDevice("hp", kind_recording(0))
    async with Agent({"127.11.9.1": device}) as agent:
        client = await connect("127.11.9.1", agent.port, Community("public"), "2c", 2.0)
        assert PAGES in await client.get([PAGES])
        await client.close()
    # A request id is one to four octets long, in the question and in the answer.
    assert abs(device.bytes - device.least_bytes([PAGES])) <= 6


def test_pages_are_added_where_an_answer_has_a_page_counter() -> None:
    counter = bytes.fromhex("060c2b060102012b0a020104010141030000ff")
    assert with_pages(b"\x30" + counter, 2) == b"\x30" + counter[:-2] + b"\x01\x01"
    assert with_pages(b"nothing of the kind", 2) == b"nothing of the kind"


def test_a_drained_supply_has_a_little_less_and_keeps_its_length() -> None:
    level = bytes.fromhex("060c2b060102012b0b0101090101020124")
    assert drained(level, 2) == level[:-1] + b"\x22"
    assert drained(level, 0) == level
    assert drained(b"nothing of the kind", 2) == b"nothing of the kind"


def test_names_differ_in_their_first_letters_and_keep_their_length() -> None:
    assert own_name(b"prn-finance-color", 42) == b"p00042-ance-color"
    assert len(own_name(b"prn-a", 42)) == 5


def test_serial_numbers_keep_their_length() -> None:
    assert own_serial(b"VNB3C12345", 42) == b"VN00000042"
