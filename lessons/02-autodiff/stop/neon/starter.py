from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

STOPPED = None  # TODO: predict the gradient with the target held constant
FLOWING = None  # TODO: and with the gradient flowing through the target


def td_loss(w, state, reward, next_state):
    """Return the op-tree of the loss of w (1, d) on states (d, n), rewards (1, n), next states (d, n)."""
    # TODO
