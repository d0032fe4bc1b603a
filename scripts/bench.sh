#!/usr/bin/env bash
# The measured comparisons: builds the program optimised and prints one table.
# BENCH_GROOT=0 leaves out the message of a million lines.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
setup_build
require xmllint libxml2-utils "what checking and receiving are compared with"
if [ -z "${IWMO_PACK:-}" ] && [ -d "$root/../shared/iwmo-3.2" ]; then
  IWMO_PACK=$(cd "$root/../shared/iwmo-3.2" && pwd)
  export IWMO_PACK
fi
cargo build --release --locked -p cli -p bench
if [ -n "${MAATWERK_PROEF_PG:-}" ] || postgres_bin >/dev/null || apt_install postgresql "receiving is measured on it too"; then
  exec scripts/postgres.sh "$target/release/bench" "$@"
fi
exec "$target/release/bench" "$@"
