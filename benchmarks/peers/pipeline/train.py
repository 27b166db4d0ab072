"""Trains the pipeline's model: python -m peers.pipeline.train MESSAGES.jsonl MODEL [--segmenter jieba] [--axes]"""

import argparse
import json

from . import axes, model, places
from .text import bigrams, cutter, view


def tokens(message, cut):
    """Words and character bigrams of title and body, as the pipeline makes them."""
    title, body = (message.get(a) or message[b] for a, b in (("subject", "title"), ("detail", "body")))
    text = view(title + "\n" + body)
    return cut(text) + bigrams(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled")
    parser.add_argument("model")
    parser.add_argument("--segmenter", choices=["jieba", "rjieba"], default="jieba")
    parser.add_argument("--axes", action="store_true", help="annotated messages: three levels and the other axes")
    parser.add_argument("--places", action="store_true", help="annotated messages: the model of places")
    options = parser.parse_args()
    cut = cutter(options.segmenter)
    with open(options.labelled, encoding="utf-8") as lines:
        messages = [json.loads(line) for line in lines]
    if options.axes or options.places:
        messages = [m for m in messages if m["split"] == "train"]
    if options.places:
        places.train(messages, cut, view, options.model)
        return
    documents = [tokens(m, cut) for m in messages]
    if options.axes:
        axes.fit(documents, messages).save(options.model)
    else:
        model.fit(documents, [m["label"] for m in messages], [m["fold"] for m in messages]).save(options.model)


if __name__ == "__main__":
    main()
