/// The two loops of the classifier that want wide registers and prefetching, which Swift cannot ask
/// for. Whole numbers only, so every machine gives the same result.
#ifndef TINGFENG_FACTORS_H
#define TINGFENG_FACTORS_H

#include <stdint.h>

/// Looks up keys in an open-addressing table of `mask + 1` slots: a slot holds the upper half of a
/// key and, below it, the key's number + 1; an empty one is 0. `ids` gets the number of each key, or
/// -1.
void factors_find(
    const uint64_t *slots, uint64_t mask, const uint64_t *keys, int32_t count, int32_t *ids);

/// Adds `multiples[k]` times row `ids[k]` of a table with `rank` numbers a row to `sums`.
void factors_add(
    const int8_t *rows, int32_t rank, const int32_t *ids, const int16_t *multiples, int32_t count,
    int32_t *sums);

#endif
