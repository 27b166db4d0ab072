#include "cicu.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

struct cicu_breaker {
    UBreakIterator *iterator;
};

cicu_breaker *cicu_breaker_open(int32_t kind) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIteratorType type = kind == CICU_BREAK_SENTENCE ? UBRK_SENTENCE : UBRK_WORD;
    UBreakIterator *iterator = ubrk_open(type, "zh", NULL, 0, &status);
    if (U_FAILURE(status)) return NULL;
    cicu_breaker *breaker = malloc(sizeof(cicu_breaker));
    if (breaker == NULL) {
        ubrk_close(iterator);
        return NULL;
    }
    breaker->iterator = iterator;
    return breaker;
}

void cicu_breaker_close(cicu_breaker *breaker) {
    if (breaker == NULL) return;
    ubrk_close(breaker->iterator);
    free(breaker);
}

// The kind of a segment that ICU's word rules leave without a status.
static uint8_t kind_of_character(UChar32 c) {
    int32_t class = cicu_class((uint32_t)c);
    if (class == CICU_CLASS_BLANK) return CICU_SEGMENT_SPACE;
    if (class == CICU_CLASS_PUNCTUATION) return CICU_SEGMENT_PUNCTUATION;
    return CICU_SEGMENT_OTHER;
}

static uint8_t kind_of_segment(UBreakIterator *iterator, const UChar *text, int32_t start,
                               int32_t length) {
    int32_t status = ubrk_getRuleStatus(iterator);
    if (status >= UBRK_WORD_KANA) return CICU_SEGMENT_WORD;
    if (status >= UBRK_WORD_LETTER) return CICU_SEGMENT_LATIN;
    if (status >= UBRK_WORD_NUMBER) return CICU_SEGMENT_NUMBER;
    UChar32 first;
    U16_GET(text, 0, start, length, first);
    return kind_of_character(first);
}

int32_t cicu_breaker_fill(
    cicu_breaker *breaker, const uint16_t *text, int32_t length, int32_t *ends, uint8_t *kinds) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = breaker->iterator;
    ubrk_setText(iterator, (const UChar *)text, length, &status);
    if (U_FAILURE(status)) return -1;
    int32_t count = 0;
    int32_t start = 0;
    for (int32_t end = ubrk_next(iterator); end != UBRK_DONE; end = ubrk_next(iterator)) {
        ends[count] = end;
        if (kinds != NULL) {
            kinds[count] = kind_of_segment(iterator, (const UChar *)text, start, length);
        }
        start = end;
        count += 1;
    }
    // The iterator keeps the pointer: give it an empty text of its own.
    static const UChar nothing[1] = {0};
    ubrk_setText(iterator, nothing, 0, &status);
    return count;
}
