"""The options that every benchmark has."""

import argparse
from pathlib import Path

from .workplace import ROOT


def parser(description):
    """A parser with --tingfeng and --record."""
    options = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    binary = ROOT / ".build/release/tingfeng"
    options.add_argument("--tingfeng", type=lambda p: Path(p).absolute(), default=binary, help="the binary to measure")
    options.add_argument("--record", action="store_true", help="append the figures to benchmarks/record/")
    return options
