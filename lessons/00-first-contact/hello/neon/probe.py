"""Is x as it was, after the learner has doubled it?"""


def x_after_twice(module, x):
    """x, after twice(x)."""
    doubled = module.twice(x)
    if hasattr(doubled, "astensor"):
        doubled.astensor()  # a recipe writes when it is worked out
    return x
