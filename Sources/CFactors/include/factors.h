/// The loops that want wide registers and prefetching, which Swift cannot ask for. They add whole
/// numbers, or others in a fixed order, so every machine gives the same result.
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

/// Writes to `products[k]` the product of row `ids[k]` and a direction of `rank` numbers, summed in
/// eight parts in a fixed order.
void factors_multiply(
    const int8_t *rows, int32_t rank, const int32_t *ids, int32_t count, const float *direction,
    float *products);

/// Begins to fetch memory that will be read soon.
void factors_fetch(const void *memory, int64_t size);

#endif
