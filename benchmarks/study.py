"""A study's report, from a Parquet table of attempts: seconds and peak memory of a process of its own, 10^4 to 10^7.

    python benchmarks/study.py [--quick] [--json] [--rows N …] [--keep FOLDER]

Needs the extra `study`. The table is generated first, by DuckDB, and not counted: learners who take 86 tasks in each
of three frameworks, in the six Williams orders, with log-normal times and about 2.6 attempts at each.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TASKS, FRAMEWORKS, ATTEMPTS = 86, ("neon", "pytorch", "tensorflow"), 2.6
QUICK, FULL = (10_000, 100_000), (10_000, 100_000, 1_000_000, 10_000_000)
TARGET_S, TARGET_GIB = 60, 4

GENERATE = """
COPY (
    WITH orders(way, place, framework) AS (
        SELECT way, place, ['neon', 'pytorch', 'tensorflow'][picked]
        FROM (SELECT way, generate_subscripts(w, 1) - 1 AS place, unnest(w) AS picked
              FROM (VALUES (0, [1,2,3]), (1, [2,3,1]), (2, [3,1,2]),
                           (3, [3,2,1]), (4, [1,3,2]), (5, [2,1,3])) v(way, w))),
    cells AS (
        SELECT who, task, place, framework,
            -- standard normals out of hashes (Box and Muller): the same table every time
            sqrt(-2 * ln((hash(who, task, framework, 1) % 1000003 + 1) / 1000004.0))
                * cos(2 * pi() * (hash(who, task, framework, 2) % 1000003) / 1000003.0) AS noise,
            sqrt(-2 * ln((hash(who, 3) % 1000003 + 1) / 1000004.0))
                * cos(2 * pi() * (hash(who, 4) % 1000003) / 1000003.0) AS own,
            1 + (hash(who, task, framework, 5) % 4)::BIGINT + (hash(who, task, framework, 6) % 10 = 0)::INT AS many,
            hash(who, task, framework, 7) % 20 = 0 AS quits, 2 + task % 9 AS par
        FROM range({learners}) l(who), range({tasks}) t(task), orders WHERE way = who % 6),
    timed AS (
        SELECT *, 60 * par * exp(0.3 * own + 0.5 * noise - 0.25 * ln(task + 1) - 0.1 * place
            + CASE framework WHEN 'neon' THEN 0.3 WHEN 'tensorflow' THEN 0.1 ELSE 0 END) AS seconds FROM cells)
    SELECT format('{{:08x}}-0000-4000-8000-000000000000', who) AS learner,
        (who * 1000 + (place * {tasks} + task) * 10 + number) AS seq,
        1772366400000000000 + (place * {tasks} + task) * 3600000000000 + number * 60000000000 AS utc,
        format('task-{{:03d}}', task) AS task, NULL::VARCHAR AS key, NULL::VARCHAR AS unit, 'skill' AS skill,
        1 AS level, par::DOUBLE AS par_minutes, framework, number::BIGINT AS number,
        CASE WHEN number < many THEN 'failed' WHEN quits THEN 'gave_up' ELSE 'passed' END AS outcome,
        NULL::VARCHAR AS error_class, NULL::VARCHAR AS mistake, 0::BIGINT AS helped,
        CASE WHEN number = many THEN 'unaided' END AS help, 0::BIGINT AS later,
        seconds * number / many AS active_s, 0.1 AS learner_s, 0.5 AS total_s, NULL::BIGINT AS ease
    FROM (SELECT *, unnest(range(1, many + 1)) AS number FROM timed)
) TO '{file}' (FORMAT parquet, COMPRESSION zstd)
"""


def generate(rows: int, file: Path) -> None:
    import duckdb

    learners = max(round(rows / (TASKS * len(FRAMEWORKS) * ATTEMPTS)), 12)
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '3GB'")
        connection.execute(GENERATE.format(learners=learners, tasks=TASKS, file=file))


def measure(file: Path) -> dict[str, object]:
    """Report on one file in this process; what it took, imports included, and what it found."""
    start = time.perf_counter()
    from progress.study.inputs import read
    from progress.study.report import report

    cells = read([file], ())
    between = time.perf_counter()
    found = report(cells)
    end = time.perf_counter()
    rates = [type(one.rate).__name__ for one in found.frameworks]
    return {
        "attempts": found.attempts,
        "learners": found.learners,
        "cells": len(cells.seconds),
        "read_s": round(between - start, 2),
        "report_s": round(end - between, 2),
        "seconds": round(end - start, 2),
        "peak_gib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 3),
        "model": type(found.model).__name__,
        "rates": rates,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help=f"only {QUICK}")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rows", type=int, nargs="+")
    parser.add_argument("--keep", type=Path, help="keep the generated tables here, and use those that are there")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
        return
    results = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for rows in options.rows or (QUICK if options.quick else FULL):
            file = folder / f"attempts-{rows}.parquet"
            if not file.exists():
                generate(rows, file)
            command = [sys.executable, __file__, "--one", str(file)]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            results.append(found)
            if not options.json:
                print(
                    f"{found['attempts']:>12,} attempts  {found['learners']:>7,} learners  {found['seconds']:8.2f} s "
                    f"(read {found['read_s']}, figures {found['report_s']})  {found['peak_gib']:6.3f} GiB",
                    flush=True,
                )
    met = all(one["seconds"] < TARGET_S and one["peak_gib"] < TARGET_GIB for one in results)
    if options.json:
        print(json.dumps({"schema": "dltutor.benchmark.study/1", "target_s": TARGET_S, "target_gib": TARGET_GIB,
                          "met": met, "results": results}))  # fmt: skip
    else:
        print(f"target: under {TARGET_S} s and {TARGET_GIB} GiB: {'met' if met else 'MISSED'}")


if __name__ == "__main__":
    main()
