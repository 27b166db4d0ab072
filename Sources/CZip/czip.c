#include "czip.h"

#include <stdlib.h>
#include <zip.h>

struct czip_archive {
  zip_t *zip;
};

struct czip_entry {
  zip_file_t *file;
};

static czip_archive *wrap(zip_t *zip) {
  if (zip == NULL)
    return NULL;
  czip_archive *archive = malloc(sizeof *archive);
  if (archive == NULL) {
    zip_discard(zip);
    return NULL;
  }
  archive->zip = zip;
  return archive;
}

czip_archive *czip_open_path(const char *path) {
  int code = 0;
  return wrap(zip_open(path, ZIP_RDONLY, &code));
}

czip_archive *czip_open_bytes(uint8_t *bytes, int64_t length) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = zip_source_buffer_create(bytes, (zip_uint64_t)length, 1, &error);
  if (source == NULL) {
    free(bytes);
    return NULL;
  }
  zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (zip == NULL)
    zip_source_free(source);
  return wrap(zip);
}

void czip_close(czip_archive *archive) {
  if (archive == NULL)
    return;
  zip_discard(archive->zip);
  free(archive);
}

// Sizes are declared by whoever made the archive: a sum that overflows stays at the maximum.
static int64_t saturating_sum(int64_t sum, zip_uint64_t size) {
  return size > (zip_uint64_t)(INT64_MAX - sum) ? INT64_MAX : sum + (int64_t)size;
}

void czip_declared_sizes(czip_archive *archive, int64_t *uncompressed, int64_t *compressed) {
  *uncompressed = 0;
  *compressed = 0;
  zip_int64_t count = zip_get_num_entries(archive->zip, 0);
  for (zip_int64_t i = 0; i < count; i++) {
    zip_stat_t stat;
    if (zip_stat_index(archive->zip, (zip_uint64_t)i, 0, &stat) != 0)
      continue;
    *uncompressed = saturating_sum(*uncompressed, stat.size);
    *compressed = saturating_sum(*compressed, stat.comp_size);
  }
}

czip_entry *czip_entry_open(czip_archive *archive, const char *name) {
  zip_file_t *file = zip_fopen(archive->zip, name, ZIP_FL_NOCASE);
  if (file == NULL)
    return NULL;
  czip_entry *entry = malloc(sizeof *entry);
  if (entry == NULL) {
    zip_fclose(file);
    return NULL;
  }
  entry->file = file;
  return entry;
}

int64_t czip_entry_read(czip_entry *entry, uint8_t *target, int64_t capacity) {
  return zip_fread(entry->file, target, (zip_uint64_t)capacity);
}

void czip_entry_close(czip_entry *entry) {
  if (entry == NULL)
    return;
  zip_fclose(entry->file);
  free(entry);
}
