#!/bin/sh
# Takes a lock and frees it again, as a client would.
#
#   RENTABOT_URL       where the gateway is, such as http://rent-a-bot-gateway
#   RENTABOT_API_KEY   an API key, where callers are asked who they are
#   RENTABOT_RESOURCE  the resource to lock; empty: one is made and removed again, for which the key is an admin's
set -eu

url=$RENTABOT_URL/api/v1
key=${RENTABOT_API_KEY:-}
resource=${RENTABOT_RESOURCE:-}
made=
answer=$(mktemp)

# call WHAT METHOD PATH [BODY]: leaves the answer in $answer, and ends the test unless the call succeeds.
call() {
  what=$1 method=$2 path=$3
  shift 3
  [ $# -eq 0 ] || set -- --header 'Content-Type: application/json' --data "$1"
  [ -z "$key" ] || set -- --header "X-API-Key: $key" "$@"
  status=$(curl --silent --show-error --max-time 30 --output "$answer" --write-out '%{http_code}' \
    --request "$method" "$@" "$url$path")
  case "$status" in
    2*) echo "$what: $status" ;;
    *)
      echo "$what: $status $(field code) $(field detail)" >&2
      exit 1
      ;;
  esac
}

# field NAME: its first value in the answer; prints nothing where there is none.
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" "$answer" | head -n 1; }

clean_up() {
  code=$?
  trap - EXIT
  [ -z "$made" ] || call 'remove the resource' DELETE "/resources/$made?force=true"
  exit "$code"
}
trap clean_up EXIT

if [ -z "$resource" ]; then
  resource=helm-test-$(date +%s)-$$
  call 'make a resource' POST /resources "{\"name\": \"$resource\", \"description\": \"made by a test, removed by it\"}"
  made=$(field id)
fi

call 'take a lock' POST /resources/lock "{\"name\": \"$resource\", \"ttl\": 60, \"client_id\": \"helm-test\"}"
token=$(field lock_token)
id=$(field resource_id)
if [ -z "$token" ] || [ -z "$id" ]; then
  echo 'the answer has no lock' >&2
  exit 1
fi
call 'free it' POST "/resources/$id/unlock" "{\"lock_token\": \"$token\"}"
call 'look at it' GET "/resources/$id"
if [ "$(field lock_client_id)" = helm-test ]; then
  echo 'it is still locked' >&2
  exit 1
fi
echo 'A lock was taken and freed.'
