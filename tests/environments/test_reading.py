"""pip's own words, as several of its versions print them, and what is made of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.environments.conftest import make_torch
from tutor.environments import reading, wanted
from tutor.environments.explaining import explain
from tutor.environments.reading import Reader
from tutor.environments.wanted import want
from tutor.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]

NEW = """\
Collecting setuptools==84.2.1
  Downloading setuptools-84.2.1-py3-none-any.whl.metadata (6 kB)
Collecting gymnasium
  Downloading gymnasium-1.4.0-py3-none-any.whl (476 kB)
Progress 0 of 475900
Progress 262144 of 475900
Progress 475900 of 475900
Processing /opt/files/numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl
Downloading setuptools-84.2.1-py3-none-any.whl (876 kB)
Progress 0 of 876263
Progress 500000 of 876263
WARNING: Attempting to resume incomplete download (500.0 kB/876.3 kB, attempt 1)
Resuming download setuptools-84.2.1-py3-none-any.whl (500.0 kB/876.3 kB)
Progress 500000 of 876263
Progress 876263 of 876263
Installing collected packages: setuptools, numpy, gymnasium
"""


def test_progress_in_numbers_is_followed_to_the_byte() -> None:
    reader = Reader()
    seen = []
    for line in NEW.splitlines():
        reader.take(line)
        seen.append((reader.name, reader.done, reader.size))
    assert ("gymnasium-1.4.0-py3-none-any.whl", 262144, 475900) in seen
    assert reader.fetched == 6000 + 475900 + 876263
    assert (reader.packages, reader.installing, reader.of) == (3, True, 3)


def test_an_old_pip_that_tells_sizes_only_is_believed() -> None:
    reader = Reader()
    reader.take("  Downloading https://example.org/packages/torch-2.13.0%2Bcpu.whl (180.5 MB)")
    assert (reader.fetched, reader.size) == (180_500_000, 180_500_000)
    reader.take("  Using cached numpy-2.0.0-cp311-none-any.whl (12 MB)")
    assert reader.fetched == 180_500_000


def test_a_download_that_starts_over_counts_what_came_twice() -> None:
    reader = Reader()
    for line in ("  Downloading a-1.whl (1 kB)", "Progress 600 of 1000", "Progress 0 of 1000", "Progress 1000 of 1000"):
        reader.take(line)
    assert reader.fetched == 1600


def test_a_file_is_kept_while_pip_has_it_and_a_damaged_one_is_not(tmp_path: Path) -> None:
    scratch, kept = tmp_path / "tmp", tmp_path / "wheels"
    (scratch / "pip-unpack-abc").mkdir(parents=True)
    kept.mkdir()
    whole = make_torch(scratch / "pip-unpack-abc")
    damaged = make_torch(scratch / "pip-unpack-abc", "2.12.0+cpu", ballast=5000)
    damaged.write_bytes(damaged.read_bytes()[:3000])
    reading.keep(scratch, kept)
    reading.keep(scratch, kept)
    whole.unlink()
    assert reading.drop_damaged(kept) == 1
    (line,) = reading.constraints(kept)
    assert line == f"torch @ {(kept / whole.name).as_uri()}"
    assert Requirement(line).name == "torch"
    reading.keep(tmp_path / "gone", kept)


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        (["ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"], "disk full"),
        (["Error: [Errno 122] Disk quota exceeded"], "disk full"),
        (
            [
                "WARNING: Retrying (Retry(total=0)) after connection broken by 'NameResolutionError(\"host\")'",
                "ERROR: No matching distribution found for torch",
            ],
            "offline",
        ),
        (["ERROR: No matching distribution found for tensorflow-cpu<2.22,>=2.18"], "not found"),
        (
            ["ERROR: HTTP error 403 while getting x", "ERROR: 403 Client Error: Forbidden for url: https://h/x"],
            "refused",
        ),
        (["ERROR: 401 Client Error: Unauthorized for url: https://h/x"], "refused"),
        (["ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."], "hash mismatch"),
        (["error: incomplete-download", "× Download failed because not enough bytes were received"], "connection cut"),
        (["pip._vendor.urllib3.exceptions.ProtocolError: ('Connection broken: IncompleteRead')"], "connection cut"),
        (["SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))"], "certificate"),
        (["The virtual environment was not created because ensurepip is not available."], "no venv"),
        (["ERROR: Wheel 'torch' located at /tmp/x is invalid."], "broken package"),
        (["something", "ERROR: a thing that nobody foresaw", ""], "failed"),
        ([], "failed"),
    ],
)
def test_every_failure_has_its_reason_and_what_to_do(lines: list[str], error: str) -> None:
    reason = explain(lines, "PyTorch", "3.11.7")
    assert reason.error == error
    assert reason.message
    assert reason.remedy


def test_what_is_installed_is_what_the_extras_say() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert extras["pytorch"] == [f"torch{wanted.TORCH}"]
    for line in extras["tensorflow"]:
        requirement = Requirement(line)
        assert str(requirement.specifier) == str(Requirement(f"x{wanted.TENSORFLOW}").specifier)
        for system, machine in (("linux", "x86_64"), ("linux", "aarch64"), ("darwin", "arm64")):
            assert requirement.marker is not None
            applies = requirement.marker.evaluate({"sys_platform": system, "platform_machine": machine})
            first = want("tensorflow", "cpu", system=system, machine=machine).requirements[0]
            assert (Requirement(first).name == requirement.name) == applies


def test_the_device_decides_the_build() -> None:
    assert want("tensorflow", "gpu", system="linux").requirements[0].startswith("tensorflow[and-cuda]>=")
    assert want("pytorch", "cpu", system="darwin").pick is False
    assert want("pytorch", "cpu", system="linux").pick is True
    with pytest.raises(UsageError):
        want("neon")


def test_a_hidden_gpu_is_not_installed_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    assert want("pytorch").device == "cpu"
