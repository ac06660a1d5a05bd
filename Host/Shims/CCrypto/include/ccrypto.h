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

enum { CCRYPTO_AES256_KEY_BYTES = 32, CCRYPTO_GCM_NONCE_BYTES = 12, CCRYPTO_GCM_TAG_BYTES = 16 };

/* AES-256-GCM (NIST SP 800-38D). Writes as many bytes as there are plain ones, and the tag: 1, else 0. */
int ccrypto_gcm_seal(const uint8_t *key, const uint8_t *nonce, const void *associated, size_t associated_count,
                     const void *plain, size_t count, uint8_t *sealed, uint8_t *tag);
/* The other way: 1; 0 when the tag is not that of the key, the nonce, the associated bytes and the sealed ones. What
 * was written then is nothing. */
int ccrypto_gcm_open(const uint8_t *key, const uint8_t *nonce, const void *associated, size_t associated_count,
                     const void *sealed, size_t count, const uint8_t *tag, uint8_t *plain);

/* HMAC with SHA-256 (RFC 2104), 32 bytes: 1, else 0. */
int ccrypto_hmac_sha256(const void *key, size_t key_count, const void *bytes, size_t count, uint8_t *code);

/* Fills with bytes fit for secrets: 1, or 0 when the system has none. */
int ccrypto_random(void *bytes, size_t count);

/* Whether both hold the same bytes, in a time that does not depend on where they differ: 1 or 0. */
int ccrypto_equal(const void *a, const void *b, size_t count);

#endif
