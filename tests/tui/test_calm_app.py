from pathlib import Path

import pytest

from tests.tui.fakes import FakeServices
from tests.tui.printers import typical
from tests.tui.settling import settle
from tui.app import SuppliesApp


async def test_a_picture_is_saved_where_the_program_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
    (picture,) = tmp_path.glob("supplies-*.svg")
    assert picture.read_text().startswith("<svg")


async def test_a_picture_that_cannot_be_saved_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.setattr("tui.app.Path.cwd", lambda: gone)
    gone.rmdir()
    app = SuppliesApp(FakeServices(typical()), environment={})
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        (told,) = app._notifications
        assert "No such file or directory" in told.title
        assert told.severity == "error"


async def test_a_bug_prints_no_traceback_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    app = SuppliesApp(FakeServices(typical()), environment={})
    with pytest.raises(ZeroDivisionError):  # noqa: PT012  (it comes out of the block's end)
        async with app.run_test() as pilot:
            await settle(pilot)
            app.call_later(lambda: 1 / 0)
            await settle(pilot)
    assert isinstance(app.crash, ZeroDivisionError)
    out, err = capfd.readouterr()
    assert "Traceback" not in out + err
