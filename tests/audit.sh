#!/usr/bin/env bash
# Fails when a package that is used has a known vulnerability, be it used by another package alone. Where the package
# sources tell nothing of vulnerabilities, it says so and passes: nothing can be learnt there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

config=$(mktemp -d)
trap 'rm -rf "$config"' EXIT
dotnet nuget list source --format short | sed -n 's/^E[A-Z]* //p' | sed 's/&/\&amp;/g' >"$config/sources"

# Sources that are named for audits own up to having no data; others pass for having found nothing.
{
  echo '<configuration>'
  for kind in packageSources auditSources; do
    echo "<$kind><clear/>"
    awk '{ printf "<add key=\"%d\" value=\"%s\" />\n", NR, $0 }' "$config/sources"
    echo "</$kind>"
  done
  echo '</configuration>'
} >"$config/nuget.config"

dotnet restore RentABot.sln --locked-mode --verbosity quiet
dotnet list RentABot.sln package --vulnerable --include-transitive --no-restore --config "$config/nuget.config" >"$config/report" 2>&1 \
  || { cat "$config/report" >&2; exit 1; }
if grep -q 'has the following vulnerable packages' "$config/report"; then
  cat "$config/report" >&2
  exit 1
fi

if grep -q 'did not provide any vulnerability data' "$config/report"; then
  echo "audit: the package source has no data on vulnerabilities, so nothing is known of any"
else
  echo "audit: no package has a known vulnerability"
fi
