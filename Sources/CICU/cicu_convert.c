#include "cicu_convert.h"

#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

#define BAD_UNIT 0xFFFF // a noncharacter: never text
#define BAD_BYTE 0xFF   // never UTF-8
#define PIVOT_UNITS 2048

struct cicu_converter {
  UConverter *icu;
  UChar lead; // a high surrogate that waits for its other half, or 0
  UChar pivot[PIVOT_UNITS];
};

static void mark_bad(const void *context, UConverterToUnicodeArgs *args, const char *units,
                     int32_t length, UConverterCallbackReason reason, UErrorCode *error) {
  (void)context;
  (void)units;
  (void)length;
  if (reason > UCNV_IRREGULAR)
    return; // reset, close or clone: nothing to write
  static const UChar bad = BAD_UNIT;
  *error = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, &bad, 1, 0, error);
}

cicu_converter *cicu_converter_open(const char *name) {
  cicu_converter *converter = calloc(1, sizeof *converter);
  if (converter == NULL)
    return NULL;
  UErrorCode error = U_ZERO_ERROR;
  converter->icu = ucnv_open(name, &error);
  if (U_SUCCESS(error))
    ucnv_setToUCallBack(converter->icu, mark_bad, NULL, NULL, NULL, &error);
  if (U_FAILURE(error)) {
    cicu_converter_close(converter);
    return NULL;
  }
  return converter;
}

void cicu_converter_close(cicu_converter *converter) {
  if (converter == NULL)
    return;
  ucnv_close(converter->icu);
  free(converter);
}

// Two bytes of input give three of output at most; the rest is for what earlier calls left behind.
int64_t cicu_converter_capacity(int64_t length) { return 2 * length + 32; }

static uint8_t *put_code_point(uint8_t *out, UChar32 c) {
  if (c < 0x80) {
    *out++ = (uint8_t)c;
  } else if (c < 0x800) {
    *out++ = (uint8_t)(0xC0 | c >> 6);
    *out++ = (uint8_t)(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    *out++ = (uint8_t)(0xE0 | c >> 12);
    *out++ = (uint8_t)(0x80 | (c >> 6 & 0x3F));
    *out++ = (uint8_t)(0x80 | (c & 0x3F));
  } else {
    *out++ = (uint8_t)(0xF0 | c >> 18);
    *out++ = (uint8_t)(0x80 | (c >> 12 & 0x3F));
    *out++ = (uint8_t)(0x80 | (c >> 6 & 0x3F));
    *out++ = (uint8_t)(0x80 | (c & 0x3F));
  }
  return out;
}

static uint8_t *put_unit(cicu_converter *converter, uint8_t *out, UChar unit) {
  UChar lead = converter->lead;
  converter->lead = 0;
  if (lead != 0) {
    if (U16_IS_TRAIL(unit))
      return put_code_point(out, U16_GET_SUPPLEMENTARY(lead, unit));
    *out++ = BAD_BYTE;
  }
  if (U16_IS_LEAD(unit)) {
    converter->lead = unit;
    return out;
  }
  if (U16_IS_TRAIL(unit) || unit == BAD_UNIT) {
    *out++ = BAD_BYTE;
    return out;
  }
  return put_code_point(out, unit);
}

int64_t cicu_converter_run(cicu_converter *converter, const uint8_t *source, int64_t length,
                           uint8_t *target, int64_t capacity, int32_t flush) {
  if (capacity < cicu_converter_capacity(length))
    return -1;
  const char *in = (const char *)source;
  const char *limit = in + length;
  uint8_t *out = target;
  UErrorCode error;
  do {
    error = U_ZERO_ERROR;
    UChar *unit = converter->pivot;
    ucnv_toUnicode(converter->icu, &unit, converter->pivot + PIVOT_UNITS, &in, limit, NULL,
                   (UBool)flush, &error);
    for (const UChar *p = converter->pivot; p < unit; p++)
      out = put_unit(converter, out, *p);
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  if (flush) {
    if (converter->lead != 0)
      *out++ = BAD_BYTE;
    converter->lead = 0;
    ucnv_resetToUnicode(converter->icu);
  }
  return out - target;
}
