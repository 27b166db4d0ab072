"""The category model: one TF-IDF over words and character bigrams, a linear SVM, calibrated by temperature."""

import joblib
import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import PredefinedSplit
from sklearn.svm import LinearSVC

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


class CategoryModel:
    """Features of a batch in: categories, probabilities and empty axes of every message out."""

    def __init__(self, vectorizer, classifier):
        self.vectorizer, self.classifier = vectorizer, classifier

    def __call__(self, features):
        probabilities = self.classifier.predict_proba(features)
        best = probabilities.argmax(axis=1)
        axes = [NO_AXES] * features.shape[0]
        return self.classifier.classes_[best], probabilities.max(axis=1), axes

    def save(self, path):
        joblib.dump((self.vectorizer, self.classifier), path)

    @staticmethod
    def load(path):
        return CategoryModel(*joblib.load(path))
