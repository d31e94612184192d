#!/usr/bin/env bash
# What a release has to be sure of.
#
#   deploy/release.sh check TAG       whether everything says the version of that tag; says what does not
#   deploy/release.sh tags VERSION    the tags of its images, in one line
#   deploy/release.sh notes VERSION   the section of the changelog
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  sed -n '2,/^set /{/^# \{0,1\}/s///p}' deploy/release.sh >&2
  exit 2
}

# As Semantic Versioning has it, without build metadata, which no image tag may have.
version='(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?'

# says FILE PATTERN: whether a line of that file matches.
says() {
  grep --quiet --extended-regexp -- "$2" "$1" && return
  echo "release: no line of $1 matches $2" >&2
  complete=
}

check() {
  [[ $1 =~ ^v$version$ ]] || { echo "release: $1 is no tag of a version" >&2; exit 1; }
  local pattern=${1#v}
  pattern=${pattern//./\\.}
  complete=yes
  says Directory.Build.props "<Version>$pattern</Version>"
  says docker-compose.yml "RENTABOT_VERSION:-$pattern\}"
  says .env.example "^#RENTABOT_VERSION=$pattern\$"
  says helm/rent-a-bot/Chart.yaml "^version: \"?$pattern\"?\$"
  says helm/rent-a-bot/Chart.yaml "^appVersion: \"?$pattern\"?\$"
  [ -n "$(notes "${1#v}")" ] || { echo "release: CHANGELOG.md says nothing of ${1#v}" >&2; complete=; }
  [ -n "$complete" ]
}

# A pre-release has no other name; what mends an older line is not the latest.
tags() {
  local later
  [[ $1 =~ ^$version$ ]] || usage
  if [[ $1 == *-* ]]; then
    echo "$1"
    return
  fi
  later=$({ git tag --list 'v[0-9]*'; echo "v$1"; } | grep --invert-match -e - | sort --version-sort | tail -n 1)
  echo "$1 ${1%.*}$([ "$later" != "v$1" ] || echo ' latest')"
}

notes() {
  awk -v heading="## [$1]" '
    index($0, heading) == 1 { inside = 1; next }
    /^## \[/ { inside = 0 }
    inside && (/./ || some) { some = 1; print }' CHANGELOG.md
}

[ $# -eq 2 ] || usage
case "$1" in
  check | tags | notes) "$1" "$2" ;;
  *) usage ;;
esac
