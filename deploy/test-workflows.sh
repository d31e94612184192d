#!/usr/bin/env bash
# Checks what runs where the repository lives: the workflows by actionlint and by rules of our own, with shellcheck for
# their scripts; what keeps dependencies up to date; and what a release is made of.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=deploy/lib.sh
. deploy/lib.sh

begin_check workflows shellcheck=shellcheck

step "Workflows"
mkdir "$work/scripts"
run node deploy/workflows/check.js "$work/scripts"
run shellcheck "$work"/scripts/*.sh

# A working copy of nothing but what a release looks at.
step "Releases"
copy=$work/copy
mkdir -p "$copy/deploy" "$copy/helm/rent-a-bot"
cp deploy/release.sh "$copy/deploy/"
git init --quiet "$copy"

write_version() {
  echo "<Version>$1</Version>" >"$copy/Directory.Build.props"
  echo "image: rentabot/gateway:\${RENTABOT_VERSION:-$1}" >"$copy/docker-compose.yml"
  echo "#RENTABOT_VERSION=$1" >"$copy/.env.example"
  printf 'version: %s\nappVersion: "%s"\n' "$1" "$1" >"$copy/helm/rent-a-bot/Chart.yaml"
  printf '%s\n' '# Changelog' '' '## [Unreleased]' '' "## [$1] - 2030-01-02" '' '### Added' '' '- One.' '' '- Two.' '' \
    '## [0.0.1] - 2030-01-01' '' '- Old.' >"$copy/CHANGELOG.md"
}

# expect WORDS COMMAND…: that it succeeds and says exactly that.
expect() {
  local said
  said=$("${@:2}" 2>&1) || fail "${*:2} failed: $said"
  [ "$said" = "$1" ] || fail "${*:2} said: $said"
}

# refuse WORDS COMMAND…: that it fails and says that among else.
refuse() {
  local said
  ! said=$("${@:2}" 2>&1) || fail "${*:2} passed"
  [[ $said == *"$1"* ]] || fail "${*:2} said: $said"
}

release=$copy/deploy/release.sh
write_version 1.2.3
expect '' "$release" check v1.2.3
expect $'### Added\n\n- One.\n\n- Two.' "$release" notes 1.2.3
expect '' "$release" notes 1.2
expect '1.2.3 1.2 latest' "$release" tags 1.2.3
expect '1.2.3-rc.1' "$release" tags 1.2.3-rc.1
refuse 'is no tag' "$release" check 1.2.3
refuse 'is no tag' "$release" check v1.2
refuse 'is no tag' "$release" check 'v1.2.3; true'
refuse 'Directory.Build.props' "$release" check v1.2.4
refuse 'says nothing of 1.2.4' "$release" check v1.2.4

for file in Directory.Build.props docker-compose.yml .env.example helm/rent-a-bot/Chart.yaml CHANGELOG.md; do
  write_version 1.2.3
  sed -i 's/1\.2\.3/1a2a3/' "$copy/$file"
  refuse "$file" "$release" check v1.2.3
done

write_version 1.2.3
git -C "$copy" add .
git -C "$copy" -c user.name=nobody -c user.email=nobody@localhost commit --quiet --message x
for tag in v1.2.3 v1.2.10 v1.3.0-rc.1; do git -C "$copy" tag "$tag"; done
expect '1.2.3 1.2' "$release" tags 1.2.3
expect '1.2.10 1.2 latest' "$release" tags 1.2.10
expect '1.10.0 1.10 latest' "$release" tags 1.10.0
echo "Releases are what they should be."
