"""Time the bundled neon against upstream neon and PyTorch, side by side in one run.

    python benchmarks/neon_speed.py [--quick] [--json] [--threads N]

Upstream runs where NEON_UPSTREAM names a checkout (by NEON_UPSTREAM_PYTHON if given), PyTorch where it is
installed. Each program runs in a process of its own; rounds alternate between them, so that a busy machine
slows all alike, and the best round counts. Printed: seconds, and ratios to the port. With one thread they are
seconds of the processor, which a busy machine changes least; with more they are seconds of the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
PORT = ROOT / "tutor" / "neon_port"


clock = time.process_time


# programs ----------------------------------------------------------------------------------------------------
def data(rows: int, features: int, classes: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.RandomState(0)
    return rng.rand(rows, features).astype(np.float32), rng.randint(classes, size=rows)


def neon_fit(layers, iterator, epochs: int) -> float:
    """Seconds of each epoch, the first left out."""
    from neon.callbacks.callbacks import Callbacks
    from neon.layers import GeneralizedCost
    from neon.models import Model
    from neon.optimizers import GradientDescentMomentum
    from neon.transforms import CrossEntropyMulti

    model = Model(layers)
    cost, optimizer = GeneralizedCost(CrossEntropyMulti()), GradientDescentMomentum(0.01, 0.9)
    model.fit(iterator, cost, optimizer, 1, Callbacks(model, progress_bar=False))
    callbacks = Callbacks(model, progress_bar=False)
    start = clock()
    model.fit(iterator, cost, optimizer, 1 + epochs, callbacks)
    return (clock() - start) / epochs


def neon_mlp(rows: int) -> float:
    from neon.backends import gen_backend
    from neon.data import ArrayIterator
    from neon.initializers import Constant, Gaussian
    from neon.layers import Affine
    from neon.transforms import Rectlin, Softmax

    gen_backend("cpu", batch_size=128, rng_seed=0)
    init = Gaussian(scale=0.01)
    layers = [
        Affine(100, init, bias=Constant(0), activation=Rectlin()),
        Affine(10, init, bias=Constant(0), activation=Softmax()),
    ]
    return neon_fit(layers, ArrayIterator(*data(rows, 784, 10), nclass=10), 1)


def neon_convnet(batches: int) -> float:
    from neon.backends import gen_backend
    from neon.data import ArrayIterator
    from neon.initializers import Constant, Gaussian
    from neon.layers import Affine, Conv, Pooling
    from neon.transforms import Rectlin, Softmax

    gen_backend("cpu", batch_size=128, rng_seed=0)
    init = Gaussian(scale=0.01)
    layers = [
        Conv((5, 5, 20), init, bias=Constant(0), activation=Rectlin()),
        Pooling(2),
        Conv((5, 5, 50), init, bias=Constant(0), activation=Rectlin()),
        Pooling(2),
        Affine(500, init, bias=Constant(0), activation=Rectlin()),
        Affine(10, init, bias=Constant(0), activation=Softmax()),
    ]
    iterator = ArrayIterator(*data(128 * batches, 784, 10), nclass=10, lshape=(1, 28, 28))
    return neon_fit(layers, iterator, 1) / batches


class Sequences:
    """The same batch of sequences again and again."""

    shape, nclass = (64, 50), 10

    def __init__(self, be, batches: int):
        rng = np.random.RandomState(0)
        self.nbatches, self.ndata = batches, batches * be.bsz
        self.x, self.t = be.array(rng.normal(size=(64, 50 * be.bsz))), be.zeros((10, be.bsz))
        self.t[:] = be.onehot(be.array(rng.randint(10, size=be.bsz), dtype=np.int32), axis=0)

    def reset(self) -> None:
        """Nothing to go back to."""

    def __iter__(self):
        for _ in range(self.nbatches):
            yield self.x, self.t


def neon_lstm(batches: int) -> float:
    from neon.backends import gen_backend
    from neon.initializers import Constant, Uniform
    from neon.layers import LSTM, Affine, RecurrentLast
    from neon.transforms import Logistic, Softmax, Tanh

    be = gen_backend("cpu", batch_size=32, rng_seed=0)
    init = Uniform(-0.08, 0.08)
    layers = [
        LSTM(128, init, activation=Tanh(), gate_activation=Logistic(), reset_cells=True),
        RecurrentLast(),
        Affine(10, init, bias=Constant(0), activation=Softmax()),
    ]
    return neon_fit(layers, Sequences(be, batches), 1) / batches


def neon_steps(steps: int) -> float:
    """One step at a time, as deep Q-learning takes them."""
    from neon.backends import gen_backend
    from neon.initializers import Constant, GlorotUniform
    from neon.layers import Affine, GeneralizedCost
    from neon.models import Model
    from neon.optimizers import Adam
    from neon.transforms import Rectlin, SumSquared

    be = gen_backend("cpu", batch_size=64, rng_seed=0)
    init, hidden = GlorotUniform(), {"bias": Constant(0), "activation": Rectlin()}
    model = Model([Affine(64, init, **hidden), Affine(64, init, **hidden), Affine(2, init, bias=Constant(0))])
    cost, optimizer = GeneralizedCost(SumSquared()), Adam(learning_rate=0.001)
    model.initialize(4, cost)
    rng = np.random.RandomState(0)
    x, t = be.array(rng.normal(size=(4, 64))), be.array(rng.normal(size=(2, 64)))
    seconds = 0.0
    for _ in range(2):
        start = clock()
        for _ in range(steps):
            y = model.fprop(x)
            cost.get_cost(y, t)
            model.bprop(cost.get_errors(y, t))
            optimizer.optimize(model.layers_to_optimize, epoch=0)
        seconds = clock() - start
    return seconds / steps


def torch_steps(steps: int) -> float:
    import torch
    from torch import nn

    model = nn.Sequential(nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 2))
    optimizer, criterion = torch.optim.Adam(model.parameters(), lr=0.001), nn.MSELoss()
    rng = np.random.RandomState(0)
    x, t = (torch.from_numpy(rng.normal(size=(64, n)).astype(np.float32)) for n in (4, 2))
    seconds = 0.0
    for _ in range(2):
        start = clock()
        for _ in range(steps):
            optimizer.zero_grad()
            criterion(model(x), t).backward()
            optimizer.step()
        seconds = clock() - start
    return seconds / steps


def torch_loop(model, xs, ys, size: int) -> float:
    import torch

    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
    criterion = torch.nn.CrossEntropyLoss()
    seconds = 0.0
    for _ in range(2):
        start = clock()
        for begin in range(0, len(xs) - size + 1, size):
            optimizer.zero_grad()
            criterion(model(xs[begin : begin + size]), ys[begin : begin + size]).backward()
            optimizer.step()
        seconds = clock() - start
    return seconds


def torch_mlp(rows: int) -> float:
    import torch

    x, y = data(rows, 784, 10)
    model = torch.nn.Sequential(torch.nn.Linear(784, 100), torch.nn.ReLU(), torch.nn.Linear(100, 10))
    return torch_loop(model, torch.from_numpy(x), torch.from_numpy(y), 128)


def torch_convnet(batches: int) -> float:
    import torch
    from torch import nn

    x, y = data(128 * batches, 784, 10)
    model = nn.Sequential(
        nn.Conv2d(1, 20, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(20, 50, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(800, 500),
        nn.ReLU(),
        nn.Linear(500, 10),
    )
    return torch_loop(model, torch.from_numpy(x).reshape(-1, 1, 28, 28), torch.from_numpy(y), 128) / batches


def torch_lstm(batches: int) -> float:
    import torch

    class Last(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.rnn, self.out = torch.nn.LSTM(64, 128, batch_first=True), torch.nn.Linear(128, 10)

        def forward(self, x):
            return self.out(self.rnn(x)[0][:, -1])

    rng = np.random.RandomState(0)
    x = torch.from_numpy(rng.normal(size=(32, 50, 64)).astype(np.float32)).repeat(batches, 1, 1)
    y = torch.from_numpy(rng.randint(10, size=32)).repeat(batches)
    return torch_loop(Last(), x, y, 32) / batches


def import_time(which: str) -> float:
    """Seconds to import NumPy and neon's public packages, less those of NumPy alone."""
    start = time.perf_counter()
    import numpy  # noqa: F401

    middle = time.perf_counter()
    if which == "torch":
        import torch  # noqa: F401
    else:
        import neon.backends
        import neon.callbacks
        import neon.data
        import neon.layers
        import neon.models
        import neon.optimizers
        import neon.transforms  # noqa: F401
    return time.perf_counter() - middle if which != "torch" else time.perf_counter() - start


def memory_growth(epochs: int) -> float:
    """MiB that the process grows by over so many epochs, after ten of them.

    An epoch is one of `fit`, and forty steps by hand: a new tensor for the batch, a tree, its gradient by Autodiff.
    """
    import resource

    from neon.backends import Autodiff, gen_backend
    from neon.callbacks.callbacks import Callbacks
    from neon.data import ArrayIterator
    from neon.initializers import Gaussian
    from neon.layers import Affine, GeneralizedCost
    from neon.models import Model
    from neon.optimizers import Adam
    from neon.transforms import CrossEntropyMulti, Softmax

    be = gen_backend("cpu", batch_size=32, rng_seed=0)
    rows, w = np.ones((16, 32), dtype=np.float32), be.array(np.ones((4, 16)))
    model = Model([Affine(10, Gaussian(scale=0.01), activation=Softmax())])
    iterator = ArrayIterator(*data(320, 64, 10), nclass=10)
    cost, optimizer = GeneralizedCost(CrossEntropyMulti()), Adam()
    grown = 0
    for epoch in range(epochs + 10):
        model.fit(iterator, cost, optimizer, epoch + 1, Callbacks(model, progress_bar=False))
        for _ in range(40):
            tree = be.sum(be.square(be.tanh(be.dot(w, be.array(rows))) - 0.1))
            w[:] = w - 0.001 * Autodiff(tree, be).get_grad_tensor([w])[0]
        if epoch == 9:
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - grown) / 1024


PROGRAMS = {
    "mlp 784-100-10, s an epoch of 60,000 rows": ("mlp", 60000, 12800),
    "convnet 20-50-500-10, s a batch of 128": ("convnet", 10, 3),
    "lstm 128, 50 steps, s a batch of 32": ("lstm", 20, 5),
    "mlp 4-64-64-2, Adam, s a step of 64": ("steps", 2000, 300),
    "import, s": ("import", 0, 0),
    "memory over 100 epochs, MiB": ("memory", 100, 20),
}


def child(which: str, name: str, size: int) -> float:
    """Run one program in this process."""
    if which == "port":
        sys.path.insert(0, str(PORT))
    elif which == "upstream" and name != "import":
        sys.path.insert(0, str(ROOT))
        from tutor.worker import neon_shim

        neon_shim.install(os.environ["NEON_UPSTREAM"])
    if name == "import":
        return import_time(which)
    if name == "memory":
        return memory_growth(size)
    value = globals()[f"{'torch' if which == 'torch' else 'neon'}_{name}"](size)
    return value * 60000 / size if name == "mlp" else value


# the parent --------------------------------------------------------------------------------------------------
def measure(which: str, name: str, size: int, threads: int) -> float | None:
    python = sys.executable
    if which == "upstream":
        python = os.environ.get("NEON_UPSTREAM_PYTHON", python)
    environment = {**os.environ, **{f"{k}_NUM_THREADS": str(threads) for k in ("OPENBLAS", "OMP", "MKL")}}
    command = [python, "-W", "ignore", __file__, "--threads", str(threads), "--child", which, name, str(size)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{which} {name}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return float(done.stdout.strip().splitlines()[-1])


def contestants() -> list[str]:
    import importlib.util

    found = ["port"]
    if os.environ.get("NEON_UPSTREAM"):
        found.append("upstream")
    if importlib.util.find_spec("torch"):
        found.append("torch")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small programs, one round")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--threads", type=int, default=1, help="of BLAS; small products are slowed by more on a busy machine"
    )
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.threads > 1:
        global clock
        clock = time.perf_counter
    if options.child:
        print(child(options.child[0], options.child[1], int(options.child[2])))
        return
    rounds, rows = (1 if options.quick else 3), []
    for title, (name, full, quick) in PROGRAMS.items():
        best: dict[str, float | None] = {}
        for _ in range(rounds):
            for which in contestants():
                skipped = (which, name) in (("torch", "memory"), ("upstream", "import"))
                value = None if skipped else measure(which, name, quick if options.quick else full, options.threads)
                if value is not None:
                    before = best.get(which)
                    best[which] = value if before is None else min(value, before)
        ratios = {k: v / best["port"] for k, v in best.items() if k != "port" and v and best.get("port")}
        rows.append({"program": title, **best, "ratios_to_port": ratios})
    if options.json:
        print(json.dumps({"version": 1, "threads": options.threads, "rows": rows}))
        return
    for row in rows:
        parts = [f"{k} {row[k]:.4g}" for k in ("port", "upstream", "torch") if row.get(k) is not None]
        ratios = ", ".join(f"{k} takes {v:.2f} times the port's" for k, v in row["ratios_to_port"].items())
        print(f"{row['program']:<44} {'  '.join(parts)}   {ratios}")


if __name__ == "__main__":
    main()
