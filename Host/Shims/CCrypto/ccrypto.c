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

/* A context for either way, with all that comes before the text taken; NULL when something is refused. */
static EVP_CIPHER_CTX *gcm(int seals, const uint8_t *key, const uint8_t *nonce, const void *associated,
                           size_t associated_count) {
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  int taken = 0;
  if (context != NULL && EVP_CipherInit_ex(context, EVP_aes_256_gcm(), NULL, key, nonce, seals) == 1 &&
      EVP_CipherUpdate(context, NULL, &taken, associated, (int)associated_count) == 1)
    return context;
  EVP_CIPHER_CTX_free(context);
  ERR_clear_error();
  return NULL;
}

int ccrypto_gcm_seal(const uint8_t *key, const uint8_t *nonce, const void *associated, size_t associated_count,
                     const void *plain, size_t count, uint8_t *sealed, uint8_t *tag) {
  if (count > INT_MAX || associated_count > INT_MAX) return 0;
  EVP_CIPHER_CTX *context = gcm(1, key, nonce, associated, associated_count);
  if (context == NULL) return 0;
  int taken = 0, rest = 0;
  int ok = EVP_EncryptUpdate(context, sealed, &taken, plain, (int)count) == 1 &&
           EVP_EncryptFinal_ex(context, sealed + taken, &rest) == 1 &&
           EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, CCRYPTO_GCM_TAG_BYTES, tag) == 1;
  EVP_CIPHER_CTX_free(context);
  ERR_clear_error();
  return ok;
}

int ccrypto_gcm_open(const uint8_t *key, const uint8_t *nonce, const void *associated, size_t associated_count,
                     const void *sealed, size_t count, const uint8_t *tag, uint8_t *plain) {
  if (count > INT_MAX || associated_count > INT_MAX) return 0;
  EVP_CIPHER_CTX *context = gcm(0, key, nonce, associated, associated_count);
  if (context == NULL) return 0;
  int taken = 0, rest = 0;
  int ok = EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, CCRYPTO_GCM_TAG_BYTES, (void *)tag) == 1 &&
           EVP_DecryptUpdate(context, plain, &taken, sealed, (int)count) == 1 &&
           EVP_DecryptFinal_ex(context, plain + taken, &rest) == 1;
  EVP_CIPHER_CTX_free(context);
  if (!ok) OPENSSL_cleanse(plain, count);
  ERR_clear_error();
  return ok;
}

int ccrypto_hmac_sha256(const void *key, size_t key_count, const void *bytes, size_t count, uint8_t *code) {
  size_t written = 0;
  int ok = EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, key, key_count, bytes, count, code,
                     CCRYPTO_SHA256_BYTES, &written) != NULL;
  ERR_clear_error();
  return ok && written == CCRYPTO_SHA256_BYTES;
}

int ccrypto_random(void *bytes, size_t count) {
  return count <= INT_MAX && RAND_bytes(bytes, (int)count) == 1;
}

int ccrypto_equal(const void *a, const void *b, size_t count) { return CRYPTO_memcmp(a, b, count) == 0; }
