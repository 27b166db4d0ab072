#pragma once
#include <stdint.h>

// A ZIP archive opened for reading, from a file or from memory, and one entry of it.
typedef struct czip_archive czip_archive;
typedef struct czip_entry czip_entry;

// NULL if the file cannot be opened or is no archive.
czip_archive *czip_open_path(const char *path);
// Takes over `bytes`, which must come from `malloc`, also when it fails and returns NULL.
czip_archive *czip_open_bytes(uint8_t *bytes, int64_t length);
void czip_close(czip_archive *archive);

// Sums the sizes that the archive declares over all entries.
void czip_declared_sizes(czip_archive *archive, int64_t *uncompressed, int64_t *compressed);

// NULL if there is no such entry. Close the entry before its archive.
czip_entry *czip_entry_open(czip_archive *archive, const char *name);
// The number of bytes read, 0 at the end, -1 if the entry is damaged.
int64_t czip_entry_read(czip_entry *entry, uint8_t *target, int64_t capacity);
void czip_entry_close(czip_entry *entry);
