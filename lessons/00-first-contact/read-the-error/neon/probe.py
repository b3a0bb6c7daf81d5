"""Does the learner's function raise on arguments that cannot fit?"""


def raises(module, x, weights):
    """Whether mean_scores raises, at once or when its op-tree is worked out. Any kind of error will do."""
    try:
        result = module.mean_scores(x, weights)
        if hasattr(result, "asnumpyarray"):
            result.asnumpyarray()
    except Exception:
        return True
    return False
