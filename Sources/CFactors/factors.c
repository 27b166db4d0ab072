#include "factors.h"

#if defined(__x86_64__) && defined(__GLIBC__)
// One copy for each width of registers; the loader takes the widest that the machine has.
#define FOR_EVERY_WIDTH __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define FOR_EVERY_WIDTH
#endif

/// So many rows or counts ahead a memory access is begun (measured: from 8 on all the same).
enum { AHEAD = 16 };

/// So many keys are looked up together: their slots are on their way before the first is read.
enum { FIND_BLOCK = 256 };

enum { LINE = 64, PARTS = 8, SIDE_BY_SIDE = 6, LANES = 16, FILTER_SHIFT = 44 };

/// e^-16 and less is nothing: six digits would not show it.
static const float LEAST_LOGIT = -16;

void factors_fetch(const void *memory, int64_t size)
{
    for (int64_t offset = 0; offset < size; offset += LINE)
        __builtin_prefetch((const char *)memory + offset);
    if (size > 0)
        __builtin_prefetch((const char *)memory + size - 1);
}

/// Writes the keys that are likely to have a number, and begins to fetch their slots.
static int32_t find_likely(
    const uint64_t *slots, uint64_t mask, const uint64_t *filter, const uint64_t *keys,
    int32_t count, uint64_t *likely)
{
    // Without a branch that nobody could predict: about half of the keys have no number.
    int32_t left = 0;
    for (int32_t at = 0; at < count; at++) {
        const uint64_t bit = keys[at] >> FILTER_SHIFT;
        const uint64_t is_likely = filter[bit / 64] >> (bit % 64) & 1;
        likely[left] = keys[at];
        left += (int32_t)is_likely;
        __builtin_prefetch(slots + (keys[at] & mask & (0 - is_likely)));
    }
    return left;
}

int32_t factors_find(
    const uint64_t *slots, uint64_t mask, const uint64_t *filter, const uint64_t *keys,
    int32_t count, uint64_t *likely, int32_t *ids)
{
    int32_t found = 0;
    for (int32_t start = 0; start < count; start += FIND_BLOCK) {
        const int32_t size = count - start < FIND_BLOCK ? count - start : FIND_BLOCK;
        const int32_t left = find_likely(slots, mask, filter, keys + start, size, likely);
        for (int32_t at = 0; at < left; at++) {
            const uint64_t key = likely[at];
            uint64_t place = key & mask;
            while (slots[place] != 0 && (slots[place] ^ key) >> 32 != 0)
                place = (place + 1) & mask;
            const uint32_t number = (uint32_t)slots[place];
            ids[found] = (int32_t)number - 1;
            found += number != 0;
        }
    }
    return found;
}

void factors_fill_filter(const uint64_t *slots, int64_t count, uint64_t *filter)
{
    for (int64_t at = 0; at < count; at++) {
        const uint64_t bit = slots[at] >> FILTER_SHIFT;
        filter[bit / 64] |= (uint64_t)(slots[at] != 0) << (bit % 64);
    }
}

/// Fetches the row that is needed some rows later.
static inline void fetch_ahead(
    const int8_t *rows, int32_t rank, int32_t stride, const int32_t *ids, int32_t at, int32_t count)
{
    if (at + AHEAD < count)
        factors_fetch(rows + (int64_t)ids[at + AHEAD] * stride, rank);
}

int32_t factors_count(
    const int32_t *found, int32_t count, const struct factors_weight *weights, uint16_t *counts,
    int32_t *ids, int32_t start)
{
    ids += start;
    int32_t distinct = 0;
    for (int32_t at = 0; at < count; at++) {
        if (at + AHEAD < count)
            __builtin_prefetch(counts + found[at + AHEAD]);
        const int32_t id = found[at];
        __builtin_prefetch(weights + id);
        ids[distinct] = id;
        distinct += counts[id] == 0;
        counts[id] += counts[id] < UINT16_MAX;
    }
    return distinct;
}

FOR_EVERY_WIDTH
float factors_weigh(
    const struct factors_weight *weights, const float *damped, int32_t damped_count, float length,
    uint16_t *counts, const int32_t *ids, int32_t start, int32_t count, float *values,
    float *scaled)
{
    // One rounding for each product and one for each sum, as without fused instructions.
#pragma STDC FP_CONTRACT OFF
    ids += start;
    values += start;
    scaled += start;
    float squares = 0, largest = 0;
    for (int32_t at = 0; at < count; at++) {
        const struct factors_weight weight = weights[ids[at]];
        const int32_t times = counts[ids[at]];
        counts[ids[at]] = 0;
        values[at] = weight.rarity * damped[times < damped_count ? times : damped_count - 1];
        scaled[at] = weight.step;
        squares += values[at] * values[at];
    }
    if (!(squares > 0))
        return 0;
    const float scale = length / __builtin_sqrtf(squares);
    for (int32_t at = 0; at < count; at++) {
        values[at] *= scale;
        scaled[at] *= values[at];
        largest = scaled[at] > largest ? scaled[at] : largest;
    }
    return largest;
}

FOR_EVERY_WIDTH
void factors_round(const float *scaled, int32_t count, float unit, int16_t *multiples)
{
    for (int32_t at = 0; at < count; at++) {
        // Half away from zero, of numbers that are never below it.
        const float number = scaled[at] / unit;
        const int32_t whole = (int32_t)number;
        multiples[at] = (int16_t)(whole + (number - (float)whole >= 0.5f));
    }
}

/// As many numbers as the widest registers hold.
typedef int32_t wide_sums __attribute__((vector_size(64), aligned(4)));
typedef int8_t wide_row __attribute__((vector_size(16), aligned(1)));
enum { WIDE = 16, BLOCK = 7 };

/// Adds rows of BLOCK times WIDE numbers, whose sums stay in registers all the while.
static inline __attribute__((always_inline)) void add_block(
    const int8_t *rows, int32_t rank, int32_t stride, const int32_t *ids, const int16_t *multiples,
    int32_t count, int32_t *sums)
{
    wide_sums parts[BLOCK];
#pragma clang loop unroll(full)
    for (int32_t part = 0; part < BLOCK; part++)
        parts[part] = *(const wide_sums *)(sums + part * WIDE);
    for (int32_t at = 0; at < count; at++) {
        fetch_ahead(rows, rank, stride, ids, at, count);
        const int8_t *row = rows + (int64_t)ids[at] * stride;
        const int32_t multiple = multiples[at];
#pragma clang loop unroll(full)
        for (int32_t part = 0; part < BLOCK; part++)
            parts[part] += __builtin_convertvector(*(const wide_row *)(row + part * WIDE), wide_sums)
                * multiple;
    }
#pragma clang loop unroll(full)
    for (int32_t part = 0; part < BLOCK; part++)
        *(wide_sums *)(sums + part * WIDE) = parts[part];
}

FOR_EVERY_WIDTH
void factors_add(
    const int8_t *rows, int32_t rank, int32_t stride, const int32_t *ids, const int16_t *multiples,
    int32_t count, int32_t *sums)
{
    if (rank == BLOCK * WIDE) {
        add_block(rows, BLOCK * WIDE, stride, ids, multiples, count, sums);
        return;
    }
    for (int32_t at = 0; at < count; at++) {
        fetch_ahead(rows, rank, stride, ids, at, count);
        const int8_t *row = rows + (int64_t)ids[at] * stride;
        const int16_t multiple = multiples[at];
        for (int32_t place = 0; place < rank; place++)
            sums[place] += row[place] * multiple;
    }
}

/// Numbers that are added up apart from each other.
typedef float many_sums __attribute__((vector_size(4 * LANES), aligned(4)));

/// The sum of the lanes, halves onto each other, once the numbers behind the last full run are in them.
static inline __attribute__((always_inline)) float sum_lanes(
    const many_sums *sums, const float *row, const float *point, int32_t rest)
{
#pragma STDC FP_CONTRACT OFF
    float lanes[LANES];
    __builtin_memcpy(lanes, sums, sizeof lanes);
    for (int32_t lane = 0; lane < rest; lane++)
        lanes[lane] += row[lane] * point[lane];
    for (int32_t half = LANES / 2; half > 0; half /= 2)
        for (int32_t lane = 0; lane < half; lane++)
            lanes[lane] += lanes[lane + half];
    return lanes[0];
}

/// Scores so many directions side by side: one sum alone would wait for itself.
static inline __attribute__((always_inline)) void score_rows(
    const float *rows, int32_t row_count, int32_t rank, const float *point, float *scores)
{
    // One rounding for each product and one for each sum, as without fused instructions.
#pragma STDC FP_CONTRACT OFF
    many_sums parts[SIDE_BY_SIDE] = {{0}};
    const int32_t full = rank / LANES * LANES;
    for (int32_t place = 0; place < full; place += LANES) {
        const many_sums factors = *(const many_sums *)(point + place);
#pragma clang loop unroll(full)
        for (int32_t row = 0; row < row_count; row++)
            parts[row] += factors * *(const many_sums *)(rows + (int64_t)row * rank + place);
    }
#pragma clang loop unroll(full)
    for (int32_t row = 0; row < row_count; row++)
        scores[row] = sum_lanes(
            &parts[row], rows + (int64_t)row * rank + full, point + full, rank - full);
}

FOR_EVERY_WIDTH
void factors_score(
    const float *directions, int32_t rank, int32_t count, const float *point, float *scores)
{
    int32_t at = 0;
    for (; at + SIDE_BY_SIDE <= count; at += SIDE_BY_SIDE)
        score_rows(directions + (int64_t)at * rank, SIDE_BY_SIDE, rank, point, scores + at);
    for (; at < count; at++)
        score_rows(directions + (int64_t)at * rank, 1, rank, point, scores + at);
}

/// 2^k as a number, for k from -126 on.
static inline float power_of_two(int32_t k)
{
    const uint32_t bits = (uint32_t)(k + 127) << 23;
    float power;
    __builtin_memcpy(&power, &bits, sizeof power);
    return power;
}

FOR_EVERY_WIDTH
void factors_exponentials(const float *logits, int32_t count, float highest, float *exponentials)
{
#pragma STDC FP_CONTRACT OFF
    for (int32_t at = 0; at < count; at++) {
        const float difference = logits[at] - highest;
        const float number = difference < LEAST_LOGIT ? LEAST_LOGIT : difference;
        // e^x = 2^k e^r with r within half of ln 2; the series ends where a float has no more digits.
        const int32_t power = (int32_t)(number * 1.44269504f - 0.5f);
        const float rest = (number - (float)power * 0.693359375f) + (float)power * 2.12194440e-4f;
        const float series = 1 + rest * (1 + rest * (0.5f + rest * (1.66666667e-1f
            + rest * (4.16666667e-2f + rest * (8.33333333e-3f + rest * 1.38888889e-3f)))));
        exponentials[at] = difference < LEAST_LOGIT ? 0 : series * power_of_two(power);
    }
}

void factors_multiply(
    const int8_t *rows, int32_t rank, int32_t stride, const int32_t *ids, int32_t count,
    const float *direction, float *products)
{
    // One rounding for each product and one for each sum, as without fused instructions.
#pragma STDC FP_CONTRACT OFF
    for (int32_t at = 0; at < count; at++) {
        fetch_ahead(rows, rank, stride, ids, at, count);
        const int8_t *row = rows + (int64_t)ids[at] * stride;
        float parts[PARTS] = {0};
        int32_t place = 0;
        for (; place + PARTS <= rank; place += PARTS)
            for (int32_t part = 0; part < PARTS; part++)
                parts[part] += (float)row[place + part] * direction[place + part];
        for (; place < rank; place++)
            parts[place % PARTS] += (float)row[place] * direction[place];
        products[at] = ((parts[0] + parts[4]) + (parts[1] + parts[5]))
            + ((parts[2] + parts[6]) + (parts[3] + parts[7]));
    }
}
