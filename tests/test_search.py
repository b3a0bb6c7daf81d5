"""Names are found by what one remembers of them."""

from __future__ import annotations

import pytest

from tutor.judge.lookup import Name
from tutor.search import Names

NAMES = Names(
    [
        Name("torch.nn.Linear", "class", "Applies an affine transformation"),
        Name("torch.nn.LazyLinear", "class", "A Linear without a size"),
        Name("torch.nn.functional.linear", "function", "Applies an affine transformation"),
        Name("torch.nn.functional.cross_entropy", "function", "Compute the cross entropy loss"),
        Name("torch.nn.CrossEntropyLoss", "class", "This criterion computes the cross entropy loss"),
        Name("torch.mean", "function", "Returns the mean value of all elements"),
        Name("torch.Tensor.mean", "method", "See torch.mean"),
        Name("torch.optim.SGD", "class", "Implements stochastic gradient descent"),
        Name("torch.linalg.norm", "function", "Computes a norm"),
    ]
)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("linear", "torch.nn.Linear"),
        ("nn.linear", "torch.nn.Linear"),
        ("functional linear", "torch.nn.functional.linear"),
        ("crossentropy", "torch.nn.functional.cross_entropy"),
        ("cross_entropy", "torch.nn.functional.cross_entropy"),
        ("CrossEntropyL", "torch.nn.CrossEntropyLoss"),
        ("mean", "torch.mean"),
        ("tensor mean", "torch.Tensor.mean"),
        ("stochastic", "torch.optim.SGD"),
        ("lzlin", "torch.nn.LazyLinear"),
        ("Linaer", "torch.nn.Linear"),
        ("torch.optim.SGD", "torch.optim.SGD"),
    ],
)
def test_the_likeliest_name_is_first(query: str, first: str) -> None:
    assert NAMES.search(query)[0].name == first


@pytest.mark.parametrize("query", ["", "  ", "zzzzqq", "mean zzzzqq"])
def test_nothing_is_found_for_nothing(query: str) -> None:
    assert NAMES.search(query) == ()


def test_each_name_once_and_no_more_than_asked_for() -> None:
    found = NAMES.search("n")
    assert len(found) == len(set(found)) > 3
    assert NAMES.search("n", limit=2) == found[:2]
