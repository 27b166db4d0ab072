#pragma once
#include <stdint.h>

// A converter from a legacy encoding to UTF-8. It keeps the state between two calls, so that a
// character may be cut anywhere; it belongs to one thread at a time.
typedef struct cicu_converter cicu_converter;

// Opens a converter by its ICU name ("GB18030", "UTF-16LE", "UTF-16BE"); NULL if ICU has no such
// converter or no memory.
cicu_converter *cicu_converter_open(const char *name);
void cicu_converter_close(cicu_converter *converter);

// The room that `cicu_converter_run` needs for `length` bytes of input.
int64_t cicu_converter_capacity(int64_t length);

// Converts `length` bytes and returns the number of bytes written, or -1 if `capacity` is too
// small. Each sequence that means nothing becomes one byte 0xFF, which UTF-8 never holds, so bad
// input can be told from a replacement character in the text. With `flush` the input ends here: an
// unfinished character is bad and the next call begins afresh.
int64_t cicu_converter_run(cicu_converter *converter, const uint8_t *source, int64_t length,
                           uint8_t *target, int64_t capacity, int32_t flush);
