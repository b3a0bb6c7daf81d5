"""Episodes that the judge plays in its own environments: the learner's policy answers observations, no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from tutor.judge.submission import Submission
    from tutor.judge.values import Handle, Tensor

ENVIRONMENT = "CartPole-v1"
STRETCH = 10  # episodes whose average return says how good the parameters after them are
PARTS = 15  # of a training, whose best stretches are kept
TRIALS = 5  # episodes to choose among them by
HIGHEST = 500.0  # return there is in the environment


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


class Trained:
    """A learner's training followed to its end, and judged on the best parameters that it passed through.

    A training may end on a bad stretch, so in each fifteenth of its steps the parameters after the ten episodes
    with the highest average return are kept. `points` are the pairs (steps so far, return), `seconds` what the
    learner's code took, and `last` the parameters at the end.
    """

    def __init__(
        self, sub: Submission, policy: Handle, environment: Handle, *settings: Any, total: int, pad_to: int
    ) -> None:
        """Call `train(environment, policy, *settings)`, which takes `total` steps; `pad_to` as in `greedy_returns`."""
        self.points: list[tuple[int, float]] = []
        self._sub, self._policy, self._pad_to = sub, policy, pad_to
        self._best: dict[int, tuple[float, dict[str, Tensor]]] = {}
        began = sub.learner_s
        for point in sub.follow("train", environment, policy, *settings, total=total):
            self.points.append(point)
            self._keep(point[0] * PARTS // (total + 1))
        self.seconds = sub.learner_s - began
        self.last = sub.parameters(policy)

    def mean_return(self, episodes: int = 20) -> float:
        """Choose among the kept parameters and the last by some episodes; the mean return of others, by the choice."""
        ranked = sorted(self._best.values(), key=lambda pair: pair[0], reverse=True)
        chosen, highest = self.last, -1.0
        for parameters in (*(each for _, each in ranked), self.last):
            mean = self._play(parameters, TRIALS)
            if mean > highest:
                chosen, highest = parameters, mean
            if mean == HIGHEST:
                break
        return self._play(chosen, episodes)

    def _keep(self, part: int) -> None:
        latest = [value for _, value in self.points[-STRETCH:]]
        mean = sum(latest) / len(latest)
        if len(latest) == STRETCH and (part not in self._best or mean >= self._best[part][0]):
            self._best[part] = mean, self._sub.parameters(self._policy)

    def _play(self, parameters: dict[str, Tensor], episodes: int) -> float:
        from tutor.judge.values import batch

        self._sub.set_parameters(self._policy, {name: value.array for name, value in parameters.items()})
        returns = greedy_returns(
            lambda seen: self._sub.forward(self._policy, batch(seen)), episodes, rng=self._sub.rng, pad_to=self._pad_to
        )
        return float(returns.mean())


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
