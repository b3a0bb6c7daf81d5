"""The gradients of the loss through the learner's target and loss together."""

from neon import NervanaObject
from neon.backends import Autodiff
from neon.backends.backend import OpTreeNode


def gradients(module, q, next_q, actions, rewards, terminated, discount):
    """The gradients by q and by next_q; zeros where none arrives."""
    be = NervanaObject.be
    loss = module.td_loss(q, actions, module.td_target(next_q, rewards, terminated, discount))
    if not isinstance(loss, OpTreeNode):
        return be.zeros(q.shape), be.zeros(next_q.shape)
    return [be.array(gradient.copy()) for gradient in Autodiff(loss, be).get_grad_asnumpyarray([q, next_q])]
