"""The links of an expectation, on values as they come back from a worker."""

from __future__ import annotations

import types

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.judge.compare import compare
from tutor.judge.expect import Expect, StepFailedError
from tutor.judge.values import Opaque, Tensor


def expect_on(device: str = "cpu", **named: str) -> Expect:
    """Expectations of a check on `device` with mistakes of these names."""
    place = types.SimpleNamespace(device=device, last_call="f()")
    return Expect(place, 1e-5, named)  # type: ignore[arg-type]


def tensor(values: object, device: str = "cpu", kind: str = "tensor") -> Tensor:
    array = np.asarray(values, np.float32)
    return Tensor(array, "float32", device, kind)


def failure(act: object) -> StepFailedError:
    with pytest.raises(StepFailedError) as caught:
        act()  # type: ignore[operator]
    return caught.value


def test_a_chain_holds_where_all_links_hold() -> None:
    expect = expect_on()
    expect(tensor([[1, 2]])).tensor().shape((1, 2)).dtype("float32").on_device().finite().close([[1, 2]])
    expect(3).equal(3)
    expect("text").equal("text")
    expect(tensor([1, 2])).between(0, 2)


@pytest.mark.parametrize(
    ("act", "error_class"),
    [
        (lambda e: e(tensor([1], kind="numpy")).tensor(), "api_misuse"),
        (lambda e: e(tensor([1])).shape((2,)), "shape"),
        (lambda e: e(tensor([1])).dtype("int32"), "dtype"),
        (lambda e: e(tensor([float("inf")])).finite(), "not_finite"),
        (lambda e: e(tensor([1.1])).close([1]), "wrong_value"),
        (lambda e: e(tensor([float("nan")])).close([1]), "not_finite"),
        (lambda e: e(True).equal(1), "wrong_value"),
        (lambda e: e(1).equal(True), "wrong_value"),
        (lambda e: e(tensor([3])).between(0, 2), "wrong_value"),
        (lambda e: e(Opaque("Thing", "<it>")).close([1]), "api_misuse"),
        (lambda e: e(None).close([1]), "api_misuse"),
        (lambda e: e.that(False, "no"), "wrong_value"),
    ],
)
def test_each_link_fails_with_its_class(act: object, error_class: str) -> None:
    expect = expect_on()
    assert failure(lambda: act(expect)).error_class == error_class  # type: ignore[operator]


def test_a_nan_that_is_wanted_is_right() -> None:
    expect_on()(tensor([float("nan"), 1])).close([float("nan"), 1])


def test_mistakes_are_tried_in_order_by_array_and_by_rule() -> None:
    expect = expect_on(doubled="You doubled it.", negative="It is negative.")
    mistakes = {"negative": lambda value: bool((value.array < 0).all()), "doubled": [2.0, 4.0]}
    assert failure(lambda: expect(tensor([2, 4])).close([1, 2], mistakes=mistakes)).mistake == "doubled"
    assert failure(lambda: expect(tensor([-2, -4])).close([1, 2], mistakes=mistakes)).mistake == "negative"
    assert failure(lambda: expect(tensor([7, 7])).close([1, 2], mistakes=mistakes)).mistake is None


def test_on_a_gpu_check_what_stays_on_the_cpu_fails_by_itself() -> None:
    expect = expect_on("gpu", wrong_device="It is on another device.")
    found = failure(lambda: expect(tensor([1])).close([1]))
    assert (found.error_class, found.mistake) == ("device", "wrong_device")
    expect(tensor([1], "gpu")).close([1])
    expect(tensor([1])).anywhere().close([1])


@given(
    st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=20),
    st.integers(0, 19),
    st.sampled_from([0.5, -3.0, float("nan"), float("inf")]),
)
def test_one_wrong_element_is_found_where_it_is(values: list[float], index: int, change: float) -> None:
    want = np.array(values)
    assert compare(want.copy(), want, 1e-5) is None
    index %= len(values)
    got = want.copy()
    got[index] += change * (1 + abs(got[index]))
    found = compare(got, want, 1e-5)
    assert found is not None
    assert (found.first_bad, found.off, found.size) == ((index,), 1, len(values))
