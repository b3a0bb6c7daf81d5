"""Watches a training, and asks autograd whether the loss depends on the advantages."""

import numpy as np


def holds_advantages(module, logits, actions, advantages):
    """Whether no gradient of policy_loss reaches the advantages."""
    logits, advantages = logits.clone().requires_grad_(), advantages.clone().requires_grad_()
    module.policy_loss(logits, actions, advantages).backward()
    return advantages.grad is None or not bool(advantages.grad.abs().max() > 0)


def observe(module, environment, limit, steps, pay):
    """Keep the actions, and the ends of episodes.

    Episodes are truncated after `limit` steps; the one that is under way at step number `steps` does not end there.
    `pay` is "each" for a reward of 1 for each step, "none" for none, and "later" for one of 1 after an action of 1.
    """
    reset, step = environment.reset, environment.step
    module.taken, module.over, here = [], [], [0, 0]

    def watched_reset(**settings):
        here[:] = 0, 0
        return reset(**settings)

    def watched_step(action):
        following, _, terminated, truncated, facts = step(action)
        reward = {"each": 1.0, "none": 0.0, "later": float(here[1])}[pay]
        here[:] = here[0] + 1, int(action)
        truncated = truncated or here[0] >= limit
        if len(module.taken) + 1 == steps:
            terminated = truncated = False
        module.taken.append(int(action))
        module.over.append(bool(terminated or truncated))
        return following, reward, terminated, truncated, facts

    environment.reset, environment.step = watched_reset, watched_step


def observed(module):
    """The actions that were taken, and whether each ended its episode: two arrays."""
    return np.array(module.taken), np.array(module.over)
