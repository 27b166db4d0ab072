"""One ingestion of a message file by Tingfeng or by a Python peer, into a new database."""

import json
from dataclasses import dataclass
from pathlib import Path

from .process import peer, run
from .workplace import ANNOTATED, LABELLED_TRAIN, MODELS, PYTHON

VERSIONS = "import sys, importlib.metadata as m; print(*(f'{p} {m.version(p)}' for p in sys.argv[1:]))"


@dataclass
class Tingfeng:
    """The binary under test."""

    binary: Path
    name: str = "tingfeng"

    def version(self):
        return run([self.binary, "--version"]).output.strip()

    def prepare(self, db):
        run([self.binary, "init", "--db", db, "--preset", "tipdm-c"])

    def ingest(self, file, db):
        command = [self.binary, "ingest", file, "--db", db, "--source", "stream", "--format", "json"]
        return run(command, accept=(0, 3))

    def hits(self, db, words):
        """How many messages each word finds through the index."""
        search = [self.binary, "search", "--count", "--format", "json", "--db", db]
        return {word: run([*search, word]).json()["count"] for word in words}


@dataclass
class Peer:
    """The Python pipeline with one segmenter and a number of worker processes (0: one process does all).

    `labels`: `all` for three category levels and the other axes, `few` for the seven classes alone.
    """

    segmenter: str
    workers: int
    labels: str

    @classmethod
    def named(cls, name):
        """The peer of a SEGMENTER:WORKERS:LABELS."""
        segmenter, workers, labels = name.split(":")
        return cls(segmenter, int(workers), labels)

    @property
    def name(self):
        return f"python {self.segmenter} {max(self.workers, 1)} proc, {self.labels} labels"

    @property
    def options(self):
        """What training and ingestion are told alike."""
        return ["--segmenter", self.segmenter, *(["--axes"] if self.labels == "all" else [])]

    def version(self):
        return run([PYTHON, "-c", VERSIONS, "scikit-learn", self.segmenter]).output.strip()

    @property
    def model(self):
        return MODELS / f"pipeline-{self.segmenter}{'-axes' if self.labels == 'all' else ''}.model"

    def train(self):
        """Trains the model once; not timed."""
        MODELS.mkdir(exist_ok=True)
        if not self.model.exists():
            messages = ANNOTATED if self.labels == "all" else LABELLED_TRAIN
            peer("pipeline.train", messages, self.model, *self.options)

    def prepare(self, db):
        """The peer makes its database itself."""

    def ingest(self, file, db):
        settings = ["--model", self.model, "--workers", self.workers]
        return peer("pipeline.ingest", file, "--db", db, *settings, *self.options)

    def hits(self, db, words):
        """How many messages each word finds through the index."""
        return peer("pipeline.search", db, *words).json()["hits"]


def ingested(run_of_ingest):
    """How many messages a run says it stored."""
    return json.loads(run_of_ingest.output)["new"]
