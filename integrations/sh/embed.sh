#!/usr/bin/env bash
# Puts rentabot.sh where it has to be once more: into the template of GitLab CI, which includes nothing but YAML, and into
# the Jenkins library, which reads nothing but its own resources.
#
#   embed.sh            writes both
#   embed.sh --check    ends with 1 when one is not what would be written
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for_gitlab() {
  local template=gitlab-ci/template.yml indent
  echo "# Written by integrations/sh/embed.sh from template.yml and rentabot.sh: change those."
  sed -n 's/^\( *\)@SCRIPT@$/\1/p' "$template" | {
    IFS= read -r indent
    sed "s/^./$indent&/" sh/rentabot.sh
  } | sed -e '/@SCRIPT@/{r /dev/stdin' -e 'd}' "$template"
}

for_jenkins() { cat sh/rentabot.sh; }

# put WRITER FILE
put() {
  if [ "$check" = yes ]; then
    "$1" | cmp - "$2" || { echo "embed.sh: run integrations/sh/embed.sh" >&2; exit 1; }
  else
    "$1" >"$2"
  fi
}

check=no
[ "${1:-}" != --check ] || check=yes
put for_gitlab gitlab-ci/rentabot.gitlab-ci.yml
put for_jenkins jenkins/resources/rentabot.sh
