"""The CRF as a filter: python -m peers.places.predict MODEL < IN.jsonl > OUT.jsonl

Personal data is masked, the message read whole; each row has the id and the places as they stand in the text.
"""

import json
import sys

import pycrfsuite

from ..pipeline.places import strings
from ..pipeline.text import cutter
from .field import features, whole


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    cut, tagger = cutter("jieba"), pycrfsuite.Tagger()
    tagger.open(sys.argv[1])
    for message in map(json.loads, sys.stdin):
        text = whole(message)
        found = strings(text, tagger.tag(features(text, cut(text))))
        print(json.dumps({"id": message["id"], "places": found}, ensure_ascii=False))


if __name__ == "__main__":
    main()
