#include "cicu.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

int32_t cicu_fold(uint32_t character, uint16_t *units) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *folding = unorm2_getNFKCCasefoldInstance(&status);
    if (U_FAILURE(status)) return -1;
    UChar source[2];
    int32_t length = 0;
    U16_APPEND_UNSAFE(source, length, character);
    int32_t written = unorm2_normalize(
        folding, source, length, (UChar *)units, CICU_MAXIMAL_FOLDING, &status);
    return U_FAILURE(status) ? -1 : written;
}

static int is_syllabic(UScriptCode script) {
    return script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_KATAKANA_OR_HIRAGANA || script == USCRIPT_BOPOMOFO ||
           script == USCRIPT_HANGUL || script == USCRIPT_YI;
}

static int32_t class_of_category(UChar32 c) {
    uint32_t category = U_GET_GC_MASK(c);
    if (category & (U_GC_L_MASK | U_GC_M_MASK)) return CICU_CLASS_LETTER;
    if (category & U_GC_N_MASK) return CICU_CLASS_DIGIT;
    if (category & U_GC_P_MASK) return CICU_CLASS_PUNCTUATION;
    if (category & (U_GC_SM_MASK | U_GC_SC_MASK | U_GC_SK_MASK)) return CICU_CLASS_PUNCTUATION;
    if (category & (U_GC_CC_MASK | U_GC_CF_MASK)) return CICU_CLASS_CONTROL;
    return CICU_CLASS_OTHER;
}

// Stands for a picture in text copied from an office document.
#define OBJECT_REPLACEMENT 0xFFFC

int32_t cicu_class(uint32_t character) {
    UChar32 c = (UChar32)character;
    if (u_isUWhiteSpace(c)) return CICU_CLASS_BLANK;
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return CICU_CLASS_CONTROL;
    if (U_IS_UNICODE_NONCHAR(c) || c == OBJECT_REPLACEMENT) return CICU_CLASS_CONTROL;
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    if (U_FAILURE(status)) return CICU_CLASS_OTHER;
    if (script == USCRIPT_HAN && (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_NL_MASK))) {
        return CICU_CLASS_HAN;
    }
    if (is_syllabic(script) && (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK))) {
        return CICU_CLASS_KANA;
    }
    return class_of_category(c);
}
