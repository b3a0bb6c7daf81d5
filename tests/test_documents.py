"""README and CONTRIBUTING say what the program does; what can be compared is compared."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from tutor import errors, settings
from tutor.cli import main
from tutor.cli.group import INTERRUPTED
from tutor.screens.actions import as_markdown

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_keys_in_the_readme_are_those_of_the_table_of_actions() -> None:
    assert as_markdown() in README


def commands(group: click.Group, prefix: str = "") -> set[str]:
    found = set()
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found |= commands(command, f"{prefix}{name} ") if isinstance(command, click.Group) else {prefix + name}
    return found


def test_the_readme_lists_every_command_and_no_other() -> None:
    listed = re.findall(r"^\| `dltutor ([^`]*)`", README, flags=re.MULTILINE)
    assert {re.match(r"[a-z]+(?:[ -][a-z]+)*", line)[0] for line in listed} == commands(main)  # type: ignore[index]


def test_every_option_that_the_readme_names_is_there() -> None:
    for line in re.findall(r"^\| `dltutor ([^`]*)`", README, flags=re.MULTILINE):
        command: click.Command = main
        for word in re.match(r"[a-z]+(?:[ -][a-z]+)*", line)[0].split():  # type: ignore[index]
            assert isinstance(command, click.Group)
            found = command.get_command(click.Context(command), word)
            assert found is not None
            command = found
        known = {name for parameter in command.params for name in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", line)) <= known


def test_the_exit_codes_in_the_readme_are_those_of_the_errors() -> None:
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", README, flags=re.MULTILINE)}
    tree = (errors.UsageError, errors.LessonError, errors.EnvironmentProblem, errors.DataProblem)
    assert codes == {0, 1, INTERRUPTED, *(error.exit_code for error in tree)}


def test_the_settings_that_the_readme_shows_are_valid_and_all_there_are(home: Path) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    home.mkdir()
    (home / "settings.toml").write_text(example)
    assert settings.load().interpreter("pytorch") == Path("~/envs/torch/bin/python").expanduser()
    assert set(tomllib.loads(example)) == set(settings.Settings.__struct_fields__)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_to_files_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / target).exists(), target


def test_the_two_commands_are_one_line_each() -> None:
    lines = README.splitlines()
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/dltutor start" in lines
    tests = "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/python -m pytest"
    assert tests in lines
    assert tests in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
