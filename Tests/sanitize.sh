#!/usr/bin/env bash
# Runs the rooms' tests under a sanitizer: Tests/sanitize.sh address|thread [FILTER]
#
# ThreadSanitizer runs optimised: at -Onone it reports false races on Synchronization.Mutex. A test that
# races on purpose comes first and must be reported, or nothing else that is silent would mean anything.
set -uo pipefail
cd "$(dirname "$0")/.."
kind=${1:-}
filter=${2:-.}
case $kind in
  address | thread) ;;
  *) echo "usage: Tests/sanitize.sh address|thread [FILTER]" >&2; exit 64 ;;
esac

export ROOST_ROOMS_ONLY=1
# Leaks: plugins' code and tables live as long as the process, by design.
export ASAN_OPTIONS=detect_leaks=0
export TSAN_OPTIONS="halt_on_error=0 exitcode=66 suppressions=$PWD/Tests/Tools/tsan.supp"
options=(--scratch-path ".build-$kind" --sanitize "$kind" -c release -Xswiftc -enable-testing)
swift build --build-tests "${options[@]}" || exit 1
# The tests run it; without the executable nothing else asks for it.
swift build --product roost-manifest "${options[@]}" || exit 1

# The store's tests hand values over by continuations, whose order the concurrency runtime, which is not
# instrumented, does not show to ThreadSanitizer: it reports each of them.
skip=()
[ "$kind" = thread ] && skip=(--skip ServicesTests)

check() { swift test --skip-build --no-parallel "${options[@]}" --filter "$1" "${skip[@]}" 2>&1; }

log=.build-$kind/proof.log
if ROOST_PROVE_SANITIZER=$kind check SanitizerProof >"$log" || ! grep -q "${kind^}Sanitizer" "$log"; then
  tail -20 "$log"
  echo "the deliberate mistake went unnoticed: the sanitizer proves nothing"
  exit 1
fi
echo "the deliberate mistake was noticed"

log=.build-$kind/tests.log
check "$filter" >"$log"
status=$?
grep -E "Test run with" "$log"
if [ $status != 0 ] || grep -q "${kind^}Sanitizer:" "$log"; then
  grep -E -A30 "Sanitizer:|✘" "$log" | head -200
  echo "failed: the log is $log"
  exit 1
fi
