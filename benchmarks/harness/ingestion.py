"""One ingestion of a message file by Tingfeng or by a Python peer, into a new database."""

import json
from dataclasses import dataclass
from pathlib import Path

from .process import peer, run
from .workplace import LABELLED_TRAIN, MODELS, PYTHON

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
    """The Python pipeline with one segmenter and a number of worker processes (0: one process does all)."""

    segmenter: str
    workers: int

    @property
    def name(self):
        return f"python {self.segmenter} {max(self.workers, 1)} proc"

    def version(self):
        return run([PYTHON, "-c", VERSIONS, "scikit-learn", self.segmenter]).output.strip()

    @property
    def model(self):
        return MODELS / f"pipeline-{self.segmenter}.model"

    def train(self):
        """Trains the category model once; not timed."""
        MODELS.mkdir(exist_ok=True)
        if not self.model.exists():
            peer("pipeline.train", LABELLED_TRAIN, self.model, "--segmenter", self.segmenter)

    def prepare(self, db):
        """The peer makes its database itself."""

    def ingest(self, file, db):
        settings = ["--model", self.model, "--segmenter", self.segmenter, "--workers", self.workers]
        return peer("pipeline.ingest", file, "--db", db, *settings)

    def hits(self, db, words):
        """How many messages each word finds through the index."""
        return peer("pipeline.search", db, *words).json()["hits"]


def ingested(run_of_ingest):
    """How many messages a run says it stored."""
    return json.loads(run_of_ingest.output)["new"]
