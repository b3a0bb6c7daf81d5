"""PyTorch."""

from tutor.frameworks.base import Framework

PYTORCH = Framework(
    key="pytorch",
    title="PyTorch",
    module="torch",
    distributions=("torch",),
    extra="pytorch",
    website="https://pytorch.org",
)
