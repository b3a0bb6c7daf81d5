"""Every action a learner can take, in one table: key bindings, command palette, help and README come from it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from textual.binding import Binding, BindingType

Place = Literal["anywhere", "home", "lessons", "lesson", "progress", "compare", "tutorials"]


class Action(NamedTuple):
    """One action: its keys, the method `action_<name>` that does it, where it works and what it is for.

    `label` is the word in the footer; without one the action is not shown there. A `priority` key reaches the
    screen even while the editor has the focus.
    """

    keys: tuple[str, ...]
    name: str
    place: Place
    description: str
    label: str = ""
    priority: bool = False

    @property
    def shown(self) -> str:
        """The keys as they are printed: "F5 or Ctrl+R"."""
        return " or ".join(key_name(key) for key in self.keys)


ACTIONS: tuple[Action, ...] = (
    Action(("enter",), "open_card", "home", "Open the lessons of the chosen framework, or continue", "Open"),
    Action(("1", "2", "3"), "open_framework", "home", "Open the lessons of the first, second or third framework"),
    Action(("c",), "resume", "home", "Continue where you left off", "Continue"),
    Action(("r",), "retake", "home", "Take the task again that is due for review", "Retake"),
    Action(("v",), "compare", "home", "Compare the frameworks by five questions", "Compare"),
    Action(("t",), "tutorials", "home", "The official tutorials against the skills, and your ratings", "Tutorials"),
    Action(("enter",), "open_task", "lessons", "Open the chosen task", "Open"),
    Action(("escape",), "back", "lessons", "Back to the frameworks", "Back"),
    Action(("f1",), "documentation", "lesson", "Documentation: the name at the cursor, a search, pages", "Docs"),
    Action(("f2",), "hint", "lesson", "The next hint; asks before the last one", "Hint"),
    Action(("f4",), "solution", "lesson", "The reference solution beside your code; asks before a pass", "Solution"),
    Action(("f5", "ctrl+r"), "check", "lesson", "Run your code and check it; again stops it, or pauses it", "Check"),
    Action(("f8",), "reset", "lesson", "Start the task over; your code goes to the history"),
    Action(("f9",), "next_task", "lesson", "The next task, once this one is passed or you choose to skip it", "Next"),
    Action(("f10",), "finish_training", "lesson", "End a training here, and judge what it has reached"),
    Action(("f12",), "check_on_save", "lesson", "Check by itself each time another editor saves the file; on or off"),
    Action(("ctrl+n",), "switch_neon", "lesson", "In neon: from the bundled port to your upstream checkout and back"),
    Action(("ctrl+t",), "next_pane", "lesson", "From brief to code to results and round again", "Pane", True),
    Action(("escape",), "back", "lesson", "Stop the running check; otherwise save and go back", "Back", True),
    Action(("1", "2", "3", "4", "5", "6", "7", "8"), "show_tab", "progress", "The first to the eighth tab"),
    Action(("enter",), "open_task", "progress", "Open the lesson of the chosen task", "Open"),
    Action(("s",), "sort", "progress", "Sort the tasks by the next column", "Sort"),
    Action(("escape",), "back", "progress", "Back to where you were", "Back"),
    Action(("enter",), "detail", "compare", "How the chosen figure is measured, and its raw numbers", "Detail"),
    Action(("plus", "equals_sign"), "weigh_more", "compare", "Count the question of the chosen figure more", "More"),
    Action(("minus",), "weigh_less", "compare", "Count it less", "Less"),
    Action(("escape",), "back", "compare", "Back to the frameworks", "Back"),
    Action(("enter",), "open_tutorial", "tutorials", "Open the chosen tutorial in the browser", "Open"),
    Action(("1", "2", "3", "4", "5", "6", "7"), "rate_tutorial", "tutorials", "Rate it, 1 (useless) to 7 (excellent)"),
    Action(("escape",), "back", "tutorials", "Back to the frameworks", "Back"),
    Action(("ctrl+g", "question_mark"), "help", "anywhere", "The keys; in Progress also what each figure is", "Help"),
    Action(("f3",), "progress", "anywhere", "Your progress: what is done, and how long it took", "Progress"),
    Action(("ctrl+l",), "switch_theme", "anywhere", "From the dark look to the light one and back"),
    Action(("ctrl+p",), "command_palette", "anywhere", "Find an action by its name"),
    Action(("ctrl+q",), "quit", "anywhere", "Save and leave", "Quit"),
)  # fmt: skip

PLACES: dict[Place, str] = {
    "anywhere": "Anywhere",
    "home": "Frameworks",
    "lessons": "Lessons",
    "lesson": "Lesson",
    "progress": "Progress",
    "compare": "Compare",
    "tutorials": "Tutorials",
}
EDITOR: tuple[tuple[str, str], ...] = (
    ("Tab, Shift+Tab", "Selected lines in and out by one level"),
    ("Ctrl+/", "Comment lines out and back in"),
    ("Ctrl+Z, Ctrl+Y", "Undo, redo"),
    ("Ctrl+X, Ctrl+C, Ctrl+V", "Cut, copy, paste"),
    ("Home, End", "To the first character of the line, to its end"),
    ("Ctrl+Left, Ctrl+Right", "By words; with Shift, select"),
    ("Ctrl+K, Ctrl+U", "Delete to the end, to the start of the line"),
)
TEXTUAL_BINDS = frozenset({"command_palette", "quit"})  # every Textual app has these keys from its base class
POSITIONS = frozenset({"open_framework", "show_tab", "rate_tutorial"})  # these are told which of their keys was pressed
_NAMES = {"question_mark": "?", "plus": "+", "equals_sign": "=", "minus": "-", "escape": "Esc", "enter": "Enter"}


def key_name(key: str) -> str:
    """A key as it is printed: "F5", "Ctrl+T", "Esc"."""
    if key in _NAMES:
        return _NAMES[key]
    return "+".join(part.upper() if len(part) < 3 else part.capitalize() for part in key.split("+"))


def at(place: Place) -> list[Action]:
    """The actions of one place, in the order of the table."""
    return [action for action in ACTIONS if action.place == place]


def bindings(place: Place) -> list[BindingType]:
    """The key bindings of one place, for `BINDINGS` of its screen."""
    out: list[BindingType] = []
    for action in at(place):
        if action.name in TEXTUAL_BINDS:
            continue
        for position, key in enumerate(action.keys):
            call = f"{action.name}({position})" if action.name in POSITIONS else action.name
            shown = bool(action.label) and position == 0
            out.append(
                Binding(
                    key,
                    call,
                    action.label or action.description,
                    show=shown,
                    key_display=key_name(key).replace("Ctrl+", "^"),
                    priority=action.priority,
                    tooltip=action.description,
                )
            )
    return out


def as_markdown() -> str:
    """The keys as the tables that README shows, one for each place."""
    blocks = []
    for place, title in PLACES.items():
        rows = [f"| {action.shown} | {action.description} |" for action in at(place)]
        blocks.append("\n".join([f"**{title}**", "", "| Key | What it does |", "| --- | --- |", *rows]))
    rows = [f"| {keys} | {description} |" for keys, description in EDITOR]
    blocks.append("\n".join(["**Editor**", "", "| Key | What it does |", "| --- | --- |", *rows]))
    return "\n\n".join(blocks) + "\n"
