#include "czlib.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#define GZIP_ONLY (15 + 16)

struct czlib_inflater {
  z_stream stream;
};

czlib_inflater *czlib_inflater_open(void) {
  czlib_inflater *inflater = calloc(1, sizeof *inflater);
  if (inflater != NULL && inflateInit2(&inflater->stream, GZIP_ONLY) != Z_OK) {
    free(inflater);
    return NULL;
  }
  return inflater;
}

void czlib_inflater_close(czlib_inflater *inflater) {
  if (inflater == NULL)
    return;
  inflateEnd(&inflater->stream);
  free(inflater);
}

static uInt clamp(int64_t length) { return length > INT_MAX ? INT_MAX : (uInt)length; }

czlib_step czlib_inflate(czlib_inflater *inflater, const uint8_t *source, int64_t length,
                         uint8_t *target, int64_t capacity) {
  z_stream *stream = &inflater->stream;
  stream->next_in = (Bytef *)source;
  stream->avail_in = clamp(length);
  stream->next_out = target;
  stream->avail_out = clamp(capacity);
  uInt offered = stream->avail_in, room = stream->avail_out;
  int code = inflate(stream, Z_NO_FLUSH);
  czlib_step step = {offered - stream->avail_in, room - stream->avail_out, CZLIB_MORE};
  if (code == Z_STREAM_END) {
    step.state = inflateReset(stream) == Z_OK ? CZLIB_MEMBER_END : CZLIB_DAMAGED;
  } else if (code != Z_OK && code != Z_BUF_ERROR) {
    step.state = CZLIB_DAMAGED;
  }
  return step;
}
