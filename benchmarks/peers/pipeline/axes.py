"""All the labels that Tingfeng gives, by scikit-learn: three category levels, kind, urgency, eight aspects.

One LinearSVC a label over the TF-IDF of the pipeline; their weights stand in one matrix, so that a batch is one product.
"""

import warnings

import joblib
import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from .model import as_is

NO_ASPECT = "无"


def heads(message):
    """Name → label of one annotated message; the levels of its path are three heads, each aspect is one of its own."""
    parts = message["category"].split("/")
    labels = {f"level{depth}": "/".join(parts[:depth]) for depth in (1, 2, 3)}
    return labels | {"kind": message["kind"], "urgency": message["urgency"]}


def columns(messages):
    """Name → labels of all messages."""
    rows = [heads(m) for m in messages]
    table = {name: [row[name] for row in rows] for name in rows[0]}
    for aspect in sorted({a for m in messages for a in m["aspects"]}):
        table["aspect " + aspect] = [aspect if aspect in m["aspects"] else NO_ASPECT for m in messages]
    return table


def fit(documents, messages):
    """Trains on lists of tokens and annotated messages."""
    vectorizer = TfidfVectorizer(analyzer=as_is, min_df=2, sublinear_tf=True, dtype=np.float32)
    features = vectorizer.fit_transform(documents)
    names, classes, weights, biases = [], [], [], []
    for name, labels in columns(messages).items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            svm = LinearSVC(C=1.0).fit(features, labels)
        # Two classes have one row of weights: the other row is its opposite.
        rows = svm.coef_ if len(svm.classes_) > 2 else np.vstack([-svm.coef_, svm.coef_])
        bias = svm.intercept_ if len(svm.classes_) > 2 else np.concatenate([-svm.intercept_, svm.intercept_])
        names.append(name)
        classes.append(svm.classes_.tolist())
        weights.append(rows.astype(np.float32))
        biases.append(bias.astype(np.float32))
    matrix = np.ascontiguousarray(np.vstack(weights).T)
    return AxesModel(vectorizer, names, classes, matrix, np.concatenate(biases))


class AxesModel:
    """Features of a batch in; out come paths, probabilities of level 1 and the other axes of every message."""

    def __init__(self, vectorizer, names, classes, weights, biases):
        self.vectorizer, self.names, self.classes = vectorizer, names, classes
        self.weights, self.biases = weights, biases

    def __call__(self, features):
        scores = features @ self.weights + self.biases
        best, first = {}, 0
        for name, classes in zip(self.names, self.classes):
            part = scores[:, first : first + len(classes)]
            best[name] = [classes[i] for i in part.argmax(axis=1)]
            if name == "level1":
                shares = np.exp(part - part.max(axis=1, keepdims=True))
                probabilities = shares.max(axis=1) / shares.sum(axis=1)
            first += len(classes)
        aspects = [best[name] for name in self.names if name.startswith("aspect ")]
        found = [",".join(a for a in row if a != NO_ASPECT) for row in zip(*aspects)]
        axes = list(zip(best["kind"], best["urgency"], found))
        # The deepest level names the ones above it.
        return best["level3"], probabilities, axes

    def categories(self, features):
        """The deepest category of each row."""
        at = self.names.index("level3")
        first = sum(len(classes) for classes in self.classes[:at])
        names = self.classes[at]
        columns = slice(first, first + len(names))
        scores = features @ self.weights[:, columns] + self.biases[columns]
        return [names[best] for best in scores.argmax(axis=1)]

    def save(self, path):
        joblib.dump((self.vectorizer, self.names, self.classes, self.weights, self.biases), path)

    @staticmethod
    def load(path):
        return AxesModel(*joblib.load(path))
