"""Trains the scikit-learn classification peer: python -m peers.classify.train LABELLED.jsonl MODEL

LinearSVC, C = 0.3; probabilities by temperature scaling on five folds that keep near-duplicates together.
"""

import json
import sys

import joblib
from sklearn.calibration import CalibratedClassifierCV
from sklearn.model_selection import PredefinedSplit
from sklearn.svm import LinearSVC

from .features import text, vectorizer


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as lines:
        messages = [json.loads(line) for line in lines]
    features = vectorizer()
    matrix = features.fit_transform([text(m) for m in messages])
    folds = PredefinedSplit([m["fold"] for m in messages])
    classifier = CalibratedClassifierCV(LinearSVC(C=0.3), method="temperature", cv=folds, ensemble=False)
    classifier.fit(matrix, [m["label"] for m in messages])
    joblib.dump((features, classifier), sys.argv[2])


if __name__ == "__main__":
    main()
