"""In neon a gradient goes only where it is asked for."""


def holds_advantages(_module, _logits, _actions, _advantages):
    """True: no tensor is followed by itself."""
    return True
