"""Where state and settings live."""

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
import platformdirs

from core.errors import StoreError
from core.notices import Notice, Tell

PRIVATE = 0o700
"""The mode of every folder that this program makes."""

OWN_NAMES = (
    "settings.",
    ".settings-",
    "supplies.log",
    "keeper.",
    "fleet.",
    "seen.",
    "alerts.",
    "orders.",
    "outbox.",
    "history",
    "sweep",
)
"""How the names begin of everything this program puts into a folder."""


class Paths(msgspec.Struct, frozen=True):
    """The two folders of an installation; one and the same where SUPPLIES_HOME or --home names it."""

    state: Path
    config: Path

    @property
    def settings_file(self) -> Path:
        """settings.toml, edited by hand or by the program."""
        return self.config / "settings.toml"

    @property
    def fleet_file(self) -> Path:
        """The devices."""
        return self.state / "fleet.json"

    @property
    def history_folder(self) -> Path:
        """What each device said day by day, a file a device."""
        return self.state / "history"

    @property
    def sweeps_file(self) -> Path:
        """The earlier sweeps."""
        return self.state / "sweeps.json"

    @property
    def sweep_lock_file(self) -> Path:
        """The lock of the sweep that runs, with the name of its program."""
        return self.state / "sweep.lock"

    @property
    def seen_file(self) -> Path:
        """When each device last answered, in short."""
        return self.state / "seen.json"

    @property
    def keeper_file(self) -> Path:
        """The poll lock, with the name of the program that holds it."""
        return self.state / "keeper.lock"

    @property
    def log_file(self) -> Path:
        """What went wrong, for reports."""
        return self.state / "supplies.log"


def find_paths(home: Path | None = None, environment: Mapping[str, str] = os.environ) -> Paths:
    """The folders to use: `home`, else $SUPPLIES_HOME, else the platform's state and config folders."""
    named = home or (Path(environment["SUPPLIES_HOME"]) if environment.get("SUPPLIES_HOME") else None)
    if named is not None:
        folder = named.expanduser().absolute()
        return Paths(state=folder, config=folder)
    return Paths(
        state=platformdirs.user_state_path("supplies-assistant"),
        config=platformdirs.user_config_path("supplies-assistant"),
    )


def make_private_folder(folder: Path, tell: Tell | None = None, *, is_known_as_ours: bool = False) -> None:
    """Create a folder that only its owner can enter (0700), missing parents included.

    A folder that others can enter is closed to them when it is the user's own and holds nothing but what this program
    puts there; in any other (somebody's home, /tmp) the mode is not ours to change, and that is told.

    Args:
        folder: to be made, or there already.
        tell: hears in one line that others can enter it.
        is_known_as_ours: nobody else puts anything there, whatever the names.

    Raises:
        StoreError: it cannot be made.
    """
    try:
        for parent in reversed([folder, *folder.parents]):
            if not parent.exists():
                parent.mkdir(mode=PRIVATE, exist_ok=True)
        folder.mkdir(mode=PRIVATE, exist_ok=True)  # fails where a file has that name
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode & ~PRIVATE:
            _close(folder, mode, tell, is_known_as_ours=is_known_as_ours)
    except OSError as error:
        raise StoreError(
            f"{folder}: {error.strerror or error}", "name a folder that you may write with --home or SUPPLIES_HOME"
        ) from error


def _close(folder: Path, mode: int, tell: Tell | None, *, is_known_as_ours: bool) -> None:
    if _is_ours(folder) or (is_known_as_ours and not folder.is_symlink()):
        with suppress(OSError):  # a read-only disk, say: told below like any other
            folder.chmod(PRIVATE)
            return
    if tell is not None:
        words = f"{folder} can be entered by other users (mode {mode:04o})"
        tell(Notice(f"{words}; a folder of its own is safer, with mode 0700", "warning"))


def _is_ours(folder: Path) -> bool:
    if folder.stat().st_uid != os.geteuid():
        return False
    with os.scandir(folder) as entries:
        return all(entry.name.startswith(OWN_NAMES) for entry in entries)
