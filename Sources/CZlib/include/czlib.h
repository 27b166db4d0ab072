#pragma once
#include <stdint.h>

// A streaming reader of gzip data, several members in a row included.
typedef struct czlib_inflater czlib_inflater;

typedef struct {
  int64_t consumed; // bytes taken from the input
  int64_t produced; // bytes written to the output
  int32_t state;    // CZLIB_MORE, CZLIB_MEMBER_END or CZLIB_DAMAGED
} czlib_step;

#define CZLIB_MORE 0
#define CZLIB_MEMBER_END 1
#define CZLIB_DAMAGED 2

czlib_inflater *czlib_inflater_open(void); // NULL if there is no memory
void czlib_inflater_close(czlib_inflater *inflater);

// Inflates as much as fits. At the end of a member the next call begins a new one.
czlib_step czlib_inflate(czlib_inflater *inflater, const uint8_t *source, int64_t length,
                         uint8_t *target, int64_t capacity);
