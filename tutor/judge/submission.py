"""What a check sees of the learner's work: proxies for what lives in the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tutor.judge.expect import StepFailedError
from tutor.judge.run import Run
from tutor.judge.values import Handle, Target, Tensor
from tutor.worker.protocol import ProtocolError

if TYPE_CHECKING:
    import numpy as np

T = TypeVar("T")
Returns = str | Sequence[str | None] | None


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
    ) -> None:
        self.framework, self.framework_version, self.device = framework, framework_version, device
        self.task_folder = folder
        self.rng: np.random.Generator
        self.last_call = ""
        self._run, self._seed, self._probe = run, seed, probe
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
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"
