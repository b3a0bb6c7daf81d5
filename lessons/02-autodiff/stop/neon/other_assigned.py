from neon.backends import gen_backend

be = gen_backend(backend="cpu", batch_size=32, rng_seed=0)

STOPPED = -1.6
FLOWING = 1.28


def td_loss(w, state, reward, next_state):
    """A copy of the weights, which is another tensor, makes the target."""
    frozen = be.array(w.get())
    error = be.dot(w, state) - reward - 0.9 * be.dot(frozen, next_state)
    return be.sum(error * error) / reward.shape[1]
