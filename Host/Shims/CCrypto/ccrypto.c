#include "ccrypto.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

ccrypto_sha256 *ccrypto_sha256_new(void) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1) {
    EVP_MD_CTX_free(context);
    context = NULL;
  }
  return (ccrypto_sha256 *)context;
}

int ccrypto_sha256_update(ccrypto_sha256 *hash, const void *bytes, size_t count) {
  return EVP_DigestUpdate((EVP_MD_CTX *)hash, bytes, count) == 1;
}

int ccrypto_sha256_finish(ccrypto_sha256 *hash, uint8_t *digest) {
  return EVP_DigestFinal_ex((EVP_MD_CTX *)hash, digest, NULL) == 1;
}

void ccrypto_sha256_free(ccrypto_sha256 *hash) { EVP_MD_CTX_free((EVP_MD_CTX *)hash); }

int ccrypto_ed25519_key(const void *pem, size_t count, uint8_t *key) {
  if (count > INT_MAX) return 0;
  BIO *text = BIO_new_mem_buf(pem, (int)count);
  if (text == NULL) return 0;
  EVP_PKEY *parsed = PEM_read_bio_PUBKEY(text, NULL, NULL, NULL);
  BIO_free(text);
  size_t size = CCRYPTO_ED25519_KEY_BYTES;
  int ok = parsed != NULL && EVP_PKEY_is_a(parsed, "ED25519") &&
           EVP_PKEY_get_raw_public_key(parsed, key, &size) == 1 && size == CCRYPTO_ED25519_KEY_BYTES;
  EVP_PKEY_free(parsed);
  ERR_clear_error();
  return ok;
}

int ccrypto_ed25519_verify(const uint8_t *key, const uint8_t *signature, const void *message, size_t count) {
  EVP_PKEY *public_key =
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, CCRYPTO_ED25519_KEY_BYTES);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  int ok = public_key != NULL && context != NULL &&
           EVP_DigestVerifyInit(context, NULL, NULL, NULL, public_key) == 1 &&
           EVP_DigestVerify(context, signature, CCRYPTO_ED25519_SIGNATURE_BYTES, message, count) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(public_key);
  ERR_clear_error();
  return ok;
}

int ccrypto_random(void *bytes, size_t count) {
  return count <= INT_MAX && RAND_bytes(bytes, (int)count) == 1;
}

int ccrypto_equal(const void *a, const void *b, size_t count) { return CRYPTO_memcmp(a, b, count) == 0; }
