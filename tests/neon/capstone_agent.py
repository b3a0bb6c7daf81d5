"""Train the capstone's reference agent on the bundled neon, or on upstream, without the tutor: a program of its own.

`python capstone_agent.py port|upstream steps seed OUT.npz` writes the returns of the training's episodes, the returns
of 20 greedy episodes with the best parameters, and the parameters after the last step.
"""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STAGES = ("replay", "q-network", "act", "td-target", "target-net", "solve-cartpole")


def load_neon(which):
    """Put one of the two on the path."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    sys.path.insert(0, str(ROOT))
    if which == "upstream":
        from tutor.worker import neon_shim

        neon_shim.install(os.environ["NEON_UPSTREAM"])
    else:
        sys.path.insert(0, str(ROOT / "tutor" / "neon_port"))


def load_agent():
    """The reference solutions of the stages, as the package `agent` that they import one another from."""
    package = sys.modules["agent"] = types.ModuleType("agent")
    package.__path__ = []
    for stage in STAGES:
        file = ROOT / "lessons" / "13-capstone" / stage / "neon" / "solution.py"
        name = stage.replace("-", "_")
        module = sys.modules[f"agent.{name}"] = types.ModuleType(f"agent.{name}")
        exec(compile(file.read_bytes(), str(file), "exec"), module.__dict__)
        setattr(package, name, module)
    return package


def weights(network):
    """Copies of all parameters."""
    return [layer.W.get() for layer in network.layers_to_optimize]


def main(which, steps, seed, out):
    """Train, choose, play, write."""
    load_neon(which)
    import numpy as np

    from tutor.judge import greedy_returns
    from tutor.worker.environments import Budgeted

    agent = load_agent()
    network = agent.q_network.make_q_network(4, 64, 2)
    returns, kept = [], {}
    for step, value in agent.solve_cartpole.train(Budgeted("CartPole-v1", steps, seed), network, steps, seed):
        returns.append(value)
        recent, part = np.mean(returns[-10:]), step * 15 // (steps + 1)
        if len(returns) >= 10 and recent >= kept.get(part, (0,))[0]:
            kept[part] = recent, weights(network)
    last = weights(network)

    def play(parameters, episodes, rng):
        for layer, values in zip(network.layers_to_optimize, parameters, strict=True):
            layer.W[:] = values
        return greedy_returns(lambda x: agent.q_network.q_values(network, x), episodes, rng=rng)

    rng = np.random.default_rng(seed)
    candidates = [*(parameters for _, parameters in kept.values()), last]
    best = max(candidates, key=lambda parameters: play(parameters, 5, rng).mean())
    np.savez(out, returns=returns, greedy=play(best, 20, rng), last=np.concatenate([w.ravel() for w in last]))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
