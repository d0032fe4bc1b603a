#!/usr/bin/env bash
# Fuzzing of the reader and the writer of messages: every target in turn, each for TIJD seconds (default 60).
#   scripts/fuzz.sh            all targets
#   scripts/fuzz.sh lezer      one of them
# Ends with 1 when something was found: the input is then in fuzz/artifacts/<target>, and CONTRIBUTING says what to do.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

FUZZ_VERSION=0.13.2
have cargo || { say "Rust is missing. Install it with rustup (https://rustup.rs) and run this again." >&2; exit 2; }
require c++ build-essential "C++ compiler: the library that drives the targets is written in it"
export PATH=$tools/bin:$PATH
if ! cargo fuzz --version >/dev/null 2>&1; then
  say "install: cargo-fuzz $FUZZ_VERSION (cargo, in the target folder) - builds and runs the targets"
  CARGO_TARGET_DIR=$target/tools-build cargo install --quiet --locked cargo-fuzz --version "$FUZZ_VERSION" --root "$tools"
  rm -rf "$target/tools-build"
fi

seconds=${TIJD:-60}
targets=("$@")
[ "$#" -gt 0 ] || targets=(lezer decodeer heen_en_weer)
export CARGO_TARGET_DIR=$target/fuzz
cd fuzz
found=0
for t in "${targets[@]}"; do
  mkdir -p "corpus/$t"
  cargo run --quiet --locked --bin zaden "$t" "corpus/$t"
  options=(-max_len=600)
  if [ "$t" = lezer ]; then options=(-max_len=8192 -dict=woorden.dict); fi
  say "fuzz: $t, $seconds seconds"
  # No unsafe code here, so no sanitizer either: it runs on stable Rust and several times faster.
  cargo fuzz run --sanitizer none "$t" -- -max_total_time="$seconds" -timeout=20 -rss_limit_mb=1024 \
    -print_final_stats=1 "${options[@]}" 2>"$target/fuzz-$t.log" || found=1
  grep -E '^stat::(number_of_executed_units|average_exec_per_sec|peak_rss_mb)|panicked|Test unit written' "$target/fuzz-$t.log" || true
done
if [ "$found" = 1 ]; then
  say "fuzz: something was found, see fuzz/artifacts and $target/fuzz-*.log" >&2
  exit 1
fi
