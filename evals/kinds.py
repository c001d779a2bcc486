"""Which of our commands a label of a public data set stands for."""

from evals.judge import Json

_ADD, _LIST, _GONE, _MOVE = "add", "list search", "delete", "update"
LABELS = {
    "topv2": {
        "create_reminder": _ADD,
        "delete_reminder": _GONE,
        "get_reminder": _LIST,
        "get_reminder_amount": _LIST,
        "get_reminder_date_time": _LIST,
        "get_reminder_location": _LIST,
        "update_reminder": _MOVE,
        "update_reminder_date_time": _MOVE,
        "update_reminder_todo": _MOVE,
        "create_alarm": _ADD,
        "delete_alarm": _GONE,
        "get_alarm": _LIST,
        "update_alarm": _MOVE,
        "snooze_alarm": "snooze",
    },
    "clinc150": {
        "reminder": _LIST,
        "reminder_update": _ADD,
        "todo_list": _LIST,
        "shopping_list": _LIST,
        "calendar": _LIST,
        "meeting_schedule": _LIST,
        "alarm": _ADD,
        "todo_list_update": "add delete complete update multi",
        "shopping_list_update": "add delete complete update multi",
        "calendar_update": "add delete complete update multi",
        **dict.fromkeys(
            ("goodbye", "greeting", "thank_you", "yes", "no", "maybe", "what_can_i_ask_you"),
            "none",
        ),
        "repeat": "none",
        "cancel": "none undo delete",
    },
    "hwu64": {
        "alarm_query": _LIST,
        "alarm_remove": _GONE,
        "alarm_set": _ADD,
        "calendar_query": _LIST,
        "calendar_remove": _GONE,
        "calendar_set": _ADD,
        "lists_createoradd": _ADD,
        "lists_query": _LIST,
        "lists_remove": "delete complete",
        "general_affirm": "none",
        "general_confirm": "none",
        "general_dontcare": "none",
        "general_negate": "none undo",
        "general_praise": "none",
        "general_commandstop": "none undo delete",
    },
    "home_assistant": {
        "HassShoppingListAddItem": _ADD,
        "HassShoppingListCompleteItem": "complete",
        "HassListAddItem": _ADD,
        "HassListCompleteItem": "complete",
    },
}
LABELS["slurp"] = LABELS["hwu64"]


def accepted(row: Json) -> set[str]:
    """The commands that are right for a row; empty when its label says nothing here."""
    return set(LABELS.get(str(row["source"]), {}).get(str(row["intent"]), "").split())
