"""Which matter a message belongs to, by likeness: cosine of titles and of texts, the place and the region."""

from collections import deque

import numpy as np
from scipy.sparse import vstack

BLOCKS = 30  # as many batches back are compared
TITLE = 0.2  # cosine of titles from which a message is looked at
NEAREST = 8  # as many are compared in full


class SimilarMatters:
    """Batches of messages in the order of arrival; each joins the matter of the message that is most like it."""

    def __init__(self, threshold=0.3):
        self.threshold = threshold
        self.blocks = deque(maxlen=BLOCKS)

    def assign(self, ids, titles, texts, places, regions):
        """The matter of each message of a batch; `titles` and `texts` are rows of equal length 1."""
        matters = []
        self.blocks.append((titles, texts, matters, places, regions))
        alike = (titles @ vstack([block[0] for block in self.blocks]).T).tocsr()
        starts = np.cumsum([0] + [len(block[3]) for block in self.blocks])
        here = starts[-2]
        for row, name in enumerate(ids):
            cells = slice(alike.indptr[row], alike.indptr[row + 1])
            others, cosines = alike.indices[cells], alike.data[cells]
            near = np.flatnonzero((cosines > TITLE) & (others < here + row))
            if len(near) > NEAREST:
                near = near[np.argpartition(-cosines[near], NEAREST)[:NEAREST]]
            best, likeness = name, self.threshold
            for other, title in zip(others[near], cosines[near]):
                number = np.searchsorted(starts, other, side="right") - 1
                _, their_texts, their_matters, their_places, their_regions = self.blocks[number]
                other -= starts[number]
                likely = title + self.agreement(places[row], their_places[other], regions[row], their_regions[other])
                if (likely + 1) / 2 <= likeness:
                    continue
                text = texts[row].multiply(their_texts[other]).sum()
                if (likely + text) / 2 > likeness:
                    best, likeness = their_matters[other], (likely + text) / 2
            matters.append(best)
        return matters

    @staticmethod
    def agreement(places, others, region, other_region):
        """How much places and regions speak for one matter or against it."""
        if places and others:
            return 0.2 if any(p in o or o in p for p in places for o in others) else -0.2
        return 0.0 if region == other_region else -0.13
