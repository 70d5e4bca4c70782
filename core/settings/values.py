"""A setting's values as people write them, and in words what is wrong with one (pure)."""

import re
import tomllib
from typing import Any

from core.settings.catalog import Setting

YES, NO = ("true", "on", "yes"), ("false", "off", "no")
"""How a switch may be written, in any case."""
NONE = "none"
"""How the absence of a choice is written."""


def wanted(setting: Setting) -> str:
    """What is wanted: "a whole number from 1 to 100,000", "one of MD5, SHA"."""
    if setting.kind in ("whole", "number"):
        return f"a {'whole ' if setting.kind == 'whole' else ''}number {range_words(setting)}".rstrip()
    if setting.kind == "switch":
        return "true or false"
    if setting.kind == "choice":
        return f"one of {', '.join(setting.choices)}"
    if setting.kind == "list":
        return "a list of texts"
    if setting.kind == "table":
        return "a list of [[tables]]" if setting.is_array else "a [table]"
    if setting.pattern is not None and setting.examples:
        return f"a text like {' or '.join(setting.examples)}"
    return "a text that is not empty" if setting.min_length else "a text"


def range_words(setting: Setting) -> str:
    """The limits of a number: "from 1 to 100,000", "above 0, at most 120"; empty where it has none."""
    most = "" if setting.most is None else f"{setting.most:,.15g}"
    if setting.above is not None:
        return f"above {setting.above:,.15g}" + (f", at most {most}" if most else "")
    if setting.least is None:
        return f"at most {most}" if most else ""
    return f"from {setting.least:,.15g} to {most}" if most else f"of at least {setting.least:,.15g}"


def complaint(setting: Setting, value: Any) -> str | None:
    """What is wrong with a value as TOML has it, in words; None when it fits."""
    if setting.kind == "list":
        return _list_complaint(setting, value)
    if setting.kind in ("whole", "number"):
        return None if _is_number(setting, value) else f"{wanted(setting)} is wanted"
    if setting.kind == "switch":
        return None if isinstance(value, bool) else f"{wanted(setting)} is wanted"
    if setting.kind == "choice":
        return None if isinstance(value, str) and value in setting.choices else f"{wanted(setting)} is wanted"
    if setting.kind == "table":
        return None if isinstance(value, list | tuple if setting.is_array else dict) else f"{wanted(setting)} is wanted"
    return _text_complaint(setting, value)


def _is_number(setting: Setting, value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if setting.kind == "whole" and not isinstance(value, int):
        return False
    return (
        (setting.least is None or value >= setting.least)
        and (setting.above is None or value > setting.above)
        and (setting.most is None or value <= setting.most)
    )


def _text_complaint(setting: Setting, value: Any) -> str | None:
    is_wrong = not isinstance(value, str) or len(value) < setting.min_length
    if is_wrong or (setting.pattern is not None and re.search(setting.pattern, value) is None):
        return f"{wanted(setting)} is wanted"
    return setting.check(value) if setting.check else None


def _list_complaint(setting: Setting, value: Any) -> str | None:
    if not isinstance(value, list | tuple):
        return f"{wanted(setting)} is wanted"
    for item in value:
        if not isinstance(item, str):
            return f"{wanted(setting)} is wanted"
        if len(item) < setting.min_length:
            return "an item is empty"
        wrong = setting.check(item) if setting.check else None
        if wrong is not None:
            return wrong
    return None


def parsed(setting: Setting, text: str) -> Any:
    """The value that a text means; None for the absence of a choice.

    A list is written with commas or white space between its texts, or as TOML has it.

    Raises:
        ValueError: it means none; says what is wanted.
    """
    value = _read(setting, text)
    return None if value is None else fitting(setting, value)


def fitting(setting: Setting, value: Any) -> Any:
    """The value itself.

    Raises:
        ValueError: it does not fit; says what is wrong.
    """
    wrong = complaint(setting, value)
    if wrong is not None:
        raise ValueError(wrong)
    return value


def _read(setting: Setting, text: str) -> Any:
    plain = text.strip()
    if setting.kind in ("whole", "number"):
        return _number(setting, plain)
    if setting.kind == "switch":
        lower = plain.lower()
        if lower not in YES + NO:
            raise ValueError(f"{wanted(setting)} is wanted")
        return lower in YES
    if setting.kind == "choice":
        if (
            plain.lower() == NONE
            and NONE not in setting.choices
            and not setting.is_required
            and setting.default is None
        ):
            return None
        return next((choice for choice in setting.choices if choice.lower() == plain.lower()), plain)
    if setting.kind == "list":
        return _items(plain)
    return text if setting.kind == "text" else plain


def _items(text: str) -> list[Any]:
    if text.startswith("["):  # a list of TOML; or an IPv6 address
        try:
            items = tomllib.loads(f"items = {text}")["items"]
        except tomllib.TOMLDecodeError:
            items = None
        if isinstance(items, list):
            return items
    return [item for item in re.split(r"[\s,]+", text) if item]


def _number(setting: Setting, text: str) -> int | float:
    """A number; thousands may be separated by commas, and its unit may stand behind it."""
    bare = text.removesuffix(setting.unit).strip().replace(",", "") if setting.unit else text.replace(",", "")
    try:
        if not bare.isascii() or "_" in bare:
            raise ValueError
        return int(bare) if re.fullmatch(r"[+-]?\d+", bare) else float(bare)
    except ValueError:
        raise ValueError(f"{wanted(setting)} is wanted") from None


def written(setting: Setting, value: Any) -> str:
    """A value as one types it; the reverse of `parsed`."""
    if value is None:
        return NONE if setting.kind == "choice" else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    if isinstance(value, list | tuple | dict):
        return ", ".join(str(item) for item in value)
    return str(value)


def masked(community: str) -> str:
    """A community as it may stand on a screen: every device's default as it is, of another one the first letter."""
    return community if community == "public" else f"{community[:1]}···"


def with_unit(setting: Setting, value: Any) -> str:
    """A value as one reads it: "300 s", "20 %", "public, l···"."""
    if setting.is_private and isinstance(value, list | tuple):
        return ", ".join(masked(str(item)) for item in value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.15g} {setting.unit}" if setting.unit else f"{value:.15g}"  # a port has no thousands
    return written(setting, value)
