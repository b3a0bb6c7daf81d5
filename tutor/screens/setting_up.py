"""Offering to set a framework up where a lesson needs it, and drawing how that goes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from progress.report.wording import size
from tutor import environments, paths
from tutor.environments import PHASES, Outcome, Progress
from tutor.errors import TutorError
from tutor.screens.literal import content
from tutor.screens.wording import bar

if TYPE_CHECKING:
    from tutor.frameworks import Missing
    from tutor.screens.session import Session

FRAME = 0.1  # seconds between two looks at the set-up
LEAVING_S = 5.0  # what leaving waits for pip to end
ROOM = {"pytorch": "1 GB for the CPU, several with CUDA", "tensorflow": "1.6 GB for the CPU, several with CUDA"}


def can_be_set_up(session: Session, framework: str) -> bool:
    """Whether an environment would help: one that the settings name comes before any, and neon needs none."""
    return framework in environments.INSTALLABLE and session.settings.interpreter(framework) is None


class Install:
    """One set-up in a thread. The thread fills `progress`, and `outcome` or `error` once, when `done`."""

    def __init__(self, session: Session, framework: str) -> None:
        self.progress: Progress | None = None
        self.outcome: Outcome | None = None
        self.error: TutorError | None = None
        self._stop = threading.Event()
        self._session, self._framework = session, framework
        self._thread = threading.Thread(target=self._run, name=f"set-up-{framework}", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether the thread has ended; what it has to say is there by then."""
        return not self._thread.is_alive()

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """End pip and all that it started; the outcome, "stopped", follows at once."""
        self._stop.set()

    def join(self, timeout: float) -> None:
        """Wait up to `timeout` seconds for the end."""
        self._thread.join(timeout)

    def _run(self) -> None:
        try:
            self.outcome = environments.set_up_recorded(
                self._framework, "auto", self._session.record, on_progress=self._take, stop=self._stop
            )
        except TutorError as error:
            self.error = error
        finally:
            if self.outcome is None and self.error is None:
                self.error = TutorError("The set-up ended without a word.", "Try again; if that stays, restart.")

    def _take(self, progress: Progress) -> None:
        self.progress = progress


class SetUpScreen(ModalScreen[bool]):
    """Returns whether the framework is there now. Enter begins, tries again or goes on; Esc stops, then leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", show=False),
        Binding("escape", "leave", show=False),
    ]
    DEFAULT_CSS = """
    SetUpScreen #set-up-scroll { height: auto; max-height: 18; }
    SetUpScreen #set-up-keys { margin-top: 1; }
    """

    def __init__(self, session: Session, framework: str, title: str, missing: Missing) -> None:
        super().__init__(classes="dialog")
        self.session, self.framework, self.framework_title, self.missing = session, framework, title, missing
        self.install: Install | None = None
        self._shown: Install | None = None

    def compose(self) -> ComposeResult:
        """Title, text and what the keys do."""
        with Vertical(classes="dialog-box"):
            yield Static(content(f"Set {self.framework_title} up"), classes="dialog-title")
            with VerticalScroll(id="set-up-scroll"):
                yield Static(id="set-up", classes="dialog-text")
            yield Static(id="set-up-keys", classes="dialog-text")

    def on_mount(self) -> None:
        """Say what would happen."""
        where = paths.environments() / self.framework
        self._draw(
            Content.assemble(
                content(self.missing.what),
                "\n\ndltutor can make an environment for it with venv and pip, by your own pip configuration, in"
                f"\n{where}"
                f"\nIt needs a package index, some minutes and {ROOM[self.framework]}.\n\nIt is measured as it goes: "
                "what setting a framework up takes is part of what dltutor compares.",
            ),
            ("Enter", "sets it up"),
            ("Esc", "not now"),
        )
        self.set_interval(FRAME, self._look)

    def on_unmount(self) -> None:
        """Nothing runs on behind the tutor's back."""
        if self.install is not None and not self.install.done:
            self.install.stop()
            self.install.join(LEAVING_S)

    def action_go(self) -> None:
        """Enter: begin, or after a failure try again, or after success go on."""
        if self.install is not None and not self.install.done:
            return
        if self.install is not None and self.install.outcome is not None and self.install.outcome.done:
            self.dismiss(True)
            return
        self.install = Install(self.session, self.framework)

    def action_leave(self) -> None:
        """Esc: stop what runs, else leave."""
        if self.install is None:
            self.dismiss(False)
        elif not self.install.done:
            self.install.stop()
        else:
            self.dismiss(self.install.outcome is not None and self.install.outcome.done)

    def _look(self) -> None:
        install = self.install
        if install is None or install is self._shown:
            return
        if install.done:
            self._shown = install
            self._end(install)
        elif install.progress is not None:
            keys = [("", "Stopping …")] if install.stopping else [("Esc", "stops; what has arrived is kept")]
            self._draw(moment(install.progress), *keys)

    def _end(self, install: Install) -> None:
        outcome, error = install.outcome, install.error
        if outcome is not None and outcome.done:
            self._draw(success(self.framework_title, outcome), ("Enter", "goes on"))
            return
        message, remedy = (error.message, error.remedy) if error else ("", "")
        log = ""
        if outcome is not None:
            message, remedy = outcome.message, outcome.remedy
            log = f"\n\nAll output is in\n{outcome.log}" if outcome.log else ""
        self._draw(
            Content.assemble(content(message), "\n\n", ("→ ", "$accent"), content(remedy), content(log)),
            ("Enter", "tries again"),
            ("Esc", "leaves"),
        )

    def _draw(self, text: Content, *keys: tuple[str, str]) -> None:
        self.query_one("#set-up", Static).update(text)
        parts: list[tuple[str, str] | str] = []
        for key, what in keys:
            parts += [(f"{key} " if key else "", "bold $accent"), f"{what}   "]
        self.query_one("#set-up-keys", Static).update(Content.assemble(*parts))


WIDTH = 40  # cells of the bar


def moment(progress: Progress) -> Content:
    """A moment of a set-up: the phases, the one at work with its bar, and the time."""
    minutes, seconds = divmod(int(progress.elapsed_s), 60)
    if progress.phase == "waiting":
        return content(f"{PHASES['waiting']}  {minutes}:{seconds:02}")
    phases = [phase for phase in PHASES if phase != "waiting"]
    at = phases.index(progress.phase)
    lines = []
    for place, phase in enumerate(phases):
        mark, style = ("✓", "$success") if place < at else ("▸", "bold $primary") if place == at else ("·", "$muted")
        lines.append(Content.assemble((f"{mark} {PHASES[phase]}", style)))
    done, of = (progress.done, progress.size) if progress.size else (progress.packages, progress.of)
    filled, empty = bar(done, of, WIDTH) if of else ("", " " * WIDTH)
    lines.append(Content.assemble("\n  ", (filled, "$primary"), (empty, "$border-blurred")))
    lines.append(content(f"  {_what(progress)}"))
    lines.append(content(f"\n  {minutes}:{seconds:02}   {size(progress.fetched)} fetched", "$muted"))
    return Content("\n").join(lines)


def _what(progress: Progress) -> str:
    if progress.phase == "installing" and progress.of:
        return f"{progress.packages} of {progress.of} packages"
    if progress.size:
        name = progress.name.split("-")[0]
        return f"{name[:30]}  {size(progress.done)} of {size(progress.size)}"
    return f"{progress.packages} packages so far" if progress.phase == "downloading" else ""


def success(title: str, outcome: Outcome) -> Content:
    """What was made, in figures."""
    measured = outcome.measured
    rows = [
        ("packages", f"{measured.packages}"),
        ("fetched", size(measured.bytes_fetched)),
        ("on disk", size(measured.bytes_on_disk)),
        ("took", f"{measured.wall_s:.0f} s"),
        ("first import", f"{measured.first_import_s:.1f} s"),
    ]
    lines = [
        Content.assemble(("✓ ", "$success"), content(f"{title} {measured.version} is ready ({measured.device}).\n"))
    ]
    lines += [Content.assemble((f"  {name:<14}", "$muted"), content(value)) for name, value in rows]
    if outcome.message:
        lines.append(content(f"\n{outcome.message} {outcome.remedy}", "$warning"))
    return Content("\n").join(lines)
