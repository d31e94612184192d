#!/usr/bin/env bash
# Tests the package as it is installed: types, and every rule against the standalone program that RENTABOT_STANDALONE
# names. integrations/test.sh calls it; RENTABOT_TEST_PYTHON names another Python, which has to have pytest.
#
#   clients/python/test.sh [ARGUMENT OF PYTEST…]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
# shellcheck source=integrations/lib.sh
. integrations/lib.sh
[ -x "${RENTABOT_STANDALONE:-}" ] || fail "RENTABOT_STANDALONE names no program; integrations/test.sh builds one"
begin_integrations
cd clients/python

need mypy=mypy openssl=openssl pytest-3=python3-pytest hatchling=python3-hatchling
python=${RENTABOT_TEST_PYTHON:-/usr/bin/python3}
export PYTHONDONTWRITEBYTECODE=1

echo "Types"
mypy --cache-dir "$work/mypy"

echo "Package"
mkdir "$work/installed" "$work/dist"
# A wheel is an archive of what is installed.
/usr/bin/python3 -m hatchling build -t wheel -d "$work/dist" >"$work/build.log" 2>&1 \
  || { cat "$work/build.log"; exit 1; }
/usr/bin/python3 -m zipfile -e "$work"/dist/*.whl "$work/installed"

echo "Tests with $("$python" --version)"
export PYTHONPATH=$work/installed${PYTHONPATH:+:$PYTHONPATH}
"$python" -m pytest -p no:cacheprovider --quiet --strict-markers "$@"
