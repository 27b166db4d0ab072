"""The real stream, repeated to a number of rows."""

from pathlib import Path

from .process import run
from .workplace import BENCHMARKS, STREAM


def make_stream(folder, rows):
    """The real stream repeated to a number of rows; the rule stands in make_stream."""
    path = Path(folder) / f"stream-{rows}.jsonl"
    if not path.exists():
        run(["sh", "-c", '"$0" "$1" "$2" > "$3"', BENCHMARKS / "make_stream", STREAM, rows, path])
    return path
