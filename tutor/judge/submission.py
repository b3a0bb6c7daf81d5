"""What a check sees of the learner's work: proxies for what lives in the worker."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tutor.judge.control import Control
from tutor.judge.expect import StepFailedError, kind_of
from tutor.judge.explain import described
from tutor.judge.run import LearnerRaised, Run
from tutor.judge.training import Progress, Record
from tutor.judge.values import Handle, Target, Tensor
from tutor.judge.verdict import Raised
from tutor.worker.protocol import ProtocolError

if TYPE_CHECKING:
    import numpy as np

T = TypeVar("T")
Returns = str | Sequence[str | None] | None
FILE = "your file"  # what a message within an exception calls it
FOLLOWED = 1000  # pairs of a training that one answer carries at most


class Submission:
    """The learner's file, loaded in a worker. Targets are names in it, Handles, or `handle.attr(name)`."""

    def __init__(
        self,
        run: Run,
        *,
        framework: str,
        framework_version: str,
        device: str,
        seed: int,
        folder: Path,
        probe: str | None,
        control: Control,
        record: Record,
        on_progress: Callable[[Progress], None],
    ) -> None:
        self.framework, self.framework_version, self.device = framework, framework_version, device
        self.task_folder = folder
        self.rng: np.random.Generator
        self.last_call = ""
        self.record = record
        self._run, self._seed, self._probe = run, seed, probe
        self._control, self._on_progress = control, on_progress
        self.begin_step(0)

    def begin_step(self, number: int) -> None:
        """Give step `number` a random generator of its own, so that steps do not depend on one another."""
        import numpy as np

        self.rng = np.random.default_rng([self._seed, number])
        self.last_call = ""

    def has(self, name: str) -> bool:
        """Whether the learner's file defines `name`."""
        return bool(self._run.ask("has", name=name))

    def get(self, name: str | Target, *, returns: Returns = None) -> Any:
        """The value of a name in the learner's file."""
        return self._ask("call", name, None, kwargs={}, keep=False, returns=returns)

    def call(self, target: str | Target, *args: Any, returns: Returns = None, **kwargs: Any) -> Any:
        """Call `target`; the result comes back as plain values."""
        self._note(target, args)
        return self._ask("call", target, args, kwargs=kwargs, keep=False, returns=returns)

    def build(self, target: str | Target, *args: Any, **kwargs: Any) -> Handle:
        """Call `target`; the result stays in the worker and comes back as a Handle."""
        self._note(target, args)
        return self._checked(self._ask("call", target, args, kwargs=kwargs, keep=True, returns=None), Handle)

    def raises(self, target: str | Target, *args: Any, **kwargs: Any) -> Raised | None:
        """What calling `target` raises out of the learner's own lines, or None where it returns; ask its `kinds`.

        An exception with none of their lines in it ends the step as ever: a name that is missing, arguments
        that do not fit, or no memory left.
        """
        self._note(target, args)
        try:
            self._ask("call", target, args, kwargs=kwargs, keep=True, returns=None)
        except LearnerRaised as ended:
            raised, error_class = described(ended.error, FILE)
            if error_class == "memory" or not any(frame.own for frame in raised.frames):
                raise
            return raised
        return None

    def hold(self, target: str | Target) -> Handle:
        """A Handle to what `target` is, without calling it."""
        return self._checked(self._ask("call", target, None, kwargs={}, keep=True, returns=None), Handle)

    def iterate(
        self, target: str | Target, *args: Any, limit: int = 10_000, returns: Returns = None, call: bool = True
    ) -> list[Any]:
        """The items of what `target(*args)` (or `target` itself, with `call=False`) yields, `limit` at most."""
        self._note(target, args)
        found = self._ask("iterate", target, args if call else None, limit=limit, returns=returns)
        return self._checked(found, list)

    def environment(self, name: str, *, steps: int, seed: int | None = None) -> Handle:
        """A Gymnasium environment in the worker that takes `steps` steps and then raises RuntimeError."""
        drawn = int(self.rng.integers(2**31)) if seed is None else seed
        return self._checked(self._run.ask("environment", name=name, budget=steps, seed=drawn), Handle)

    def follow(self, target: str | Target, *args: Any, total: int) -> Iterator[tuple[int, float]]:
        """The pairs (steps so far, value) that `target(*args)` yields, as they come, each one reported as progress.

        Ends with the iterator, or early when the learner wants to be judged on what there is; waits while the
        training is paused. Other questions may be asked between two pairs. Steps must grow and stay within
        `total`, values be finite.
        """
        self._note(target, args)
        call = self.last_call
        iterator = self._checked(self._ask("iterator", target, args), Handle)
        step, ended = 0, False
        while not ended and self._control.go_on():
            self.last_call = call
            answer = self._checked(self._ask("next", iterator, limit=FOLLOWED, seconds=0.1, returns=None), dict)
            ended = answer.get("ended") is not False
            for item in self._checked(answer.get("items"), list):
                step, value = _pair(item, step, total)
                self._on_progress(Progress(step, total, value, self._run.learner_s))
                yield step, value

    def measure(self, name: str, value: float) -> None:
        """Keep a figure with the verdict."""
        self.record.measure(name, value)

    def curve(self, name: str, points: Iterable[tuple[float, float]]) -> None:
        """Keep a curve with the verdict, thinned to MAX_POINTS points."""
        self.record.curve(name, points)

    @property
    def learner_s(self) -> float:
        """Seconds that the learner's code has run in this check so far."""
        return self._run.learner_s

    def forward(self, model: Handle, *inputs: Any, training: bool = False, returns: Returns = "batch") -> Any:
        """Run a model forward in training or evaluation mode."""
        self.last_call = f"{model.type}({_describe(inputs)})"
        return self._ask("forward", model, inputs, training=training, returns=returns)

    def vjp(
        self, target: str | Target, inputs: Sequence[Any], cotangent: Any = None, *, returns: Returns = None
    ) -> list[Any]:
        """Gradients of `target(*inputs)` with respect to each input, weighted by `cotangent` (ones if None)."""
        self.last_call = f"the gradient of {_name(target)}({_describe(inputs)})"
        found = self._ask("vjp", target, inputs, cotangent=cotangent, returns=returns)
        return self._checked(found, list)

    def parameters(self, model: Handle) -> dict[str, Tensor]:
        """The trainable parameters of a model by the framework's own names; on a GPU check they must be there."""
        named = self._named(self._ask("parameters", model))
        astray = [name for name, value in named.items() if self.device == "gpu" and value.device != "gpu"]
        if astray:
            raise StepFailedError(f"expected the parameters on the gpu; on the cpu: {', '.join(astray)}", "device")
        return named

    def parameter_gradients(
        self, model: Handle, inputs: Sequence[Any], cotangent: Any, *, training: bool = True
    ) -> dict[str, Tensor | None]:
        """The gradient of the output, weighted by `cotangent`, for each parameter; None where none arrives."""
        found = self._ask("parameter_gradients", model, inputs, cotangent=cotangent, training=training)
        named = self._checked(found, dict)
        return {name: value if isinstance(value, Tensor) else None for name, value in named.items()}

    def set_parameters(self, model: Handle, values: Mapping[str, Any]) -> None:
        """Overwrite parameters of a model by name."""
        import numpy as np

        self._ask("set_parameters", model, values={k: _raw(np.asarray(v)) for k, v in values.items()})

    def probe(self, name: str, *args: Any, returns: Returns = None) -> Any:
        """Call a function of the framework's `probe.py`, which gets the learner's module first."""
        if self._probe is None:
            raise LookupError(f"this task has no probe.py for {self.framework}")
        self.last_call = f"{name}({_describe(args)})"
        return self._run.ask("probe", None, args, name=name, source=self._probe, returns=_layouts(returns))

    def _ask(self, op: str, target: str | Target, args: Sequence[Any] | None = None, **fields: Any) -> Any:
        if "returns" in fields:
            fields["returns"] = _layouts(fields["returns"])
        return self._run.ask(op, target, args, **fields)

    def _note(self, target: str | Target, args: Sequence[Any]) -> None:
        self.last_call = f"{_name(target)}({_describe(args)})"

    def _checked(self, value: Any, kind: type[T]) -> T:
        if not isinstance(value, kind):
            raise ProtocolError(f"{type(value).__name__} where {kind.__name__} was due")
        return value

    def _named(self, value: Any) -> dict[str, Tensor]:
        found = self._checked(value, dict)
        return {name: self._checked(tensor, Tensor) for name, tensor in found.items()}


def _pair(item: Any, before: int, total: int) -> tuple[int, float]:
    """Check what a training yielded: (steps so far, value)."""
    if not isinstance(item, (tuple, list)) or len(item) != 2:
        raise StepFailedError(f"expected a pair (steps so far, return), got {kind_of(item)}", "api_misuse")
    step, value = (_number(each) for each in item)
    if step is None or value is None:
        text = ", ".join(kind_of(each) for each in item)
        raise StepFailedError(f"expected two finite numbers (steps so far, return), got {text}", "api_misuse")
    if step < before or step > total:
        message = f"expected steps that grow to {total} at most, got {step:g} after {before}"
        raise StepFailedError(message, "wrong_value")
    return int(step), value


def _number(value: Any) -> float | None:
    array = getattr(value, "array", value)
    if isinstance(array, bool) or (not isinstance(array, (int, float)) and getattr(array, "size", 0) != 1):
        return None
    try:
        number = float(array if isinstance(array, (int, float)) else array.reshape(()))
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _layouts(returns: Returns) -> str | list[str | None] | None:
    return returns if returns is None or isinstance(returns, str) else list(returns)


def _raw(array: np.ndarray) -> Any:
    from tutor.judge.values import raw

    return raw(array)


def _name(target: str | Target) -> str:
    if isinstance(target, str):
        return target
    if isinstance(target, Handle):
        return target.type
    return str(target.tree.get("name", "it"))


def _describe(values: Sequence[Any]) -> str:
    """Arguments as a learner would read them: small ones in full, arrays by dtype and shape."""
    return ", ".join(_describe_one(value) for value in values)


def _describe_one(value: Any) -> str:
    array = getattr(value, "array", value)
    if hasattr(array, "dtype") and hasattr(array, "shape"):
        return f"{array.dtype.name} {tuple(array.shape)}"
    if isinstance(value, Target):
        return _name(value)
    text = f"[{_describe(value)}]" if isinstance(value, list) else repr(value)
    return text if len(text) <= 40 else text[:37] + "…"
