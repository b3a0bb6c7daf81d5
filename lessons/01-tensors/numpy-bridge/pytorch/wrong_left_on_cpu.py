import torch

SHARES = {"t = torch.from_numpy(a)": True, "t = torch.tensor(a)": False, "a = t.numpy()": True}


def to_numpy(x):
    """Return the numbers of the tensor x as a NumPy array of the same shape and dtype."""
    return x.detach().cpu().numpy()


def from_numpy(array, device):
    """`to` returns a new tensor; this one is thrown away."""
    tensor = torch.from_numpy(array)
    tensor.to(device)
    return tensor
