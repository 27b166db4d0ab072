#include "pairs.h"

/// So many pairs are on their way from memory at once.
enum { BLOCK = 64, CELL = 8 };

/// Writes the places that the pairs have if they are in the table.
static void begin(
    const struct pairs_table *table, const uint16_t *symbols, int64_t count,
    struct pairs_found *found)
{
    for (int64_t at = 0; at < count; at++) {
        const int64_t place = pairs_place_in(*table, pairs_key(symbols + at));
        found[at].place = (int32_t)place;
        // An entry may lie across two lines of the cache.
        __builtin_prefetch(table->entries + place);
        __builtin_prefetch((const char *)(table->entries + place + 1) - 1);
        if (table->styles)
            __builtin_prefetch(table->styles + place);
    }
}

/// Sees which of them are there.
static void finish(
    const struct pairs_table *table, const uint16_t *symbols, int64_t count,
    struct pairs_found *found)
{
    for (int64_t at = 0; at < count; at++) {
        const struct pairs_entry *entry = table->entries + found[at].place;
        // Whether a pair is there nobody can predict: all bits of a mask instead of a branch.
        const uint32_t difference = entry->key ^ pairs_key(symbols + at);
        const int32_t differs = (int32_t)(difference | -difference) >> 31;
        found[at].place |= differs;
        found[at].node = entry->node & ~(uint32_t)differs;
        const int64_t cell = (int64_t)(found[at].node & table->base_mask) + symbols[at + 2];
        __builtin_prefetch((const char *)table->lexicon + cell * CELL);
    }
}

void pairs_find(
    const struct pairs_table *table, const uint16_t *symbols, int64_t count,
    struct pairs_found *found)
{
    for (int64_t start = 0; start < count; start += BLOCK) {
        const int64_t size = count - start < BLOCK ? count - start : BLOCK;
        begin(table, symbols + start, size, found + start);
        finish(table, symbols + start, size, found + start);
    }
}
