"""From the bundled port of neon to the user's upstream checkout and back, in the middle of a lesson."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tutor.errors import TutorError
from tutor.screens.widgets.dialog import Notice

if TYPE_CHECKING:
    from tutor.screens.lesson import LessonScreen


async def switch(screen: LessonScreen) -> None:
    """Let the other neon run from now on, or say why it cannot; a check that is running is left alone."""
    import msgspec

    from tutor import frameworks
    from tutor.frameworks import Missing
    from tutor.settings import Neon

    session = screen.session
    if screen.checking.run is not None:
        screen.tell("A check is running; switch once it is over.", warning=True)
        return
    now = session.settings.neon
    if now.use == "port" and now.checkout is None:
        text = "neon runs from the port that comes with dltutor, and there is no upstream checkout to switch to."
        screen.app.push_screen(Notice("There is one neon here", text, "dltutor setup neon --from PATH names one."))
        return
    other = Neon(now.checkout, "upstream" if now.use == "port" else "port")
    try:
        trial = msgspec.structs.replace(session.settings, neon=other)
        found = await asyncio.to_thread(frameworks.find, "neon", trial)
        if isinstance(found, Missing):
            screen.app.push_screen(Notice("Upstream neon is not ready", found.what, found.remedy, trouble=True))
            return
        await asyncio.to_thread(session.use_neon, other)
    except TutorError as error:
        screen.complain(error)
        return
    session.warm("neon")
    screen.draw_heading()
    which = f"upstream neon {found.version} from {other.checkout}" if found.checkout else "the bundled port of neon"
    screen.tell(f"Checks run by {which} from now on.")
