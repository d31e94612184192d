# shellcheck shell=bash
# How the checks of this folder begin. They may be called by one that has taken its turn in this working copy.

# shellcheck source=tests/lib.sh
. tests/lib.sh

# begin_check NAME [PROGRAM=PACKAGE…]: a directory of its own, the npm packages of this folder, and the programs that
# are named, of those packages of Debian.
begin_check() {
  local tool
  use_directory "$1"
  for tool in "${@:2}"; do
    command -v "${tool%=*}" >/dev/null || install_missing "${tool#*=}"
    command -v "${tool%=*}" >/dev/null || fail "${tool%=*} is missing (Debian has it in the package ${tool#*=})"
  done
  for tool in node npm flock; do
    command -v "$tool" >/dev/null || fail "$tool is missing"
  done
  install_node_packages
}

# Beside the others that install into deploy/: one after the other.
install_node_packages() {
  mkdir -p deploy/.cache
  (
    flock 8
    [ deploy/node_modules/.package-lock.json -nt deploy/package-lock.json ] \
      || npm ci --prefix deploy --ignore-scripts --no-audit --no-fund --loglevel error
  ) 8>deploy/.cache/lock
}
