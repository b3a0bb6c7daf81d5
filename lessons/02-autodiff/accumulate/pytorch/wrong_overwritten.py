def two_gradients(w, a, b):
    """Clears the slot by writing zeros into the tensor that `first` stands for."""
    leaf = w.clone().requires_grad_()
    (a * leaf**3).sum().backward()
    first = leaf.grad
    leaf.grad.zero_()
    (b * leaf**3).sum().backward()
    return first, leaf.grad
