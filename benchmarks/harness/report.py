"""Collects measurements, prints them as a table, appends them to the record of this kind of machine, judges bars."""

import csv
import os
import re
import statistics
import subprocess
import sys
from datetime import date

from .workplace import BENCHMARKS, ROOT

COLUMNS = ["benchmark", "system", "version", "data", "measure", "unit", "median", "min", "max", "runs", "load"]


def processor():
    """Model name of the CPU and number of cores; never the name of the machine."""
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown cpu", os.cpu_count()


def git_version():
    """The commit of this checkout, with a + when it has changes."""
    git = ["git", "-C", str(ROOT), "describe", "--always", "--dirty=+", "--exclude=*"]
    return subprocess.run(git, capture_output=True, text=True).stdout.strip() or "unknown"


class Report:
    """Measurements of one benchmark run."""

    def __init__(self, benchmark):
        self.benchmark = benchmark
        self.rows, self.failures = [], []
        cpu, cores = processor()
        slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"\(\w+\)|CPU|@.*", "", cpu).lower()).strip("-")
        self.record_path = BENCHMARKS / f"record/{date.today()}-{slug}-{cores}core.csv"
        print(f"{benchmark}: {cpu}, {cores} cores, load {os.getloadavg()[0]:.2f} at the start", flush=True)

    def add(self, system, version, data, measure, unit, values):
        """Adds one measure from all its runs and prints its line."""
        middle = statistics.median(values)
        numbers = [f"{x:.4f}" if abs(x) < 10 else f"{x:.1f}" for x in (middle, min(values), max(values))]
        load = f"{os.getloadavg()[0]:.2f}"
        self.rows.append([self.benchmark, system, version, data, measure, unit, *numbers, len(values), load])
        spread = f"  [{numbers[1]} – {numbers[2]}, {len(values)} runs]" if len(values) > 1 else ""
        print(f"{system:<28} {data:<22} {measure:<22} {numbers[0]:>10} {unit}{spread}", flush=True)
        return middle

    def bar(self, what, holds):
        """Judges one bar; a broken one makes the benchmark exit 1 at the end."""
        print(f"{'ok  ' if holds else 'FAIL'} {what}", flush=True)
        if not holds:
            self.failures.append(what)

    def finish(self, record):
        """Writes the record if asked to, and exits 1 if a bar was broken."""
        print(f"load {os.getloadavg()[0]:.2f} at the end")
        if record:
            self.append()
        sys.exit(1 if self.failures else 0)

    def append(self):
        """Adds the rows to the record; rows that are there are never changed."""
        new = not self.record_path.exists()
        with open(self.record_path, "a", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            if new:
                writer.writerow(COLUMNS)
            writer.writerows(self.rows)
        print(f"recorded in {self.record_path.relative_to(ROOT)}")
