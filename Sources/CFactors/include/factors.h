/// The loops that want wide registers and prefetching, which Swift cannot ask for. They add whole
/// numbers, or others in a fixed order, so every machine gives the same result.
#ifndef TINGFENG_FACTORS_H
#define TINGFENG_FACTORS_H

#include <stdint.h>

/// Words of the filter that `factors_find` asks first: one bit for each upper 20 bits of a key.
enum { factors_filter_words = 1 << 14 };

/// Begins to fetch the line of the cache in which an address lies.
static inline void factors_prefetch(const void *address)
{
    __builtin_prefetch(address);
}

/// Looks up keys in an open-addressing table of `mask + 1` slots: a slot holds the upper half of a
/// key and, below it, the key's number + 1; an empty one is 0. `ids` gets the numbers of the keys that
/// have one, in order; returns how many. `likely` and `ids` have room for as many as there are keys, and
/// one.
int32_t factors_find(
    const uint64_t *slots, uint64_t mask, const uint64_t *filter, const uint64_t *keys,
    int32_t count, uint64_t *likely, int32_t *ids);

/// Sets the bits of the keys of a table in an empty filter.
void factors_fill_filter(const uint64_t *slots, int64_t count, uint64_t *filter);

/// What weighs a feature: its rarity in the text, the size of one step of its factors.
struct factors_weight {
    float rarity;
    float step;
};

/// Counts how often each number stands in `found`: writes the distinct ones to `ids` from place `start`
/// on, in order, and adds to their `counts`; returns how many there are. One place more is written than
/// that.
int32_t factors_count(
    const int32_t *found, int32_t count, const struct factors_weight *weights, uint16_t *counts,
    int32_t *ids, int32_t start);

/// Makes `values` of the counted features from place `start` on, rarity times damped count, and a vector
/// of the given length of them; sets their `counts` to zero. `scaled` gets each value times the step of its feature;
/// returns the largest of these.
float factors_weigh(
    const struct factors_weight *weights, const float *damped, int32_t damped_count, float length,
    uint16_t *counts, const int32_t *ids, int32_t start, int32_t count, float *values,
    float *scaled);

/// Writes to `multiples` what multiple of a unit each number is, rounded; none is below zero.
void factors_round(const float *scaled, int32_t count, float unit, int16_t *multiples);

/// Adds `multiples[k]` times row `ids[k]` of a table to `sums`: `rank` numbers a row, `stride` from one
/// row to the next.
void factors_add(
    const int8_t *rows, int32_t rank, int32_t stride, const int32_t *ids, const int16_t *multiples, int32_t count,
    int32_t *sums);

/// Writes to `products[k]` the product of row `ids[k]` of such a table and a direction of `rank` numbers,
/// summed in eight parts in a fixed order.
void factors_multiply(
    const int8_t *rows, int32_t rank, int32_t stride, const int32_t *ids, int32_t count, const float *direction,
    float *products);

/// Writes to `scores` the product of each of so many directions and a point of `rank` numbers, summed in
/// sixteen parts in a fixed order.
void factors_score(
    const float *directions, int32_t rank, int32_t count, const float *point, float *scores);

/// Writes e to the power of each logit less the highest one, to seven digits; below e^-16 it is 0.
void factors_exponentials(const float *logits, int32_t count, float highest, float *exponentials);

/// Begins to fetch memory that will be read soon.
void factors_fetch(const void *memory, int64_t size);

#endif
