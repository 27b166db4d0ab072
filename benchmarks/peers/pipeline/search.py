"""How many messages of the peer's database contain each word: python -m peers.pipeline.search DB WORD..."""

import json
import sqlite3
import sys

from .store import hits


def main():
    path, *words = sys.argv[1:]
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    total = db.execute("SELECT count(*) FROM message").fetchone()[0]
    print(json.dumps({"messages": total, "hits": {w: hits(db, w) for w in words}}, ensure_ascii=False))


if __name__ == "__main__":
    main()
