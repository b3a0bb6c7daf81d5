"""Frameworks are found by metadata, in order, without being imported."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path
from platform import python_version

import msgspec
import pytest

from tutor import frameworks
from tutor.errors import EnvironmentProblem, UsageError
from tutor.frameworks import Found, Missing, device, neon
from tutor.frameworks.managed import MARKER, Managed
from tutor.settings import Interpreters, Settings
from tutor.worker.launch import Launch

OWN = Path(sys.executable)


def metadata(folder: Path, name: str, version: str) -> None:
    """Make a distribution known by its metadata alone."""
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter of its own that has no package at all; returns its environment folder."""
    folder = tmp_path_factory.mktemp("bare") / "env"
    venv.create(folder, with_pip=False, symlinks=True)
    return folder


def packages(environment: Path) -> Path:
    """Return the site-packages of an environment."""
    (folder,) = (environment / "lib").glob("python*/site-packages")
    return folder


def mark(environment: Path) -> None:
    """Write the marker that says that an environment is whole."""
    facts = Managed(
        framework=environment.name, version="9.9.9", device="cpu", python_version="3", packages=2, bytes_on_disk=1,
        made="2026-01-01T00:00:00+00:00",
    )  # fmt: skip
    (environment / MARKER).write_bytes(msgspec.json.encode(facts))


@pytest.fixture
def managed(home: Path) -> Path:
    """The managed environment of PyTorch, empty; returns its folder."""
    folder = home / "environments" / "pytorch"
    venv.create(folder, with_pip=False, symlinks=True)
    return folder


@pytest.mark.parametrize("key", ["pytorch", "tensorflow"])
def test_a_framework_of_the_tutors_own_interpreter_is_found_with_its_version(key: str) -> None:
    found = frameworks.find(key)
    assert isinstance(found, Found)
    assert (found.origin, found.python) == ("own", OWN)
    assert found.version[0].isdigit()
    assert found.device in ("cpu", "gpu")


def test_neon_is_always_there_bundled_with_the_version_its_source_states() -> None:
    found = frameworks.find("neon")
    assert isinstance(found, Found)
    assert (found.origin, found.python, found.device) == ("bundled", OWN, "cpu")
    assert found.version == neon.port_version()


def test_the_worker_of_neon_gets_the_ports_folder_and_the_others_get_none() -> None:
    launch = frameworks.launch("neon")
    assert launch == Launch("neon", str(OWN), (str(neon.PORT),), version=neon.port_version() or "")
    assert frameworks.launch("tensorflow").paths == ()


def test_a_worker_may_be_asked_for_a_gpu_where_its_framework_can_use_one() -> None:
    found = frameworks.find("pytorch")
    assert isinstance(found, Found)
    assert frameworks.launch("pytorch").gpu == (found.device == "gpu")


def test_finding_and_launching_import_no_framework() -> None:
    script = (
        "import sys; from tutor import frameworks\n"
        "for key in frameworks.ALL: frameworks.launch(key)\n"
        "print([name for name in ('torch', 'tensorflow', 'keras', 'neon', 'numpy') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_interpreter_named_in_settings_is_asked_and_nobody_else(bare: Path) -> None:
    settings = Settings(interpreters=Interpreters(pytorch=str(bare / "bin" / "python")))
    missing = frameworks.find("pytorch", settings)
    assert isinstance(missing, Missing)
    assert "NumPy is not installed" in missing.what
    metadata(packages(bare), "numpy", "2.0.0")
    missing = frameworks.find("pytorch", settings)
    assert isinstance(missing, Missing)
    assert "PyTorch is not installed" in missing.what
    assert "settings.toml" in missing.remedy
    metadata(packages(bare), "torch", "2.9.9+cpu")
    found = frameworks.find("pytorch", settings)
    python = bare / "bin" / "python"
    assert found == Found("pytorch", "2.9.9+cpu", python, "settings", "cpu", python_version=python_version())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "cannot be run"),
        ("#!/bin/sh\necho hello\n", "is not a Python interpreter"),
        ("#!/bin/sh\necho broken >&2\nexit 3\n", "failed: broken"),
    ],
)
def test_an_interpreter_that_is_none_is_told_as_missing(tmp_path: Path, content: str | None, expected: str) -> None:
    python = tmp_path / "python"
    if content is not None:
        python.write_text(content)
        python.chmod(0o755)
    missing = frameworks.find("pytorch", Settings(interpreters=Interpreters(pytorch=str(python))))
    assert isinstance(missing, Missing)
    assert expected in missing.what


def test_a_managed_environment_comes_before_the_tutors_own(managed: Path) -> None:
    metadata(packages(managed), "numpy", "2.0.0")
    metadata(packages(managed), "torch", "9.9.9")
    mark(managed)
    found = frameworks.find("pytorch")
    assert isinstance(found, Found)
    assert (found.origin, found.version, found.python) == ("managed", "9.9.9", managed / "bin" / "python")


def test_a_half_made_managed_environment_is_not_used_even_if_all_packages_are_there(managed: Path) -> None:
    metadata(packages(managed), "numpy", "2.0.0")
    metadata(packages(managed), "torch", "9.9.9")
    found = frameworks.find("pytorch")
    assert isinstance(found, Found)
    assert found.origin == "own"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"framework": "pytorch"}'])
def test_a_marker_that_cannot_be_read_marks_nothing(managed: Path, content: str) -> None:
    (managed / MARKER).write_text(content)
    found = frameworks.find("pytorch")
    assert isinstance(found, Found)
    assert found.origin == "own"


def test_each_place_says_why_it_is_used_or_not(managed: Path, bare: Path) -> None:
    settings, half, own = frameworks.explain("pytorch", Settings())
    assert (settings.python, half.python, own.python) == (None, None, OWN)
    assert "no interpreters.pytorch" in settings.state
    assert "half made" in half.state
    assert own.used
    metadata(packages(managed), "numpy", "2.0.0")
    metadata(packages(managed), "torch", "9.9.9")
    mark(managed)
    _, whole, own = frameworks.explain("pytorch", Settings())
    assert (whole.used, whole.state, own.used) == (True, "9.9.9", False)
    assert "an earlier one is used" in own.state
    named, whole, own = frameworks.explain("pytorch", Settings(interpreters=Interpreters(pytorch=str(OWN))))
    assert (named.used, whole.used, own.used) == (True, False, False)
    gone = Settings(interpreters=Interpreters(pytorch="/nowhere/python"))
    assert "taken at its word" in frameworks.explain("pytorch", gone)[1].state


def test_a_missing_framework_cannot_be_launched_and_says_what_to_do(bare: Path, tmp_path: Path) -> None:
    settings = Settings(interpreters=Interpreters(tensorflow=str(tmp_path / "gone")))
    with pytest.raises(EnvironmentProblem) as caught:
        frameworks.launch("tensorflow", settings)
    assert caught.value.exit_code == 3
    assert "interpreters.tensorflow" in caught.value.remedy


def test_the_indexs_unrelated_neon_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    metadata(tmp_path, "neon", "0.5.0")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = frameworks.find("neon")
    assert isinstance(found, Found)
    assert found.origin == "bundled"
    assert "unrelated" in found.note


def test_an_unknown_framework_gets_the_nearest_name() -> None:
    with pytest.raises(UsageError) as caught:
        frameworks.resolve("torch")
    assert caught.value.remedy == "Did you mean pytorch?"
    assert frameworks.resolve(" PyTorch ").key == "pytorch"
    with pytest.raises(UsageError, match="no device called 'gpus'") as other:
        frameworks.resolve_device("gpus")
    assert other.value.remedy == "Did you mean gpu or cpu?"


@pytest.mark.parametrize(
    ("framework", "distribution", "version"),
    [("pytorch", "torch", "2.6.0+cpu"), ("tensorflow", "tensorflow-cpu", "2.21.0")],
)
def test_a_build_for_the_cpu_stays_on_the_cpu(framework: str, distribution: str, version: str) -> None:
    assert device.of(framework, distribution, version, True) == "cpu"


def test_a_hidden_gpu_is_no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    assert device.of("pytorch", "torch", "2.6.0", False) == "cpu"


def test_a_gpu_is_there_if_its_device_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    expected = "gpu" if os.path.exists("/dev/nvidia0") else "cpu"
    assert device.of("pytorch", "torch", "2.6.0", False) == expected
