import keras
import tensorflow as tf
from agent.act import act, epsilon_at
from agent.q_network import make_q_network  # the check makes its networks by it
from agent.replay import ReplayBuffer
from agent.target_net import make_target, soft_update
from agent.td_target import td_loss, td_target


def dqn_target(online, frozen, rewards, next_observations, terminated, discount):
    """Return the targets (n,): the frozen network's value of the best next action."""
    # TODO


def train(environment, network, steps, seed=0, target=dqn_target):
    """Train `network` for at most `steps` environment steps; yield (steps so far, return) after each episode."""
    # TODO
