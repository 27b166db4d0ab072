"""The scikit-learn peer of all axes as a filter: python -m peers.classify.predict_axes MODEL < IN.jsonl > OUT.jsonl

A leaf scores as the sum of the scores of its path, which is better than the last level alone and cannot
contradict itself. The contract of `tingfeng classify`: personal data is masked first; id, path, probability, top, parts
(the items of a numbered list with categories of their own), kind, urgency_score, aspects.
"""

import itertools
import json
import sys

import joblib
import numpy as np

from ..pipeline.text import items, mask
from .features import text

BATCH = 1000


def path_scores(levels, matrix):
    """The scores of all leaves, one column each, and the level-1 probabilities by temperature 1."""
    scores = [level.decision_function(matrix) for level in levels]
    total = scores[-1]
    for depth, level in enumerate(levels[:-1]):
        place = {name: column for column, name in enumerate(level.classes_)}
        above = ["/".join(leaf.split("/")[: depth + 1]) for leaf in levels[-1].classes_]
        total = total + scores[depth][:, [place[name] for name in above]]
    likely = np.exp(scores[0] - scores[0].max(axis=1, keepdims=True))
    return total, likely / likely.sum(axis=1, keepdims=True)


def answers(messages, model):
    """One output row for each message."""
    texts = [mask(text(m)) for m in messages]
    parts = [(row, part) for row, whole in enumerate(texts) for part in items(whole)]
    rows = model["features"].transform(texts + [part for _, part in parts])
    total, likely = path_scores(model["levels"], rows)
    leaves, matrix = model["levels"][-1].classes_, rows[: len(texts)]
    found = [[] for _ in texts]
    for place, (row, _) in enumerate(parts, len(texts)):
        path = leaves[total[place].argmax()].split("/")
        found[row].append({"path": path, "probability": round(float(likely[place].max()), 6)})
    tops = np.argpartition(-total, 3, axis=1)[:, :3]
    kinds = model["kind"].predict(matrix)
    urgent = model["urgent"].decision_function(matrix)
    aspects = model["aspects"].predict(matrix)
    for row, message in enumerate(messages):
        best = sorted(tops[row], key=lambda leaf: -total[row, leaf])
        paths = [leaves[leaf].split("/") for leaf in best]
        yield {
            "id": message["id"],
            "path": paths[0],
            "probability": round(float(likely[row].max()), 6),
            "top": [{"path": path} for path in paths],
            "parts": found[row],
            "kind": kinds[row],
            "urgency_score": round(float(urgent[row]), 6),
            "aspects": list(model["aspect_names"][aspects[row] != 0]),
        }


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    model = joblib.load(sys.argv[1])
    while messages := [json.loads(line) for line in itertools.islice(sys.stdin, BATCH)]:
        for answer in answers(messages, model):
            print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
