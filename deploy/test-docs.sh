#!/usr/bin/env bash
# Checks the links of every page in the repository: that the files and headings are there. No other host is asked; what
# is looked at besides is in docs.markdownlint-cli2.jsonc. What pages show in blocks of commands is run by tests/Standalone.Tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/lib.sh
. deploy/lib.sh

begin_check docs git=git

step "Links"
# Also what is not committed yet, but nothing that git ignores.
mapfile -t pages < <(git ls-files --cached --others --exclude-standard -- '*.md')
run deploy/node_modules/.bin/markdownlint-cli2 --config deploy/docs.markdownlint-cli2.jsonc "${pages[@]}"
