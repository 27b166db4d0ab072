"""Emerging terms by the usual rankings: python -m peers.emerging.rankings STREAM.jsonl TOKENS STOPWORDS FIRST LAST

TOKENS holds a line of tokens, joined by spaces, for each message of the stream. Every day's foreground is that day (or
the last 7 days), the background the 84 days before. Terms are words and pairs of neighbours, those of Tingfeng; the same
support is asked of them (5 messages of 3 callers, copies once), and terms whose messages overlap by more than half are one
line. Prints a JSON line a day and ranking: `{"method","day","lines":[{"score","ids"}]}`, the ten best lines.

log-odds: z of the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008); jlh: Elasticsearch
significant_text, (fg − bg)·(fg / bg); chi-square: the same heuristics family, one degree of freedom, rises only.
"""

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

WORD = re.compile("^(?:[\u4e00-\u9fff]+|[a-z][a-z0-9]+)$")
CODE = re.compile("^[a-z][0-9]*[市区县]$")
BACKGROUND, MESSAGES, CALLERS, PRIOR, BEST = 84, 5, 3, 100.0, 10


class Message:
    """A message as its terms."""

    def __init__(self, row, tokens, stop):
        self.id, self.caller, self.day = row["id"], row["user"], datetime.fromisoformat(row["time"]).date()
        self.terms, last = set(), None
        for token in tokens.split(" "):
            code = CODE.match(token)
            if token in stop or not (code or WORD.match(token)):
                last = None
                continue
            if len(token) > 1 and not code:
                self.terms.add(token)
            if last:
                self.terms.add(f"{last} {token}")
            last = token
        self.terms = frozenset(self.terms)


def log_odds(fg, n, bg, N):
    prior = PRIOR * (fg + bg) / (n + N)
    odds = math.log((fg + prior) / (n + PRIOR - fg - prior)) - math.log((bg + prior) / (N + PRIOR - bg - prior))
    return odds / math.sqrt(1 / (fg + prior) + 1 / (bg + prior))


def jlh(fg, n, bg, N):
    share, past = fg / n, max(bg, 0.5) / N
    return (share - past) * share / past


def chi_square(fg, n, bg, N):
    if fg / n <= bg / N:
        return 0
    total, both = n + N, fg + bg
    determinant = fg * (N - bg) - bg * (n - fg)
    return total * determinant**2 / (n * N * both * (total - both))


METHODS = {"log-odds": log_odds, "jlh": jlh, "chi-square": chi_square}


def lines(method, foreground, counts, total):
    """The ten best lines of a foreground."""
    postings = defaultdict(list)
    for message in foreground:
        for term in message.terms:
            postings[term].append(message)
    scored = []
    for term, messages in postings.items():
        if len(messages) < MESSAGES or len({m.caller for m in messages}) < CALLERS:
            continue
        score = method(len(messages), len(foreground), counts[term], total)
        scored.append((-score, term, frozenset(m.id for m in messages)))
    best = []
    for score, _, ids in sorted(scored):
        if all(len(ids & other) <= 0.5 * len(ids | other) for _, other in best):
            best.append((-score, ids))
            if len(best) == BEST:
                break
    return [{"score": score, "ids": sorted(ids)} for score, ids in best]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("stream", "tokens", "stopwords", "first", "last"):
        parser.add_argument(name)
    options = parser.parse_args()
    stop = set(open(options.stopwords, encoding="utf-8").read().split())
    days, seen = defaultdict(list), set()
    with open(options.stream, encoding="utf-8") as rows, open(options.tokens, encoding="utf-8") as tokens:
        for row, cut in zip(rows, tokens):
            message = Message(json.loads(row), cut.rstrip("\n"), stop)
            if message.terms not in seen:
                days[message.day].append(message)
            seen.add(message.terms)
    day = date.fromisoformat(options.first)
    while day <= date.fromisoformat(options.last):
        for window in (1, 7):
            foreground = [m for back in range(window) for m in days[day - timedelta(days=back)]]
            past = [m for back in range(window, window + BACKGROUND) for m in days[day - timedelta(days=back)]]
            counts = Counter(term for m in past for term in m.terms)
            for name, method in METHODS.items():
                best = lines(method, foreground, counts, len(past)) if foreground and past else []
                print(json.dumps({"method": f"{name} {window}d", "day": day.isoformat(), "lines": best}))
        day += timedelta(days=1)


main()
