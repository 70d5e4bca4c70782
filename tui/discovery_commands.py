"""The commands of the discovery screen; `tui.commands` joins them to the others."""

from tui.command import Command

DISCOVERY = "discovery"
"""The scope of the screen."""
TARGETS = "targets"
"""The scope of the field of targets."""
NETWORKS = "networks"
"""The scope of the list of targets that are offered."""
EARLIER = "earlier"
"""The scope of the list of earlier sweeps."""
SUMMARY = "summary"
"""The scope of what came of one of them."""

FIRST_OF_DISCOVERY: tuple[Command, ...] = (
    Command(
        id="run_typed",
        keys="enter",
        title="Run",
        help="Start the sweep of the targets that are typed.",
        scopes=(TARGETS,),
        action="submit",
        in_footer=True,
        key_display="enter",
    ),
    Command(
        id="complete",
        keys="right",
        title="Complete",
        help="At the end of the line: take the rest of the target that is shown behind what is typed.",
        scopes=(TARGETS,),
        action="cursor_right",
        key_display="→",
    ),
    Command(
        id="toggle_target",
        keys="enter,space,l,right",
        title="Add or remove",
        help="Put the target into the field above, or take it out again.",
        scopes=(NETWORKS,),
        action="choose",
        in_footer=True,
        key_display="enter",
    ),
    Command(
        id="open_sweep",
        keys="enter,l,right",
        title="Summary",
        help="What came of the sweep, and the way to run it again.",
        scopes=(EARLIER,),
        action="choose",
        in_footer=True,
        key_display="enter",
    ),
    Command(
        id="leave_field",
        keys="escape,down",
        title="To the list",
        help="From the field to the list below it, where every letter is a key.",
        scopes=(DISCOVERY,),
        in_footer=True,
        key_display="esc ↓",
    ),
    Command(
        id="stop",
        keys="s,escape",
        title="Stop",
        help="End the running sweep at once; what was found stays.",
        scopes=(DISCOVERY,),
        in_footer=True,
        key_display="s esc",
    ),
    Command(
        id="start",
        keys="r",
        title="Run",
        help="Start the sweep of the targets; Enter in the field does the same. A scheduled one gives way to it.",
        scopes=(DISCOVERY,),
        in_footer=True,
    ),
    Command(
        id="toggle_find",
        keys="space",
        title="Keep or drop",
        help="Drop the find (it is ignored from now on) or keep it after all.",
        scopes=(DISCOVERY,),
        in_footer=True,
        key_display="space",
    ),
)
"""Those that the footer of a small terminal must have room for."""

DISCOVERY_COMMANDS: tuple[Command, ...] = (
    Command(
        id="edit_targets",
        keys="t",
        title="Targets",
        help="Change what is swept: networks, ranges, hosts, names, @file; below are those that are offered.",
        scopes=(DISCOVERY,),
        in_footer=True,
    ),
    Command(
        id="sweep_options",
        keys="O",
        title="Options",
        help="Community, port, rate and time limit of this sweep; empty ones are as in the settings.",
        scopes=(DISCOVERY,),
        in_footer=True,
    ),
    Command(
        id="add_hosts",
        keys="a",
        title="Add",
        help="Add printers by name or address, without a sweep.",
        scopes=(DISCOVERY,),
        in_footer=True,
    ),
    Command(
        id="import_hosts",
        keys="i",
        title="Import",
        help="Add the printers of CUPS's queues, or those named in a file.",
        scopes=(DISCOVERY,),
        in_footer=True,
    ),
    Command(
        id="show_earlier",
        keys="h",
        title="Earlier",
        help="The last sweeps of every program that shares these printers: what they asked, cost and found.",
        scopes=(DISCOVERY,),
        in_footer=True,
    ),
    Command(
        id="schedule",
        keys="S",
        title="Schedule",
        help="Sweep every day or every week by itself, whenever a program polls these printers.",
        scopes=(DISCOVERY,),
        in_footer=True,
    ),
    Command(
        id="toggle_others",
        keys="o",
        title="Others",
        help="Show the devices that are no printers, or the printers again.",
        scopes=(DISCOVERY,),
        in_footer=True,
    ),
    Command(
        id="drop_all",
        keys="-",
        title="Drop all",
        help="Drop every find in the list.",
        scopes=(DISCOVERY,),
        key_display="-",
    ),
    Command(
        id="keep_all",
        keys="+",
        title="Keep all",
        help="Keep every find in the list, those that were dropped before, too.",
        scopes=(DISCOVERY,),
        key_display="+",
    ),
    Command(
        id="keep_targets",
        keys="m",
        title="Make default",
        help="Keep the targets in the field as those that every sweep begins with; none: the own networks.",
        scopes=(DISCOVERY,),
    ),
    Command(
        id="run_again",
        keys="r",
        title="Run again",
        help="Sweep the same targets with the same options.",
        scopes=(SUMMARY,),
    ),
)
"""The others, in the order of footer and help."""
