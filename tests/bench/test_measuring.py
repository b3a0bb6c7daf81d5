"""Whole runs on the smallest plan: what is in them, and what happens when a framework is broken in some way."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from progress.benchmarks import COMPILERS, WHAT
from tutor.bench.child import environment
from tutor.bench.measuring import measure
from tutor.bench.plan import Plan
from tutor.worker.launch import Launch

Broken = Callable[[str, str, str], Launch]
CELL = "layers/unrolled.py", "    def configure(self, in_obj):\n"


def framework_that(does: str, tmp_path: Path, neon: Launch) -> Launch:
    """A package called torch whose import does something."""
    package = tmp_path / "site" / "torch"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(f"import os, signal, time\n{does}\n", "utf-8")
    return Launch("pytorch", neon.python, (str(tmp_path / "site"),))


def children() -> set[str]:
    """The process ids of this process' children."""
    return {pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


def test_a_run_times_every_workload_and_finds_it_equal(tiny: Plan, neon: Launch) -> None:
    heard: list[str] = []
    found = measure({"neon": neon}, tiny, tell=heard.append)
    assert [row.workload for row in found.results] == list(WHAT)
    assert all(row.equal and row.framework == "neon" and row.variant == "idiomatic" for row in found.results)
    assert all(0 < row.low_s <= row.median_s <= row.high_s for row in found.results)
    timed = [row for row in found.results if row.workload not in ("import", "first_step")]
    assert {row.repeats for row in timed} == {2}
    assert all(row.cpu_s is not None and row.cpu_s > 0 for row in timed)
    assert [row.workload for row in timed if row.achieved is None] == ["pipeline"]
    assert found.matmul_peak_gflops > 0
    assert found.versions["neon"].endswith("(port)")
    assert found.memory[0].peak_bytes >= found.memory[0].imported_bytes > 1 << 20
    assert found.failures == ()
    assert (found.threads, found.device, found.order, found.suite) == (1, "cpu", "interleaved", 1)
    assert any("repeat 2 of 2" in line for line in heard)


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("raise ImportError('libfoo.so is missing')", "ImportError: libfoo.so is missing"),
        ("os._exit(7)", "exit code 7"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
        ("print('{\"import_s\": 1}'); raise OSError('printed before')", "OSError: printed before"),
    ],
)
def test_a_framework_that_does_not_import_is_named_and_the_others_go_on(
    does: str, said: str, tiny: Plan, neon: Launch, tmp_path: Path
) -> None:
    found = measure({"pytorch": framework_that(does, tmp_path, neon), "neon": neon}, tiny)
    assert [(f.framework, f.workload) for f in found.failures] == [("pytorch", "import")]
    assert said in found.failures[0].why
    assert [row.workload for row in found.results] == list(WHAT)


def test_a_framework_that_hangs_is_ended_and_named(neon: Launch, tmp_path: Path, tiny: Plan) -> None:
    from tutor.bench.child import Child, ChildLost

    launch = framework_that("time.sleep(600)", tmp_path, neon)
    before = children()
    with (
        Child(launch, tmp_path, device="cpu", threads=1) as child,
        pytest.raises(ChildLost, match="no answer after 1 s"),
    ):
        child.start(1)
    assert children() == before


def test_an_interpreter_that_is_not_there_is_named(tiny: Plan, neon: Launch) -> None:
    found = measure({"pytorch": Launch("pytorch", "/nowhere/python"), "neon": neon}, tiny)
    assert "could not be started" in found.failures[0].why
    assert len(found.results) == len(WHAT)


def test_a_workload_that_raises_is_named_and_the_others_are_measured(tiny: Plan, broken_neon: Broken) -> None:
    launch = broken_neon(*CELL, CELL[1] + "        raise RuntimeError('no [bold]cell[/bold]')\n")
    found = measure({"neon": launch}, tiny)
    assert [(f.framework, f.workload, f.why) for f in found.failures] == [
        ("neon", "lstm", "RuntimeError: no [bold]cell[/bold]")
    ]
    assert [row.workload for row in found.results] == [name for name in WHAT if name != "lstm"]


def test_a_child_that_dies_on_the_way_is_named_and_a_new_one_goes_on(tiny: Plan, broken_neon: Broken) -> None:
    launch = broken_neon(*CELL, CELL[1] + "        import os; os.kill(os.getpid(), 9)\n")
    found = measure({"neon": launch}, tiny)
    assert [(f.workload, f.why) for f in found.failures] == [("lstm", "ended by SIGKILL")]
    assert [row.workload for row in found.results] == [name for name in WHAT if name != "lstm"]
    imported = found.timing("import", "neon")
    assert imported is not None
    assert imported.repeats == 2


def test_a_wrong_result_is_flagged_and_its_time_still_shown(tiny: Plan, broken_neon: Broken) -> None:
    launch = broken_neon("transforms/costs.py", "self.logscale * self.scale * (y", "1.1 * self.scale * (y")
    found = measure({"neon": launch}, tiny)
    row = found.timing("mlp", "neon")
    assert row is not None
    assert not row.equal
    assert row.median_s > 0
    assert "off by" in row.note
    matmul = found.timing("matmul", "neon")
    assert matmul is not None
    assert matmul.equal


def test_an_interrupt_leaves_no_process_and_no_folder(
    tiny: Plan, neon: Launch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    before = children()
    lived: list[int] = []

    def tell(text: str) -> None:
        if "repeat 1" in text:
            lived.append(len(children() - before))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measure({"neon": neon}, tiny, tell=tell)
    assert lived == [1]
    assert children() == before
    assert list(folder.iterdir()) == []


def test_threads_are_fixed_and_a_gpu_is_out_of_sight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("TORCHINDUCTOR_CACHE_DIR", "/elsewhere")
    found = environment(tmp_path, "cpu", 2)
    assert {found[name] for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")} == {"2"}
    assert found["CUDA_VISIBLE_DEVICES"] == ""
    assert found["TORCHINDUCTOR_CACHE_DIR"].startswith(str(tmp_path))
    assert "PYTHONPATH" not in found
    assert environment(tmp_path, "gpu", 1).get("CUDA_VISIBLE_DEVICES") == os.environ.get("CUDA_VISIBLE_DEVICES")


def test_only_what_has_a_compiler_is_called_compiled() -> None:
    assert set(COMPILERS) == {"pytorch", "tensorflow"}
