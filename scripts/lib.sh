# shellcheck shell=bash
# Shared by the scripts: where things are, and how a missing tool is installed.
# Every install prints one line: what, and why. What cannot be installed is kept in LEFT_OUT and said at the end.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
tools=$target/tools
LEFT_OUT=()

# Versions of the tools that are not in Cargo.lock or package-lock.json.
DENY_VERSION=0.20.2
SEPAXML_VERSION=2.7.0
AXE_VERSION=4.14.1

export NPM_CONFIG_UPDATE_NOTIFIER=false
# shellcheck source=/dev/null
if [ -f "${HOME:-}/.cargo/env" ]; then . "$HOME/.cargo/env"; fi
cd "$root" || exit 2

say() { printf '%s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }
left_out() { LEFT_OUT+=("$1"); }

# The newest folder with PostgreSQL's server programs; Debian keeps them off the PATH.
postgres_bin() {
  local dir
  for dir in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do
    if [ -x "$dir/initdb" ]; then printf '%s\n' "$dir"; return 0; fi
  done
  have initdb && have pg_isready && dirname "$(command -v initdb)"
}

# Runs a command as root: directly, or through sudo when that asks no password.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif have sudo && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1
  fi
}

apt_updated=no
# apt_install PACKAGE WHY: one Debian package. 1 when that is not possible here.
apt_install() {
  if ! have apt-get || ! as_root true; then
    say "install: $1 is missing ($2) and cannot be installed: that needs apt and root"
    return 1
  fi
  say "install: $1 (apt) - $2"
  if [ "$apt_updated" = no ]; then
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null || return 1
    apt_updated=yes
  fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1
}

# require COMMAND PACKAGE WHY: stops when the command cannot be had.
require() {
  have "$1" && return 0
  apt_install "$2" "$3" && have "$1" && return 0
  say "cannot go on without $1: $3" >&2
  exit 2
}

# want COMMAND PACKAGE WHY WHAT: as require, but goes on and remembers what is not done.
want() {
  have "$1" && return 0
  apt_install "$2" "$3" && have "$1" && return 0
  left_out "$4 (no $1: install the Debian package $2)"
  return 1
}

# npm_packages FOLDER WHY: what package-lock.json there names, only when that changed since the last time.
npm_packages() {
  local stamp=$1/node_modules/.lock.sha256 sum
  sum=$(sha256sum <"$1/package-lock.json")
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && return 0
  say "install: packages of $1/package-lock.json (npm) - $2"
  (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null) || return 1
  printf '%s\n' "$sum" >"$stamp"
}

# What building takes: Rust itself is the only thing that is not installed here.
setup_build() {
  if ! have cargo; then
    say "Rust is missing. Install it with rustup (https://rustup.rs) and run this again." >&2
    exit 2
  fi
  require cc build-essential "C compiler and linker: SQLite is compiled into the program"
  require node nodejs "runs npm"
  require npm npm "fetches the styles of NL Design System that the pages are made with"
  if ! npm_packages web "styles of NL Design System, embedded in the program"; then
    say "the npm packages of web/ could not be fetched; the pages cannot be built without them" >&2
    exit 2
  fi
}

# What the quick checks take on top of that.
setup_check() {
  if ! cargo fmt --version >/dev/null 2>&1 || ! cargo clippy --version >/dev/null 2>&1; then
    say "install: rustfmt, clippy (rustup) - layout and lints of the source"
    rustup component add rustfmt clippy || left_out "fmt and clippy (install the components rustfmt and clippy)"
  fi
  want git git "tells tidy which files are tracked" "tidy on tracked files only" || true
  want shellcheck shellcheck "checks the scripts" "shellcheck of the scripts" || true
  want xmllint libxml2-utils "judges the messages that we write with the schemas of the standard" "schema tests with xmllint" || true
  want pdftotext poppler-utils "reads the publication sheet back, text and tags" "reading the PDF back" || true
  setup_postgres
  setup_pain_schema
  setup_deny
  if [ -z "${IWMO_PACK:-}" ] && [ -d "$root/../shared/iwmo-3.2" ]; then
    IWMO_PACK=$(cd "$root/../shared/iwmo-3.2" && pwd)
    export IWMO_PACK
  fi
  [ -d "${IWMO_PACK:-}/xsd" ] || left_out "tests on the iWmo 3.2 pack (not at ../shared/iwmo-3.2; set IWMO_PACK to its folder)"
}

setup_postgres() {
  postgres_bin >/dev/null && return 0
  apt_install postgresql "a throw-away PostgreSQL server: every store test runs on it too" || true
  postgres_bin >/dev/null || left_out "all tests on PostgreSQL (install the Debian package postgresql)"
}

# The schema of the payment file (ISO 20022) is not ours to commit; the Python package carries it.
setup_pain_schema() {
  [ -n "${MAATWERK_PAIN_XSD:-}" ] && return 0
  local venv=$target/venv found
  found=$(find "$venv" -name pain.001.001.09.xsd 2>/dev/null | head -n 1)
  if [ -z "$found" ]; then
    if ! python3 -c 'import ensurepip' 2>/dev/null; then
      apt_install python3-venv "an own folder for the Python package below" || true
    fi
    say "install: sepaxml $SEPAXML_VERSION (pip, in the target folder) - carries the schema of pain.001.001.09"
    mkdir -p "$target"
    if python3 -m venv "$venv" >/dev/null 2>&1; then
      "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps "sepaxml==$SEPAXML_VERSION" || true
    fi
    found=$(find "$venv" -name pain.001.001.09.xsd 2>/dev/null | head -n 1)
  fi
  if [ -n "$found" ]; then
    export MAATWERK_PAIN_XSD=$found
  else
    left_out "schema test of the payment file (no pain.001.001.09.xsd: needs python3-venv and PyPI)"
  fi
}

setup_deny() {
  if cargo deny --version >/dev/null 2>&1; then return 0; fi
  export PATH=$tools/bin:$PATH
  if cargo deny --version >/dev/null 2>&1; then return 0; fi
  say "install: cargo-deny $DENY_VERSION (cargo, in the target folder) - checks licences, sources and banned crates"
  CARGO_TARGET_DIR=$target/tools-build cargo install --quiet --locked cargo-deny --version "$DENY_VERSION" --debug --root "$tools" \
    || left_out "cargo-deny (could not be installed from crates.io)"
  rm -rf "$target/tools-build"
}

# A real browser, its driver, and the accessibility rules.
setup_browser() {
  want chromium chromium "the browser in which every page is tried" "browser tests" || return 0
  want chromedriver chromium-driver "steers the browser" "browser tests" || return 0
  if [ -z "${MAATWERK_AXE:-}" ]; then
    local axe=$tools/axe/node_modules/axe-core
    if ! grep -qs "\"version\": \"$AXE_VERSION\"" "$axe/package.json"; then
      say "install: axe-core $AXE_VERSION (npm, in the target folder) - judges each page by WCAG 2.2 AA"
      mkdir -p "$tools/axe"
      npm install --prefix "$tools/axe" --ignore-scripts --no-audit --no-fund --no-save --loglevel=error \
        "axe-core@$AXE_VERSION" >/dev/null || true
    fi
    if [ -f "$axe/axe.min.js" ]; then
      export MAATWERK_AXE=$axe/axe.min.js
    else
      left_out "accessibility rules in the browser tests (axe-core could not be fetched with npm)"
    fi
  fi
}
