/// The pairs of neighbouring symbols that a segmenter knows: a hash table without collisions, and the loop
/// that looks up a whole text in it, with prefetching and without branches, neither of which Swift can
/// ask for.
#ifndef TINGFENG_PAIRS_H
#define TINGFENG_PAIRS_H

#include <stdint.h>

/// What is known of a pair of symbols.
struct pairs_entry {
    /// The first symbol times 2^13 plus the second; all bits set if the place is free.
    uint32_t key;
    /// What the lexicon knows of the pair.
    uint32_t node;
    /// Scores of the position before the pair (even bytes) and of its first symbol (odd bytes).
    uint64_t leading;
    /// Scores of its second symbol (even bytes) and of the position after it (odd bytes).
    uint64_t trailing;
};

/// A hash without collisions, after Belazzougui, Botelho & Dietzfelbinger (2009): every pair belongs to a
/// group; a shift kept for the group, chosen when the table is made, moves its pairs to places that no
/// other pair has.
struct pairs_hash {
    uint64_t groups;
    uint64_t places;
};

/// The table, as it lies in the file of a model.
struct pairs_table {
    struct pairs_hash hash;
    /// One for each group.
    const uint16_t *shifts;
    /// One for each place.
    const struct pairs_entry *entries;
    /// Two bytes for each place that will be read soon after; may be null.
    const int16_t *styles;
    /// Eight bytes for each cell of the lexicon, of which the one of a pair and the symbol behind it will
    /// be read soon after.
    const void *lexicon;
    /// The bits of a node that say where its cells begin.
    uint32_t base_mask;
};

/// A pair where it stands in a text: its place in the table, -1 if it has none, and its node, then 0.
struct pairs_found {
    int32_t place;
    uint32_t node;
};

/// The key of a symbol and the next.
static inline uint32_t pairs_key(const uint16_t *symbols)
{
    return (uint32_t)symbols[0] << 13 | symbols[1];
}

/// The bits that group and place of a pair are taken from.
static inline uint64_t pairs_mixed(uint32_t key)
{
    return key * UINT64_C(0x9E3779B97F4A7C15);
}

/// The group of a pair.
static inline int64_t pairs_group(struct pairs_hash hash, uint64_t mixed)
{
    return (int64_t)(((mixed >> 32) * hash.groups) >> 32);
}

/// The place of a pair whose group has a shift.
static inline int64_t pairs_place(struct pairs_hash hash, uint64_t mixed, uint16_t shift)
{
    const uint32_t shifted = ((uint32_t)mixed ^ shift * 0x85EBCA6Bu) * 0xC2B2AE35u;
    return (int64_t)((shifted * hash.places) >> 32);
}

/// The place that a pair has if it is in the table.
static inline int64_t pairs_place_in(struct pairs_table table, uint32_t key)
{
    const uint64_t mixed = pairs_mixed(key);
    return pairs_place(table.hash, mixed, table.shifts[pairs_group(table.hash, mixed)]);
}

/// Finds the pairs of each symbol and the next; there are two symbols more than the count says.
void pairs_find(
    const struct pairs_table *table, const uint16_t *symbols, int64_t count,
    struct pairs_found *found);

#endif
