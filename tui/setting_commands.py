"""The commands of the settings screen; `tui.commands` joins them to the others."""

from tui.command import Command

SETTINGS = "settings"
"""The scope of the screen."""
SETTING_LIST = "setting-list"
"""The scope of its list."""
CHOICES = "choices"
"""The scope of the choices of one setting."""

SETTING_COMMANDS: tuple[Command, ...] = (
    # Before "back" and the end of the filter, whose Escape it takes while something is being changed
    Command(
        id="leave_setting",
        keys="escape",
        title="Leave",
        help="Leave what is being changed as it was.",
        scopes=(SETTINGS,),
        in_footer=True,
        key_display="esc",
    ),
    Command(
        id="change_setting",
        keys="enter,l,right",
        title="Change",
        help="Change the setting: type it or choose it below; a switch turns over, a list or table (►) opens.",
        scopes=(SETTING_LIST,),
        action="choose",
        in_footer=True,
        key_display="enter",
    ),
    Command(
        id="take_choice",
        keys="enter,l,right",
        title="Take",
        help="Take the choice under the cursor.",
        scopes=(CHOICES,),
        action="choose",
        in_footer=True,
        key_display="enter",
    ),
    Command(
        id="reset_setting",
        keys="r",
        title="Default",
        help="Take the setting back to its default; a stored password is forgotten.",
        scopes=(SETTINGS,),
        in_footer=True,
    ),
    Command(
        id="add_setting",
        keys="n,insert",
        title="New",
        help="Add to the list or table that is open.",
        scopes=(SETTINGS,),
        in_footer=True,
        key_display="n ins",
    ),
    Command(
        id="remove_setting",
        keys="x,delete",
        title="Remove",
        help="Take the line, or all that belongs to its entry, out of the list or table that is open.",
        scopes=(SETTINGS,),
        in_footer=True,
        key_display="x del",
    ),
    Command(
        id="move_setting_down",
        keys="J,shift+down",
        title="Move down",
        help="Put the line behind the next one, where the order counts.",
        scopes=(SETTINGS,),
        key_display="J",
    ),
    Command(
        id="move_setting_up",
        keys="K,shift+up",
        title="Move up",
        help="Put the line before the one above, where the order counts.",
        scopes=(SETTINGS,),
        key_display="K",
    ),
    Command(
        id="next_section",
        keys="v",
        title="Section",
        help="To the next section of the settings.",
        scopes=(SETTINGS,),
        in_footer=True,
    ),
    Command(
        id="previous_section",
        keys="V",
        title="Section before",
        help="To the section before.",
        scopes=(SETTINGS,),
    ),
)
"""In the order of footer and help."""
