"""Is x as it was, after the learner has doubled it?"""


def x_after_twice(module, x):
    """x, after twice(x)."""
    module.twice(x)
    return x
