def two_gradients(w, a, b):
    """Copies the first, and never clears the slot."""
    leaf = w.clone().requires_grad_()
    (a * leaf**3).sum().backward()
    first = leaf.grad.clone()
    (b * leaf**3).sum().backward()
    return first, leaf.grad
