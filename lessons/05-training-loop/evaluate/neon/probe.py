"""What PyTorch's variant asks of autograd has no counterpart here."""


def keeps_graph(module, model, x, y):
    """Run evaluate(model, x, y). A neon layer keeps its last inputs in buffers of its own, whatever happens."""
    module.evaluate(model, x, y)
    return False
