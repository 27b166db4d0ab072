"""Trains the scikit-learn peer of all axes: python -m peers.classify.train_axes ANNOTATED.jsonl MODEL

A LinearSVC (C = 0.3) for each level of the category, for kind, for urgency and for each conduct aspect, over the
features of the one-level peer. Reads the rows of the split `train`.
"""

import json
import sys

import joblib
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC

from .features import text, vectorizer

LEVELS = 3


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as lines:
        messages = [row for row in map(json.loads, lines) if row["split"] == "train"]
    features = vectorizer()
    matrix = features.fit_transform([text(m) for m in messages])

    def fitted(labels):
        return LinearSVC(C=0.3).fit(matrix, labels)

    paths = [m["category"].split("/") for m in messages]
    levels = [fitted(["/".join(path[: level + 1]) for path in paths]) for level in range(LEVELS)]
    aspects = MultiLabelBinarizer()
    model = {
        "features": features,
        "levels": levels,
        "kind": fitted([m["kind"] for m in messages]),
        "urgent": fitted([m["urgency"] != "一般" for m in messages]),
        "aspects": OneVsRestClassifier(LinearSVC(C=0.3)).fit(
            matrix, aspects.fit_transform([m["aspects"] for m in messages])
        ),
        "aspect_names": aspects.classes_,
    }
    joblib.dump(model, sys.argv[2])


if __name__ == "__main__":
    main()
