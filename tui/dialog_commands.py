"""The commands of questions to the admin; `tui.commands` joins them to the others."""

from tui.command import Command
from tui.device_commands import COLUMNS
from tui.discovery_commands import SUMMARY

DIALOG = "dialog"
"""The scope of questions to the admin."""
UNTYPED = "untyped"
"""The scope of those without a field: letters are keys there."""
YES_OR_NO = "yes-or-no"
"""The scope of those that are answered by a word."""
WORK = "work"
"""The scope of work that is waited for."""
COLUMN_LIST = "column-list"
"""The scope of the list in the question for the columns."""
DIALOGS = (DIALOG, UNTYPED, COLUMNS, SUMMARY, YES_OR_NO, WORK)
"""The scopes of all of them."""

DIALOG_COMMANDS: tuple[Command, ...] = (
    Command(
        id="answer_yes",
        keys="y",
        title="Yes",
        help="Do what is asked about.",
        scopes=(YES_OR_NO,),
    ),
    Command(
        id="answer_no",
        keys="n",
        title="No",
        help="Leave everything as it is.",
        scopes=(YES_OR_NO,),
    ),
    Command(
        id="take_columns",
        keys="enter,l,right",
        title="Take",
        help="Show the columns as they are chosen here.",
        scopes=(COLUMN_LIST,),
        action="choose",
        key_display="enter",
    ),
    Command(
        id="stop_work",
        keys="q,escape",
        title="Stop",
        help="Stop the work: a recording leaves no file; printers that were added until then stay.",
        scopes=(WORK,),
        key_display="q esc",
    ),
    Command(
        id="leave_question",
        keys="q",
        title="Close",
        help="Close a question that has nothing to type into; nothing changes.",
        scopes=(UNTYPED, COLUMNS, SUMMARY, YES_OR_NO),
        action="close",
    ),
    Command(
        id="close",
        keys="escape",
        title="Close",
        help="Close the question without an answer; nothing changes.",
        scopes=(DIALOG, UNTYPED, COLUMNS, SUMMARY, YES_OR_NO),
        key_display="esc",
    ),
)
"""In the order of the help."""
