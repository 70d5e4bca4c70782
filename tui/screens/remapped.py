"""Screens on which the keys of the settings count."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar, cast

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen

ResultT = TypeVar("ResultT")


class Remapped(Screen[ResultT], Generic[ResultT]):
    """Gives each command the keys of the settings in the place of its own, and leaves all others theirs.

    Textual's keymap takes a key from every command that shares it, as Escape is shared, once one of them has another.
    """

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        remapped: Mapping[str, str] = cast("Any", self.app).remapped
        chain = super()._binding_chain
        return [(node, remap(bindings, remapped)) for node, bindings in chain] if remapped else chain


def remap(bindings: BindingsMap, remapped: Mapping[str, str]) -> BindingsMap:
    """The same bindings by other keys (pure).

    Args:
        bindings: key -> what it does, the first that can be done.
        remapped: command id -> its keys, with commas between.
    """
    kept: dict[str, list[Binding]] = {}
    moved: dict[str, Binding] = {}
    for key, some in bindings.key_to_bindings.items():
        for binding in some:
            if binding.id in remapped:
                moved.setdefault(binding.id or "", binding)
            else:
                kept.setdefault(key, []).append(binding)
    for command_id, binding in moved.items():
        for key in remapped[command_id].split(","):
            name = key.strip()
            kept[name] = [binding.with_key(key=name, key_display=None), *kept.get(name, [])]
    return BindingsMap.from_keys(kept)
