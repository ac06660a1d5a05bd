#!/usr/bin/env bash
# Builds the fuzzers and runs each for some seconds on its corpus: Tests/Fuzz/run.sh [SECONDS] [NAME...]
# Inputs that reach new code go to .build-fuzz/grown, never into the corpus by themselves. Inputs that fail go to
# Tests/Fuzz/found, which git does not ignore: once mended they belong into the corpus.
set -uo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
shift || true
all=(JSONFuzz ELFFuzz YAMLFuzz UpdateFuzz RouteFuzz HTTPFuzz FrameFuzz WorkerFuzz SandboxFuzz)
names=("${@:-${all[@]}}")
[ $# -gt 0 ] || names=("${all[@]}")
export ROOST_FUZZ=1

# json for JSONFuzz.
room() { tr '[:upper:]' '[:lower:]' <<<"${1%Fuzz}"; }

for name in "${names[@]}"; do
  corpus=Tests/Fuzz/corpus/$(room "$name")
  [ -n "$(ls "$corpus" 2>/dev/null)" ] || { echo "$name has no corpus: put inputs into $corpus"; exit 1; }
done

for name in "${names[@]}"; do
  swift build -c release --scratch-path .build-fuzz --sanitize fuzzer --sanitize address \
    -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing --product "$name" \
    >.build-fuzz-log 2>&1 || { cat .build-fuzz-log; echo "$name does not build"; exit 1; }
done

passed=0
failed=0
for name in "${names[@]}"; do
  corpus=Tests/Fuzz/corpus/$(room "$name")
  found=Tests/Fuzz/found/$(room "$name")
  grown=.build-fuzz/grown/$name
  mkdir -p "$found" "$grown"
  log=.build-fuzz/$name.log
  # Leaks are looked for at the end of a unit test's process; a fuzzer's stays with its caches.
  if ASAN_OPTIONS=detect_leaks=0 ".build-fuzz/release/$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 \
    -print_final_stats=1 -artifact_prefix="$found/" "$grown" "$corpus" >"$log" 2>&1; then
    passed=$((passed + 1))
    echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") runs"
  else
    failed=$((failed + 1))
    tail -40 "$log"
    input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -1)
    echo "$name: FAILED; to see it again: .build-fuzz/release/$name ${input:-, see $log}"
    [ -z "$input" ] || echo "$name: mend it, then mv $input $corpus/ and commit it: every run begins with the corpus"
  fi
done
rmdir Tests/Fuzz/found/* Tests/Fuzz/found 2>/dev/null
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
