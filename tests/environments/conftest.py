"""Real pip with small real packages: wheels made here, from a folder or from an index that can be made to fail."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import threading
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

TORCH = """
__version__ = {version!r}
class _Tensor:
    def __init__(self, values): self.values = values
    def __add__(self, other): return _Tensor([value + other for value in self.values])
    def sum(self): return sum(self.values)
def ones(count): return _Tensor([1.0] * count)
class cuda:
    def is_available(): return False
"""

Wheel = Callable[..., Path]


def make_wheel(
    folder: Path, name: str, version: str, files: Mapping[str, str | bytes], requires: tuple[str, ...] = ()
) -> Path:
    """Make a wheel of these files; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = name.replace("-", "_")
    info = f"{plain}-{version}.dist-info"
    needs = "".join(f"Requires-Dist: {each}\n" for each in requires)
    content: dict[str, bytes] = {
        path: text.encode() if isinstance(text, str) else text
        for path, text in {
            **files,
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}",
            f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }.items()
    }
    record = "".join(f"{path},sha256={_digest(data)},{len(data)}\n" for path, data in content.items())
    file = folder / f"{plain}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        for path, data in content.items():
            archive.writestr(path, data)
        archive.writestr(f"{info}/RECORD", f"{record}{info}/RECORD,,\n")
    return file


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def make_torch(
    folder: Path, version: str = "2.13.0+cpu", source: str = TORCH, ballast: int = 0, requires: tuple[str, ...] = ()
) -> Path:
    """Make a package that passes for PyTorch as far as one addition goes; `ballast` bytes make it large."""
    files: dict[str, str | bytes] = {"torch/__init__.py": source.format(version=version)}
    if ballast:
        files["torch/ballast.bin"] = os.urandom(ballast)
    return make_wheel(folder, "torch", version, files, requires)


def make_rest(folder: Path) -> None:
    """Make packages that pass for what lessons use beside a framework."""
    make_wheel(folder, "numpy", "2.0.0", {"numpy/__init__.py": ""})
    make_wheel(folder, "gymnasium", "1.1.0", {"gymnasium/__init__.py": ""}, ("farama-notifications",))
    make_wheel(folder, "farama-notifications", "0.0.1", {"farama_notifications/__init__.py": ""})


@pytest.fixture
def own_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's pip configuration."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)


@pytest.fixture
def wheels(own_pip: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels, all but PyTorch's in it already, which pip is configured to take everything from."""
    folder = tmp_path / "wheels"
    make_rest(folder)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


class Index:
    """A package index over a folder of wheels.

    `cut` ends the connection after half of each file whose name begins with one of these words. `held` files wait in
    the middle until `release` is set; `waiting` is set once one does. `asked` counts the files that were asked for.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cut: set[str] = set()
        self.held: set[str] = set()
        self.waiting, self.release = threading.Event(), threading.Event()
        self.asked: Counter[str] = Counter()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/simple"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self.release.set()
        self.server.shutdown()
        self.server.server_close()

    def _handler(index) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.rstrip("/").rsplit("/", 1)[-1].split("#")[0].replace("%2B", "+")
                if self.path.startswith("/simple/"):
                    self._page(name)
                else:
                    self._file(index.folder / name)

            def _page(self, project: str) -> None:
                files = sorted(index.folder.glob(f"{project.replace('-', '_')}-*.whl"))
                body = "".join(f'<a href="/files/{file.name.replace("+", "%2B")}">{file.name}</a>\n' for file in files)
                self.send_response(200 if files else 404)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

            def _file(self, file: Path) -> None:
                index.asked[file.name.split("-")[0]] += 1
                data = file.read_bytes()
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                half = len(data) // 2
                self.wfile.write(data[:half])
                self.wfile.flush()
                if file.name.startswith(tuple(index.cut)) and index.cut:
                    self.close_connection = True
                    return
                if file.name.startswith(tuple(index.held)) and index.held:
                    index.waiting.set()
                    index.release.wait()
                with contextlib.suppress(ConnectionError):  # whoever asked was killed meanwhile
                    self.wfile.write(data[half:])

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def index(own_pip: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """An index with all but PyTorch, the only one that pip is configured for."""
    folder = tmp_path / "served"
    make_rest(folder)
    served = Index(folder)
    monkeypatch.setenv("PIP_INDEX_URL", served.url)
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_CACHE_DIR", str(tmp_path / "pip-cache"))
    yield served
    served.close()
