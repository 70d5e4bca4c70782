"""Every command of the terminal, declared once: keys, footer, palette entry, help line and remappable id."""

from textual.binding import BindingType

from tui.command import Command
from tui.detail_commands import DETAIL_COMMANDS, LINES, STOP_ASKING, TICK
from tui.device_commands import COLUMNS, DEVICE_COMMANDS, SIDE
from tui.dialog_commands import COLUMN_LIST, DIALOG, DIALOG_COMMANDS, UNTYPED, WORK, YES_OR_NO
from tui.discovery_commands import DISCOVERY_COMMANDS, EARLIER, FIRST_OF_DISCOVERY, NETWORKS, SUMMARY, TARGETS
from tui.house_commands import APP, DISCOVER, EVERYWHERE, WAYS
from tui.setting_commands import CHOICES, SETTING_COMMANDS, SETTING_LIST, SETTINGS

__all__ = [
    "APP",
    "CHOICES",
    "COLUMNS",
    "COLUMN_LIST",
    "COMMANDS",
    "DIALOG",
    "EARLIER",
    "ENTRIES",
    "FIELD",
    "LINES",
    "LIST",
    "NETWORKS",
    "PAGE",
    "SCOPE_TITLES",
    "SETTING_LIST",
    "SIDE",
    "SUMMARY",
    "TARGETS",
    "TICK",
    "UNTYPED",
    "WELCOME",
    "WORK",
    "YES_OR_NO",
    "Command",
    "bindings_of",
    "commands_of",
]

LIST = "list"
"""The scope of lists."""
ENTRIES = "entries"
"""The scope of lists whose lines say more than they have room for."""
PAGE = "page"
"""The scope of pages that scroll."""
FIELD = "field"
"""The scope of lines to type into."""
WELCOME = "welcome"
"""The scope of the panel of an empty first run."""
SCOPE_TITLES = {
    "devices": "Devices",
    "alerts": "Alerts",
    "orders": "Orders",
    "discovery": "Discovery",
    TARGETS: "In the line of targets",
    NETWORKS: "Targets that are offered",
    EARLIER: "Earlier sweeps",
    SUMMARY: "One sweep",
    "details": "Details",
    "supply": "Supply",
    "explain": "Explain",
    SETTINGS: "Settings",
    SETTING_LIST: "At a setting",
    CHOICES: "At a choice",
    "log": "Log",
    "tour": "Tour",
    "help": "Help",
    SIDE: "At the left",
    WELCOME: "First run",
    LIST: "In every list",
    ENTRIES: "At an entry",
    PAGE: "In every text",
    FIELD: "While typing",
    LINES: "While writing",
    TICK: "At a box",
    COLUMNS: "Columns",
    COLUMN_LIST: "At a column",
    YES_OR_NO: "Yes or no",
    WORK: "Work that is waited for",
    UNTYPED: "In a question without a field",
    DIALOG: "In every question",
    APP: "Everywhere",
}
"""Scope -> its title in the help."""


FIELDS_HELP = "Show only what has all the words you type, some of them in one field, e.g. loc:hall."
"""Of the filter where the lines are of devices."""

COMMANDS: tuple[Command, ...] = (
    *FIRST_OF_DISCOVERY,
    STOP_ASKING,
    # Lists, the first of them in the footer
    Command(
        id="choose",
        keys="enter,l,right",
        title="Details",
        help="Open the line: everything known about it.",
        scopes=(LIST,),
        in_footer=True,
        key_display="enter",
    ),
    Command(
        id="open_entry",
        keys="enter,l,right",
        title="Open",
        help="Open the entry: all that it says.",
        scopes=(ENTRIES,),
        action="choose",
        in_footer=True,
        key_display="enter",
    ),
    Command(
        id="fold",
        keys="enter,l,right",
        title="Fold",
        help="At the head of a group: show nothing but the head, or its devices again.",
        scopes=("devices",),
        in_footer=True,
        key_display="enter",
    ),
    Command(
        id="submit",
        keys="enter",
        title="Done",
        help="Take what is typed; a filter stays.",
        scopes=(FIELD,),
        in_footer=True,
        key_display="enter",
    ),
    *SETTING_COMMANDS,
    # Devices
    Command(
        id="begin",
        keys="enter",
        title="Discover",
        help="Find the printers on your networks.",
        scopes=(WELCOME,),
        action="app.discover",
    ),
    DISCOVER,
    Command(
        id="filter",
        keys="slash",
        title="Filter",
        help="Show only what has all the words you type.",
        help_at=(("devices", FIELDS_HELP), ("alerts", FIELDS_HELP)),
        scopes=("devices", "discovery", "alerts", "explain", "settings", "log", "help"),
        in_footer=True,
        key_display="/",
    ),
    Command(
        id="clear_filter",
        keys="escape",
        title="Clear",
        help="Select nothing; where nothing is selected, show everything again.",
        scopes=("devices", "discovery", "alerts", "explain", "settings", "log", "help"),
        in_footer=True,
        key_display="esc",
    ),
    Command(
        id="poll",
        keys="p",
        title="Poll",
        help="Ask the printer for its supplies and status now.",
        scopes=("devices", "alerts", "details", "supply"),
        in_footer=True,
    ),
    Command(
        id="ignore",
        keys="i",
        title="Ignore",
        help="Drop the device: it is not polled and later sweeps leave it out; on an ignored one, take it back.",
        scopes=("devices", "details"),
        in_footer=True,
    ),
    Command(
        id="undo",
        keys="u",
        title="Undo",
        help="Take back what was done last, here or in a device's details: ignored, removed, merged, named, placed.",
        scopes=("devices", "details"),
    ),
    Command(
        id="next_view",
        keys="v",
        title="View",
        help="Go on to the next view of the list.",
        scopes=("devices", "discovery"),
        in_footer=True,
    ),
    Command(
        id="previous_view",
        keys="V",
        title="Previous view",
        help="Go back to the view before.",
        scopes=("devices", "discovery"),
    ),
    Command(
        id="sort",
        keys="s",
        title="Sort",
        help="Sort by the next of the columns shown.",
        scopes=("devices",),
        in_footer=True,
    ),
    *DEVICE_COMMANDS,
    *DETAIL_COMMANDS,
    *DISCOVERY_COMMANDS,
    *DIALOG_COMMANDS,
    # Copying
    Command(
        id="copy",
        keys="y",
        title="Copy",
        help="Copy the addresses of the selected lines, else of the one under the cursor; elsewhere what is shown.",
        scopes=("devices", "alerts", "discovery", "details", "supply", "explain", "log", "settings"),
        in_footer=True,
    ),
    *WAYS,
    # Leaving
    Command(
        id="back",
        keys="q,escape",
        title="Back",
        help="Leave this screen; a running sweep goes on.",
        scopes=("alerts", "orders", "discovery", "details", "supply", "explain", "settings", "help", "log", "tour"),
        in_footer=True,
        key_display="q",
    ),
    Command(
        id="leave",
        keys="q",
        title="Quit",
        help="Leave the program; asks first while a sweep that you started is running.",
        scopes=("devices",),
        action="app.leave",
        in_footer=True,
    ),
    # Lists
    Command(id="cursor_down", keys="j,down", title="Down", help="One line down.", scopes=(LIST,), key_display="j ↓"),
    Command(id="cursor_up", keys="k,up", title="Up", help="One line up.", scopes=(LIST,), key_display="k ↑"),
    Command(id="first", keys="g,home", title="First", help="To the first line.", scopes=(LIST,), key_display="g home"),
    Command(id="last", keys="G,end", title="Last", help="To the last line.", scopes=(LIST,), key_display="G end"),
    Command(
        id="page_down",
        keys="pagedown,ctrl+d",
        title="Page down",
        help="One page down.",
        scopes=(LIST, PAGE),
        key_display="pgdn",
    ),
    Command(
        id="page_up",
        keys="pageup,ctrl+u",
        title="Page up",
        help="One page up.",
        scopes=(LIST, PAGE),
        key_display="pgup",
    ),
    # Pages
    Command(
        id="scroll_down", keys="j,down", title="Scroll down", help="One line down.", scopes=(PAGE,), key_display="j ↓"
    ),
    Command(id="scroll_up", keys="k,up", title="Scroll up", help="One line up.", scopes=(PAGE,), key_display="k ↑"),
    Command(
        id="scroll_home", keys="g,home", title="Top", help="To the first line.", scopes=(PAGE,), key_display="g home"
    ),
    Command(id="scroll_end", keys="G,end", title="End", help="To the last line.", scopes=(PAGE,), key_display="G end"),
    *EVERYWHERE,
)
"""All of them, in the order of footer and help."""


def commands_of(*scopes: str) -> tuple[Command, ...]:
    """The commands of these scopes, in the order of the declaration, with the help lines that they have there."""
    return tuple(command.at(scopes) for command in COMMANDS if set(scopes) & set(command.scopes))


def bindings_of(scope: str) -> list[BindingType]:
    """The bindings of one scope, for a screen's or widget's `BINDINGS`."""
    return [command.binding() for command in commands_of(scope)]
