#!/usr/bin/env bash
# Tests the collection as it is installed, by ansible-playbook, against the standalone program that RENTABOT_STANDALONE
# names. integrations/test.sh calls it.
#
#   integrations/ansible/test.sh [ARGUMENT OF PYTEST…]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
# shellcheck source=integrations/lib.sh
. integrations/lib.sh
[ -x "${RENTABOT_STANDALONE:-}" ] || fail "RENTABOT_STANDALONE names no program; integrations/test.sh builds one"
begin_integrations
need ansible-playbook=ansible-core pytest-3=python3-pytest yamllint=yamllint
cd integrations/ansible

echo "Collection"
export HOME=$work/home ANSIBLE_HOME=$work/home/.ansible ANSIBLE_COLLECTIONS_PATH=$work/collections
export ANSIBLE_LOCALHOST_WARNING=false ANSIBLE_NOCOLOR=true PYTHONDONTWRITEBYTECODE=1
mkdir -p "$HOME"
yamllint --strict -d '{extends: default, rules: {line-length: {max: 120}, document-start: disable}}' \
  galaxy.yml meta examples
ansible-galaxy collection build --output-path "$work" >"$work/galaxy.log"
ansible-galaxy collection install --offline "$work"/rentabot-lab-*.tar.gz >>"$work/galaxy.log"

echo "Tests with $(ansible-playbook --version | sed -n 1p)"
# The server and its client of the Python package's tests.
export PYTHONPATH=$root/clients/python/src:$root/clients/python/tests
/usr/bin/python3 -m pytest -p no:cacheprovider --quiet "$@" tests
