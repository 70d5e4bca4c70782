"""The commands that work everywhere: the ways to the screens, help, palette, colors; `tui.commands` joins them."""

from tui.command import Command
from tui.dialog_commands import DIALOGS

APP = "app"
"""The scope of commands that work everywhere."""

DISCOVER = Command(
    id="discover",
    keys="d,f5",
    title="Discover",
    help="Find the printers on your networks.",
    scopes=(APP,),
    in_footer=True,
    key_display="d f5",
)
"""What a new admin needs first."""

WAYS: tuple[Command, ...] = (
    Command(
        id="devices",
        keys="f2",
        title="Devices",
        help="To the devices and their supplies.",
        scopes=(APP,),
    ),
    Command(
        id="alerts",
        keys="a,f3",
        title="Alerts",
        help="To what needs somebody now.",
        scopes=(APP,),
        in_footer=True,
        key_display="a f3",
    ),
    Command(
        id="orders",
        keys="o,f4",
        title="Orders",
        help="To the orders.",
        scopes=(APP,),
        in_footer=True,
        key_display="o f4",
    ),
)
"""From every screen to the others."""

EVERYWHERE: tuple[Command, ...] = (
    Command(
        id="show_settings",
        keys="comma",
        title="Settings",
        help="Every setting with its value, limits and meaning; they are changed there.",
        scopes=(APP,),
        key_display=",",
    ),
    Command(
        id="show_log",
        keys="ctrl+l",
        title="Log",
        help="What was told in this session, with the hints, and where bugs are kept.",
        scopes=(APP,),
        key_display="^l",
    ),
    Command(
        id="tour",
        keys="ctrl+g",
        title="Tour",
        help="What this program is, and its first four steps.",
        scopes=(APP,),
        key_display="^g",
    ),
    Command(
        id="show_help",
        keys="question_mark,f1",
        title="Help",
        help="Every key of this screen; f1 does it while typing, too.",
        scopes=(APP, *DIALOGS),
        action="app.show_help",
        in_footer=True,
        key_display="? f1",
    ),
    Command(
        id="command_palette",
        keys="ctrl+p",
        title="Commands",
        help="Every command by name, every view and theme, every device.",
        scopes=(APP,),
        key_display="^p",
        priority=True,
    ),
    Command(
        id="change_theme",
        keys="ctrl+t",
        title="Theme",
        help="Choose the colors: dark, light, for color-blind people, high contrast, the terminal's own.",
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
"""The rest, in the order of footer and help."""
