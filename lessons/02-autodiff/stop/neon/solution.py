from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

STOPPED = -1.6
FLOWING = 1.28


def td_loss(w, state, reward, next_state):
    """Return the op-tree of the loss of w (1, d) on states (d, n), rewards (1, n), next states (d, n)."""
    target = (reward + 0.9 * be.dot(w, next_state)).astensor()
    return be.mean(be.square(be.dot(w, state) - target))
