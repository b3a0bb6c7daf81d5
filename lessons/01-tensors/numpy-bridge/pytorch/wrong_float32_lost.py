import torch

SHARES = {"t = torch.from_numpy(a)": True, "t = torch.tensor(a)": False, "a = t.numpy()": True}


def to_numpy(x):
    """Return the numbers of the tensor x as a NumPy array of the same shape and dtype."""
    return x.detach().cpu().numpy()


def from_numpy(array, device):
    """torch.Tensor, with a capital letter, is always float32."""
    return torch.Tensor(array).to(device)
