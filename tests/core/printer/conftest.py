import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.model.device import Reading
from core.printer.answers import Answers, Value
from core.printer.read import read

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Printer:
    """A printer's objects in the making: `Printer().supply(1, descr=b"Black Toner", level=50)`."""

    def __init__(self, device: int = 1) -> None:
        self.device = device
        self.values: dict[str, Value] = {}

    def having(self, values: Mapping[str, Value]) -> "Printer":
        self.values |= values
        return self

    def system(self, descr: bytes | None = None, object_id: str | None = None) -> "Printer":
        given: dict[str, Value | None] = {"1.3.6.1.2.1.1.1.0": descr, "1.3.6.1.2.1.1.2.0": object_id}
        return self.having({oid: value for oid, value in given.items() if value is not None})

    def row(self, descr: bytes | None = None, index: int | None = None, *, kind: int = 5) -> "Printer":
        at = self.device if index is None else index
        self.values[f"1.3.6.1.2.1.25.3.2.1.2.{at}"] = f"1.3.6.1.2.1.25.3.1.{kind}"
        if descr is not None:
            self.values[f"1.3.6.1.2.1.25.3.2.1.3.{at}"] = descr
        return self

    def supply(self, number: int, **columns: Value) -> "Printer":
        arcs = {"marker": 2, "colorant": 3, "class_": 4, "type": 5, "descr": 6, "unit": 7, "max": 8, "level": 9}
        for name, value in columns.items():
            self.values[f"1.3.6.1.2.1.43.11.1.1.{arcs[name]}.{self.device}.{number}"] = value
        return self

    def colorant(self, number: int, value: bytes, role: int | None = 3) -> "Printer":
        self.values[f"1.3.6.1.2.1.43.12.1.1.4.{self.device}.{number}"] = value
        if role is not None:
            self.values[f"1.3.6.1.2.1.43.12.1.1.3.{self.device}.{number}"] = role
        return self

    def alert(self, number: int, **columns: Value) -> "Printer":
        arcs = {"severity": 2, "training": 3, "group": 4, "group_index": 5, "code": 7, "descr": 8}
        for name, value in columns.items():
            self.values[f"1.3.6.1.2.1.43.18.1.1.{arcs[name]}.{self.device}.{number}"] = value
        return self

    def answers(self) -> Answers:
        return Answers(self.values)

    def read(self) -> Reading:
        return read(self.answers(), read_at=NOON)


@pytest.fixture
def printer() -> Printer:
    """A device that answers nothing yet; its rows are those of hrDeviceIndex 1."""
    return Printer()


@pytest.fixture
def printer_at_0() -> Printer:
    """The same with hrDeviceIndex 0, as some OfficeJets have it."""
    return Printer(0)


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of real printers' recordings."""
    folder = os.environ.get("SUPPLIES_RECORDINGS")
    if not folder:
        pytest.skip("SUPPLIES_RECORDINGS is unset: no recordings of real printers to read")
    return Path(folder)
