from torch import nn

predicted = {"linear": 650, "deep": 1754, "normalised": 2442, "autoencoder": 4744, "bare": 9472}


def make_linear():
    return nn.Sequential(nn.Linear(64, 10))


def make_deep():
    return nn.Sequential(
        *(nn.Linear(64, 16), nn.ReLU(), nn.Dropout(0.5)),
        *(nn.Linear(16, 16), nn.ReLU(), nn.Dropout(0.5)),
        *(nn.Linear(16, 16), nn.ReLU(), nn.Dropout(0.5)),
        nn.Linear(16, 10),
    )


def make_normalised():
    return nn.Sequential(nn.Linear(64, 32, bias=False), nn.BatchNorm1d(32), nn.ReLU(), nn.Linear(32, 10))


def make_autoencoder():
    return nn.Sequential(
        *(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 8), nn.ReLU()),
        *(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 64)),
    )


def make_bare():
    return nn.Sequential(nn.Linear(64, 128, bias=False), nn.ReLU(), nn.Linear(128, 10, bias=False))


def count(sizes, biases=True):
    """Return the number of parameters of dense layers sizes[0] -> sizes[1] -> ..."""
    return sum(a * b + (b if biases else 0) for a, b in zip(sizes, sizes[1:]))
