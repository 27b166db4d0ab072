#include "factors.h"

#if defined(__x86_64__) && defined(__GLIBC__)
// One copy for each width of registers; the loader takes the widest that the machine has.
#define FOR_EVERY_WIDTH __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define FOR_EVERY_WIDTH
#endif

/// So many rows or slots ahead a memory access is begun (measured: from 8 on all the same).
enum { AHEAD = 16, LINE = 64 };

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

FOR_EVERY_WIDTH
void factors_add(
    const int8_t *rows, int32_t rank, const int32_t *ids, const int16_t *multiples, int32_t count,
    int32_t *sums)
{
    for (int32_t at = 0; at < count; at++) {
        if (at + AHEAD < count) {
            const int8_t *ahead = rows + (int64_t)ids[at + AHEAD] * rank;
            for (int32_t offset = 0; offset < rank + LINE; offset += LINE)
                __builtin_prefetch(ahead + (offset < rank ? offset : rank - 1));
        }
        const int8_t *row = rows + (int64_t)ids[at] * rank;
        const int16_t multiple = multiples[at];
        for (int32_t place = 0; place < rank; place++)
            sums[place] += row[place] * multiple;
    }
}
