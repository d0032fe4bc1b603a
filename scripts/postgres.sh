#!/usr/bin/env bash
# A throw-away PostgreSQL server for tests: own folder, free port on the loopback address, no durability.
#   scripts/postgres.sh COMMAND…   starts one, runs COMMAND with MAATWERK_PROEF_PG set, stops it and removes it
# Does nothing but run COMMAND when MAATWERK_PROEF_PG is set already.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

if [ -n "${MAATWERK_PROEF_PG:-}" ]; then exec "$@"; fi
bin=$(postgres_bin) || { say "PostgreSQL's server programs are not installed (Debian: postgresql)" >&2; exit 2; }

dir=$(mktemp -d)
# PostgreSQL refuses to run as root; Debian's package brings the user postgres.
as_server=()
if [ "$(id -u)" = 0 ]; then
  as_server=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  chown postgres "$dir"
fi

free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 20000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then printf '%s\n' "$port"; return 0; fi
  done
  return 1
}

cd "$dir"
"${as_server[@]}" "$bin/initdb" --pgdata="$dir/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
  --no-sync >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 2; }
port=$(free_port)
"${as_server[@]}" "$bin/postgres" -D "$dir/data" -p "$port" -k "$dir" -c listen_addresses=127.0.0.1 -c fsync=off \
  -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 >>"$dir/log" 2>&1 &
server=$!
stop() {
  kill -INT "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  cd "$root"
  rm -rf "$dir"
}
trap stop EXIT

tries=0
until "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; do
  tries=$((tries + 1))
  if [ "$tries" -gt 150 ] || ! kill -0 "$server" 2>/dev/null; then cat "$dir/log" >&2; exit 2; fi
  sleep 0.2
done
cd "$root"
say "postgres: $("$bin/postgres" --version) on port $port, for this run only"
MAATWERK_PROEF_PG=postgres://postgres@127.0.0.1:$port/postgres "$@"
