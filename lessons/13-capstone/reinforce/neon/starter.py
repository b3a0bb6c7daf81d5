import numpy as np
from agent.q_network import make_q_network  # the check makes its networks by it
from neon.backends import Autodiff, gen_backend
from neon.optimizers import Adam

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def discounted_returns(rewards, discount):
    """Return, for each step of an episode, the discounted sum of its reward and all later ones: (steps,) float32."""
    # TODO


def policy_loss(logits, actions, advantages):
    """Return the op-tree (1, 1) of the loss: logits (2, n), actions (1, n) and advantages (1, n) are tensors."""
    # TODO


def train(environment, policy, baseline, steps, seed=0):
    """Train `policy` and `baseline` for at most `steps` steps; yield (steps so far, return) after each episode."""
    # TODO
