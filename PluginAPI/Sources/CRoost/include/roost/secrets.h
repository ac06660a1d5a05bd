/* roost.secrets/1: passwords, keys and tokens that the operator keeps for the plugin.
 *
 * The operator names a secret in roost.yaml and grants it by `secret:NAME`; a plugin asks for it by a capability of
 * that name in its manifest, with the reason. Read a secret when it is used, and keep no copy of it: the operator
 * may change it, and take the grant away, while the plugin runs. */
#ifndef ROOST_SECRETS_H
#define ROOST_SECRETS_H

#include "abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ROOST_SECRETS_ID "roost.secrets/1"

#define ROOST_SECRETS_NAME_MAX 32    /* bytes of a name; at least 1 */
#define ROOST_SECRETS_VALUE_MAX 4096 /* bytes of a secret; at least 8 */
#define ROOST_SECRETS_CALLS_MAX 4096 /* calls of one plugin that wait for an answer; fewer where it also asks others */

typedef struct roost_secrets {
  uint32_t size;
  uint32_t revision; /* 1 */

  /* Reads a secret: as the operator has it now. Answered once, through `answered`, on `loop` (0: the plugin's home
   * loop), unless it returns an error: ROOST_INVALID without a function to answer or for a name of no or too many
   * bytes, ROOST_BUSY past ROOST_SECRETS_CALLS_MAX, ROOST_STALE for a loop that does not exist. Nothing is answered
   * after destroy has begun. The answer's bytes live until `answered` returns. Its code may be
   *   ROOST_DONE       the bytes are the secret;
   *   ROOST_DENIED     the plugin is not granted it;
   *   ROOST_PERMANENT  it is granted, but the operator has no such secret.
   * With any but ROOST_DONE the bytes are a message for people. [any] */
  int32_t (*get)(uint64_t plugin, uint64_t loop, roost_bytes name_borrowed, roost_answered answered, void *context);
} roost_secrets;

#ifdef __cplusplus
}
#endif
#endif
