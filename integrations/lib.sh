# shellcheck shell=bash
# What the tests of the integrations have in common. To be read from the root of the working copy.

# shellcheck source=tests/lib.sh
. tests/lib.sh

# A directory of its own, cleaned up whatever ends the run.
begin_integrations() {
  command -v dotnet >/dev/null || fail "the .NET SDK is missing: see global.json for the version"
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
  work=$(mktemp -d "${TMPDIR:-/tmp}/rentabot-integrations.XXXXXX")
  # A private PostgreSQL runs as a user of its own, and has its data below.
  chmod 711 "$work"
  export TMPDIR=$work
}

# node_tests FILE…: by the Node.js that is among the npm packages of this folder, the one that GitHub's runners have. Where
# it does not run, by the machine's own.
node_tests() {
  local program
  for program in node npm flock; do
    command -v "$program" >/dev/null || fail "$program is missing"
  done
  (
    flock 8
    [ integrations/node_modules/.package-lock.json -nt integrations/package-lock.json ] \
      || npm ci --prefix integrations --ignore-scripts --no-audit --no-fund --loglevel error
  ) 8>integrations/.lock
  for program in integrations/node_modules/node-linux-*/bin; do
    "$program/node" --version >/dev/null 2>&1 && PATH=$PWD/$program:$PATH
  done
  run node --test --test-concurrency=1 --test-timeout=300000 --test-reporter=spec "$@"
}

# need PROGRAM=PACKAGE…: the programs that are missing, of those packages of Debian.
need() {
  local tool
  for tool in "$@"; do
    command -v "${tool%=*}" >/dev/null || install_packages "${tool#*=}" >/dev/null 2>&1 || true
    command -v "${tool%=*}" >/dev/null || fail "${tool%=*} is missing (Debian has it in the package ${tool#*=})"
  done
}
