#include "signature.h"

#include <limits.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

int signature_hmac_sha256(const uint8_t *key, uint64_t key_size, const uint8_t *text, uint64_t text_size,
                          uint8_t *code) {
  unsigned int size = 32;
  if (key_size > INT_MAX) return 0;
  return HMAC(EVP_sha256(), key, (int)key_size, text, text_size, code, &size) != NULL && size == 32;
}

int signature_are_equal(const uint8_t *left, const uint8_t *right, uint64_t size) {
  return CRYPTO_memcmp(left, right, size) == 0;
}
