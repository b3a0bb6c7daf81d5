"""Settings and paths: strict, and nothing is created by asking."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor import paths, settings
from tutor.errors import UsageError


def test_without_a_file_the_defaults_hold_and_nothing_is_created(home: Path) -> None:
    assert settings.load() == settings.Settings()
    assert settings.load().device == "auto"
    assert not home.exists()


def test_the_file_is_read(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('device = "cpu"\n[interpreters]\npytorch = "~/venv/bin/python"\n')
    read = settings.load()
    assert read.device == "cpu"
    assert read.interpreter("pytorch") == Path("~/venv/bin/python").expanduser()
    assert read.interpreter("neon") is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('devise = "cpu"\n', "key 'devise' is unknown (did you mean 'device'?)"),
        ('device = "tpu"\n', "key 'device': expected one of auto, cpu, gpu, got 'tpu'"),
        ("[interpreters]\npytorh = 'x'\n", "key 'interpreters.pytorh' is unknown (did you mean 'pytorch'?)"),
        ("[interpreters]\npytorch = 3\n", "key 'interpreters.pytorch': expected text"),
        ("device =\n", "line 1"),
        ("memory_gib = 0\n", "key 'memory_gib': expected a number >= 0.25"),
        ('confinement = "none"\n', "expected one of full, landlock, namespaces, process, got 'none'"),
    ],
)
def test_an_error_names_the_file_and_the_key(home: Path, content: str, expected: str) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(content)
    with pytest.raises(UsageError) as caught:
        settings.load()
    assert str(home / "settings.toml") in caught.value.message
    assert expected in caught.value.message


def test_the_data_folder_is_the_one_that_the_variable_names(home: Path) -> None:
    assert paths.home() == home
    assert paths.database() == home / "progress.sqlite3"


@pytest.mark.parametrize("value", [None, "", "  "])
def test_without_the_variable_it_is_the_platforms_data_folder(
    monkeypatch: pytest.MonkeyPatch, value: str | None, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("DLTUTOR_HOME")
    if value is not None:
        monkeypatch.setenv("DLTUTOR_HOME", value)
    assert paths.home().name == "dltutor"
    assert paths.home().is_absolute()


def test_the_lessons_lie_beside_the_package() -> None:
    assert paths.lessons().parent / "tutor" == Path(paths.__file__).parent
