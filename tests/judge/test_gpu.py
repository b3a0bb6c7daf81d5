"""Checks on a GPU, where there is one."""

from __future__ import annotations

import threading

import pytest

from tests.judge.conftest import FRAMEWORKS, Judge, MakeTask
from tutor import frameworks

pytestmark = pytest.mark.gpu

RIGHT = "def double(x):\n    return x * 2\n"


@pytest.fixture(params=FRAMEWORKS)
def framework(request: pytest.FixtureRequest) -> str:
    """A framework that may use a GPU here."""
    if not frameworks.launch(request.param).gpu:
        pytest.skip(f"there is no GPU here that {request.param} could use")
    return str(request.param)


def test_a_gpu_check_runs_in_a_standby_worker_on_the_gpu(judge: Judge, framework: str) -> None:
    first, second = (judge(RIGHT, framework=framework, device="gpu") for _ in range(2))
    assert [first.outcome, second.outcome] == ["passed", "passed"], first.message
    assert (first.device, first.worker) == ("gpu", "standby")


def test_a_result_left_on_the_cpu_fails(judge: Judge, framework: str) -> None:
    sources = {
        "pytorch": "def double(x):\n    return (x * 2).cpu()\n",
        "tensorflow": "import tensorflow as tf\ndef double(x):\n    with tf.device('/CPU:0'):\n        return x * 2\n",
        "neon": "def double(x):\n    return (x * 2).asnumpyarray()\n",
    }
    verdict = judge(sources[framework], framework=framework, device="gpu")
    assert verdict.outcome == "failed"


PLAIN = """
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

scale = torch.tensor(2.0)

def make_model():
    return nn.Linear(4, 4)

def double(x):
    order = DataLoader(TensorDataset(torch.arange(3), x), shuffle=True)
    return scale * torch.cat([row for _, row in sorted(order, key=lambda pair: int(pair[0]))])
"""

KEPT = '''
def check_parameters(sub, expect):
    """The parameters are where the tensors are."""
    sub.parameters(sub.build("make_model"))
    x = sub.rng.normal(size=(3, 4)).astype("float32")
    expect(sub.call("double", x)).on_device().close(2 * x)
'''


def test_what_names_no_device_is_on_the_gpu_in_pytorch(judge: Judge, make_task: MakeTask) -> None:
    if not frameworks.launch("pytorch").gpu:
        pytest.skip("there is no GPU here that pytorch could use")
    verdict = judge(PLAIN, make_task(KEPT), "pytorch", device="gpu")
    assert verdict.passed, verdict.message


def test_two_checks_fit_on_one_card(judge: Judge, make_task: MakeTask, framework: str) -> None:
    task = make_task(time_limit_s=60)
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(judge(RIGHT, task, framework, device="gpu").outcome))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert found == ["passed", "passed"]


def test_a_cpu_check_sees_no_gpu(judge: Judge) -> None:
    if not frameworks.launch("pytorch").gpu:
        pytest.skip("there is no GPU here that pytorch could use")
    source = "import torch\nassert not torch.cuda.is_available()\n" + RIGHT
    assert judge(source, device="cpu").passed
