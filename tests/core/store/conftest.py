from collections.abc import Callable

import pytest

from core.model.device import Device
from core.notices import Notice

Make = Callable[..., Device]


@pytest.fixture
def device() -> Make:
    """Makes a device at 10.0.0.`number`; other fields by name."""

    def make(number: int = 1, **fields: object) -> Device:
        return Device(**{"id": f"d{number}", "address": f"10.0.0.{number}", **fields})  # type: ignore[arg-type]

    return make


def unexpected(notice: Notice) -> None:
    """Hears notices where there must be none."""
    pytest.fail(notice.text)
