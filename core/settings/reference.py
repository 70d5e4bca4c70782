"""The README's table of settings, made from the schema; `python -m core.settings.reference` prints it."""

import json

from core.settings.catalog import ANY, Setting, catalog, members
from core.settings.values import range_words


def reference_table() -> str:
    """The table of all settings in Markdown; a test compares it with the README."""
    rows = ["| key | default | values | meaning |", "|---|---|---|---|"]
    rows += [
        f"| `{_head(setting)}` | {_default(setting)} | {_values(setting)} | {_meaning(setting)} |"
        for setting in catalog()
        if ANY not in setting.path
    ]
    return "\n".join(rows)


def _head(setting: Setting) -> str:
    if setting.kind != "table":
        return setting.key
    return f"[[{setting.key}]]" if setting.is_array else f"{setting.key}.<{setting.entry}>"


def _default(setting: Setting) -> str:
    if setting.kind == "table":
        return "none"
    value = setting.default
    is_whole = isinstance(value, float) and value.is_integer()
    return f"`{json.dumps(int(value) if is_whole else value)}`"  # as TOML writes it, too


def _values(setting: Setting) -> str:
    if setting.kind == "table":
        return ", ".join(_member(member) for member in members(setting))
    if setting.kind == "switch":
        return "`true`, `false`"
    if setting.choices:
        return ", ".join(f"`{choice}`" for choice in setting.choices)
    if setting.kind in ("whole", "number"):
        return f"{range_words(setting)} {setting.unit}".rstrip()
    examples = ", ".join(f"`{example}`" for example in setting.examples)
    return f"e.g. {examples}" if examples else "text"


def _member(member: Setting) -> str:
    if member.path[-1] == ANY:
        return "keys with commas between"
    choices = f" ({', '.join(member.choices)})" if member.choices else ""
    return f"`{member.path[-1]}`{choices}"


def _meaning(setting: Setting) -> str:
    example = f"; e.g. `{setting.examples[0]}`" if setting.kind == "table" else ""
    return f"{setting.help.rstrip('.')}{example}"


if __name__ == "__main__":
    print(reference_table())
