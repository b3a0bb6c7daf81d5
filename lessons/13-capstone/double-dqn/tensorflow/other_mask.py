import numpy as np
import tensorflow as tf
from agent.q_network import make_q_network, q_values
from agent.solve_cartpole import dqn_target, train


@tf.function
def double_target(online, frozen, rewards, next_observations, terminated, discount):
    """A mask of the chosen action, and a graph of its own."""
    chosen = tf.one_hot(tf.argmax(online(next_observations), axis=1), 2)
    values = tf.einsum("na,na->n", frozen(next_observations), chosen)
    return tf.stop_gradient(tf.where(terminated > 0.5, rewards, rewards + discount * values))


def overestimation(network, observations, rewards, discount):
    """Returns by the polynomial in the discount that they are."""
    returns = [np.polyval(each[::-1], discount) for each in rewards]
    return np.mean(q_values(network, observations).max(axis=1)) - np.mean(returns)
