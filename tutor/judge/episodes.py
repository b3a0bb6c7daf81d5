"""Episodes that the judge plays in its own environments: the learner's policy answers observations, no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

ENVIRONMENT = "CartPole-v1"


def greedy_returns(
    q_values: Callable[[np.ndarray], Any],
    episodes: int = 20,
    *,
    rng: np.random.Generator,
    pad_to: int | None = None,
    name: str = ENVIRONMENT,
) -> np.ndarray:
    """The returns, shape (episodes,), of fresh episodes in which the action with the highest value is taken.

    All episodes go on in lock step: `q_values` gets the observations of those that still run, float32
    (n, observation), and answers (n, actions); with `pad_to` it always gets that many rows, the last ones
    zero. Seeds come from `rng`. Raises StepFailedError for an answer of another shape or that is not finite.
    """
    import gymnasium
    import numpy as np

    environments = [gymnasium.make(name) for _ in range(episodes)]
    seeds = rng.integers(2**31, size=episodes)
    now = np.stack(
        [environment.reset(seed=int(seed))[0] for environment, seed in zip(environments, seeds, strict=True)]
    ).astype(np.float32)
    returns = np.zeros(episodes)
    running = np.arange(episodes)
    while running.size:
        values = _answer(q_values, now[running], pad_to)
        going_on = []
        for index, action in zip(running, values.argmax(axis=1), strict=True):
            observation, reward, terminated, truncated, _ = environments[index].step(int(action))
            now[index] = observation
            returns[index] += float(reward)
            if not (terminated or truncated):
                going_on.append(index)
        running = np.array(going_on, dtype=int)
    for environment in environments:
        environment.close()
    return returns


def _answer(q_values: Callable[[np.ndarray], Any], observations: np.ndarray, pad_to: int | None) -> np.ndarray:
    import numpy as np

    from tutor.judge.expect import StepFailedError, kind_of
    from tutor.judge.values import Tensor

    count = len(observations)
    if pad_to is not None and pad_to > count:
        observations = np.concatenate([observations, np.zeros((pad_to - count, observations.shape[1]), np.float32)])
    answer = q_values(observations)
    if not isinstance(answer, (Tensor, np.ndarray)) or np.asarray(answer).dtype.kind not in "fiu":
        raise StepFailedError(f"expected a value for each action, got {kind_of(answer)}", "api_misuse")
    values = np.asarray(answer)
    if values.ndim != 2 or len(values) != len(observations):
        message = f"expected values of shape ({len(observations)}, actions), got {values.shape}"
        raise StepFailedError(message, "shape")
    if not np.isfinite(values[:count]).all():
        raise StepFailedError("expected finite values of the actions, got some that are not", "not_finite")
    return values[:count]
