"""Which neon runs: the bundled port, or a checkout of upstream's."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from tutor import frameworks, paths, settings
from tutor.cli import main
from tutor.frameworks import Found, Missing


@pytest.fixture
def upstream() -> Path:
    """A checkout of upstream neon, if NEON_UPSTREAM names one."""
    named = os.environ.get("NEON_UPSTREAM")
    if not named:
        pytest.skip("NEON_UPSTREAM names no checkout of upstream neon")
    return Path(named)


def run(*words: str) -> tuple[int, str]:
    """Run dltutor in this process; return its exit code and all that it printed."""
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.output


def test_a_folder_that_is_no_checkout_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    code, output = run("setup", "neon", "--from", str(tmp_path))
    assert code == 3
    assert "does not hold upstream's package neon" in output
    assert not paths.settings_file().exists()


def test_a_checkout_of_another_age_is_refused(tmp_path: Path) -> None:
    (tmp_path / "neon" / "backends").mkdir(parents=True)
    (tmp_path / "neon" / "backends" / "nervanacpu.py").touch()
    code, output = run("setup", "neon", "--from", str(tmp_path))
    assert (code, "no LICENSE file" in output) == (3, True)
    (tmp_path / "LICENSE").touch()
    (tmp_path / "ChangeLog").write_text("# ChangeLog\n\n## v1.9.0\n")
    code, output = run("setup", "neon", "--from", str(tmp_path))
    assert (code, "neon 1.9.0" in output) == (3, True)


@pytest.mark.parametrize(
    "words", [["neon", "--port", "--from", "."], ["pytorch", "--port"], ["noen", "--port"]]
)
def test_what_is_not_said_rightly_is_a_usage_error(words: list[str]) -> None:
    assert run("setup", *words)[0] == 2


def test_the_choice_is_written_beside_what_the_settings_hold(home: Path) -> None:
    home.mkdir()
    file = paths.settings_file()
    file.write_text('device = "cpu"\n\n[neon]\nuse = "port"\n\n[interpreters]\npytorch = "/py"\n')
    settings.choose_neon(settings.Neon('/a "quoted" place', "upstream"))
    chosen = settings.load()
    assert (chosen.neon.checkout, chosen.neon.use) == ('/a "quoted" place', "upstream")
    assert (chosen.device, chosen.interpreters.pytorch) == ("cpu", "/py")
    assert run("setup", "neon", "--port")[0] == 0
    assert settings.load().neon == settings.Neon('/a "quoted" place', "port")
    assert isinstance(frameworks.find("neon"), Found)


def test_a_checkout_that_has_gone_is_told_with_the_way_back(tmp_path: Path) -> None:
    settings.choose_neon(settings.Neon(str(tmp_path / "gone"), "upstream"))
    answer = frameworks.find("neon")
    assert isinstance(answer, Missing)
    assert "is not a folder" in answer.what
    assert "--port" in answer.remedy


@pytest.mark.upstream
def test_upstream_runs_unmodified_and_the_attempt_says_so(upstream: Path, tmp_path: Path) -> None:
    chosen = settings.Settings(neon=settings.Neon(str(upstream), "upstream"))
    if isinstance(frameworks.find("neon", chosen), Missing):
        pytest.skip("upstream neon's own needs are not installed here")
    assert run("setup", "neon", "--from", str(upstream))[0] == 0
    solution = Path("lessons/01-tensors/broadcast/neon/solution.py").read_text()
    file = tmp_path / "mine.py"
    file.write_text(solution)
    code, output = run("check", "broadcast", "-f", "neon", "--file", str(file), "--json")
    assert code == 0, output
    assert json.loads(output)["implementation"] == "upstream"
    assert run("setup", "neon", "--port")[0] == 0
    _, output = run("check", "broadcast", "-f", "neon", "--file", str(file), "--json")
    assert json.loads(output)["implementation"] == "port"
