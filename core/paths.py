"""Where state and settings live."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec
import platformdirs

from core.errors import StoreError


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


def make_private_folder(folder: Path) -> None:
    """Create a folder that only its owner can enter (0700), parents included.

    Raises:
        StoreError: it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{folder}: {error.strerror or error}", "name a folder that you may write with --home or SUPPLIES_HOME"
        ) from error
