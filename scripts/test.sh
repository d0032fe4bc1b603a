#!/usr/bin/env bash
# Everything that CI checks. Goes on after a failure, so that one run shows all; ends with a table.
#   scripts/test.sh          all of it
#   scripts/test.sh quick    the same without the browser
# Without root (or the packages it would install) some parts are left out. That is said at the end, and when
# CI=true it counts as a failure.
# shellcheck disable=SC2317 # the functions are called through step
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

mode=${1:-all}
setup_build
setup_check
[ "$mode" = all ] && setup_browser

mkdir -p "$target"
log=$target/test.log
rm -f "$log"
# The same set in each step, so that nothing is built twice. proef: throw-away databases for tests.
workspace=(--locked --workspace --features store/proef)
rows=()
failed=0
begin=$SECONDS

# step NAME COMMAND…: runs it, keeps the time and the outcome.
step() {
  local name=$1 start=$SECONDS outcome=ok
  shift
  printf '\n== %s\n' "$name"
  "$@" || { outcome=FAILED; failed=1; }
  rows+=("$(printf '%-7s %5ss  %s' "$outcome" $((SECONDS - start)) "$name")")
}

lint_scripts() { shellcheck -x -P SCRIPTDIR scripts/*.sh .ci/run; }
licences() {
  cargo deny --log-level error check --hide-inclusion-graph licenses bans sources || return 1
  say "advisories are not checked here: their database is fetched by git; where that is possible: cargo deny check advisories"
}
docs() { RUSTDOCFLAGS="-D warnings" cargo doc --quiet "${workspace[@]}" --no-deps; }
frameworks() { "$target/debug/maatwerk" kader controleer regels/inkoopkaders; }

tests() {
  local run=(cargo test "${workspace[@]}" --no-fail-fast)
  [ "$mode" = quick ] && run+=(--exclude ketentest)
  if postgres_bin >/dev/null || [ -n "${MAATWERK_PROEF_PG:-}" ]; then run=(scripts/postgres.sh "${run[@]}"); fi
  INSTA_UPDATE=no "${run[@]}" 2>&1 | tee "$log"
  local outcome=${PIPESTATUS[0]}
  return "$outcome"
}

totals() {
  awk '/^test result:/ { passed += $4; failed += $6; ignored += $8; programs++ }
    END { printf "tests: %d passed, %d failed, %d ignored, in %d programs\n", passed, failed, ignored, programs }' "$log"
}

step "layout of the source (cargo fmt)" cargo fmt --all --check
have shellcheck && step "scripts (shellcheck)" lint_scripts
step "invariants and house rules (tidy)" cargo run --quiet --locked -p xtask -- tidy
cargo deny --version >/dev/null 2>&1 && step "licences, sources, banned crates (cargo-deny)" licences
step "lints (clippy, pedantic, warnings denied)" cargo clippy --quiet "${workspace[@]}" --all-targets -- -D warnings
step "documentation (cargo doc, warnings denied)" docs
step "the programs, as the tests use them (cargo build)" cargo build --quiet "${workspace[@]}" --bins
step "all tests" tests
step "framework data (maatwerk kader controleer)" frameworks

printf '\n== %s\n' "Summary"
printf '%s\n' "${rows[@]}"
[ -f "$log" ] && totals
say "time: $((SECONDS - begin)) seconds"
if [ "$mode" = quick ]; then
  say "The quick part only: the end-to-end tests, with and without a browser, are in make test."
fi
if [ "${#LEFT_OUT[@]}" -gt 0 ]; then
  printf '\n%s\n' "NOT COMPLETE. Left out on this machine:"
  printf '  - %s\n' "${LEFT_OUT[@]}"
  [ "${CI:-}" = true ] && failed=1
fi
if [ "$failed" != 0 ]; then say "FAILED"
elif [ "${#LEFT_OUT[@]}" -gt 0 ]; then say "OK as far as it went"
else say "OK"
fi
exit "$failed"
