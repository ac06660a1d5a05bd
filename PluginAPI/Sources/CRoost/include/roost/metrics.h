/* roost.metrics/1: numbers for the operator, on the admin listener's /metrics.
 * Names are [a-z_][a-z0-9_]*, at most 64 bytes, exposed as roost_plugin_NAME{plugin="ID"}; at most
 * 256 a plugin. Values of one name add up over generations. */
#ifndef ROOST_METRICS_H
#define ROOST_METRICS_H

#include "abi.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ROOST_METRICS_ID "roost.metrics/1"

typedef struct roost_metrics {
  uint32_t size;
  uint32_t revision; /* 1 */

  /* Adds to a counter. ROOST_INVALID for a bad name or a negative amount, ROOST_BUSY past 256
   * names. [any] */
  int32_t (*count)(uint64_t plugin, roost_bytes name_borrowed, int64_t amount);

  /* Sets a gauge. [any] */
  int32_t (*gauge)(uint64_t plugin, roost_bytes name_borrowed, double value);

  /* Records a duration in nanoseconds, in a histogram of seconds. [any] */
  int32_t (*duration)(uint64_t plugin, roost_bytes name_borrowed, int64_t nanoseconds);
} roost_metrics;

#ifdef __cplusplus
}
#endif
#endif
