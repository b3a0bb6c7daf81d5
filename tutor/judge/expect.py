"""What a check expects of a value, link by link; the first link that fails ends the step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn, Self

from tutor.judge.compare import broadcast_surprise, compare, describe
from tutor.judge.values import Opaque, Tensor
from tutor.judge.verdict import Comparison, ErrorClass

if TYPE_CHECKING:
    import numpy as np

    from tutor.judge.submission import Submission

Mistakes = Mapping[str, Any]
WRONG_DEVICE = "wrong_device"  # the mistake that a task may name for whatever is not where it should be


class StepFailedError(Exception):
    """A plain failure of the learner's; not an error of ours."""

    def __init__(
        self, message: str, error_class: ErrorClass, *, mistake: str | None = None, comparison: Comparison | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.error_class = message, error_class
        self.mistake, self.comparison = mistake, comparison


class Expect:
    """`expect(value)` starts a chain of links; `expect.that` states anything else."""

    def __init__(self, sub: Submission, tolerance: float, named: Mapping[str, str]) -> None:
        self._sub, self.tolerance, self.named = sub, tolerance, named

    @property
    def device(self) -> str:
        """The device that the check was asked for: "cpu" or "gpu"."""
        return self._sub.device

    def __call__(self, value: Any, label: str = "", mistakes: Mistakes | None = None) -> Expectation:
        """Expect something of `value`; `mistakes` maps names to what each mistake would have made of it."""
        return Expectation(self, value, label, mistakes or {})

    def that(
        self, condition: Any, message: str, mistake: str | None = None, error_class: ErrorClass = "wrong_value"
    ) -> None:
        """Fail with `message` (what was expected, what was got) unless `condition` holds."""
        if not condition:
            self.fail(message, error_class, mistake=mistake)

    def distinction(self, condition: Any, message: str) -> None:
        """Note `message` as a distinction if `condition` holds; nothing fails without it."""
        if condition:
            self._sub.record.distinction = message

    def mistake(self, name: str, message: str = "") -> NoReturn:
        """Fail with the mistake `name`."""
        self.fail(message, "wrong_value", mistake=name)

    def fail(
        self, message: str, error_class: ErrorClass, *, mistake: str | None = None, comparison: Comparison | None = None
    ) -> NoReturn:
        """End the step with `message`; a named mistake's own words come first."""
        if mistake is not None:
            message = "\n".join(part for part in (self.named[mistake].strip(), message) if part)
        call = self._sub.last_call
        comparison = Comparison(call=call) if comparison is None else replaced(comparison, call=call)
        raise StepFailedError(message, error_class, mistake=mistake, comparison=comparison)


class Expectation:
    """A value under expectation. Every link returns the chain, or ends the step."""

    def __init__(self, expect: Expect, value: Any, label: str, mistakes: Mistakes) -> None:
        self._expect, self._value, self._label = expect, value, label
        self._mistakes = dict(mistakes)
        self._anywhere = False

    def tensor(self) -> Self:
        """A tensor of the framework, not a NumPy array or a Python number."""
        if not (isinstance(self._value, Tensor) and self._value.kind == "tensor"):
            self._fail(f"expected a tensor, got {kind_of(self._value)}", "api_misuse")
        return self

    def shape(self, want: tuple[int, ...]) -> Self:
        """Exactly this shape."""
        got = self._array().shape
        if got != tuple(want):
            message = f"expected shape {tuple(want)}, got {got}.{broadcast_surprise(got, tuple(want))}"
            self._fail(message, "shape", Comparison(expected=f"shape {tuple(want)}", got=f"shape {got}"))
        return self

    def dtype(self, want: str) -> Self:
        """Exactly this dtype, by name, such as "float32"."""
        got = self._value.dtype if isinstance(self._value, Tensor) else self._array().dtype.name
        if got != want:
            self._fail(f"expected dtype {want}, got {got}", "dtype", Comparison(expected=want, got=got))
        return self

    def on_device(self) -> Self:
        """On the device that the check was asked for. On a GPU every link demands it of tensors by itself."""
        want = self._expect.device
        got = self._value.device if isinstance(self._value, Tensor) else "cpu"
        if got != want:
            comparison = Comparison(expected=want, got=got)
            self._fail(f"expected it on the {want}, found it on the {got}", "device", comparison)
        return self

    def anywhere(self) -> Self:
        """On whatever device: for results that the task wants back on the CPU."""
        self._anywhere = True
        return self

    def finite(self) -> Self:
        """No NaN, no infinity."""
        import numpy as np

        array = self._array()
        bad = ~np.isfinite(array)
        if bad.any():
            first = tuple(int(i) for i in np.argwhere(bad)[0])
            at = f", first at {list(first)}" if first else ""
            message = f"{int(bad.sum())} of {bad.size} values are not finite ({array[first]}{at})"
            self._fail(message, "not_finite", Comparison(off=int(bad.sum()), size=bad.size, first_bad=first))
        return self

    def close(self, want: Any, tolerance: float | None = None, mistakes: Mistakes | None = None) -> Self:
        """The same shape as `want`, and close to it everywhere: |got - want| <= t + t * |want|."""
        import numpy as np

        self._mistakes.update(mistakes or {})
        wanted = np.asarray(want)
        self.shape(wanted.shape)
        if np.isfinite(wanted).all():
            self.finite()
        tolerance = self._expect.tolerance if tolerance is None else tolerance
        found = compare(self._array(), wanted, tolerance)
        if found is not None:
            self._fail(describe(found), "wrong_value", found)
        return self

    def equal(self, want: Any) -> Self:
        """Exactly `want`: numbers, text, truth values, arrays of integers."""
        import numpy as np

        if isinstance(self._value, Tensor) or isinstance(want, np.ndarray):
            wanted = np.asarray(want)
            self.shape(wanted.shape)
            found = compare(self._array(), wanted, 0.0)
            if found is not None:
                self._fail(describe(found), "wrong_value", found)
        elif isinstance(want, bool) != isinstance(self._value, bool) or self._value != want:
            comparison = Comparison(expected=_short(want), got=_short(self._value))
            self._fail(f"expected {_short(want)}, got {_short(self._value)}", "wrong_value", comparison)
        return self

    def between(self, low: float, high: float) -> Self:
        """Every element in [low, high]."""
        array = self.finite()._array()
        if ((array < low) | (array > high)).any():
            worst = array.min() if (array < low).any() else array.max()
            message = f"expected a value from {low:g} to {high:g}, got {worst:g}"
            self._fail(message, "wrong_value", Comparison(expected=f"{low:g} to {high:g}", got=f"{worst:g}"))
        return self

    @property
    def array(self) -> np.ndarray:
        """The value as an array; ends the step if it is not numeric."""
        return self._array()

    def _array(self) -> np.ndarray:
        import numpy as np

        value = self._value
        if isinstance(value, Tensor):
            if value.kind == "tensor" and self._expect.device == "gpu" and not self._anywhere:
                self.on_device()
            return value.array
        if isinstance(value, (int, float)):
            return np.asarray(value)
        if isinstance(value, (np.ndarray, np.generic)) and np.asarray(value).dtype.kind in "biufc":
            return np.asarray(value)
        hint = ": is a `return` missing?" if value is None else ""
        return self._fail(f"expected a tensor, got {kind_of(value)}{hint}", "api_misuse")

    def _fail(self, message: str, error_class: ErrorClass, comparison: Comparison | None = None) -> NoReturn:
        if self._label:
            message = f"{self._label}: {message}"
        mistake = WRONG_DEVICE if error_class == "device" and WRONG_DEVICE in self._expect.named else self._recognise()
        self._expect.fail(message, error_class, mistake=mistake, comparison=comparison)

    def _recognise(self) -> str | None:
        """The first named mistake that would have made this value."""
        for name, would_be in self._mistakes.items():
            if self._fits(would_be):
                return name
        return None

    def _fits(self, would_be: Any | Callable[[Any], bool]) -> bool:
        import numpy as np

        if callable(would_be):
            return bool(would_be(self._value))
        if not isinstance(self._value, (Tensor, int, float)):
            return False
        got, wrong = self._array(), np.asarray(would_be)
        return got.shape == wrong.shape and compare(got, wrong, 10 * self._expect.tolerance) is None


def kind_of(value: Any) -> str:
    """What a value is, in a learner's words."""
    if value is None:
        return "None"
    if isinstance(value, Tensor):
        kind = "tensor" if value.kind == "tensor" else "NumPy array"
        return f"a {kind} of dtype {value.dtype} and shape {value.shape}"
    if isinstance(value, Opaque):
        return f"an object of type {value.type}: {value.text}"
    return f"a Python {type(value).__name__}: {_short(value)}"


def replaced(comparison: Comparison, **changes: Any) -> Comparison:
    """A copy of `comparison` with some fields changed."""
    import msgspec

    return msgspec.structs.replace(comparison, **changes)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "…"
