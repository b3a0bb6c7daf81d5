"""Print how far the bundled neon is from upstream: largest difference of each program, same seed in.

    python benchmarks/neon_parity.py [--json] [--quick]

Compares with the checkout that NEON_UPSTREAM names (run by NEON_UPSTREAM_PYTHON if given), else with the
recorded answers. --quick compares with the recorded answers in any case.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

TESTS = Path(__file__).resolve().parents[1] / "tests" / "neon"
SCRIPT = TESTS / "parity_cases.py"


def answers(which: str, python: str = sys.executable) -> dict[str, np.ndarray]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "answers.npz"
        subprocess.run([python, str(SCRIPT), which, str(out)], check=True, stderr=subprocess.DEVNULL)
        return dict(np.load(out))


def left_out() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("parity_cases", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.UPSTREAM_IS_WRONG


def table(port: dict[str, np.ndarray], upstream: dict[str, np.ndarray]) -> list[dict[str, object]]:
    """One row a program: answers compared, largest absolute and relative difference, answers not compared."""
    skip, rows = left_out(), []
    for name in sorted({key.split("/")[0] for key in upstream}):
        keys = [key for key in upstream if key.startswith(f"{name}/")]
        kept = [key for key in keys if key in port and not any(key.startswith(s) for s in skip)]
        differences, relative = [0.0], [0.0]
        for key in kept:
            a, b = port[key].astype(float), upstream[key].astype(float)
            if a.shape != b.shape:
                differences.append(float("inf"))
            elif a.size:
                differences.append(float(np.abs(a - b).max()))
                relative.append(differences[-1] / max(float(np.abs(b).max()), 1e-12))
        reasons = sorted({reason for s, reason in skip.items() if any(key.startswith(s) for key in keys)})
        rows.append(
            {
                "program": name,
                "answers": len(kept),
                "largest_difference": max(differences),
                "relative": max(relative),
                "not_compared": len(keys) - len(kept),
                "why": "; ".join(reasons),
            }
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true", help="compare with the recorded answers")
    options = parser.parse_args()
    if os.environ.get("NEON_UPSTREAM") and not options.quick:
        source, upstream = "checkout", answers("upstream", os.environ.get("NEON_UPSTREAM_PYTHON", sys.executable))
    else:
        source, upstream = "recorded answers", dict(np.load(TESTS / "known_answers.npz"))
    rows = table(answers("port"), upstream)
    if options.json:
        print(json.dumps({"version": 1, "compared_with": source, "rows": rows}))
        return
    print(f"port against upstream ({source})")
    print(f"{'program':<28}{'answers':>8}{'largest diff':>14}{'relative':>12}  not compared")
    for row in rows:
        note = f"{row['not_compared']}: {row['why']}" if row["not_compared"] else ""
        print(
            f"{row['program']:<28}{row['answers']:>8}{row['largest_difference']:>14.2e}{row['relative']:>12.1e}  {note}"
        )


if __name__ == "__main__":
    main()
