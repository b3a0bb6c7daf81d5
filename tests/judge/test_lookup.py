"""Documentation out of the installed framework, asked of a real confined run."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import msgspec
import pytest

from tutor import frameworks
from tutor.errors import EnvironmentProblem
from tutor.judge import Workers
from tutor.judge.lookup import MAX_TEXT, Index, _tidy, describe, index, look_up
from tutor.worker.launch import Launch

NAMES = {
    "pytorch": {
        "torch.nn.Linear": ("class", "Linear(in_features: int", "affine linear transformation"),
        "nn.Linear": ("class", "Linear(in_features: int", "affine linear transformation"),
        "torch.mean": ("function", "mean(input", "mean value of all elements"),
        "torch.Tensor.view": ("method", "view(*shape)", "same data"),
        "torch.optim.SGD().step": ("function", "step(self, closure", "optimization step"),
        "torch.utils.data.DataLoader": ("class", "DataLoader(", "Data loader"),
    },
    "tensorflow": {
        "tf.keras.layers.Dense": ("class", "Dense(units", "densely-connected"),
        "tensorflow.reduce_mean": ("function", "reduce_mean(input_tensor", "mean of elements"),
        "tf.GradientTape().gradient": ("function", "gradient(self, target", "Computes the gradient"),
        "tf.data.Dataset.from_tensor_slices().batch().map": ("function", "map(self, map_func", "Maps"),
        "keras.Sequential": ("class", "Sequential(", "linear stack"),
    },
    "neon": {
        "neon.backends.gen_backend().dot": ("function", "dot(self, a, b", "atrix product"),
        "be.dot": ("function", "dot(self, a, b", "atrix product"),
        "neon.layers.Affine": ("class", "Affine(nout, init", "Linear"),
        "neon.models.Model().fit": ("function", "fit(self, dataset", "epochs"),
    },
}
GUESSES = {
    "pytorch": {"torch.zeros().view().sum": "torch.Tensor.sum", "?.zero_grad": "torch.nn.Module.zero_grad"},
    "tensorflow": {"tf.constant().numpy": "tensorflow.Tensor.numpy", "?.assign_add": "tensorflow.Variable.assign_add"},
    "neon": {"neon.backends.gen_backend().array().get": "neon.backends.backend.Tensor.get"},
}


@pytest.mark.parametrize(("framework", "path"), [(key, path) for key, paths in NAMES.items() for path in paths])
def test_a_name_is_told_by_kind_signature_and_docstring(workers: Workers, framework: str, path: str) -> None:
    kind, signature, words = NAMES[framework][path]
    page = look_up(workers, framework, [path])
    assert page is not None
    assert (page.kind, page.documented, page.guessed) == (kind, True, False)
    assert page.signature.startswith(signature)
    assert words in page.doc


@pytest.mark.parametrize(("framework", "path"), [(key, path) for key, paths in GUESSES.items() for path in paths])
def test_what_nobody_said_is_guessed_and_says_so(workers: Workers, framework: str, path: str) -> None:
    page = look_up(workers, framework, [path])
    assert page is not None
    assert (page.name, page.guessed) == (GUESSES[framework][path], True)


def test_the_first_path_that_leads_somewhere_wins(workers: Workers) -> None:
    page = look_up(
        workers, "neon", ["neon.nothing", "neon..", "nothing.at.all", "neon.layers.Conv", "neon.layers.Affine"]
    )
    assert page is not None
    assert page.name == "neon.layers.Conv"


@pytest.mark.parametrize(
    "path", ["", "?", "neon.layers.Afine", "antigravity.fly", "neon.layers.Affine().nout", "neon."]
)
def test_what_is_not_there_is_none(workers: Workers, path: str) -> None:
    assert look_up(workers, "neon", [path]) is None


def test_one_thing_under_two_names_has_one_identity(workers: Workers) -> None:
    first, second = describe(workers, "tensorflow", [["tf.add"], ["tf.math.add"]])
    assert first is not None
    assert second is not None
    assert first.identity == second.identity
    assert (first.doc, first.documented) == ("", True)


def test_types_are_found_in_the_code_and_in_installed_stubs(workers: Workers) -> None:
    typed = {"torch.nn.functional.relu": True, "torch.mean": True, "torch.Tensor.view": True, "torch.nn.Linear": False}
    pages = describe(workers, "pytorch", [[name] for name in typed])
    assert {page.name: page.typed for page in pages if page} == typed


def test_a_directive_is_no_example(workers: Workers) -> None:
    pages = describe(workers, "pytorch", [["torch.Tensor.register_hook"], ["torch.nn.functional.relu"]])
    assert [page.example for page in pages if page] == [True, False]


@pytest.mark.parametrize(
    ("framework", "has", "has_not"),
    [
        ("pytorch", {"torch.mean", "torch.nn.Linear", "torch.Tensor.view", "torch.optim.SGD"}, {"torch.AliasDb"}),
        ("tensorflow", {"tf.reduce_mean", "tf.keras.layers.Dense", "tf.GradientTape.gradient"}, {"tf.raw_ops.Abs"}),
        ("neon", {"neon.layers.Affine", "neon.backends.nervanacpu.NervanaCPU.dot", "neon.models.Model.fit"}, set()),
    ],
)
def test_the_index_has_the_names_that_people_use(workers, tmp_path: Path, framework: str, has, has_not) -> None:
    found = index(workers, framework, tmp_path)
    names = [each.name for each in found.names]
    assert has <= set(names)
    assert not has_not & set(names)
    assert names == sorted(set(names))
    assert not any(part.startswith("_") for name in names for part in name.split("."))
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size < 1 << 20


def test_the_index_is_gathered_once_for_a_version(workers: Workers, tmp_path: Path) -> None:
    found = index(workers, "neon", tmp_path)
    (file,) = tmp_path.iterdir()
    marked = msgspec.structs.replace(found, names=found.names[:1])
    file.write_bytes(msgspec.json.encode(marked))
    assert index(workers, "neon", tmp_path) == marked
    file.write_bytes(msgspec.json.encode(msgspec.structs.replace(marked, version="0.1")))
    assert index(workers, "neon", tmp_path) == found
    file.write_bytes(b"{")
    assert index(workers, "neon", tmp_path) == found
    assert msgspec.json.decode(file.read_bytes(), type=Index) == found


def test_a_cache_that_cannot_be_written_is_done_without(workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert index(workers, "neon", tmp_path / "file" / "cache").names


def test_what_a_docstring_holds_moves_no_cursor() -> None:
    hostile = "a\x1b[2Jb\x00\x07\u202ec\ud800\r\n\td\x9b31m" + "x" * MAX_TEXT
    (told,) = _tidy([{"doc": hostile}])
    assert told["doc"].startswith("a[2Jbc\n\td31mx")
    assert len(told["doc"]) <= MAX_TEXT
    assert {unicodedata.category(character) for character in told["doc"]} <= {"Ll", "Nd", "Lu", "Ps", "Cc"}
    assert {character for character in told["doc"] if unicodedata.category(character) == "Cc"} == {"\n", "\t"}


def test_a_framework_that_cannot_start_is_told_with_a_remedy(tmp_path: Path) -> None:
    def launch(key: str) -> Launch:
        return frameworks.launch("neon")._replace(framework="pytorch", python=str(tmp_path / "nothing"))

    with Workers(launch) as broken, pytest.raises(EnvironmentProblem, match="documentation of pytorch") as told:
        look_up(broken, "pytorch", ["torch.mean"])
    assert told.value.remedy
