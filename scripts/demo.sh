#!/usr/bin/env bash
# Builds maatwerk and starts the demonstration: a fresh database, one month of care, and the pages on it.
# Arguments go to `maatwerk demo`, for example --adres 127.0.0.1:9000 or --alleen-vullen.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

setup_build
say "build: maatwerk, optimised (the first time this takes some minutes)"
cargo build --release --locked -p cli
exec "$target/release/maatwerk" demo "$@"
