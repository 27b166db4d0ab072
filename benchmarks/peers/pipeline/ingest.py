"""The Python peer of `tingfeng ingest`: python -m peers.pipeline.ingest FILE.jsonl --db DB --model MODEL

Reads messages, masks personal data, segments, classifies, groups near-duplicates, and stores rows, full-text index
and hourly counts. Batches are analysed by worker processes with vectorised prediction; the parent process writes.
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
from .matters import MatterIndex
from .axes import AxesModel
from .model import CategoryModel
from .text import bigrams, cutter, mask, region, view

BATCH = 1000


class Analyser:
    """Everything that needs no database: a batch of lines in, rows and index texts out."""

    def __init__(self, model, cut, source):
        self.model, self.cut, self.source = model, cut, source
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
        rows = []
        for head, category, probability, signature, axes in zip(heads, *self.model(documents)):
            rows.append((*head[:7], str(category), float(probability), signature, *head[7:], *axes))
        return rows, texts, len(lines), rejected

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
    parser.add_argument("--workers", type=int, default=2, help="0: everything in one process")
    options = parser.parse_args()
    if os.path.exists(options.db):
        sys.exit(f"{options.db} exists; the peer only fills new databases")

    global analyser
    model = AxesModel if options.axes else CategoryModel
    analyser = Analyser(model.load(options.model), cutter(options.segmenter), options.source)
    db, matters = store.create(options.db), MatterIndex()
    read = new = bad = 0
    for rows, texts, lines, rejected in results(options.file, options.workers):
        rows = [(*r[:9], matters.assign(r[0], r[9], r[6]), *r[10:]) for r in rows]
        store.write(db, new + 1, rows, texts, rejected, options.source)
        read, new, bad = read + lines, new + len(rows), bad + len(rejected)
    db.close()
    print(json.dumps({"read": read, "new": new, "updated": 0, "same": 0, "rejected": bad}))


if __name__ == "__main__":
    main()
