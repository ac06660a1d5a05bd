/* The few things taken from OpenSSL 3, through EVP only. */
#ifndef ROOST_CCRYPTO_H
#define ROOST_CCRYPTO_H

#include <stddef.h>
#include <stdint.h>

enum { CCRYPTO_SHA256_BYTES = 32, CCRYPTO_ED25519_SIGNATURE_BYTES = 64, CCRYPTO_ED25519_KEY_BYTES = 32 };

typedef struct ccrypto_sha256 ccrypto_sha256;

/* A running SHA-256, or NULL when memory is short. Freed by ccrypto_sha256_free. */
ccrypto_sha256 *ccrypto_sha256_new(void);
int ccrypto_sha256_update(ccrypto_sha256 *hash, const void *bytes, size_t count);
/* Writes 32 bytes. */
int ccrypto_sha256_finish(ccrypto_sha256 *hash, uint8_t *digest);
void ccrypto_sha256_free(ccrypto_sha256 *hash);

/* Reads the 32 raw bytes of an Ed25519 public key from PEM text: 1; 0 when it is none. */
int ccrypto_ed25519_key(const void *pem, size_t count, uint8_t *key);

/* Whether signature (64 bytes) is the key's over the message: 1, else 0. */
int ccrypto_ed25519_verify(const uint8_t *key, const uint8_t *signature, const void *message, size_t count);

/* Fills with bytes fit for secrets: 1, or 0 when the system has none. */
int ccrypto_random(void *bytes, size_t count);

/* Whether both hold the same bytes, in a time that does not depend on where they differ: 1 or 0. */
int ccrypto_equal(const void *a, const void *b, size_t count);

#endif
