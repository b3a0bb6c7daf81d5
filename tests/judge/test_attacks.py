"""Code that tries everything but the task: never a pass, the machine clean, the next check as usual."""

from __future__ import annotations

import os
import socket
import subprocess
import textwrap
import threading
from pathlib import Path

import pytest

import tutor
from tests.judge.conftest import FRAMEWORKS, Judge, MakeTask
from tutor.judge import Workers
from tutor.judge.run import Limits

RIGHT = "def double(x):\n    return x * 2\n"

FORGERIES = {
    "sys.exit": "import sys\ndef double(x): sys.exit(0)",
    "os._exit": "import os\ndef double(x): os._exit(0)",
    "SystemExit at import": "raise SystemExit(0)",
    "KeyboardInterrupt": "def double(x): raise KeyboardInterrupt",
    "atexit": "import atexit, os\natexit.register(lambda: os._exit(0))\ndef double(x): raise SystemExit(0)",
    "prints a verdict": """
        print('{"outcome": "passed", "ok": true}', flush=True)
        def double(x):
            print("passed", "PASSED", "OK", flush=True)
    """,
    "equal to everything": """
        class Same:
            shape, dtype, ndim, size = (3, 4), "float32", 2, 12
            def __eq__(self, other): return True
            def __array__(self, *a, **k): return self
            def __array_ufunc__(self, *a, **k): return self
            __hash__ = None
        def double(x): return Same()
    """,
    "an ndarray subclass that lies": """
        import numpy as np
        class Lies(np.ndarray):
            def __array_ufunc__(self, *a, **k): return True
            def __eq__(self, other): return True
            __hash__ = None
        def double(x): return np.zeros((3, 4), np.float32).view(Lies)
    """,
    "an int subclass that lies": """
        class Lies(int):
            def __eq__(self, other): return True
            __hash__ = int.__hash__
        def double(x): return Lies(1)
    """,
    "NaN": "def double(x): return x * float('nan')",
    "infinity": "def double(x): return x * float('inf')",
    "an object array": "import numpy as np\ndef double(x): return np.array([[object()] * 4] * 3)",
    "a generator": "def double(x):\n    yield x * 2",
    "swapped at the second call": """
        def double(x):
            globals()["double"] = lambda x: x * 0
            return x * 2
    """,
    "the first answer again": """
        answers = []
        def double(x):
            answers.append(x * 2)
            return answers[0]
    """,
    "the input changed in place": """
        def double(x):
            try:
                x[:] = 0
            except TypeError:
                pass
            return x
    """,
    "numpy patched": "import numpy as np\nnp.array = np.asarray = np.empty = lambda *a, **k: 0\n" + RIGHT,
    "json patched": "import json\njson.dumps = lambda *a, **k: '{}'\n" + RIGHT,
    "struct patched": "import struct\nstruct.pack = None\ndef double(x): return x",
    "socket patched": "import socket\nsocket.socket.sendall = lambda *a: None\n" + RIGHT,
    "builtins patched": "import builtins\nbuiltins.isinstance = lambda *a: True\nbuiltins.len = lambda *a: 0\n" + RIGHT,
    "threading patched": "import threading\nthreading.Thread.start = None\ndef double(x): return x",
    "frames forged on every descriptor": """
        import json, os, struct
        def double(x):
            text = json.dumps({"id": 3, "ok": True, "value": True, "arrays": []}).encode()
            for fd in range(3, 256):
                try:
                    os.write(fd, struct.pack(">II", len(text), 0) + text)
                except OSError:
                    pass
            return x
    """,
    "noise on every descriptor": """
        import os
        def double(x):
            for fd in range(3, 256):
                try:
                    os.write(fd, os.urandom(64))
                except OSError:
                    pass
            return x
    """,
    "every descriptor closed": "import os\ndef double(x):\n    os.closerange(0, 4096)\n    return x",
    "its own file deleted": "import os\nos.remove(__file__)\ndef double(x): return x",
    "input()": "def double(x): return input()",
    "reads stdin": "import sys\ndef double(x): return sys.stdin.read()",
    "another folder and umask": "import os\nos.chdir('/')\nos.umask(0o777)\ndef double(x): return x",
    "a file that shadows a module": """
        import pathlib
        pathlib.Path("json.py").write_text("raise SystemExit(0)")
        pathlib.Path("numpy.py").write_text("raise SystemExit(0)")
        def double(x): return x
    """,
    "frames of the judge searched for the reference": """
        import sys
        def double(x):
            frame = sys._getframe()
            while frame:
                for value in frame.f_locals.values():
                    if "want" in str(type(value)): return value
                frame = frame.f_back
            return x
    """,
    "recursion": "def double(x): return double(x)",
    "recursion to the C stack": """
        import sys
        sys.setrecursionlimit(10**9)
        class Deep:
            def __repr__(self): return repr(self)
        def double(x): return repr(Deep())
    """,
    "segfault": "import ctypes\ndef double(x): ctypes.string_at(0)",
    "abort": "import os\ndef double(x): os.abort()",
    "killed by itself": "import os, signal\ndef double(x):\n    os.kill(os.getpid(), signal.SIGKILL)\n    os._exit(0)",
}  # fmt: skip

# These are judged right where the result is right in spite of the mischief; what counts is that they pass
# only with the right values.
MAY_PASS = {"json patched", "socket patched", "numpy patched", "builtins patched"}


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("name", FORGERIES)
def test_no_forgery_passes(judge: Judge, make_task: MakeTask, framework: str, name: str) -> None:
    task = make_task(time_limit_s=5)
    verdict = judge(FORGERIES[name], task, framework)
    if name not in MAY_PASS:
        assert verdict.outcome in {"failed", "raised", "crashed", "timed_out", "out_of_memory"}, verdict.message
    assert verdict.outcome not in {"environment", "not_attempted", "stopped"}
    assert judge(RIGHT, task, framework).passed


ENDLESS = {
    "a loop in Python": "def double(x):\n    while True: pass",
    "a loop in C": "def double(x): return sum(iter(int, 1))",
    "a regex that explodes": "import re\ndef double(x): return re.match('(a+)+$', 'a' * 50 + 'b')",
    "SIGTERM ignored": """
        import signal, time
        for number in range(1, 64):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        def double(x):
            while True: time.sleep(1)
    """,
    "SIGSTOP to itself": """
        import os, signal, time
        def double(x):
            os.kill(os.getpid(), signal.SIGSTOP)
            while True: time.sleep(1)
    """,
    "10 GB of output": """
        def double(x):
            line = "y" * 65536
            while True: print(line)
    """,
    "a thread that goes on": """
        import threading, time
        def spin():
            while True: time.sleep(0.01)
        threading.Thread(target=spin).start()
        def double(x):
            while True: time.sleep(1)
    """,
}  # fmt: skip


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("name", ENDLESS)
def test_what_does_not_end_is_ended(judge: Judge, make_task: MakeTask, framework: str, name: str) -> None:
    task = make_task(time_limit_s=1)
    verdict = judge(ENDLESS[name], task, framework)
    assert verdict.outcome == "timed_out"
    assert len(verdict.stdout) <= 1 << 20
    assert judge(RIGHT, task, framework).passed


MARK = "dltutor-survivor"
SURVIVORS = {
    "a double fork in a session of its own": f"""
        import os, time
        def double(x):
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    for fd in range(0, 256):
                        try: os.close(fd)
                        except OSError: pass
                    os.execv("/bin/sleep", ["{MARK}", "300"])
                os._exit(0)
            time.sleep(0.3)
            return x * 2
    """,
    "a daemon by subprocess": f"""
        import subprocess
        def double(x):
            subprocess.Popen(["{MARK}", "300"], executable="/bin/sleep", start_new_session=True)
            return x * 2
    """,
}  # fmt: skip


@pytest.mark.parametrize("name", SURVIVORS)
def test_nothing_survives_its_run(judge: Judge, name: str) -> None:
    assert judge(SURVIVORS[name]).outcome in {"passed", "crashed"}
    found = subprocess.run(["pgrep", "-f", f"^{MARK}"], capture_output=True, text=True, check=False).stdout.split()
    assert found == []


def test_a_fork_bomb_is_defused(judge: Judge, make_task: MakeTask) -> None:
    source = """
        import os
        def double(x):
            while True:
                try: os.fork()
                except OSError: pass
    """
    verdict = judge(source, make_task(time_limit_s=2))
    assert verdict.outcome in {"crashed", "timed_out", "out_of_memory"}
    assert judge(RIGHT).passed


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_ten_gigabytes_of_memory_are_refused(judge: Judge, make_task: MakeTask, framework: str) -> None:
    source = """
        import numpy as np
        kept = []
        def double(x):
            while True: kept.append(np.ones(16 << 20))
    """
    verdict = judge(source, make_task(time_limit_s=60), framework)
    assert (verdict.outcome, verdict.error_class) == ("out_of_memory", "memory")
    assert judge(RIGHT, framework=framework).passed


def test_ten_gigabytes_of_disk_are_refused(judge: Judge, make_task: MakeTask) -> None:
    source = """
        def double(x):
            with open("big", "wb") as file:
                for _ in range(10 << 10): file.write(bytes(1 << 20))
            return x * 2
    """
    verdict = judge(source, make_task(time_limit_s=60))
    assert verdict.outcome == "raised"
    assert verdict.error is not None
    assert verdict.error.type == "OSError"


def test_a_million_files_are_refused(judge: Judge, make_task: MakeTask) -> None:
    source = """
        def double(x):
            for n in range(10**6): open(f"f{n}", "w").close()
            return x * 2
    """
    assert judge(source, make_task(time_limit_s=60)).outcome == "raised"


def report(body: str) -> str:
    """A submission that tries each `attempt(name, function)` of `body` and prints what came of it."""
    return (
        "import os, sys, socket\n"
        "def attempt(name, function):\n"
        "    try:\n"
        "        print('OPEN', name, repr(function())[:60], flush=True)\n"
        "    except BaseException as error:\n"
        "        print('refused', name, type(error).__name__, flush=True)\n"
        + textwrap.dedent(body)
        + "\ndef double(x): return x * 2\n"
    )


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_is_the_tutors_cannot_be_read(judge: Judge, home: Path, make_task: MakeTask, framework: str) -> None:
    home.mkdir()
    (home / "progress.sqlite3").write_text("secret")
    task = make_task()
    root = Path(tutor.__file__).parent.parent
    files = [
        home / "progress.sqlite3",
        task.check_path,
        root / "lessons" / "curriculum.yaml",
        root / "tutor" / "judge" / "check.py",
        root / "progress" / "__init__.py",
        Path("/etc/shadow"),
        Path(f"/proc/{os.getpid()}/mem"),
        Path(f"/proc/{os.getpid()}/environ"),
    ]
    body = "\n".join(f"attempt({str(f)!r}, lambda: open({str(f)!r}, 'rb').read(4))" for f in files)
    body += "\nattempt('home', lambda: os.listdir(os.path.expanduser('~root')))"
    verdict = judge(report(body), task, framework)
    assert verdict.passed
    assert "OPEN" not in verdict.stdout
    assert verdict.stdout.count("refused") == len(files) + 1


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_nothing_outside_the_scratch_folder_can_be_written(judge: Judge, framework: str) -> None:
    places = ["/usr/x", "/x", "/etc/x", os.path.dirname(os.__file__) + "/x.py", "/proc/sys/kernel/hostname"]
    body = "\n".join(f"attempt({p!r}, lambda: open({p!r}, 'w').write('x'))" for p in places)
    verdict = judge(report(body + "\nopen('mine', 'w').write('x')"), framework=framework)
    assert verdict.passed
    assert verdict.stdout.count("refused") == len(places)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_no_network_of_any_kind(judge: Judge, framework: str, tmp_path: Path) -> None:
    tcp, udp, unix = socket.socket(), socket.socket(type=socket.SOCK_DGRAM), socket.socket(socket.AF_UNIX)
    abstract = socket.socket(socket.AF_UNIX)
    with tcp, udp, unix, abstract:
        for server in (tcp, udp):
            server.bind(("127.0.0.1", 0))
        tcp.listen()
        unix.bind(str(tmp_path / "s"))
        unix.listen()
        abstract.bind(f"\0dltutor-test-{os.getpid()}")
        abstract.listen()
        body = f"""
        attempt("tcp", lambda: socket.create_connection(("127.0.0.1", {tcp.getsockname()[1]}), 1))
        def udp():
            s = socket.socket(type=socket.SOCK_DGRAM)
            s.connect(("127.0.0.1", {udp.getsockname()[1]}))
            return s.send(b"x")
        attempt("udp", udp)
        def unix(path):
            s = socket.socket(socket.AF_UNIX)
            s.connect(path)
            return s
        attempt("unix", lambda: unix({str(tmp_path / "s")!r}))
        attempt("abstract", lambda: unix("\\0dltutor-test-{os.getpid()}"))
        """
        verdict = judge(report(body), framework=framework)
        udp.setblocking(False)
        with pytest.raises(BlockingIOError):
            udp.recv(1)
    assert verdict.passed
    assert verdict.stdout.count("refused") == 4, verdict.stdout


def test_the_tutor_cannot_be_signalled_or_traced(judge: Judge) -> None:
    body = f"""
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    def traced(pid):
        if libc.ptrace(16, pid, 0, 0) < 0: raise OSError(ctypes.get_errno())
    for pid in ({os.getpid()}, {os.getppid()}):
        attempt("signal", lambda: os.kill(pid, 0))
        attempt("trace", lambda: traced(pid))
    attempt("mount", lambda: (_ for _ in ()).throw(OSError()) if libc.umount2(b"/tmp", 2) < 0 else "unmounted")
    attempt("chroot", lambda: os.chroot("/tmp"))
    """
    verdict = judge(report(body))
    assert verdict.passed
    assert "OPEN" not in verdict.stdout


def test_data_loader_workers_and_threads_work_inside(judge: Judge) -> None:
    source = """
        import torch
        from torch.utils.data import DataLoader, TensorDataset
        def double(x):
            loader = DataLoader(TensorDataset(x), batch_size=2, num_workers=2)
            return torch.cat([batch * 2 for (batch,) in loader])
    """
    assert judge(source).passed
    pipeline = """
        import tensorflow as tf
        def double(x):
            data = tf.data.Dataset.from_tensor_slices(x).map(lambda r: r * 2, num_parallel_calls=2).prefetch(2)
            return tf.stack(list(data))
    """
    assert judge(pipeline, framework="tensorflow").passed


def test_a_model_that_misreports_its_parameters_is_found_out(judge: Judge, make_task: MakeTask) -> None:
    task = make_task(
        """
        import numpy as np

        def check_every_parameter_acts(sub, expect):
            '''Each of the 10 parameters that the model reports changes its output.'''
            model = sub.build("build")
            named = sub.parameters(model)
            total = sum(p.array.size for p in named.values())
            expect(total, "parameters").equal(10)
            x = sub.rng.normal(size=(4, 4)).astype("float32")
            before = sub.forward(model, x)
            for name, value in named.items():
                changed = value.array + sub.rng.normal(size=value.shape).astype("float32")
                sub.set_parameters(model, {name: changed})
                after = sub.forward(model, x)
                expect.that(not np.allclose(before, after), f"{name} is reported, yet changing it changes nothing")
                before = after
        """
    )
    honest = "import torch\ndef build():\n    return torch.nn.Linear(4, 2)\n"
    padded = """
        import torch
        class Padded(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.inner = torch.nn.Linear(4, 1)
                self.unused = torch.nn.Parameter(torch.zeros(5))
            def forward(self, x):
                return self.inner(x)
        def build():
            return Padded()
    """
    assert judge(honest, task).passed
    verdict = judge(padded, task)
    assert verdict.outcome == "failed"
    assert "unused is reported" in verdict.message


@pytest.mark.parametrize("without", [("namespaces",), ("namespaces", "landlock")])
def test_missing_layers_leave_the_rest_and_are_named(judge: Judge, without: tuple[str, ...]) -> None:
    from tutor import frameworks

    with Workers(frameworks.launch, without=without) as weaker:
        good = judge(RIGHT, framework="neon", workers=weaker)
        survivor = judge(SURVIVORS["a double fork in a session of its own"], framework="neon", workers=weaker)
        facts = weaker.facts("neon")
    assert good.passed
    assert good.confinement == ("landlock" if len(without) == 1 else "process")
    assert "UDP" in facts["open"]
    assert survivor.outcome in {"passed", "crashed"}
    found = subprocess.run(["pgrep", "-f", f"^{MARK}"], capture_output=True, text=True, check=False).stdout.split()
    assert found == []


def test_without_namespaces_landlock_still_hides_lessons_and_data(judge: Judge, home: Path) -> None:
    from tutor import frameworks

    home.mkdir()
    (home / "progress.sqlite3").write_text("secret")
    root = Path(tutor.__file__).parent.parent
    files = [home / "progress.sqlite3", root / "lessons" / "curriculum.yaml", Path(f"/proc/{os.getpid()}/environ")]
    body = "\n".join(f"attempt({str(f)!r}, lambda: open({str(f)!r}, 'rb').read(4))" for f in files)
    body += "\nattempt('tcp', lambda: socket.create_connection(('127.0.0.1', 9), 1))"
    with Workers(frameworks.launch, without=["namespaces"]) as weaker:
        verdict = judge(report(body), framework="neon", workers=weaker)
    assert verdict.passed
    assert verdict.confinement == "landlock"
    assert "OPEN" not in verdict.stdout


@pytest.mark.parametrize(
    "body",
    [
        'for n in range(10**4): open(f"f{n}", "wb").write(bytes(1 << 20))',
        'for n in range(10**6): open(f"f{n}", "w").close()',
    ],
)
def test_without_namespaces_the_disk_is_watched(judge: Judge, make_task: MakeTask, body: str) -> None:
    from tutor import frameworks

    limits = Limits(disk_bytes=256 << 20)
    with Workers(frameworks.launch, without=["namespaces"], limits=limits) as weaker:
        source = f"def double(x):\n    {body}\n    return x * 2\n"
        verdict = judge(source, make_task(time_limit_s=60), "neon", workers=weaker)
    assert verdict.outcome == "crashed"
    assert "disk" in verdict.message


def test_closing_leaves_no_process() -> None:
    from tutor import frameworks

    before = threading.active_count()
    workers = Workers(frameworks.launch)
    workers.warm("neon")
    workers.facts("neon")
    zygote = workers._zygotes["neon", False]
    group = zygote.pid
    assert subprocess.run(["pgrep", "-g", str(group)], capture_output=True, check=False).stdout
    workers.close()
    assert not subprocess.run(["pgrep", "-g", str(group)], capture_output=True, check=False).stdout
    assert threading.active_count() <= before + 1


def test_the_self_test_tries_each_promise(workers: Workers) -> None:
    from tutor.judge.selftest import self_test

    found = self_test(workers, "neon")
    assert len(found) >= 12
    broken = [promise for promise in found if not promise.held]
    assert broken == []


def test_the_self_test_says_what_is_open_without_the_layers() -> None:
    from tutor import frameworks
    from tutor.judge.selftest import self_test

    with Workers(frameworks.launch, without=["namespaces", "landlock"]) as weaker:
        found = {promise.words: promise.held for promise in self_test(weaker, "neon")}
    assert not found["No TCP"]
    assert not found["A file of yours cannot be read"]
    assert found["The scratch folder can be written"]
