"""Which matter a message belongs to, by likeness: cosine of titles and of texts, the place and the region."""

from collections import deque

import numpy as np

BLOCKS = 30  # as many batches back are compared
TITLE = 0.2  # cosine of titles from which a message is looked at
NEAREST = 2  # as many of a batch are compared in full


class SimilarMatters:
    """Batches of messages in the order of arrival; each joins the matter of the message that is most like it."""

    def __init__(self, threshold=0.3):
        self.threshold = threshold
        self.blocks = deque(maxlen=BLOCKS)

    def assign(self, ids, titles, texts, places, regions):
        """The matter of each message of a batch; `titles` and `texts` are rows of equal length 1."""
        matters = []
        self.blocks.append((titles, texts, matters, places, regions))
        near = [self.near(titles, texts, block, block[2] is matters) for block in self.blocks]
        for row, name in enumerate(ids):
            best, likeness = name, self.threshold
            for (_, _, their_matters, their_places, their_regions), pairs in zip(self.blocks, near):
                for other, cosines in pairs[row]:
                    agreement = self.agreement(places[row], their_places[other], regions[row], their_regions[other])
                    if (cosines + agreement) / 2 > likeness:
                        best, likeness = their_matters[other], (cosines + agreement) / 2
            matters.append(best)
        return matters

    @staticmethod
    def near(titles, texts, block, is_own):
        """For each message those of a block with the likest titles, and the sum of both cosines: whole blocks at once."""
        alike = (titles @ block[0].T).tocsr()
        rows = np.repeat(np.arange(alike.shape[0]), np.diff(alike.indptr))
        kept = (alike.data > TITLE) & ((alike.indices < rows) if is_own else True)
        rows, others, cosines = rows[kept], alike.indices[kept], alike.data[kept]
        order = np.lexsort((-cosines, rows))
        rows, others, cosines = rows[order], others[order], cosines[order]
        place = np.arange(len(rows)) - np.searchsorted(rows, rows)
        rows, others, cosines = (column[place < NEAREST] for column in (rows, others, cosines))
        sums = cosines + np.asarray(texts[rows].multiply(block[1][others]).sum(axis=1)).ravel()
        found = [[] for _ in range(alike.shape[0])]
        for row, other, both in zip(rows.tolist(), others.tolist(), sums.tolist()):
            found[row].append((other, both))
        return found

    @staticmethod
    def agreement(places, others, region, other_region):
        """How much places and regions speak for one matter or against it."""
        if places and others:
            return 0.2 if any(p in o or o in p for p in places for o in others) else -0.2
        return 0.0 if region == other_region else -0.13
