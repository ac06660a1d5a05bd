/*
 * The manifest: how the host knows a plugin before it loads it.
 *
 * It lies in the ELF section ".roost.manifest" as chunks at multiples of 8 bytes, zeros between:
 *
 *   0   8   magic "ROOSTMF1"
 *   8   4   index of this chunk, from 0
 *   12  4   number of chunks
 *   16  4   length of this chunk's payload
 *   20  4   length of the whole content, at most 262,144
 *   24  32  SHA-256 of the whole content; all zero is allowed when there is one chunk
 *   56  ..  payload
 *
 * Numbers are little-endian. The content is lines "key=value" - abi, host (the oldest version that
 * will do), runtime (shared, private or none), toolchain (when shared) - then an empty line, then
 * the manifest as JSON.
 *
 * In Swift the build-tool plugin RoostManifest writes it. In C, once in one file:
 *
 *   ROOST_MANIFEST("plugin.json");   // found through the assembler's include path: -Wa,-I,DIR
 */
#ifndef ROOST_MANIFEST_H
#define ROOST_MANIFEST_H

#define ROOST_MANIFEST_SECTION ".roost.manifest"
#define ROOST_MANIFEST_MAX 262144

#define ROOST_MANIFEST(path) ROOST_MANIFEST_RUNTIME(path, "none\\n")

/* The same for C that is linked with Swift code and its shared runtime; the toolchain is the compiler's tag, such
 * as "swift-6.3.1-RELEASE". */
#define ROOST_MANIFEST_SWIFT(path, toolchain) \
  ROOST_MANIFEST_RUNTIME(path, "shared\\ntoolchain=" toolchain "\\n")

#define ROOST_MANIFEST_RUNTIME(path, runtime)                      \
  __asm__(".pushsection .roost.manifest,\"aR\",@progbits\n"        \
          ".balign 8\n"                                            \
          "1: .ascii \"ROOSTMF1\"\n"                               \
          ".long 0, 1, 3f - 2f, 3f - 2f\n"                         \
          ".zero 32\n"                                             \
          "2: .ascii \"abi=0.1\\nhost=0.1.0\\nruntime=" runtime "\\n\"\n" \
          ".incbin \"" path "\"\n"                                 \
          "3: .balign 8\n"                                         \
          ".popsection\n")

#endif
