#!/usr/bin/env bash
# Builds the fuzzers and runs each for some seconds on its corpus: Tests/Fuzz/run.sh [SECONDS] [NAME...]
# What they find goes to .build-fuzz/found, never into the corpus by itself.
set -uo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
shift || true
all=(JSONFuzz ELFFuzz YAMLFuzz UpdateFuzz RouteFuzz HTTPFuzz FrameFuzz)
names=("${@:-${all[@]}}")
[ $# -gt 0 ] || names=("${all[@]}")
export ROOST_FUZZ=1

for name in "${names[@]}"; do
  swift build -c release --scratch-path .build-fuzz --sanitize fuzzer --sanitize address \
    -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing --product "$name" \
    >.build-fuzz-log 2>&1 || { cat .build-fuzz-log; echo "$name does not build"; exit 1; }
done

passed=0
failed=0
for name in "${names[@]}"; do
  seeds=Tests/Fuzz/corpus/$(tr '[:upper:]' '[:lower:]' <<<"${name%Fuzz}")
  found=.build-fuzz/found/$name
  mkdir -p "$found"
  log=.build-fuzz/$name.log
  # Leaks are looked for at the end of a unit test's process; a fuzzer's stays with its caches.
  if ASAN_OPTIONS=detect_leaks=0 ".build-fuzz/release/$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 \
    -print_final_stats=1 -artifact_prefix="$found/crash-" "$found" $([ -d "$seeds" ] && echo "$seeds") \
    >"$log" 2>&1; then
    passed=$((passed + 1))
    echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") runs"
  else
    failed=$((failed + 1))
    tail -40 "$log"
    echo "$name: FAILED; the input is in $found"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
