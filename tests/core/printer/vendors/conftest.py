import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from core.printer.answers import Answers, Value
from core.printer.trail import Notes
from core.printer.vendors.facts import Dialect, VendorFacts

SUPPLIES = "1.3.6.1.2.1.43.11.1.1"


@pytest.fixture
def read() -> Callable[[Dialect, Mapping[str, Value]], VendorFacts]:
    """Read the facts of one dialect out of values."""

    def reader(dialect: Dialect, values: Mapping[str, Value]) -> VendorFacts:
        return dialect.read(Answers(values), Notes())

    return reader


@pytest.fixture
def standard() -> Callable[..., dict[str, Value]]:
    """Standard supplies rows out of (type, description, capacity, level)."""

    def table(*rows: tuple[int, str, int, int]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for number, (kind, description, capacity, level) in enumerate(rows, 1):
            values[f"{SUPPLIES}.5.1.{number}"] = kind
            values[f"{SUPPLIES}.6.1.{number}"] = description.encode()
            values[f"{SUPPLIES}.8.1.{number}"] = capacity
            values[f"{SUPPLIES}.9.1.{number}"] = level
        return values

    return table


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of real printers' recordings."""
    folder = os.environ.get("SUPPLIES_RECORDINGS")
    if not folder:
        pytest.skip("SUPPLIES_RECORDINGS is unset: no recordings of real printers to read")
    return Path(folder)
