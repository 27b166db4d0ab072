"""The Python peer of `tingfeng ingest`: python -m peers.pipeline.ingest FILE.jsonl --db DB --model MODEL

Reads messages, masks personal data, segments, classifies, groups near-duplicates, and stores rows, full-text index
and hourly counts. Batches are analysed by worker processes with vectorised prediction; the parent process writes.
With --places it does all that `tingfeng ingest` does: places, the parts of numbered lists, matters by likeness.
"""

import argparse
import hashlib
import itertools
import json
import multiprocessing
import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")  # the workers are the parallelism

from . import store
from .matters import MatterIndex, planes, signatures
from .axes import AxesModel
from .model import CategoryModel
from .places import HEAD, PlaceFinder
from .similar import SimilarMatters
from .text import bigrams, cutter, items, mask, region, view

BATCH = 1000


class Analyser:
    """Everything that needs no database: a batch of lines in, rows and index texts out."""

    def __init__(self, model, cut, source, places):
        self.model, self.cut, self.source, self.places = model, cut, source, places
        self.planes = None if places else planes(len(model.vectorizer.vocabulary_))
        self.caller_key = b"a key of this benchmark"

    def __call__(self, lines):
        heads, texts, documents, rejected = [], [], [], []
        for line in lines:
            try:
                heads.append(self.head(json.loads(line)))
            except (ValueError, KeyError) as error:
                rejected.append((type(error).__name__, mask(line.decode("utf-8", "replace"))))
                continue
            text = view(heads[-1][3] + "\n" + heads[-1][4])
            words, pairs = self.cut(text), bigrams(text)
            texts.append((" ".join(pairs), " ".join(w for w in words if len(w) > 1)))
            documents.append(words + pairs)
        features = self.model.vectorizer.transform(documents)
        rows = []
        for head, category, probability, axes in zip(heads, *self.model(features)):
            rows.append([*head[:7], str(category), float(probability), None, *head[7:], *axes, None, None])
        if not self.places:
            return rows, texts, len(lines), rejected, [signatures(features, self.planes)]
        titles, places = self.title_vectors(heads), self.find_places(heads)
        for row, named, others in zip(rows, places, self.other_categories(heads)):
            row[-2:] = "，".join(named), ",".join(others)
        return rows, texts, len(lines), rejected, [titles, features, places]

    def title_vectors(self, heads):
        titles = [view(head[3]) for head in heads]
        return self.model.vectorizer.transform([self.cut(title) + bigrams(title) for title in titles])

    def find_places(self, heads):
        return [self.places(self.cut(view(head[3] + "\n" + head[4][:HEAD]))) for head in heads]

    def other_categories(self, heads):
        """The categories of the items of each message's numbered list."""
        parts = [(number, part) for number, head in enumerate(heads) for part in items(view(head[4]))]
        found = [[] for _ in heads]
        if parts:
            documents = [self.cut(part) + bigrams(part) for _, part in parts]
            categories = self.model.categories(self.model.vectorizer.transform(documents))
            for (number, _), category in zip(parts, categories):
                found[number].append(category)
        return found

    def head(self, message):
        title, body = mask(message["subject"]), mask(message["detail"])
        caller = hashlib.blake2b(message["user"].encode(), key=self.caller_key, digest_size=16).digest()
        place = region(title, body)
        likes, against = message.get("likes", 0), message.get("against", 0)
        content = "\0".join((message["id"], message["time"], title, body, str(likes), str(against))).encode()
        digest = hashlib.blake2b(content, key=self.caller_key, digest_size=16).digest()
        return message["id"], self.source, message["time"], title, body, caller, place, likes, against, digest


def batches(path):
    """The lines of the file in lists of BATCH."""
    with open(path, "rb") as lines:
        while batch := list(itertools.islice(lines, BATCH)):
            yield batch


def analyse(lines):
    """What a worker runs; the analyser was made before the fork."""
    return analyser(lines)


def results(path, workers):
    """Analysed batches in file order, from worker processes or from this one."""
    if workers == 0:
        yield from map(analyse, batches(path))
        return
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        yield from pool.imap(analyse, batches(path))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--db", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--source", default="stream")
    parser.add_argument("--segmenter", choices=["jieba", "rjieba"], default="jieba")
    parser.add_argument("--axes", action="store_true", help="the model gives three levels and the other axes")
    parser.add_argument("--places", help="model of places; with it all is done that tingfeng does")
    parser.add_argument("--workers", type=int, default=2, help="0: everything in one process")
    options = parser.parse_args()
    if os.path.exists(options.db):
        sys.exit(f"{options.db} exists; the peer only fills new databases")

    global analyser
    model = AxesModel if options.axes else CategoryModel
    places = PlaceFinder(options.places) if options.places else None
    analyser = Analyser(model.load(options.model), cutter(options.segmenter), options.source, places)
    db, matters = store.create(options.db), SimilarMatters() if places else MatterIndex()
    read = new = bad = 0
    for rows, texts, lines, rejected, traits in results(options.file, options.workers):
        for row, matter in zip(rows, matters.assign([r[0] for r in rows], *traits, [r[6] for r in rows])):
            row[9] = matter
        store.write(db, new + 1, rows, texts, rejected, options.source)
        read, new, bad = read + lines, new + len(rows), bad + len(rejected)
    db.close()
    print(json.dumps({"read": read, "new": new, "updated": 0, "same": 0, "rejected": bad}))


if __name__ == "__main__":
    main()
