import gc
from collections.abc import Iterator

import pytest

from core.heap import is_untidy, tidy_heap


class Knot:
    """Refers to itself: only the collector frees it."""

    freed = 0

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Knot.freed += 1


@pytest.fixture(autouse=True)
def without_automatic_collections() -> Iterator[None]:
    gc.collect()
    gc.disable()
    Knot.freed = 0
    yield
    gc.enable()


def test_what_only_the_collector_frees_is_freed_once_there_may_be_much_of_it() -> None:
    Knot()
    assert not is_untidy()
    for _ in range(3):
        gc.collect(1)  # as it happens by itself; what is old by then is not freed by it
    Knot.freed = 0
    knots = [Knot() for _ in range(5)]
    gc.collect(1)
    gc.collect(1)
    del knots
    assert is_untidy()
    assert Knot.freed == 0
    tidy_heap()
    assert Knot.freed == 5
    assert not is_untidy()
