from pathlib import Path

import pytest

from core.errors import SettingsError
from core.notices import Notice
from core.settings import Settings, load_settings, set_value
from core.settings.live import LiveSettings
from core.settings.loading import Loaded, read_settings


class Program:
    """One program with settings in force."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.told: list[Notice] = []
        self.heard: list[Settings] = []
        loaded = read_settings(path) if path.exists() else Loaded()
        self.live = LiveSettings(path, loaded, self.told.append)
        self.live.subscribe(self.heard.append)

    async def look(self, times: int = 2) -> bool:
        """Whether looking so often brought other settings."""
        return any([await self.live.refresh() for _ in range(times)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text("# ours\n[discovery]\nrate = 50\n")
    return path


async def test_what_this_program_sets_is_in_force_at_once_and_told_to_whoever_goes_by_it(path: Path) -> None:
    program = Program(path)
    await program.live.set(("discovery", "rate"), 70)
    assert program.live.now.discovery.rate == 70
    assert program.heard == [program.live.now]
    await program.live.set(("thresholds", "types", "opc", "low"), 10)
    await program.live.set(("thresholds", "types", "opc", "low"), None)
    assert program.live.now.thresholds.types["opc"].low is None
    await program.live.set(("thresholds", "devices", "d0"), {})
    assert "d0" in program.live.now.thresholds.devices
    await program.live.drop(("thresholds", "devices", "d0"))
    await program.live.drop(("thresholds", "types", "opc"))
    assert program.live.now.thresholds.types == {}
    await program.live.set(("discovery", "rate"), None)
    assert program.live.now == Settings()
    assert not await program.look()
    assert program.told == []


async def test_what_does_not_fit_is_refused_and_nothing_changes(path: Path) -> None:
    program = Program(path)
    text = path.read_text()
    for keys, value in ((("discovery", "rate"), 0), (("discovery", "ratee"), 1), (("thresholds", "low"), 3)):
        with pytest.raises(SettingsError) as caught:
            await program.live.set(keys, value)
        assert str(path) not in caught.value.title
    with pytest.raises(SettingsError, match="not a list"):
        await program.live.add(("discovery", "rate"), "x")
    assert (path.read_text(), program.heard) == (text, [])


async def test_what_another_program_sets_is_taken_up_after_two_looks_and_told_by_its_keys(path: Path) -> None:
    program = Program(path)
    assert not await program.look()
    set_value(path, "polling", "retries", 5)
    set_value(path, "discovery", "communities", ["s3cret"])
    assert not await program.look(1)
    assert await program.look(1)
    assert program.live.now.polling.retries == 5
    words = "settings taken up from settings.toml: discovery.communities, polling.retries"
    assert program.told == [Notice(words, "information")]
    assert program.heard == [program.live.now]


async def test_a_file_that_somebody_is_still_writing_is_left_alone(path: Path) -> None:
    program = Program(path)
    await program.look()
    for length in range(3):
        path.write_text("# ours\n[discovery]\nrate = 50\n"[: 10 * length])
        assert not await program.look(1)
    path.write_text("# ours\n[discovery]\nrate = 50\n")
    assert not await program.look()
    assert program.told == []


async def test_a_file_that_does_not_fit_is_told_once_and_leaves_what_was_in_force(path: Path) -> None:
    program = Program(path)
    path.write_text("[discovery]\nrate = 0\n")
    for _ in range(3):
        assert not await program.look()
    assert program.live.now.discovery.rate == 50
    assert len(program.told) == 1
    assert "discovery.rate = 0" in program.told[0].text
    assert program.told[0].text.endswith("; the settings before stay in force")
    assert program.told[0].severity == "error"
    assert (program.live.file_problem or "").startswith("discovery.rate = 0: a whole number")
    path.write_text("[discovery\n")
    await program.look()
    assert len(program.told) == 2
    assert (program.live.file_problem or "").startswith("no TOML")
    path.write_text("[discovery]\nrate = 60\n")
    assert await program.look()
    assert program.live.now.discovery.rate == 60


@pytest.mark.parametrize(
    ("text", "more"),
    [("[discovery]\nrate = 50\n", ""), ("[discovery]\nrate = 60\n", "; settings taken up: discovery.rate")],
)
async def test_a_file_that_is_mended_is_told_and_its_problem_is_over(path: Path, text: str, more: str) -> None:
    program = Program(path)
    heard: list[str | None] = []
    forget = program.live.subscribe_file_problem(lambda: heard.append(program.live.file_problem))
    path.write_text("[discovery\n")
    await program.look()
    path.write_text(text)
    await program.look()
    assert [problem is None for problem in heard] == [False, True]
    assert program.told[1:] == [Notice(f"settings.toml is in order again{more}", "information")]
    forget()
    path.write_text("[discovery\n")
    await program.look()
    assert len(heard) == 2


async def test_what_is_written_here_into_a_file_just_mended_ends_its_problem(path: Path) -> None:
    program = Program(path)
    path.write_text("[discovery\n")
    await program.look()
    path.write_text("")
    await program.live.set(("discovery", "rate"), 60)
    assert program.live.file_problem is None
    assert program.told[-1].text == "settings.toml is in order again"


async def test_looks_that_do_not_fit_are_told_and_everything_else_comes_into_force(path: Path) -> None:
    program = Program(path)
    path.write_text('[ui]\nsort = "agee"\n[polling]\ninterval_seconds = 60\n')
    assert await program.look()
    now = program.live.now
    assert (now.ui.sort, now.polling.interval_seconds) == ("alerts", 60)
    words = f"{path}: ui.sort: 'agee' is no column, did you mean age? (alerts is used)"
    assert program.told[0] == Notice(words, "warning")
    with pytest.raises(SettingsError, match="did you mean device"):
        await program.live.set(("ui", "sort"), "-devic")


async def test_keys_that_mean_nothing_are_told_once(path: Path) -> None:
    program = Program(path)
    path.write_text("[discovery]\nrate = 50\nratee = 1\n")
    await program.look()
    await program.live.set(("discovery", "rate"), 60)
    words = f"{path}: discovery.ratee is not a setting, did you mean discovery.rate?"
    assert program.told == [Notice(words, "warning")]


async def test_a_file_that_is_gone_means_the_defaults(path: Path) -> None:
    program = Program(path)
    await program.look()
    path.unlink()
    assert await program.look()
    assert program.live.now == Settings()


async def test_two_programs_add_to_one_list_and_lose_nothing(path: Path) -> None:
    one, other = Program(path), Program(path)
    await one.live.add(("discovery", "communities"), "lab")
    await other.live.add(("discovery", "communities"), "roof")
    await one.look()
    assert one.live.now.discovery.communities == other.live.now.discovery.communities == ("public", "lab", "roof")
    assert load_settings(path)[0] == one.live.now


async def test_nobody_is_told_after_the_end_of_a_subscription(path: Path) -> None:
    program = Program(path)
    heard: list[Settings] = []
    end = program.live.subscribe(heard.append)
    end()
    await program.live.set(("discovery", "rate"), 70)
    assert heard == []
