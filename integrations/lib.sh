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
  export TMPDIR=$work
}

# need PROGRAM=PACKAGE…: the programs that are missing, of those packages of Debian.
need() {
  local tool
  for tool in "$@"; do
    command -v "${tool%=*}" >/dev/null || install_packages "${tool#*=}" >/dev/null 2>&1 || true
    command -v "${tool%=*}" >/dev/null || fail "${tool%=*} is missing (Debian has it in the package ${tool#*=})"
  done
}
