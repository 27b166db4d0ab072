"""The floor of matching: every message a matter of its own, or messages of equal text together.

python -m peers.match.floor alone|same-text < STREAM.jsonl > OUT.jsonl
"""

import json
import sys


def main():
    if sys.argv[1:] not in (["alone"], ["same-text"]):
        sys.exit(__doc__)
    first = {}
    for line in sys.stdin:
        message = json.loads(line)
        key = message["id"] if sys.argv[1] == "alone" else "".join(message["detail"].split())
        print(json.dumps({"id": message["id"], "matter": first.setdefault(key, message["id"])}))


if __name__ == "__main__":
    main()
