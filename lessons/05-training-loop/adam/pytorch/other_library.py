import torch


class Adam:
    """PyTorch's own, on a parameter made at the first step."""

    def __init__(self, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.settings = {"lr": rate, "betas": (beta1, beta2), "eps": epsilon}
        self.w = None

    def step(self, w, gradient):
        """Copy w in, step, copy it out."""
        if self.w is None:
            self.w = torch.nn.Parameter(w.clone())
            self.optimizer = torch.optim.Adam([self.w], **self.settings)
        self.w.data.copy_(w)
        self.w.grad = gradient
        self.optimizer.step()
        return self.w.detach().clone()
