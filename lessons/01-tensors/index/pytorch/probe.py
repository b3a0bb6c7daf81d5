"""Does writing into the learner's columns change the tensor they came from?"""


def write_into_last_columns(module, x, k):
    """x, after its last columns have been written into."""
    module.last_columns(x, k).add_(1000.0)
    return x
