"""Every command of the terminal, declared once: keys, footer, palette entry, help line and remappable id."""

from dataclasses import dataclass

from textual.binding import Binding, BindingType

APP = "app"
"""The scope of commands that work everywhere."""
LIST = "list"
"""The scope of lists."""
PAGE = "page"
"""The scope of pages that scroll."""
FIELD = "field"
"""The scope of lines to type into."""
DIALOG = "dialog"
"""The scope of questions to the admin."""
WELCOME = "welcome"
"""The scope of the panel of an empty first run."""
SCOPE_TITLES = {
    "devices": "Devices",
    "discovery": "Discovery",
    "details": "Details",
    "help": "Help",
    WELCOME: "First run",
    LIST: "In every list",
    PAGE: "In every text",
    FIELD: "While typing",
    DIALOG: "In every question",
    APP: "Everywhere",
}
"""Scope -> its title in the help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing a person can have done."""

    id: str
    """Stable; `[ui] keys` in settings.toml remaps it."""
    keys: str
    """Comma-separated, in Textual's names."""
    title: str
    """A word or two: footer and palette."""
    help: str
    """One sentence: help and palette."""
    scopes: tuple[str, ...]
    """Where it works: names of screens, or one of the scopes above."""
    action: str = ""
    """Textual's action where it is not the id."""
    in_footer: bool = False
    key_display: str | None = None
    """How the keys are written where Textual's names would puzzle."""
    priority: bool = False
    """Whether it works while text is being typed."""

    @property
    def run(self) -> str:
        """The action to run."""
        return self.action or self.id

    def binding(self) -> Binding:
        """The key binding."""
        return Binding(
            self.keys,
            self.run,
            self.title,
            show=self.in_footer,
            key_display=self.key_display,
            priority=self.priority,
            tooltip=self.help,
            id=self.id,
        )


COMMANDS: tuple[Command, ...] = (
    # Lists, the first of them in the footer
    Command(
        id="choose",
        keys="enter,l,right",
        title="Details",
        help="Open the line: everything known about the device.",
        scopes=(LIST,),
        in_footer=True,
        key_display="enter",
    ),
    Command(
        id="submit",
        keys="enter",
        title="Done",
        help="Take what is typed: the filter stays, the sweep starts.",
        scopes=(FIELD,),
        in_footer=True,
        key_display="enter",
    ),
    # Devices
    Command(
        id="begin",
        keys="enter",
        title="Discover",
        help="Find the printers on your networks.",
        scopes=(WELCOME,),
        action="screen.discover",
    ),
    Command(
        id="discover",
        keys="d",
        title="Discover",
        help="Find the printers on your networks.",
        scopes=("devices",),
        in_footer=True,
    ),
    Command(
        id="filter",
        keys="slash",
        title="Filter",
        help="Show only what matches the words you type: name, address, model, serial number, place, alert.",
        scopes=("devices",),
        in_footer=True,
        key_display="/",
    ),
    Command(
        id="clear_filter",
        keys="escape",
        title="Clear filter",
        help="Show everything again.",
        scopes=("devices",),
        in_footer=True,
        key_display="esc",
    ),
    Command(
        id="poll",
        keys="p",
        title="Poll",
        help="Ask the printer for its supplies and status now.",
        scopes=("devices", "details"),
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
        help="Take back the device that was ignored last.",
        scopes=("devices",),
    ),
    Command(
        id="next_view",
        keys="v",
        title="View",
        help="Go on to the next view: all, low, unreachable, not printers, ignored.",
        scopes=("devices",),
        in_footer=True,
    ),
    Command(
        id="previous_view",
        keys="V",
        title="Previous view",
        help="Go back to the view before.",
        scopes=("devices",),
    ),
    Command(
        id="sort",
        keys="s",
        title="Sort",
        help="Sort by the next column: urgency, device, model, age.",
        scopes=("devices",),
    ),
    # Discovery
    Command(
        id="start",
        keys="r",
        title="Run",
        help="Start the sweep of the targets; Enter in the field does the same.",
        scopes=("discovery",),
        in_footer=True,
    ),
    Command(
        id="stop",
        keys="s,escape",
        title="Stop",
        help="End the running sweep at once; what was found stays.",
        scopes=("discovery",),
        in_footer=True,
        key_display="s",
    ),
    Command(
        id="edit_targets",
        keys="t",
        title="Targets",
        help="Change what is swept: networks, ranges, hosts, names, @file.",
        scopes=("discovery",),
        in_footer=True,
    ),
    Command(
        id="toggle_find",
        keys="space",
        title="Keep or drop",
        help="Drop the find (it is ignored from now on) or keep it after all.",
        scopes=("discovery",),
        in_footer=True,
        key_display="space",
    ),
    Command(
        id="toggle_others",
        keys="o",
        title="Others",
        help="Show the devices that are no printers, or the printers again.",
        scopes=("discovery",),
        in_footer=True,
    ),
    # Questions
    Command(
        id="close",
        keys="escape",
        title="Close",
        help="Close the question without an answer; nothing changes.",
        scopes=(DIALOG,),
        key_display="esc",
    ),
    # Leaving
    Command(
        id="back",
        keys="q,escape",
        title="Back",
        help="Leave this screen; a running sweep goes on.",
        scopes=("discovery", "details", "help"),
        in_footer=True,
        key_display="q",
    ),
    Command(
        id="leave",
        keys="q",
        title="Quit",
        help="Leave the program.",
        scopes=("devices",),
        action="app.quit",
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
    # Everywhere
    Command(
        id="show_help",
        keys="question_mark,f1",
        title="Help",
        help="Every key of this screen.",
        scopes=(APP,),
        in_footer=True,
        key_display="?",
    ),
    Command(
        id="command_palette",
        keys="ctrl+p",
        title="Commands",
        help="Every command by name.",
        scopes=(APP,),
        key_display="^p",
        priority=True,
    ),
    Command(
        id="change_theme",
        keys="ctrl+t",
        title="Theme",
        help="Choose the colors: dark, light, high contrast.",
        scopes=(APP,),
        key_display="^t",
    ),
    Command(
        id="picture",
        keys="ctrl+s",
        title="Picture",
        help="Save the screen as an SVG picture in the current folder.",
        scopes=(APP,),
        key_display="^s",
    ),
    Command(
        id="quit",
        keys="ctrl+q",
        title="Quit at once",
        help="Leave the program from anywhere.",
        scopes=(APP,),
        key_display="^q",
        priority=True,
    ),
)
"""All of them, in the order of footer and help."""


def commands_of(*scopes: str) -> tuple[Command, ...]:
    """The commands of these scopes, in the order of the declaration."""
    return tuple(command for command in COMMANDS if set(scopes) & set(command.scopes))


def bindings_of(scope: str) -> list[BindingType]:
    """The bindings of one scope, for a screen's or widget's `BINDINGS`."""
    return [command.binding() for command in commands_of(scope)]
