"""Which matter a message belongs to: SimHash signatures of matters in four banded bucket tables."""

import numpy as np

BITS = 64
BANDS = [(shift, 0xFFFF << shift) for shift in (0, 16, 32, 48)]


def planes(terms):
    """The random planes of a 64-bit SimHash, one of two signs for each term and bit."""
    signs = np.random.default_rng(0).integers(0, 2, (terms, BITS), dtype=np.int8)
    return (2 * signs - 1).astype(np.float32)


def signatures(features, planes):
    """The SimHash of every row as a number."""
    return np.packbits(features @ planes > 0, axis=1).view(">u8").ravel().tolist()


class MatterIndex:
    """Holds one signature per matter; memory grows with matters, not with messages."""

    def __init__(self, most_different_bits=6):
        self.most_different_bits = most_different_bits
        self.buckets = {}

    def assign(self, ids, signatures, regions):
        """The matters of a batch of messages."""
        return [self.nearest(*message) for message in zip(ids, signatures, regions)]

    def nearest(self, message_id, signature, region):
        """The id of the nearest matter of the region, else of a new one founded by this message."""
        keys = [(shift, signature & band, region) for shift, band in BANDS]
        best, best_distance = None, self.most_different_bits + 1
        for key in keys:
            for other, matter in self.buckets.get(key, ()):
                distance = (signature ^ other).bit_count()
                if distance < best_distance:
                    best, best_distance = matter, distance
        if best is None:
            best = message_id
            for key in keys:
                self.buckets.setdefault(key, []).append((signature, message_id))
        return best
