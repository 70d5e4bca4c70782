"""A file or folder as an admin types it."""

from pathlib import Path

from core.errors import UsageError


def typed_path(text: str) -> Path:
    """The path that is meant: blanks around it are slips, "~" and "~name" are home folders.

    Raises:
        UsageError: there is no such home folder.
    """
    name = text.strip()
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise UsageError(f"{name}: no such home folder", "write the folder in full") from error
