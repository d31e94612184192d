# shellcheck shell=bash
# What the tests of the integrations have in common. To be read from the root of the working copy.

# shellcheck source=tests/lib.sh
. tests/lib.sh

# What they start writes into the run's own directory, too.
begin_integrations() {
  need_dotnet
  use_directory integrations
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
