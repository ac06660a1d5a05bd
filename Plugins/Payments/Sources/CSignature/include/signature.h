// HMAC-SHA-256 and comparison in constant time, by OpenSSL.
#pragma once
#include <stdint.h>

// Writes 32 bytes. Returns 0 when OpenSSL fails.
int signature_hmac_sha256(const uint8_t *key, uint64_t key_size, const uint8_t *text, uint64_t text_size,
                          uint8_t *code);
// Whether two texts of one size are the same; takes as long wherever they differ.
int signature_are_equal(const uint8_t *left, const uint8_t *right, uint64_t size);
