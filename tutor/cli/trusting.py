"""`dltutor trust`: agree to run the checks of a pack of lessons."""

from __future__ import annotations

from pathlib import Path

import click

from tutor import packs, settings
from tutor.cli.printing import print_message
from tutor.errors import UsageError


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def trust(folder: Path) -> None:
    """Agree to run the checks in FOLDER, a pack of lessons that the settings name."""
    known = {Path(each).expanduser().resolve() for each in settings.load().lessons_path}
    if folder.expanduser().resolve() not in known:
        raise UsageError(f"{folder} is not among lessons_path in the settings.", "Add it there first.")
    packs.trust(folder.expanduser())
    print_message(f"The checks in {folder} may run from now on.")
