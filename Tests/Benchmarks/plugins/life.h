/* The rest of a plugin's life, for those that need no more of it: included behind `create` and `start`. */

static int32_t configure(void *instance, roost_bytes json, uint64_t ticket) {
  (void)instance, (void)json, (void)ticket;
  return ROOST_DONE;
}

static int32_t nothing(void *instance, uint64_t ticket) {
  (void)instance, (void)ticket;
  return ROOST_DONE;
}

static void destroy(void *instance) { (void)instance; }

ROOST_EXPORT const roost_plugin *roost_plugin_entry(void) {
  static const roost_plugin descriptor = {
      .size = sizeof descriptor,
      .abi_major = ROOST_ABI_MAJOR,
      .abi_minor = ROOST_ABI_MINOR,
      .create = create,
      .configure = configure,
      .start = start,
      .drain = nothing,
      .resume = nothing,
      .stop = nothing,
      .destroy = destroy,
  };
  return &descriptor;
}
