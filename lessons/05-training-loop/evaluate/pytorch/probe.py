"""Watches whether the model runs with autograd recording."""


def keeps_graph(module, model, x, y):
    """Whether evaluate(model, x, y) let autograd record the model's outputs."""
    recorded = []
    hook = model.register_forward_hook(lambda _model, _inputs, output: recorded.append(output.requires_grad))
    try:
        module.evaluate(model, x, y)
    finally:
        hook.remove()
    return any(recorded)
