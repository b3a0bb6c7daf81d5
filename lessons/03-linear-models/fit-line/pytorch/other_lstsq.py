import torch


def fit_line(x, y):
    """The algebra, with a column of ones for the bias."""
    ones = torch.ones(len(x), 1, device=x.device)
    answer = torch.linalg.lstsq(torch.cat([x, ones], dim=1), y[:, None]).solution[:, 0]
    return answer[:-1], answer[-1]
