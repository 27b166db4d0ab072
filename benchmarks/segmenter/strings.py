"""Strings of Han characters with their counts, branching entropies and cohesion.

The same statistics as `tingfeng words discover`, vectorised, over all strings of two to six characters.
"""

import math

import numpy as np

LONGEST, LEAST = 6, 5


def _entropy(groups, neighbours, count):
    """Entropy of the neighbours of each group; an edge (0) is a new neighbour each time."""
    keys, times = np.unique(groups.astype(np.uint64) << np.uint64(32) | neighbours.astype(np.uint64), return_counts=True)
    owner = (keys >> np.uint64(32)).astype(np.int64)
    share = times / np.bincount(owner, weights=times, minlength=count)[owner]
    is_edge = (keys & np.uint64(0xFFFFFFFF)) == 0
    part = -share * np.log(np.where(is_edge, share / times, share))
    return np.bincount(owner, weights=part, minlength=count)


def _of_length(length, text, units, han, run):
    """String → (count, left entropy, right entropy) for one length."""
    places = np.flatnonzero(run[: len(units) - length + 1] >= length)
    hashes = np.zeros(len(places), dtype=np.uint64)
    for offset in range(length):
        unit = units[places + offset].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        hashes = hashes * np.uint64(1000003) ^ unit
    _, first, inverse, times = np.unique(hashes, return_index=True, return_inverse=True, return_counts=True)
    number = np.where(times >= LEAST, np.cumsum(times >= LEAST) - 1, -1)
    chosen = number[inverse] >= 0
    groups, at = number[inverse][chosen], places[chosen]
    left = np.where((at > 0) & han[at - 1], units[at - 1], 0)
    after = np.minimum(at + length, len(units) - 1)
    right = np.where(han[after], units[after], 0)
    kept = np.flatnonzero(times >= LEAST)
    entropies = _entropy(groups, left, len(kept)), _entropy(groups, right, len(kept))
    starts = places[first[kept]]
    return {
        text[start : start + length]: (int(times[k]), float(entropies[0][i]), float(entropies[1][i]))
        for i, (k, start) in enumerate(zip(kept, starts))
    }


def statistics(sentences):
    """String → (count, smaller of the branching entropies, cohesion)."""
    text = "\n".join(sentences) + "\n"
    units = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    han = (units >= 0x4E00) & (units <= 0x9FFF)
    edges = np.flatnonzero(~han)
    run = edges[np.searchsorted(edges, np.arange(len(units)))] - np.arange(len(units))
    table = {}
    for length in range(1, LONGEST + 1):
        table |= _of_length(length, text, units, han, run)
    total = float(han.sum())
    times = lambda string: table.get(string, (1,))[0]
    return {
        string: (count, min(left, right), min(
            math.log(count * total / (times(string[:k]) * times(string[k:]))) for k in range(1, len(string))
        ))
        for string, (count, left, right) in table.items()
        if len(string) > 1
    }
