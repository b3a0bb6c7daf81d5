"""Files of weights go both ways: what one neon saved, the other loads, computes with, and trains on alike."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

SCRIPT = Path(__file__).resolve().parent / "exchange.py"


def load_script():
    spec = importlib.util.spec_from_file_location("exchange", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MODELS = list(load_script().MODELS)


def run(which, action, folder):
    python = os.environ.get("NEON_UPSTREAM_PYTHON", sys.executable) if which == "upstream" else sys.executable
    done = subprocess.run(
        [python, str(SCRIPT), which, action, str(folder)], capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]


def exchanged(tmp_path_factory, saver, loader):
    if not os.environ.get("NEON_UPSTREAM") and "upstream" in (saver, loader):
        pytest.skip("NEON_UPSTREAM names no checkout of upstream neon")
    folder = tmp_path_factory.mktemp(f"{saver}_{loader}")
    run(saver, "save", folder)
    run(loader, "load", folder)
    return folder


@pytest.fixture(scope="module", params=["port to port", "port to upstream", "upstream to port"])
def folder(request, tmp_path_factory):
    return exchanged(tmp_path_factory, *request.param.split(" to "))


@pytest.mark.upstream
@pytest.mark.parametrize("name", MODELS)
def test_a_model_saved_by_one_goes_on_in_the_other(folder, name):
    saved, loaded = (dict(np.load(folder / f"{name}{end}.npz")) for end in ("", ".loaded"))
    for key, want in (("outputs", "outputs"), ("rebuilt", "outputs"), ("trained", "trained")):
        np.testing.assert_allclose(loaded[key], saved[want], rtol=1e-4, atol=1e-6, err_msg=key)
    assert np.abs(saved["trained"] - saved["outputs"]).max() > 1e-3
