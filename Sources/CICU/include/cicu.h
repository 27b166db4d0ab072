#pragma once
#include <stdint.h>

// ICU behind own names: no ICU type is visible, because ICU's types clash with Foundation's.
// Everything here works on UTF-16 and on code points.

// ---- Break iterators --------------------------------------------------------------------------

typedef struct cicu_breaker cicu_breaker;

enum { CICU_BREAK_WORD = 0, CICU_BREAK_SENTENCE = 1 };

// What a segment is made of; the values are those of the Swift enumeration TokenKind.
enum {
    CICU_SEGMENT_WORD = 0,
    CICU_SEGMENT_NUMBER = 1,
    CICU_SEGMENT_LATIN = 2,
    CICU_SEGMENT_PUNCTUATION = 3,
    CICU_SEGMENT_SPACE = 4,
    CICU_SEGMENT_OTHER = 5
};

// Opens an iterator for Chinese text, or returns a null pointer if ICU has no data. A breaker
// belongs to one thread at a time.
cicu_breaker *cicu_breaker_open(int32_t kind);
void cicu_breaker_close(cicu_breaker *breaker);

// Writes the end of every segment of the text, in order, and the kind of each (kinds may be null).
// Returns the number of segments, or -1 if ICU fails. `ends` and `kinds` hold `length` entries,
// which is the most there can be. The text is not referred to after the call.
int32_t cicu_breaker_fill(
    cicu_breaker *breaker, const uint16_t *text, int32_t length, int32_t *ends, uint8_t *kinds);

// ---- Character properties, for building tables --------------------------------------------------

enum { CICU_MAXIMAL_FOLDING = 32 };

// Writes NFKC_Casefold of one code point and returns the number of units, 0 if the character
// vanishes, -1 if ICU fails. `units` holds CICU_MAXIMAL_FOLDING entries.
int32_t cicu_fold(uint32_t character, uint16_t *units);

enum {
    CICU_CLASS_OTHER = 0,
    CICU_CLASS_HAN = 1,
    CICU_CLASS_KANA = 2,  // kana, bopomofo, hangul: written without spaces or in syllables
    CICU_CLASS_LETTER = 3,
    CICU_CLASS_DIGIT = 4,
    CICU_CLASS_PUNCTUATION = 5,
    CICU_CLASS_BLANK = 6,
    CICU_CLASS_CONTROL = 7  // controls, bidi marks, zero width: no place in a view
};

// The class of one code point, from its script and general category.
int32_t cicu_class(uint32_t character);
