from collections import deque

import torch
from agent.act import act, epsilon_at
from agent.q_network import make_q_network  # the check makes its networks by it
from agent.replay import ReplayBuffer
from agent.target_net import make_target, soft_update
from agent.td_target import td_loss, td_target


def dqn_target(online, frozen, rewards, next_observations, terminated, discount):
    """Return the targets (n,): the frozen network's value of the best next action."""
    with torch.no_grad():
        return td_target(frozen(next_observations), rewards, terminated, discount)


def train(environment, network, steps, seed=0, target=dqn_target):
    """Yields while the episode goes on."""
    frozen = make_target(network)
    buffer = ReplayBuffer(5_000, seed)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)

    def learn():
        observations, actions, rewards, next_observations, terminated = buffer.sample(64)
        targets = target(network, frozen, rewards, next_observations, terminated, 0.98)
        loss = td_loss(network(observations), actions, targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        soft_update(frozen, network, 0.02)

    observation, _ = environment.reset()
    episode, latest = 0.0, deque(maxlen=10)
    for step in range(1, steps + 1):
        with torch.no_grad():
            q = network(torch.as_tensor(observation)[None])
        action = int(act(q, epsilon_at(step, 1.0, 0.05, 2_000)))
        following, reward, terminated, truncated, _ = environment.step(action)
        buffer.add(observation, action, reward, following, terminated)
        observation, episode = following, episode + reward
        if step >= 1_000:
            learn()
        yield step, episode
        if terminated or truncated:
            latest.append(episode)
            if len(latest) == 10 and sum(latest) >= 4_750:
                return
            observation, _ = environment.reset()
            episode = 0.0
