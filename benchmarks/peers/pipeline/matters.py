"""Which matter a message belongs to: SimHash signatures of matters in four banded bucket tables."""

BANDS = [(shift, 0xFFFF << shift) for shift in (0, 16, 32, 48)]


class MatterIndex:
    """Holds one signature per matter; memory grows with matters, not with messages."""

    def __init__(self, most_different_bits=6):
        self.most_different_bits = most_different_bits
        self.buckets = {}

    def assign(self, message_id, signature, region):
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
