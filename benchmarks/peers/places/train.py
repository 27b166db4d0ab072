"""Trains the CRF on marked messages: python -m peers.places.train MODEL < ROWS.jsonl

Rows have title, body and places.
"""

import json
import sys

import pycrfsuite

from ..pipeline.places import labels
from ..pipeline.text import cutter
from .field import features, plain, whole


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    cut = cutter("jieba")
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.1, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 2})
    for message in map(json.loads, sys.stdin):
        text = whole(message)
        trainer.append(features(text, cut(text)), labels(text, map(plain, message["places"])))
    trainer.train(sys.argv[1])


if __name__ == "__main__":
    main()
