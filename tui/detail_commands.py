"""The commands of the screens of one device, one supply, one explanation; `tui.commands` joins them to the others."""

from tui.command import Command

DETAILS, SUPPLY, EXPLAIN = "details", "supply", "explain"
"""The scopes of the screens."""
LINES = "lines"
"""The scope of several lines to type into."""
TICK = "tick"
"""The scope of boxes to tick."""

STOP_ASKING = Command(
    id="stop_asking",
    keys="escape",
    title="Stop",
    help="Do not wait for answers any longer; of many printers, ask no more.",
    scopes=("devices", "alerts", DETAILS, SUPPLY, EXPLAIN),
    in_footer=True,
    key_display="esc",
)
"""Stands before all others that Escape does: what is under way goes first."""

DETAIL_COMMANDS: tuple[Command, ...] = (
    # What is seen
    Command(
        id="explain",
        keys="x",
        title="Explain",
        help="Read the printer now and show the raw objects and the rule behind every value.",
        scopes=(DETAILS,),
        in_footer=True,
    ),
    Command(
        id="next_device",
        keys="]",
        title="Next",
        help="The next device, in the order of the list it was opened from; behind the last comes the first.",
        scopes=(DETAILS,),
        in_footer=True,
        key_display="]",
    ),
    Command(
        id="previous_device",
        keys="[",
        title="Previous",
        help="The device before; before the first comes the last.",
        scopes=(DETAILS,),
        key_display="[",
    ),
    Command(
        id="next_supply",
        keys="]",
        title="Next",
        help="The next supply; behind the last comes the first.",
        scopes=(SUPPLY,),
        in_footer=True,
        key_display="]",
    ),
    Command(
        id="previous_supply",
        keys="[",
        title="Previous",
        help="The supply before; before the first comes the last.",
        scopes=(SUPPLY,),
        key_display="[",
    ),
    Command(
        id="more_days",
        keys="+",
        title="More days",
        help="Plot more days: 30, 90, 400.",
        scopes=(DETAILS, SUPPLY),
        key_display="+",
    ),
    Command(
        id="fewer_days",
        keys="-",
        title="Fewer days",
        help="Plot fewer days: 400, 90, 30.",
        scopes=(DETAILS, SUPPLY),
        key_display="-",
    ),
    Command(
        id="next_part",
        keys="tab",
        title="Next part",
        help="To the next part of the page; shift+tab goes back.",
        scopes=(DETAILS,),
        action="app.focus_next",
        key_display="tab",
    ),
    # What is done to it
    Command(
        id="turn",
        keys="f",
        title="Turn",
        help="Read the level of the supply from the other end, as some makers give it; once more: as it is given.",
        scopes=(DETAILS, SUPPLY),
        in_footer=True,
    ),
    Command(
        id="record",
        keys="R",
        title="Record",
        help="Walk the whole printer into a .snmprec file, redacted unless you say otherwise: what a bug report needs.",
        scopes=(DETAILS,),
    ),
    Command(
        id="rename",
        keys="n",
        title="Name",
        help="Say what the device is called, before what it calls itself.",
        scopes=(DETAILS,),
    ),
    Command(
        id="write_notes",
        keys="N",
        title="Notes",
        help="Write down what you want to know of the device next time.",
        scopes=(DETAILS,),
    ),
    Command(
        id="set_interval",
        keys="I",
        title="Interval",
        help="Give the device a polling interval of its own, or everybody's again.",
        scopes=(DETAILS,),
    ),
    Command(
        id="change_credentials",
        keys="C",
        title="Credentials",
        help="Ask the device with other credentials; they are kept only when it answers.",
        scopes=(DETAILS,),
    ),
    Command(
        id="release",
        keys="Q",
        title="End quarantine",
        help="Poll a device again that is left alone because it restarted after being asked.",
        scopes=(DETAILS,),
    ),
    Command(
        id="unmerge",
        keys="U",
        title="Unmerge",
        help="Make the row that was merged into this one last a device of its own again.",
        scopes=(DETAILS,),
    ),
    Command(
        id="forget",
        keys="D,delete",
        title="Remove",
        help="Forget the device; a later sweep finds it again.",
        scopes=(DETAILS,),
        key_display="D del",
    ),
    # The explanation
    Command(
        id="read_again",
        keys="r",
        title="Read again",
        help="Read the printer once more and explain anew.",
        scopes=(EXPLAIN,),
        in_footer=True,
    ),
    Command(
        id="copy_all",
        keys="Y",
        title="Copy all",
        help="Copy every value shown, with its rule and its raw objects.",
        scopes=(EXPLAIN,),
    ),
    # Typing
    Command(
        id="save_lines",
        keys="ctrl+s",
        title="Save",
        help="Keep what is typed.",
        scopes=(LINES,),
        in_footer=True,
        key_display="^s",
    ),
    Command(
        id="toggle_tick",
        keys="space,enter",
        title="Tick",
        help="Tick the box, or no longer.",
        scopes=(TICK,),
        in_footer=True,
        key_display="space",
    ),
)
"""In the order of footer and help."""
