#pragma once
#include <stdint.h>

#define CCRYPTO_DIGEST_BYTES 32

// Each returns 1, or 0 if libcrypto failed (no memory, no entropy). `digest` has 32 bytes.
int32_t ccrypto_sha256(const uint8_t *data, int64_t length, uint8_t *digest);
int32_t ccrypto_hmac_sha256(const uint8_t *key, int64_t key_length, const uint8_t *data,
                            int64_t length, uint8_t *digest);
int32_t ccrypto_random_bytes(uint8_t *bytes, int32_t length);
