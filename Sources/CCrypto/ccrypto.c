#include "ccrypto.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

int32_t ccrypto_sha256(const uint8_t *data, int64_t length, uint8_t *digest) {
  unsigned int written = 0;
  return EVP_Digest(data, (size_t)length, digest, &written, EVP_sha256(), NULL) == 1 &&
         written == CCRYPTO_DIGEST_BYTES;
}

int32_t ccrypto_hmac_sha256(const uint8_t *key, int64_t key_length, const uint8_t *data,
                            int64_t length, uint8_t *digest) {
  unsigned int written = 0;
  return HMAC(EVP_sha256(), key, (int)key_length, data, (size_t)length, digest, &written) != NULL &&
         written == CCRYPTO_DIGEST_BYTES;
}

int32_t ccrypto_random_bytes(uint8_t *bytes, int32_t length) {
  return RAND_bytes(bytes, length) == 1;
}
