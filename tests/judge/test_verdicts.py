"""What each kind of learner's code comes to."""

from __future__ import annotations

import os
import signal
import threading
import warnings

import msgspec
import pytest

from tests.judge.conftest import FRAMEWORKS, Judge, MakeTask
from tutor import frameworks
from tutor.judge import Control, Step, Verdict, Workers
from tutor.worker.launch import Launch

RIGHT = "def double(x):\n    return x * 2\n"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_right_code_passes_in_every_framework(judge: Judge, framework: str) -> None:
    verdict = judge(RIGHT, framework=framework)
    assert (verdict.outcome, verdict.message) == ("passed", "")
    assert [step.status for step in verdict.steps] == ["passed"]
    assert verdict.framework_version
    assert 0 < verdict.learner_s < verdict.total_s


def test_wrong_values_fail_with_expected_got_and_the_first_bad_index(judge: Judge) -> None:
    verdict = judge("def double(x):\n    y = x * 2\n    y[1, 2] += 1\n    return y\n")
    assert verdict.outcome == "failed"
    found = verdict.steps[0].comparison
    assert found is not None
    assert (found.first_bad, found.off, found.size) == ((1, 2), 1, 12)
    assert found.largest_absolute == pytest.approx(1, abs=1e-5)
    assert found.picture.splitlines() == ["····", "··x·", "····"]
    assert found.call == "double(float32 (3, 4))"


def test_a_known_mistake_is_named(judge: Judge) -> None:
    verdict = judge("def double(x):\n    return x * x\n")
    assert (verdict.outcome, verdict.mistake) == ("failed", "squared")
    assert verdict.message.startswith("You squared it.")


@pytest.mark.parametrize(
    ("body", "words", "error_class"),
    [
        ("return None", "got None: is a `return` missing?", "api_misuse"),
        ("return (x * 2).T", "expected shape (3, 4), got (4, 3)", "shape"),
        ("return x * float('nan')", "12 of 12 values are not finite", "not_finite"),
        ("return 'text'", "got a Python str: 'text'", "api_misuse"),
        ("return object()", "got an object of type object", "api_misuse"),
    ],
)
def test_each_plain_failure_has_words_and_a_class(judge: Judge, body: str, words: str, error_class: str) -> None:
    verdict = judge(f"def double(x):\n    {body}\n")
    assert (verdict.outcome, verdict.error_class) == ("failed", error_class)
    assert words in verdict.message


def test_an_exception_shows_the_learners_frames_and_line(judge: Judge) -> None:
    verdict = judge(
        """
        import torch

        def double(x):
            return inner(x)

        def inner(x):
            return x @ torch.ones(7, 7)
        """
    )
    assert (verdict.outcome, verdict.error_class) == ("raised", "shape")
    assert verdict.error is not None
    own = [frame for frame in verdict.error.frames if frame.own]
    assert [frame.function for frame in own] == ["double", "inner"]
    assert verdict.error.line == own[-1].line == 8
    assert own[-1].text == "return x @ torch.ones(7, 7)"
    assert not any("worker" in frame.file for frame in verdict.error.frames)


def test_an_exception_at_import_leaves_every_step_unreached(judge: Judge) -> None:
    verdict = judge("import nonexistent_module\n")
    assert (verdict.outcome, verdict.error_class) == ("raised", "name")
    assert [step.status for step in verdict.steps] == ["not_reached"]


def test_a_check_that_meets_infinities_warns_nobody(judge: Judge, make_task: MakeTask) -> None:
    task = make_task(
        """
        import numpy as np

        def check_grows(sub, expect):
            \"\"\"It grows beyond every bound.\"\"\"
            got = np.asarray(sub.call("double", np.float32([1e30])))
            expect.that(np.isinf(np.exp(got)).all(), "It does not.")
        """
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert judge(RIGHT, task).passed


def test_a_missing_name_is_told_plainly(judge: Judge) -> None:
    verdict = judge("def duble(x):\n    return 2 * x\n")
    assert verdict.outcome == "raised"
    assert "double" in verdict.message


@pytest.mark.parametrize(
    ("source", "line"),
    [("def double(x)\n    return x\n", 1), ("x = (\n\n", 1), ("if x:\n    y = 1\n  z = 2\n", 3), ("x = 1\0", None)],
)
def test_what_does_not_compile_needs_no_worker(judge: Judge, source: str, line: int | None) -> None:
    verdict = judge(source)
    assert (verdict.outcome, verdict.error_class, verdict.worker) == ("raised", "syntax", "none")
    assert verdict.error is not None
    assert verdict.error.line == line


def test_code_nested_too_deep_for_the_compiler_is_the_learners_error(judge: Judge) -> None:
    verdict = judge("x = " + "(" * 5000 + ")" * 5000 + "\n")
    assert (verdict.outcome, verdict.worker) == ("raised", "none")


def test_the_starter_and_an_empty_file_are_not_attempts(judge: Judge, make_task: MakeTask) -> None:
    task = make_task(starter="def double(x):\n    ...  # TODO\n")
    untouched = judge("def double(x):\n    ...  # TODO   \n\n", task)
    empty = judge("  \n", task)
    assert (untouched.outcome, untouched.counts, empty.outcome) == ("not_attempted", False, "not_attempted")
    assert judge("def double(x):\n    ...  # TODO\n", task, judge_starter=True).outcome == "failed"


def test_output_is_captured_and_cut(judge: Judge) -> None:
    small = judge("print('hello', flush=True)\n" + RIGHT)
    assert (small.outcome, small.stdout, small.stdout_cut) == ("passed", "hello\n", False)
    large = judge("print('y' * (3 << 20))\n" + RIGHT)
    assert (large.outcome, len(large.stdout), large.stdout_cut) == ("passed", 1 << 20, True)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_an_endless_loop_is_timed_out_with_its_line(judge: Judge, make_task: MakeTask, framework: str) -> None:
    task = make_task(time_limit_s=1)
    verdict = judge("def double(x):\n    while True:\n        pass\n", task, framework)
    assert (verdict.outcome, verdict.error_class) == ("timed_out", "timeout")
    assert verdict.error is not None
    assert verdict.error.line in (2, 3)
    assert judge(RIGHT, task, framework).passed


def test_a_crash_is_told_by_its_signal(judge: Judge) -> None:
    verdict = judge("import ctypes\ndef double(x):\n    ctypes.string_at(0)\n")
    assert (verdict.outcome, verdict.counts) == ("crashed", True)
    assert "SIGSEGV" in verdict.message


@pytest.mark.parametrize("way", ["import os; os._exit(0)", "import os; os._exit(3)"])
def test_ending_the_process_is_never_a_pass(judge: Judge, way: str) -> None:
    verdict = judge(f"def double(x):\n    {way}\n")
    assert verdict.outcome == "crashed"
    assert "exit status" in verdict.message


def test_cancelling_ends_the_run_and_the_worker_lives_on(judge: Judge) -> None:
    control = Control()
    begun = threading.Event()

    def on_step(step: Step) -> None:
        if step.status == "running":
            begun.set()

    found = []
    source = "def double(x):\n    while True:\n        pass\n"
    thread = threading.Thread(target=lambda: found.append(judge(source, on_step=on_step, control=control)))
    thread.start()
    assert begun.wait(60)
    control.cancel()
    thread.join(10)
    assert found[0].outcome == "stopped"
    assert not found[0].counts
    assert judge(RIGHT).passed


def test_cancelling_before_the_worker_is_there_stops_too(judge: Judge) -> None:
    control = Control()
    control.cancel()
    assert judge(RIGHT, control=control).outcome == "stopped"


def test_asking_for_a_gpu_that_is_not_there_is_no_attempt(judge: Judge, workers: Workers) -> None:
    if workers.launch("pytorch").gpu:
        pytest.skip("this machine has a GPU")
    verdict = judge(RIGHT, device="gpu")
    assert (verdict.outcome, verdict.counts, verdict.device) == ("environment", False, "gpu")


def test_the_same_seed_draws_the_same_inputs(judge: Judge, make_task: MakeTask) -> None:
    task = make_task()
    source = "def double(x):\n    print(x.sum().item())\n    return x * 2\n"
    first, again, other = (judge(source, task, seed=seed).stdout for seed in (7, 7, 8))
    assert first == again != other


def test_a_broken_check_is_our_problem_not_the_learners(judge: Judge, make_task: MakeTask) -> None:
    broken = make_task("def check_it(sub, expect):\n    '''Step.'''\n    raise KeyError('oops')\n")
    unreadable = make_task("def check_it(:\n")
    verdict = judge(RIGHT, broken)
    assert (verdict.outcome, verdict.counts) == ("environment", False)
    assert "oops" in verdict.message
    assert judge(RIGHT, unreadable).outcome == "environment"


def test_later_steps_are_judged_after_a_plain_failure(judge: Judge, make_task: MakeTask) -> None:
    task = make_task(
        """
        def check_first(sub, expect):
            '''First.'''
            expect.that(False, "no")

        def check_second(sub, expect):
            '''Second.'''
            expect(sub.call("one")).equal(1)
        """
    )
    seen: list[tuple[str, str]] = []
    verdict = judge("def one():\n    return 1\n", task, on_step=lambda s: seen.append((s.name, s.status)))
    assert [step.status for step in verdict.steps] == ["failed", "passed"]
    assert seen == [("first", "running"), ("first", "failed"), ("second", "running"), ("second", "passed")]


def test_a_verdict_is_one_json_object(judge: Judge) -> None:
    verdict = judge(RIGHT)
    data = msgspec.to_builtins(verdict)
    assert data["schema"] == "dltutor.verdict/1"
    assert {"task", "framework", "framework_version", "device", "seed", "run_id", "source_hash", "outcome"} <= set(data)
    assert msgspec.json.decode(msgspec.json.encode(data), type=Verdict) == verdict


def test_standby_workers_judge_the_same(make_task: MakeTask, judge: Judge) -> None:
    with Workers(frameworks.launch, mode="standby") as standby:
        first, second = (judge(RIGHT, workers=standby) for _ in range(2))
        crash = judge("import os; os._exit(1)", workers=standby)
        after = judge(RIGHT, workers=standby)
    assert [v.outcome for v in (first, second, crash, after)] == ["passed", "passed", "crashed", "passed"]
    assert first.worker == "standby"


def test_a_hang_of_the_warm_worker_is_judged_again_cold(judge: Judge, make_task: MakeTask) -> None:
    # Sleeping for ever looks like a fork that hangs: it uses no processor. Only the first process of its
    # worker's forks sleeps; a cold one, whose parent has no framework imported, does not.
    source = """
        import os, sys, time
        def double(x):
            if "dltutor_worker.zygote" in sys.modules and sys._current_frames() and warm():
                time.sleep(60)
            return x * 2
        def warm():
            return "Forking" in [type(f.f_locals.get("self")).__name__ for f in frames()]
        def frames():
            frame = sys._getframe()
            while frame:
                yield frame
                frame = frame.f_back
    """
    verdict = judge(source, make_task(time_limit_s=1))
    assert (verdict.outcome, verdict.worker) == ("passed", "cold")


def test_sleeping_in_the_cold_worker_too_is_the_learners_timeout(judge: Judge, make_task: MakeTask) -> None:
    verdict = judge("import time\ndef double(x):\n    time.sleep(60)\n", make_task(time_limit_s=1))
    assert (verdict.outcome, verdict.worker) == ("timed_out", "cold")


def test_a_worker_that_was_killed_is_replaced(judge: Judge, workers: Workers) -> None:
    assert judge(RIGHT, framework="neon").passed
    first = workers._zygotes["neon", False]
    os.killpg(first.pid, signal.SIGKILL)
    assert judge(RIGHT, framework="neon").passed
    assert workers._zygotes["neon", False] is not first


def test_a_worker_whose_framework_was_upgraded_is_replaced(judge: Judge) -> None:
    version = ["1"]

    def launch(key: str) -> Launch:
        return frameworks.launch(key)._replace(version=version[0])

    with Workers(launch) as own:
        assert judge(RIGHT, framework="neon", workers=own).passed
        first = own._zygotes["neon", False]
        assert own._zygotes["neon", False] is first
        version[0] = "2"
        assert judge(RIGHT, framework="neon", workers=own).passed
        assert own._zygotes["neon", False] is not first


def test_a_required_level_that_is_not_reached_refuses_to_run(judge: Judge) -> None:
    with Workers(frameworks.launch, require="full", without=["namespaces"]) as strict:
        verdict = judge(RIGHT, framework="neon", workers=strict)
    assert (verdict.outcome, verdict.counts) == ("environment", False)
    assert "require" in verdict.message
    assert "UDP" in verdict.message


def test_an_interpreter_that_is_not_there_is_told(judge: Judge) -> None:
    with Workers(lambda key: Launch(key, "/nonexistent/python")) as none:
        verdict = judge(RIGHT, workers=none)
    assert verdict.outcome == "environment"
    assert "/nonexistent/python could not be started" in verdict.message


@pytest.mark.slow
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_five_hundred_forks_in_a_row_without_one_hang(judge: Judge, make_task: MakeTask, framework: str) -> None:
    task = make_task()
    for _ in range(500):
        verdict = judge(RIGHT, task, framework)
        assert (verdict.outcome, verdict.worker) == ("passed", "fork")


@pytest.mark.slow
def test_ten_tutors_at_once_do_not_disturb_each_other(judge: Judge, make_task: MakeTask) -> None:
    task = make_task(time_limit_s=60)
    found: list[str] = []

    def one_tutor() -> None:
        with Workers(frameworks.launch) as own:
            found.extend(judge(RIGHT, task, "neon", workers=own).outcome for _ in range(5))

    threads = [threading.Thread(target=one_tutor) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert found == ["passed"] * 50


@pytest.mark.parametrize(
    ("framework", "source", "suggested"),
    [
        ("pytorch", "import torch\ndef double(x):\n    return torch.tensr(2) * x\n", "tensor"),
        ("tensorflow", "import tensorflow as tf\ndef double(x):\n    return tf.multipy(x, 2)\n", "multiply"),
        ("pytorch", "def double(vector):\n    return 2 * vectr\n", "vector"),
    ],
)
def test_the_nearest_real_names_are_suggested(judge: Judge, framework: str, source: str, suggested: str) -> None:
    verdict = judge(source, framework=framework)
    assert verdict.outcome == "raised"
    assert "Did you mean" in verdict.message
    assert suggested in verdict.message.split("Did you mean")[1]


def test_frames_of_the_framework_fold_to_one_line(judge: Judge) -> None:
    verdict = judge("import torch\ndef double(x):\n    return torch.nn.Sequential(torch.nn.Linear(9, 1))(x)\n")
    assert verdict.error is not None
    assert [frame.own for frame in verdict.error.frames] == [True, False]
    assert verdict.error.frames[1].text.endswith("frames in torch")
    assert verdict.error.frames[1].file.startswith("torch/nn/")


def test_a_broadcast_surprise_is_named(judge: Judge, make_task: MakeTask) -> None:
    task = make_task(
        """
        def check_differences(sub, expect):
            '''One difference for each row.'''
            a, b = sub.rng.normal(size=(64, 1)).astype("float32"), sub.rng.normal(size=64).astype("float32")
            expect(sub.call("difference", a, b)).shape((64,))
        """
    )
    verdict = judge("def difference(a, b):\n    return a - b\n", task)
    assert verdict.error_class == "shape"
    assert "A (64, 1) and a (64,) broadcast against each other to a (64, 64)." in verdict.message


@pytest.mark.parametrize(
    ("line", "error_class"),
    [
        ("torch.ones(2, 3) @ torch.ones(2, 3)", "shape"),
        ("torch.ones(2) @ torch.ones(2, dtype=torch.int64)", "dtype"),
        ("torch.ones(3).view(2, 2)", "shape"),
        ("torch.nn.functional.cross_entropy(torch.ones(2, 3), torch.ones(2))", "dtype"),
        ("torch.ones(2).backward()", "api_misuse"),
        ("torch.ones(2, axis=3, colour=1)", "api_misuse"),
        ("torch.nothing_like_this_at_all", "api_misuse"),
        ("undefined_thing", "name"),
        ("open('/none/such')", "other"),
    ],
)
def test_error_classes_are_assigned_by_rule(judge: Judge, line: str, error_class: str) -> None:
    verdict = judge(f"import torch\ndef double(x):\n    return {line}\n")
    assert (verdict.outcome, verdict.error_class) == ("raised", error_class), verdict.message


def test_the_call_names_arrays_within_a_list_by_dtype_and_shape(judge: Judge, make_task: MakeTask) -> None:
    check = '''
import numpy as np
from tutor.judge import batch

def check_total(sub, expect):
    """The sum of a list of arrays."""
    expect(sub.call("total", [batch(np.ones((2, 3), "float32")), 1.5])).equal(0)
'''
    found = judge("def total(parts):\n    return 1\n", task=make_task(check)).steps[0].comparison
    assert found is not None
    assert found.call == "total([float32 (2, 3), 1.5])"
