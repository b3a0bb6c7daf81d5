"""Lessons from elsewhere: added by the settings, never in the place of ours, and asked about before their code runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tutor import catalog, packs, paths
from tutor.cli import main
from tutor.contract import scaffold
from tutor.errors import UsageError


@pytest.fixture
def pack(tmp_path: Path, home: Path) -> Path:
    """A folder of lessons with one task, named in the settings; its check leaves a mark when it runs."""
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "curriculum.yaml").write_text("units:\n  - {folder: 90-mine, title: Mine, tasks: []}\n")
    scaffold(folder, "90-mine/own")
    mark = tmp_path / "ran"
    check = folder / "90-mine" / "own" / "check.py"
    check.write_text(f"open({str(mark)!r}, 'w').close()\n" + check.read_text())
    home.mkdir()
    paths.settings_file().write_text(f"lessons_path = [{json.dumps(str(folder))}]\n")
    return folder


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.output


def test_a_pack_stands_after_our_lessons(pack: Path) -> None:
    content = packs.load_lessons()
    task = content.find("90-mine/own")
    assert content.tasks[-1] is task
    assert task.pack == pack
    assert content.find("hello").pack is None
    assert "90-mine  Mine" in run("list")[1]


def test_its_check_runs_only_after_a_yes_with_the_folder_named(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text((pack / "90-mine" / "own" / "neon" / "solution.py").read_text())
    code, output = run("check", "own", "-f", "neon", "--file", str(file))
    assert code == 2
    assert str(pack) in output
    assert not (tmp_path / "ran").exists()
    assert run("trust", str(pack))[0] == 0
    code, output = run("check", "own", "-f", "neon", "--file", str(file))
    assert code == 0, output
    assert (tmp_path / "ran").exists()


def test_only_a_pack_of_the_settings_can_be_trusted(home: Path, tmp_path: Path) -> None:
    assert run("trust", str(tmp_path))[0] == 2
    assert not paths.trusted().exists()


def test_a_list_of_trust_that_cannot_be_read_trusts_nobody(pack: Path) -> None:
    packs.trust(pack)
    task = packs.load_lessons().find("own")
    assert packs.is_trusted(task)
    paths.trusted().write_text("not json")
    with pytest.raises(UsageError, match="unconfined"):
        packs.require_trust(task)


def test_a_pack_cannot_stand_in_for_one_of_ours(tmp_path: Path) -> None:
    ours = catalog.load().find("hello")
    folder = tmp_path / "pack"
    (folder / ours.unit).mkdir(parents=True)
    for name in (ours.name, "other"):
        import shutil

        shutil.copytree(ours.folder, folder / ours.unit / name)
    (folder / "curriculum.yaml").write_text(
        f"units:\n  - {{folder: {ours.unit}, title: Theirs, tasks: [{ours.name}, other]}}\n"
    )
    content = catalog.load(packs=[folder])
    assert content.find("hello").folder == ours.folder
    assert [broken.path for broken in content.broken] == [folder / ours.unit / ours.name, folder / ours.unit / "other"]


def test_a_pack_that_is_not_there_is_listed_as_broken_and_the_rest_goes_on(tmp_path: Path) -> None:
    content = catalog.load(packs=[tmp_path / "none"])
    assert [broken.path for broken in content.broken] == [tmp_path / "none"]
    assert content.find("hello")


def test_dev_check_takes_a_folder(pack: Path) -> None:
    code, output = run("dev", "check", str(pack), "-f", "neon", "--seeds", "1")
    assert "90-mine/own" in output
    assert "01-tensors" not in output
    assert code == 1  # what `dev new` wrote is still to do
