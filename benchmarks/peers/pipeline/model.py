"""The category model: one TF-IDF over words and character bigrams, a linear SVM, calibrated by temperature."""

import joblib
import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import PredefinedSplit
from sklearn.svm import LinearSVC

SIGNATURE_BITS = 64
NO_AXES = None, None, None


def as_is(tokens):
    """The analyzer of a document that is a list of tokens already."""
    return tokens


def fit(documents, labels, folds):
    """Trains on lists of tokens; the folds (near-duplicates kept together) serve the calibration."""
    vectorizer = TfidfVectorizer(analyzer=as_is, min_df=2, sublinear_tf=True, dtype=np.float32)
    features = vectorizer.fit_transform(documents)
    classifier = CalibratedClassifierCV(
        LinearSVC(C=1.0), method="temperature", cv=PredefinedSplit(folds), ensemble=False
    ).fit(features, labels)
    return CategoryModel(vectorizer, classifier)


def signature_planes(terms):
    """The random planes of a 64-bit SimHash, one of two signs for each term and bit."""
    signs = np.random.default_rng(0).integers(0, 2, (terms, SIGNATURE_BITS), dtype=np.int8)
    return (2 * signs - 1).astype(np.float32)


def signatures(features, planes):
    """The SimHash of every row as a number."""
    return np.packbits(features @ planes > 0, axis=1).view(">u8").ravel().tolist()


class CategoryModel:
    """Whole batches in: categories, probabilities, 64-bit SimHash signatures and empty axes of every message out."""

    def __init__(self, vectorizer, classifier):
        self.vectorizer, self.classifier = vectorizer, classifier
        self.planes = signature_planes(len(vectorizer.vocabulary_))

    def __call__(self, documents):
        features = self.vectorizer.transform(documents)
        probabilities = self.classifier.predict_proba(features)
        best = probabilities.argmax(axis=1)
        axes = [NO_AXES] * len(documents)
        return self.classifier.classes_[best], probabilities.max(axis=1), signatures(features, self.planes), axes

    def save(self, path):
        joblib.dump((self.vectorizer, self.classifier), path)

    @staticmethod
    def load(path):
        return CategoryModel(*joblib.load(path))
