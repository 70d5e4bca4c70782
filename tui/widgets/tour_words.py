"""The tour: what the program is, its first four steps, what it sends (pure)."""

from collections.abc import Callable, Sequence

from textual.content import Content

from tui.discovery_ports import Proposal

WHAT = "Finds the printers on your networks, reads their supplies and says which of them need something."
"""What this is."""
STEPS = (
    ("discover", "Discover", "ask your networks for printers"),
    ("cursor_down", "Look", "the most urgent one is at the top"),
    ("choose", "Open", "everything about one printer"),
    ("show_help", "Get help", "every key of a screen"),
)
"""Command id, step, what it does."""
MOST_NETWORKS = 3
"""Own networks shown; more are counted."""

Part = str | tuple[str, str]


def tour_words(key_of: Callable[[str], str], networks: Sequence[tuple[str, str]], port: int) -> Content:
    """The whole tour in at most 16 lines of 54 cells.

    Args:
        key_of: tells the key of a command.
        networks: network and note of each that a first sweep would ask.
        port: UDP, that is asked.
    """
    parts: list[Part] = [f"{WHAT}\n\n"]
    for number, (command_id, step, words) in enumerate(STEPS, 1):
        key = key_of(command_id)
        parts += [(f" {number} ", "$muted"), (f"{key:<6}", "bold $primary"), (f"{step:<10}", "bold"), f"{words}\n"]
    parts.append("\n")
    parts += network_words(networks)
    parts.append((f"\n{promise(port)}", "$muted"))
    return Content.assemble(*parts)


def promise(port: int) -> str:
    """What a sweep does and does not."""
    return (
        f"Each address gets one small question by SNMP, UDP {port}; nothing is printed, nothing is changed. "
        "You see the cost first."
    )


def network_words(networks: Sequence[tuple[str, str]]) -> list[Part]:
    """The lines of the own networks."""
    if not networks:
        return ["No network of this machine can be offered: type what to search.\n"]
    parts: list[Part] = [("Your networks\n", "bold")]
    for network, note in networks[:MOST_NETWORKS]:
        parts += [f"   {network:<18}", (f" {note}\n", "$muted")]
    if len(networks) > MOST_NETWORKS:
        parts.append((f"   and {len(networks) - MOST_NETWORKS} more\n", "$muted"))
    return parts


def short_words(key: str, networks: Sequence[tuple[str, str]], port: int) -> Content:
    """What an empty list says when it is not the first start.

    Args:
        key: that leads to the discovery.
        networks: network and note of each that a sweep would ask.
        port: UDP, that is asked.
    """
    return Content.assemble(
        ("No printers in the list.\n\n", "bold"),
        *("Press ", (key, "bold $primary"), " or ", ("enter", "bold $primary"), " to discover them.\n\n"),
        *network_words(networks),
        (f"\n{promise(port)}", "$muted"),
    )


def networks_to_ask(targets: Sequence[str], proposals: Sequence[Proposal]) -> list[tuple[str, str]]:
    """Network and note of each that a first sweep would ask.

    Args:
        targets: those of the settings, which go before the proposals.
        proposals: the own networks.
    """
    return [(target, "from the settings") for target in targets] or [(one.target, one.note) for one in proposals]
