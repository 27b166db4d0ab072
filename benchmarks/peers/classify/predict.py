"""The scikit-learn classification peer as a filter: python -m peers.classify.predict MODEL < IN.jsonl > OUT.jsonl

The contract of `tingfeng classify`: one row in, one row out with id, path, probability, abstained and top.
"""

import itertools
import json
import sys

import joblib

from .features import text

BATCH = 1000
ABSTAIN_BELOW = 0.55


def answer(message, classes, probabilities):
    """One output row: categories from the most to the least probable."""
    order = probabilities.argsort()[::-1]
    top = [{"path": [classes[i]], "probability": round(float(probabilities[i]), 6)} for i in order[:3]]
    return {"id": message["id"], **top[0], "abstained": top[0]["probability"] < ABSTAIN_BELOW, "top": top}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    features, classifier = joblib.load(sys.argv[1])
    while batch := [json.loads(line) for line in itertools.islice(sys.stdin, BATCH)]:
        scores = classifier.predict_proba(features.transform([text(m) for m in batch]))
        for message, row in zip(batch, scores):
            print(json.dumps(answer(message, classifier.classes_, row), ensure_ascii=False))


if __name__ == "__main__":
    main()
