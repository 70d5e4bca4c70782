"""The commands that only the devices screen has; `tui.commands` joins them to the others."""

from tui.command import Command
from tui.widgets.device_views import VIEWS

DEVICES = "devices"
"""The scope of the screen."""
SIDE = "side"
"""The scope of the views and groups at its left."""
COLUMNS = "columns"
"""The scope of the question for the columns."""

_VIEW_HELP = {
    "all": "Show every printer.",
    "low": "Show the printers with something low, nearly empty or empty.",
    "recent": "Show the printers that were added within the last 7 days.",
    "unreachable": "Show the printers that do not answer.",
    "others": "Show the devices that are no printers.",
    "ignored": "Show the devices that were dropped.",
}

DEVICE_COMMANDS: tuple[Command, ...] = (
    Command(
        id="select",
        keys="space",
        title="Select",
        help="Select the line for what comes next, or not any more, and go on; on a head, its whole group.",
        scopes=(DEVICES, "alerts", "log"),
        in_footer=True,
        key_display="space",
    ),
    Command(
        id="select_all",
        keys="asterisk,ctrl+a",
        title="Select all",
        help="Select every device in the list as it is filtered and folded, or none of them.",
        scopes=(DEVICES,),
        key_display="* ^a",
    ),
    Command(
        id="choose_sort",
        keys="f6",
        title="Sort by",
        help="Choose the column to sort by; a click on its head does the same.",
        scopes=(DEVICES,),
    ),
    Command(
        id="reverse_sort",
        keys="S",
        title="Reverse",
        help="Sort the other way round.",
        scopes=(DEVICES,),
    ),
    Command(
        id="next_grouping",
        keys="b",
        title="Group",
        help="Group by the next: nothing, location (up to its first comma), network (/24, IPv6 /64), model.",
        scopes=(DEVICES,),
        in_footer=True,
    ),
    Command(
        id="fold_all",
        keys="z",
        title="Fold all",
        help="Show the heads of the groups only, or all devices again.",
        scopes=(DEVICES,),
    ),
    Command(
        id="choose_columns",
        keys="c",
        title="Columns",
        help="Choose the columns and their order; they are kept in the settings.",
        scopes=(DEVICES,),
        in_footer=True,
    ),
    Command(
        id="export",
        keys="e",
        title="Export",
        help="Write the devices as they are listed into a file: .csv for spreadsheets, .json for programs.",
        scopes=(DEVICES,),
        in_footer=True,
    ),
    Command(
        id="toggle_managed",
        keys="m",
        title="Managed elsewhere",
        help="Mark the device, or those selected, as under somebody's contract: out of ordering; or not any more.",
        scopes=(DEVICES, "details"),
    ),
    Command(
        id="set_location",
        keys="L",
        title="Set location",
        help="Say where the device is, or those selected, before what it says itself.",
        scopes=(DEVICES, "details"),
    ),
    Command(
        id="merge",
        keys="M",
        title="Merge",
        help="Make two selected rows one device, where a printer is in the list twice.",
        scopes=(DEVICES,),
    ),
    Command(
        id="remove",
        keys="D,delete",
        title="Remove",
        help="Forget the selected devices with their readings; a later sweep finds them again.",
        scopes=(DEVICES,),
        key_display="D del",
    ),
    *(
        Command(
            id=f"view_{view}",
            keys=str(number),
            title=VIEWS[view].title,
            help=text,
            scopes=(DEVICES,),
        )
        for number, (view, text) in enumerate(_VIEW_HELP.items(), 1)
    ),
    Command(
        id="to_side",
        keys="h,left",
        title="Side bar",
        help="To the views and groups at the left, in a terminal of 100 columns and more; Tab goes there too.",
        scopes=(DEVICES,),
        key_display="h ←",
    ),
    # The side bar
    Command(
        id="to_list",
        keys="enter,l,right",
        title="To the list",
        help="From the views and groups to the devices that they show.",
        scopes=(SIDE,),
        action="choose",
        in_footer=True,
        key_display="enter",
    ),
    # The question for the columns
    Command(
        id="toggle_column",
        keys="space",
        title="Show or hide",
        help="Show the column, behind the others, or hide it.",
        scopes=(COLUMNS,),
        key_display="space",
    ),
    Command(
        id="column_down",
        keys="J,shift+down",
        title="Move down",
        help="Put the column further right.",
        scopes=(COLUMNS,),
        key_display="J",
    ),
    Command(
        id="column_up",
        keys="K,shift+up",
        title="Move up",
        help="Put the column further left.",
        scopes=(COLUMNS,),
        key_display="K",
    ),
)
"""In the order of footer and help."""
