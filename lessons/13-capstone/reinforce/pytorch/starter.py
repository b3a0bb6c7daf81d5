import numpy as np
import torch
from agent.q_network import make_q_network  # the check makes its networks by it
from torch import nn


def discounted_returns(rewards, discount):
    """Return, for each step of an episode, the discounted sum of its reward and all later ones: (steps,) float32."""
    # TODO


def policy_loss(logits, actions, advantages):
    """Return the loss, shape (), whose gradient makes actions (n,) with positive advantages (n,) more likely."""
    # TODO


def train(environment, policy, baseline, steps, seed=0):
    """Train `policy` and `baseline` for at most `steps` steps; yield (steps so far, return) after each episode."""
    # TODO
