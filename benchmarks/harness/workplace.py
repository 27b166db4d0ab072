"""Where everything is: the repository, the evaluation data and scorers, the binary, the peers' Python."""

import os
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parents[1]
ROOT = BENCHMARKS.parent
PYTHON = BENCHMARKS / ".venv/bin/python"
MODELS = BENCHMARKS / ".models"
DATA = Path(os.environ.get("TINGFENG_DATA_DIR") or ROOT.parent / "shared/data")
EVALUATION = Path(os.environ.get("TINGFENG_EVALUATION_DIR") or DATA.parent / "evaluation")
STREAM = DATA / "messages/stream.jsonl"
LABELLED_TRAIN = DATA / "messages/labelled_train.jsonl"
ANNOTATED = DATA / "messages/annotated.jsonl"
UNLABELLED = DATA / "messages/unlabelled.jsonl"
LABELLED_DEV = DATA / "messages/labelled_dev.jsonl"


def check(needed, binary):
    """Ends the run when something is missing: evaluation data with exit 0, anything else with exit 1."""
    if any(not path.exists() for path in needed):
        print("skipped: no evaluation data (set TINGFENG_DATA_DIR and TINGFENG_EVALUATION_DIR)")
        sys.exit(0)
    if not PYTHON.exists():
        sys.exit("benchmarks/.venv is missing: run benchmarks/setup")
    if not Path(binary).exists():
        sys.exit(f"{binary} is missing: run swift build -c release --product tingfeng, or name it by --tingfeng")


def scorer(name):
    """The path of a scorer such as score_classification.py."""
    return EVALUATION / name
