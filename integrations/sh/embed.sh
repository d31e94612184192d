#!/usr/bin/env bash
# Writes rentabot.gitlab-ci.yml: template.yml with ../sh/rentabot.sh in it. GitLab includes nothing but YAML.
#
#   embed.sh            writes it
#   embed.sh --check    ends with 1 when it is not what would be written
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

embedded() {
  echo "# Written by embed.sh from template.yml and rentabot.sh: change those."
  sed -n 's/^\( *\)@SCRIPT@$/\1/p' template.yml | {
    IFS= read -r indent
    sed "s/^./$indent&/" ../sh/rentabot.sh
  } | sed -e '/@SCRIPT@/{r /dev/stdin' -e 'd}' template.yml
}

if [ "${1:-}" = --check ]; then
  embedded | cmp - rentabot.gitlab-ci.yml || { echo "embed.sh: run integrations/gitlab-ci/embed.sh" >&2; exit 1; }
else
  embedded >rentabot.gitlab-ci.yml
fi
