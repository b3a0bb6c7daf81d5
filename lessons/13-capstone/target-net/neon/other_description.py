from agent.q_network import make_q_network  # the check makes its networks by it
from neon.backends import gen_backend
from neon.models import Model

be = gen_backend(backend="cpu", batch_size=64, rng_seed=0)


def make_target(online):
    """Build anew from the description, which holds the weights."""
    target = Model(online.get_description(get_weights=True))
    target.initialize(online.layers.layers[0].in_shape)
    return target


def tensors(network):
    """The weights of a network, in the order of its layers."""
    return [layer.W for layer in network.layers.layers if layer.has_params]


def hard_update(target, online):
    """Copy from tensor to tensor."""
    for ours, theirs in zip(tensors(target), tensors(online)):
        ours.copy_from(theirs)


def soft_update(target, online, tau):
    """Go the share of the way that is left."""
    for ours, theirs in zip(tensors(target), tensors(online)):
        ours[:] = ours + tau * (theirs - ours)
