"""The last benchmark on the faces: it fits, takes nothing for markup, and says what must be doubted."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest
from rich.cells import cell_len

from progress.benchmarks import Benchmark, Recorded, Timing
from progress.report.definitions import figures
from progress.report.findings import Analysis
from progress.report.html import page
from progress.report.performance import EMPTY, METHOD, circumstances, label, parts, seconds
from progress.report.sharing import anonymise

AT = datetime(2026, 1, 2, 12, tzinfo=UTC)


def lines(found: Benchmark, width: int = 80) -> list[str]:
    return [line for part in parts(Recorded(AT, found), {}, "", width) for line in part.plain.split("\n")]


def timing(**more: object) -> Timing:
    fields = {"workload": "mlp", "framework": "neon", "variant": "idiomatic", "repeats": 10, "equal": True}
    return msgspec.convert({**fields, "median_s": 0.0123, "low_s": 0.0102, "high_s": 0.0144, **more}, Timing)


@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_every_line_fits_the_width(some_benchmark: Benchmark, width: int) -> None:
    assert max(cell_len(line) for line in lines(some_benchmark, width)) <= width


def test_the_longest_bar_is_the_slowest_of_a_workload(some_benchmark: Benchmark) -> None:
    rows = [line for line in lines(some_benchmark) if "█" in line]
    lengths = {line.split()[0]: line.count("█") for line in rows[:2]}
    assert lengths["TensorFlow"] > 3 * lengths["PyTorch"]


@pytest.mark.parametrize(
    ("row", "written"),
    [
        (timing(), "12.3 ms [10.2, 14.4]"),
        (timing(median_s=2.5, low_s=2.0, high_s=130.0), "2.50 s [2.00, 130]"),
        (timing(median_s=5e-6, low_s=4e-6, high_s=7.25e-6), "5.00 µs [4.00, 7.25]"),
        (timing(repeats=3), "12.3 ms (10.2–14.4)"),
        (timing(repeats=1), "12.3 ms, once"),
    ],
)
def test_seconds_are_written_with_what_is_known_of_them(row: Timing, written: str) -> None:
    assert seconds(row) == written


def test_variants_go_by_the_name_of_what_compiles_them() -> None:
    assert label("pytorch", "compiled") == "PyTorch torch.compile"
    assert label("tensorflow", "compiled") == "TensorFlow tf.function"
    assert label("neon", "idiomatic") == "neon"


def test_an_unequal_result_a_busy_machine_and_what_failed_are_said(some_benchmark: Benchmark) -> None:
    said = "\n".join(lines(some_benchmark))
    assert "RESULT NOT EQUAL; off by 0.4" in said
    assert "The machine was busy (load 7.4 on 2 cores)" in said
    assert "[/job:localhost/device:GPU:0]" in said  # is no markup
    assert "\x1b" not in said
    assert METHOD.split(";")[0][:40] in said
    quiet = Recorded(AT, msgspec.structs.replace(some_benchmark, load=0.2, quick=False))
    assert not any("busy" in line or "quick" in line for line in circumstances(quiet))


def test_without_a_benchmark_it_says_how_to_run_one() -> None:
    assert [part.plain for part in parts(None, {}, "", 80)] == [EMPTY]


def test_the_page_draws_it_and_shows_messages_as_they_are(some_benchmark: Benchmark) -> None:
    found = Analysis(frameworks={}, benchmark=Recorded(AT, some_benchmark))
    written = page(msgspec.structs.replace(found, figures=figures(found)))
    assert 'id="performance"' in written
    assert written.count("<svg") == 1
    assert "TensorFlow tf.function" in written
    assert "RESULT NOT EQUAL; off by 0.4" in written
    assert "\x1b" not in written


def test_what_is_shared_says_neither_when_nor_what_messages_said(some_benchmark: Benchmark) -> None:
    shared = anonymise(Analysis(benchmark=Recorded(AT, some_benchmark))).benchmark
    assert shared is not None
    assert shared.at is None
    assert [row.median_s for row in shared.benchmark.results] == [row.median_s for row in some_benchmark.results]
    said = msgspec.json.encode(shared).decode()
    assert "/home/" not in said
    assert "job:localhost" not in said
    assert list(parts(shared, {}, "", 80))
