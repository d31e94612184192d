# shellcheck shell=bash disable=SC2154 # the script that reads this file sets the rest
# Stand-ins for the base images of the Dockerfile, made of this machine's own files and named as the Dockerfile names
# them, so that it can be built where no registry is.

dotnet_root=$(dirname "$(readlink -f "$(command -v dotnet)")")

# What a build sees of this machine: its programs, its .NET, its NuGet packages with the configuration of their source, and
# the libraries that a build of this working copy compiles ahead of time: once for both.
mkdir -p src/obj/ahead
build_mounts=(
  --volume /usr:/usr:ro
  --volume /etc/ssl:/etc/ssl:ro
  --volume "$dotnet_root:/dotnet:ro"
  --volume "$HOME/.nuget:/root/.nuget"
  --volume "$PWD/src/obj/ahead:/source/src/obj/ahead"
)
[ -z "${NUGET_PACKAGES:-}" ] || build_mounts+=(--volume "$NUGET_PACKAGES:/root/.nuget/packages")

# base_named IMAGE: how the Dockerfile names it, with its tag.
base_named() { grep -o --max-count 1 "mcr.microsoft.com/dotnet/$1:[^ ]*" Dockerfile; }

# import_base DIRECTORY IMAGE CHANGE…: each is an instruction of a Dockerfile.
import_base() {
  local changes=() change
  for change in "${@:3}"; do changes+=(--change "$change"); done
  tar --create --directory "$1" . | "${podman[@]}" import --quiet "${changes[@]}" - "$(base_named "$2")" >/dev/null
  rm -rf "$1"
}

make_root() {
  mkdir -p "$1"/usr/{bin,lib,lib64,sbin} "$1"/{dev,etc/ssl,home/app,proc,root,sys}
  mkdir -m 1777 "$1/tmp"
  ln -s usr/bin usr/lib usr/lib64 usr/sbin "$1"
  printf '%s\n' root:x:0:0::/root:/bin/sh app:x:1654:1654::/home/app:/bin/false >"$1/etc/passwd"
  printf '%s\n' root:x:0: app:x:1654: >"$1/etc/group"
}

# The SDK: nothing but places for build_mounts.
make_sdk_base() {
  local root=$work/sdk
  make_root "$root"
  mkdir "$root/dotnet"
  import_base "$root" sdk 'ENV PATH=/dotnet:/usr/sbin:/usr/bin' 'ENV HOME=/root' \
    "ENV NUGET_CERT_REVOCATION_MODE=${NUGET_CERT_REVOCATION_MODE:-online}"
}

# The runtime: the newest one here that the SDK builds for, what it needs of the system, and no shell.
make_runtime_base() {
  local root=$work/aspnet framework library version
  make_root "$root"
  version=$(dotnet --list-runtimes | sed -n 's/^Microsoft\.AspNetCore\.App \(10\.[^ ]*\) .*/\1/p' | sort -V | tail -n 1)
  for framework in host/fxr "shared/Microsoft.NETCore.App/$version" "shared/Microsoft.AspNetCore.App/$version"; do
    mkdir -p "$root/usr/share/dotnet/${framework%/*}"
    cp -R "$dotnet_root/$framework" "$root/usr/share/dotnet/${framework%/*}/"
  done
  cp "$dotnet_root/dotnet" "$root/usr/share/dotnet/"
  ln -s ../share/dotnet/dotnet "$root/usr/bin/dotnet"
  for library in $(libraries_of "$root/usr/share/dotnet") $(loaded_when_needed); do
    mkdir -p "$root${library%/*}"
    cp --dereference "$library" "$root$library"
  done
  import_base "$root" aspnet 'ENV PATH=/usr/sbin:/usr/bin' 'ENV ASPNETCORE_HTTP_PORTS=8080' 'USER 1654'
}

libraries_of() {
  find "$1" -type f \( -name '*.so' -o -name dotnet \) -exec ldd {} + 2>/dev/null \
    | sed -n 's/^[^/]*\(\/[^ ]*\) (0x.*/\1/p' | grep -v "^$1" | sort -u
}

# OpenSSL, of which no program says that it needs it.
loaded_when_needed() { ldconfig -p | sed -n 's/.*lib\(ssl\|crypto\)\.so\.3 .*x86-64.* => //p'; }
