"""A run of the benchmark that never was, with everything that can be in one."""

from __future__ import annotations

import msgspec

from progress.benchmarks import Benchmark


def invented() -> Benchmark:
    """Return it; its messages hold what must never be taken for markup."""
    return msgspec.convert(
        {
            "device": "cpu",
            "threads": 1,
            "hardware": {"cpu": "A CPU", "cores": 2, "memory_gib": 8.0, "gpu": None},
            "versions": {"pytorch": "2.13.0+cpu", "tensorflow": "2.21.0", "neon": "2.6.0 (port)"},
            "matmul_peak_gflops": 100.0,
            "results": [
                {"workload": name, "framework": framework, "variant": variant, "repeats": 10, "median_s": median,
                 "low_s": 0.9 * median, "high_s": 1.1 * median, "equal": equal, "achieved": 0.2, "note": note}
                for name in ("mlp", "lstm")
                for framework, variant, median, equal, note in (
                    ("pytorch", "idiomatic", 0.010, True, ""),
                    ("tensorflow", "idiomatic", 0.050, True, ""),
                    ("tensorflow", "compiled", 0.012, True, "[/job:localhost/device:GPU:0]"),
                    ("neon", "idiomatic", 0.0151, False, "off by 0.4 of the largest change"),
                )
            ],
            "memory": [{"framework": "neon", "variant": "idiomatic", "repeats": 2, "imported_bytes": 31_000_000,
                        "peak_bytes": 58_000_000, "low_bytes": 57_000_000, "high_bytes": 59_000_000}],
            "failures": [{"workload": "mlp", "framework": "pytorch", "variant": "compiled",
                          "why": "OSError: /home/ada/x\x1b[31m is missing"}],
            "left_out": {"tensorflow": "/home/ada/python is no Python"},
            "load": 7.4,
            "quick": True,
        },
        Benchmark,
    )  # fmt: skip
