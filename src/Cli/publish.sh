#!/usr/bin/env bash
# Makes rentabot as one native file that needs no .NET.
#
#   src/Cli/publish.sh [RUNTIME [DIRECTORY]]     this machine's runtime (linux-x64, linux-arm64, osx-arm64, osx-x64,
#                                                win-x64) into artifacts/cli/RUNTIME, unless said otherwise
#
# A file is made on the system that it is for. Its linker is the system's: on Debian and Ubuntu the packages clang and
# zlib1g-dev, on macOS Xcode's command line tools, on Windows Visual Studio's C++ build tools.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

this_runtime() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo linux-x64 ;;
    Linux-aarch64) echo linux-arm64 ;;
    Darwin-x86_64) echo osx-x64 ;;
    Darwin-arm64) echo osx-arm64 ;;
    MINGW*-x86_64 | MSYS*-x86_64) echo win-x64 ;;
    *) echo "publish.sh: name the runtime: this machine's is not known" >&2; exit 2 ;;
  esac
}

runtime=${1:-$(this_runtime)}
directory=${2:-artifacts/cli/$runtime}
program=rentabot
[[ $runtime != win-* ]] || program=rentabot.exe
work=$(mktemp -d "${TMPDIR:-/tmp}/rentabot-publish.XXXXXX")
trap 'rm -rf "$work"' EXIT

# In a directory of its own: what is restored here is not what other builds restore.
dotnet publish src/Cli --configuration Release "-p:Native=$runtime" --artifacts-path "$work/artifacts" --output "$work/out" \
  --verbosity quiet --nologo
mkdir -p "$directory"
mv "$work/out/$program" "$directory/$program"
echo "$directory/$program"
