"""The pipeline's category model as a filter, to show its accuracy: python -m peers.pipeline.predict MODEL < IN > OUT"""

import json
import sys

from .model import CategoryModel
from .text import bigrams, cutter, mask, view


def main():
    model, cut = CategoryModel.load(sys.argv[1]), cutter("jieba")
    messages = [json.loads(line) for line in sys.stdin]
    texts = [view(mask(m["subject"]) + "\n" + mask(m["detail"])) for m in messages]
    features = model.vectorizer.transform([cut(text) + bigrams(text) for text in texts])
    categories, probabilities, _ = model(features)
    for message, category, probability in zip(messages, categories, probabilities):
        answer = {"id": message["id"], "path": [category], "probability": round(float(probability), 6)}
        print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
