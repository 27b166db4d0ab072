"""Runs one command and measures the whole process: wall time, CPU time, peak memory."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

from .workplace import BENCHMARKS, PYTHON


@dataclass
class Run:
    """What one finished command cost. `peak_mb` is the largest single process of its tree, in 10^6 bytes."""

    output: str
    wall: float
    user: float
    system: float
    peak_mb: float
    errors: str = ""

    def json(self):
        """The output as one JSON value."""
        return json.loads(self.output)


def run(command, stdin=None, accept=(0,)):
    """Runs the command to its end; another exit code than the accepted ones ends the benchmark.

    Figures come from wait4 on the child, so they hold its waited-for children too. The kernel counts the peak from
    the fork on, so it is never below this interpreter's own 10 to 20 MB.
    """
    command = [str(part) for part in command]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, open(stdin or os.devnull, "rb") as source:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdin=source, stdout=out, stderr=err, cwd=BENCHMARKS)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        errors = err.read().decode(errors="replace")
        if child.returncode not in accept:
            command_line = " ".join(command)
            sys.exit(f"exit code {child.returncode} from: {command_line}\n{errors[-2000:]}")
        peak_mb = usage.ru_maxrss * 1024 / 1e6
        return Run(out.read().decode(), wall, usage.ru_utime, usage.ru_stime, peak_mb, errors)


def peer(module, *arguments, stdin=None):
    """Runs a module of benchmarks/peers in the peers' own Python."""
    return run([PYTHON, "-m", f"peers.{module}", *arguments], stdin=stdin)


def score(scorer, *arguments):
    """Runs a scorer and returns the JSON that it prints."""
    return run([PYTHON, scorer, *arguments]).json()
