"""EARS C2 with a 28-day baseline: python -m peers.detect.ears COUNTS.csv FROM > OUT.csv

z = (count − mean) / standard deviation of the 28 bins that end 3 bins ago; alarm at the upper 1 % of the normal
distribution. `--random` draws the score instead, the floor of every comparison.
"""

import argparse
import sys

import numpy as np
import pandas as pd

BASELINE, GUARD, LIMIT = 28, 2, 2.326


def c2(counts):
    """Expected value, spread and score of every bin of one series."""
    past = counts.shift(GUARD + 1).rolling(BASELINE)
    expected, spread = past.mean(), past.std().clip(lower=0.5)
    return expected, spread, ((counts - expected) / spread).fillna(0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts")
    parser.add_argument("first")
    parser.add_argument("--random", action="store_true")
    options = parser.parse_args()
    table = pd.read_csv(options.counts, usecols=["series_id", "date", "count"], dtype={"series_id": str})
    chance = np.random.default_rng(0)
    print("series_id,date,count,expected,upper,score,p,alarm")
    for name, series in table.groupby("series_id", sort=False):
        expected, spread, score = c2(series["count"])
        if options.random:
            score = pd.Series(chance.standard_normal(len(series)), series.index)
        rows = pd.DataFrame({"series_id": name, "date": series.date, "count": series["count"], "expected": expected})
        rows = rows.assign(upper=expected + LIMIT * spread, score=score, p="", alarm=(score > LIMIT).astype(int))
        rows[rows.date >= options.first].to_csv(sys.stdout, header=False, index=False, float_format="%.4f")


if __name__ == "__main__":
    main()
