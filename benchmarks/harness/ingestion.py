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

    `labels`: `same` for all that Tingfeng does: three category levels and the other axes, places, parts of numbered lists,
    matters by likeness; `all` without places, parts and likeness; `few` for the seven classes alone.
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
        work = "same work" if self.labels == "same" else f"{self.labels} labels"
        return f"python {self.segmenter} {max(self.workers, 1)} proc, {work}"

    @property
    def options(self):
        """What training and ingestion are told alike."""
        return ["--segmenter", self.segmenter, *(["--axes"] if self.labels != "few" else [])]

    def version(self):
        return run([PYTHON, "-c", VERSIONS, "scikit-learn", self.segmenter]).output.strip()

    @property
    def model(self):
        return MODELS / f"pipeline-{self.segmenter}{'-axes' if self.labels != 'few' else ''}.model"

    @property
    def places(self):
        return MODELS / f"pipeline-{self.segmenter}-places.model"

    def train(self):
        """Trains the models once; not timed."""
        MODELS.mkdir(exist_ok=True)
        if not self.model.exists():
            messages = LABELLED_TRAIN if self.labels == "few" else ANNOTATED
            peer("pipeline.train", messages, self.model, *self.options)
        if self.labels == "same" and not self.places.exists():
            peer("pipeline.train", ANNOTATED, self.places, "--segmenter", self.segmenter, "--places")

    def prepare(self, db):
        """The peer makes its database itself."""

    def ingest(self, file, db):
        settings = ["--model", self.model, "--workers", self.workers]
        settings += ["--places", self.places] if self.labels == "same" else []
        return peer("pipeline.ingest", file, "--db", db, *settings, *self.options)

    def hits(self, db, words):
        """How many messages each word finds through the index."""
        return peer("pipeline.search", db, *words).json()["hits"]


def ingested(run_of_ingest):
    """How many messages a run says it stored."""
    return json.loads(run_of_ingest.output)["new"]
