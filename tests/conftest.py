"""Fixtures that every test gets: a data folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point DLTUTOR_HOME at a folder that belongs to this test alone (it does not exist yet)."""
    folder = tmp_path / "dltutor-home"
    monkeypatch.setenv("DLTUTOR_HOME", str(folder))
    return folder
