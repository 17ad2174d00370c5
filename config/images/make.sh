#!/usr/bin/env bash
# The pictures of README: a worker of its own in a folder of its own on 127.0.0.1, looked at by Chromium.
# Needs Chromium (apt-get install chromium) and the built program (dotnet build src/ActionSync).
set -euo pipefail

images=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$images/../.." && pwd)
program=$(ls -t "$root"/src/ActionSync/bin/*/net10.0/actionsync.dll | head -1)
samples=$root/tests/ActionSync.Tests/Documents/Samples
url=http://127.0.0.1:${PORT:-5097}
folder=$(mktemp -d "${TMPDIR:-/tmp}/actionsync.XXXXXX")
worker=

end() {
  [ -z "$worker" ] || { kill "$worker" && wait "$worker"; } || true
  rm -rf "$folder"
}
trap end EXIT

actionsync() { dotnet "$program" "$@" --config config.json; }

# recent FILE DAY AGO NAME: the document as if DAY in it had been AGO days ago, so that some of it is late and some is not.
recent() {
  local text shift day
  text=$(cat "$1")
  shift=$(( ($(date -ud "$(date -u +%F) -$3 days" +%s) - $(date -ud "$2" +%s)) / 86400 ))
  for day in $(grep -oE '20[0-9]{2}-[0-9]{2}-[0-9]{2}' <<<"$text" | sort -u); do
    # With a mark, so that no day is moved twice.
    text=${text//"$day"/"@$(date -ud "$day $shift days" +%F)"}
  done
  sed -E 's/@(20[0-9]{2}-)/\1/g' <<<"$text" > "$4"
}

browse() {
  chromium --headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run \
    --hide-scrollbars --user-data-dir="$folder/browser" "$@" 2> "$folder/browser.log"
}

picture() { # NAME PATH HEIGHT
  browse --window-size="1100,$3" --screenshot="$images/$1.png" "$url$2"
}

cd "$folder"
cat > config.json <<END
{
  "Dashboard": { "Urls": "$url" },
  "Refreshing": { "Poll": "00:00:02" },
  "People": {
    "alice@company.com": { "Name": "Alice Doe", "Manager": "jane@company.com" },
    "bob@company.com": { "Name": "Bob Ray", "Manager": "jane@company.com" },
    "carol@company.com": { "Name": "Carol Lin", "Backup": "alice@company.com" },
    "wanda@example.com": { "Name": "wanda" }
  },
  "Groups": { "Payments": { "Members": ["alice@company.com", "bob@company.com", "carol@company.com"] } }
}
END
recent "$root/config/samples/INC-2024-0142.json" 2024-02-01 4 INC-2024-0142.json
recent "$samples/yaml-reference-shape.yaml" 2026-05-20 40 night-trains.yaml
recent "$samples/md-table-priority-owner-due-status.md" 2026-04-26 12 shop-search.md
actionsync once INC-2024-0142.json night-trains.yaml shop-search.md > once.log 2>&1
actionsync done INC-2024-0142/4 > done.log 2>&1
actionsync done INC-2024-0142/5 >> done.log 2>&1

dotnet "$program" run --config config.json > worker.log 2>&1 &
worker=$!
# Once the tracker was asked, every part of the loop has been alive.
until actionsync health --url "$url" > health.log 2>&1 && browse --dump-dom "$url/health" | grep -q "tracker board"; do
  kill -0 "$worker" || { cat worker.log >&2; exit 1; }
  sleep 1
done
picture overview / 1316
picture item /items/INC-2024-0142/1 1180
