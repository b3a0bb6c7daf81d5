"""Environments for reinforcement learning, with a budget: Gymnasium's, imported when a task first asks for one."""

from __future__ import annotations

from typing import Any


class Budgeted:
    """A Gymnasium environment that counts its steps and takes no more than `budget` of them."""

    def __init__(self, name: str, budget: int, seed: int) -> None:
        import gymnasium

        self._environment = gymnasium.make(name)
        self._environment.action_space.seed(seed)
        self._seed: int | None = seed  # of the first reset, after which the environment's generator goes on
        self.budget, self.steps = budget, 0
        self.observation_space = self._environment.observation_space
        self.action_space = self._environment.action_space

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
        """Begin an episode; return the observation and an empty or small dict."""
        chosen, self._seed = (self._seed if seed is None else seed), None
        observation, facts = self._environment.reset(seed=chosen, options=options)
        return observation, facts

    def step(self, action: Any) -> tuple[Any, Any, bool, bool, dict[str, Any]]:
        """Take `action`; return observation, reward, terminated, truncated and a dict. RuntimeError past the budget."""
        if self.steps >= self.budget:
            raise RuntimeError("the budget of %d environment steps is used up" % self.budget)
        self.steps += 1
        observation, reward, terminated, truncated, facts = self._environment.step(int(action))
        return observation, reward, terminated, truncated, facts

    def close(self) -> None:
        """Free what the environment holds."""
        self._environment.close()
