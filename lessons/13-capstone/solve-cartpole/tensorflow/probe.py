"""Watches a training: what the environment showed, what was stored, and which networks the targets were asked of."""

import numpy as np


def observe(module, environment, limit, steps):
    """Keep what the environment shows and what the replay buffer gets.

    Episodes are truncated after `limit` steps; the one that is under way at step number `steps` does not end there.
    """
    reset, step = environment.reset, environment.step
    module.seen, module.kept, here = [], [], [None, 0]

    def watched_reset(**settings):
        observation, facts = reset(**settings)
        here[:] = np.array(observation), 0
        return observation, facts

    def watched_step(action):
        following, reward, terminated, truncated, facts = step(action)
        truncated = truncated or here[1] + 1 >= limit
        if len(module.seen) + 1 == steps:
            terminated = truncated = False
        module.seen.append((here[0], int(action), np.array(following), bool(terminated), bool(truncated)))
        here[:] = np.array(following), here[1] + 1
        return following, reward, terminated, truncated, facts

    environment.reset, environment.step = watched_reset, watched_step
    buffer = getattr(module, "ReplayBuffer", None)
    if buffer is not None and not hasattr(buffer, "unwatched"):
        buffer.unwatched = buffer.add
        buffer.add = watched_add(module)


def watched_add(module):
    """The buffer's `add`, which keeps the observations, the action and the end of each transition, too."""

    def add(self, *parts, **named):
        before, action, _, after, terminated = parts if len(parts) == 5 else (None,) * 5
        if np.shape(before) == np.shape(after) == (4,):
            module.kept.append((np.array(before), int(action), np.array(after), bool(terminated)))
        return self.unwatched(*parts, **named)

    return add


def observed(module):
    """What the environment went through: before, action, after, terminated, truncated, an array each."""
    return [np.array(part) for part in zip(*module.seen)]


def stored(module):
    """What the replay buffer was given: before, action, after, terminated, an array each, or nothing."""
    return [np.array(part) for part in zip(*module.kept)]


def watch(module):
    """Put two target functions beside dqn_target: one answers the same and remembers the networks, one is known."""
    module.watched_networks = []

    def watched_target(online, frozen, *rest, **named):
        module.watched_networks[:] = [online, frozen]
        module.watched_frozen = frozen
        return module.dqn_target(online, frozen, *rest, **named)

    def leaning_target(online, frozen, rewards, next_observations, terminated, discount):
        """Twice the speed at which the pole falls then, whatever the networks say."""
        return 2 * next_observations[:, 3]

    module.watched_target, module.leaning_target = watched_target, leaning_target


def watched(module, network):
    """Whether the target was asked for, whether by the network that learns first, and whether by that one second."""
    networks = module.watched_networks
    return bool(networks), bool(networks) and networks[0] is network, bool(networks) and networks[1] is network
