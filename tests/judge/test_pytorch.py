"""What the adapter does for PyTorch: gradients that are not there, and where new tensors go."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.judge.conftest import Judge, MakeTask
from tutor import frameworks

ROOT = Path(__file__).resolve().parents[2]

GRADIENTS = '''
import numpy as np
from tutor.judge import batch

def check_gradients(sub, expect):
    """Gradients of the parameters, where there are some."""
    x = sub.rng.normal(size=(3, 4)).astype("float32")
    found = {}
    for name in ("bare", "cut", "whole"):
        model = sub.build(name)
        found[name] = sub.parameter_gradients(model, [batch(x)], np.ones((3, 4), "float32"))
    expect.that(found["bare"] == {}, f"{found['bare']}")
    expect.that(found["cut"] == {"weight": None}, f"{found['cut']}")
    expect(found["whole"]["weight"]).close(x.sum(0))
'''

MODELS = """
import torch
from torch import nn

def bare():
    return nn.ReLU()

class Scale(nn.Module):
    def __init__(self, keep):
        super().__init__()
        self.weight, self.keep = nn.Parameter(torch.ones(4)), keep

    def forward(self, x):
        return x * (self.weight if self.keep else self.weight.detach())

def cut():
    return Scale(False)

def whole():
    return Scale(True)
"""

ELSEWHERE = """
import sys
sys.path.insert(0, sys.argv[1])
from tutor.worker.adapters import adapter
pytorch = adapter("pytorch")
pytorch.preload("")
pytorch.begin("cpu", 1)
import torch
from torch import nn
from torch.utils.data import DataLoader, RandomSampler, TensorDataset
assert torch.zeros(3).device.type == "cpu"

pytorch.settle("meta")  # PyTorch's device without memory: it is everywhere, and it is not the CPU
assert torch.zeros(3).device.type == nn.Linear(2, 3).weight.device.type == "meta"
order = iter(RandomSampler(range(50)))
first = next(order)
assert torch.zeros(3).device.type == "meta"
assert sorted([first, *order]) == list(range(50))
for generator in (None, torch.Generator().manual_seed(3)):
    loader = DataLoader(TensorDataset(torch.zeros(5, 2)), batch_size=2, shuffle=True, generator=generator)
    assert [tuple(x.shape) for (x,) in loader] == [(2, 2), (2, 2), (1, 2)]
"""


def test_a_model_without_parameters_or_without_a_gradient_is_told_as_such(judge: Judge, make_task: MakeTask) -> None:
    verdict = judge(MODELS, make_task(GRADIENTS))
    assert verdict.passed, verdict.message


def test_new_tensors_go_to_the_chosen_device_and_loaders_shuffle_all_the_same() -> None:
    python = frameworks.launch("pytorch").python
    done = subprocess.run([python, "-c", ELSEWHERE, str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
