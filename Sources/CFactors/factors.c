#include "factors.h"

#if defined(__x86_64__) && defined(__GLIBC__)
// One copy for each width of registers; the loader takes the widest that the machine has.
#define FOR_EVERY_WIDTH __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define FOR_EVERY_WIDTH
#endif

/// So many rows or slots ahead a memory access is begun (measured: from 8 on all the same).
enum { AHEAD = 16, LINE = 64, PARTS = 8 };

void factors_fetch(const void *memory, int64_t size)
{
    for (int64_t offset = 0; offset < size; offset += LINE)
        __builtin_prefetch((const char *)memory + offset);
    if (size > 0)
        __builtin_prefetch((const char *)memory + size - 1);
}

void factors_find(
    const uint64_t *slots, uint64_t mask, const uint64_t *keys, int32_t count, int32_t *ids)
{
    for (int32_t at = 0; at < count; at++) {
        if (at + AHEAD < count)
            __builtin_prefetch(slots + (keys[at + AHEAD] & mask));
        const uint64_t key = keys[at];
        uint64_t place = key & mask;
        while (slots[place] != 0 && (slots[place] ^ key) >> 32 != 0)
            place = (place + 1) & mask;
        ids[at] = (int32_t)(uint32_t)slots[place] - 1;
    }
}

/// Fetches the row that is needed some rows later.
static inline void fetch_ahead(
    const int8_t *rows, int32_t rank, const int32_t *ids, int32_t at, int32_t count)
{
    if (at + AHEAD < count)
        factors_fetch(rows + (int64_t)ids[at + AHEAD] * rank, rank);
}

FOR_EVERY_WIDTH
void factors_add(
    const int8_t *rows, int32_t rank, const int32_t *ids, const int16_t *multiples, int32_t count,
    int32_t *sums)
{
    for (int32_t at = 0; at < count; at++) {
        fetch_ahead(rows, rank, ids, at, count);
        const int8_t *row = rows + (int64_t)ids[at] * rank;
        const int16_t multiple = multiples[at];
        for (int32_t place = 0; place < rank; place++)
            sums[place] += row[place] * multiple;
    }
}

void factors_multiply(
    const int8_t *rows, int32_t rank, const int32_t *ids, int32_t count, const float *direction,
    float *products)
{
    // One rounding for each product and one for each sum, as without fused instructions.
#pragma STDC FP_CONTRACT OFF
    for (int32_t at = 0; at < count; at++) {
        fetch_ahead(rows, rank, ids, at, count);
        const int8_t *row = rows + (int64_t)ids[at] * rank;
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
