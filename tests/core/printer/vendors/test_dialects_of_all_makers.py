"""What holds for every maker: any answer is survived, only asked objects are used, identity is cheap."""

import importlib
import pkgutil
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import core.printer.vendors
from core.model.level import Percent
from core.printer.answers import Answers, Value
from core.printer.trail import NO_TRAIL, Notes
from core.printer.vendors.facts import Dialect
from core.printer.vendors.noted import MAX_COUNT

MODULES = [
    importlib.import_module(f"core.printer.vendors.{entry.name}")
    for entry in pkgutil.iter_modules(core.printer.vendors.__path__)
]
DIALECTS: list[Dialect] = [module.DIALECT for module in MODULES if hasattr(module, "DIALECT")]
IDS = [dialect.name for dialect in DIALECTS]
STANDARD = "1.3.6.1.2.1."
ROWS: tuple[tuple[Value, ...], ...] = ((3, b"Black Toner", 100, 0), (9, b"Drum", 12000, 700), (6, b"Cyan Ink", 100, 1))
STANDARD_TABLE: dict[str, Value] = {
    f"1.3.6.1.2.1.43.11.1.1.{column}.1.{number}": cell
    for number, cells in enumerate(ROWS, 1)
    for column, cell in zip((5, 6, 8, 9), cells, strict=True)
}
COUNTER_NAMES = (
    "total", "black", "color", "duplex", "print", "copy", "fax", "scan", "images", "labels",
    "equivalent black", "equivalent color",
)  # fmt: skip
BRANCHES = ("1", "2", "1.1", "1.2", "3.1.0", "5.4.61", "34")

OCTETS = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [
            b"",
            b"\xff" * 10_000,
            b"MFG:;MDL:" + b"A" * 10_000,
            b"@BDC ST2\r\n\xff\xff" + b"\x0f\x04\x03\x01\x00\x50" * 100,
            b"\x6f\x01\x04\xff\xff\xff\xff\x6f\x01\xff",
            b"\x70\x01\x04\x00\x00\x13\x88\xff",
            b"Black Toner",
            b"Cyan",
            b"\x01\x15",
            b"99999999999999999999",
            b"-100",
            b"45 %",
        ]
    ),
)
NUMBERS = st.one_of(st.integers(-110, 110), st.sampled_from([2**31, 2**32 - 1, 2**64, 10**30, -(2**40), -(10**30)]))
VALUES: st.SearchStrategy[Value] = st.one_of(OCTETS, NUMBERS, st.sampled_from(["1.3.6", "0.0", "10.0.0.1"]))


def every_object(dialect: Dialect) -> list[str]:
    return [*dialect.gets, *(f"{walk}.{branch}" for walk in dialect.walks for branch in BRANCHES)]


class Asked(dict[str, Value]):
    """Remembers which objects were looked up."""

    def __init__(self, values: dict[str, Value]) -> None:
        super().__init__(values)
        self.seen: set[str] = set()

    def get(self, key: str, default: object = None) -> Value | None:  # type: ignore[override]
        self.seen.add(key)
        return super().get(key)

    def __getitem__(self, key: str) -> Value:
        self.seen.add(key)
        return super().__getitem__(key)


class WatchedAnswers(Answers):
    def __init__(self, values: Asked) -> None:
        super().__init__(values)
        self.walked: set[str] = set()

    def below(self, base: str) -> Iterator[tuple[str, Value]]:
        self.walked.add(base)
        return super().below(base)


def test_every_maker_is_here() -> None:
    assert set(IDS) == {
        "brother", "hp", "xerox", "lexmark", "samsung", "ricoh", "kyocera", "konica_minolta", "canon", "epson", "oki",
        "sharp", "toshiba", "dell", "zebra", "pantum", "fujifilm",
    }  # fmt: skip


@pytest.mark.parametrize("dialect", DIALECTS, ids=IDS)
def test_identity_is_cheap_and_everything_asked_is_asked_once(dialect: Dialect) -> None:
    assert len(dialect.identity) <= 3
    assert set(dialect.identity) <= set(dialect.gets)
    assert len(set(dialect.gets)) == len(dialect.gets)
    assert len(set(dialect.walks)) == len(dialect.walks)
    for oid in dialect.polls:
        assert oid in dialect.gets or any(oid.startswith(f"{walk}.") for walk in dialect.walks)


@pytest.mark.parametrize("dialect", DIALECTS, ids=IDS)
def test_what_is_read_is_what_is_asked(dialect: Dialect) -> None:
    asked = Asked({})
    answers = WatchedAnswers(asked)
    dialect.read(answers, NO_TRAIL)
    assert {oid for oid in asked.seen if not oid.startswith(STANDARD)} <= set(dialect.gets)
    assert {base for base in answers.walked if not base.startswith(STANDARD)} == set(dialect.walks)


@pytest.mark.parametrize("dialect", DIALECTS, ids=IDS)
def test_nothing_comes_of_nothing(dialect: Dialect) -> None:
    facts = dialect.read(Answers({}), NO_TRAIL)
    assert msgspec.to_builtins(facts) == msgspec.to_builtins(type(facts)())


@pytest.mark.parametrize("dialect", DIALECTS, ids=IDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_any_answer_is_survived(dialect: Dialect, data: st.DataObject) -> None:
    oids = every_object(dialect)
    chosen = data.draw(st.dictionaries(st.sampled_from(oids), VALUES, max_size=40))
    has_table = data.draw(st.booleans())
    notes = Notes()
    facts = dialect.read(Answers({**(STANDARD_TABLE if has_table else {}), **chosen}), notes)
    msgspec.json.encode(facts)
    for text in (facts.vendor, facts.model, facts.serial, facts.firmware, facts.name, *facts.console):
        assert text is None or (text.isprintable() and 0 < len(text) <= 255)
    for name, count in facts.counters.items():
        assert name in COUNTER_NAMES
        assert 0 <= count <= 40 * MAX_COUNT
    standalone = [fact.standalone for fact in facts.supplies if fact.standalone is not None]
    assert len(standalone) == len(set(standalone))
    for fact in facts.supplies:
        assert fact.condition in (None, "ok", "low", "empty")
        assert fact.index is None or has_table
        if fact.standalone is not None:
            assert fact.level is not None
            assert fact.name
        if fact.level is not None:
            assert fact.level.source == dialect.name
        if isinstance(fact.level, Percent):
            assert 0 <= fact.level.value <= 100
