#!/bin/sh
# Publishes the app into artifacts/app, compiled ahead (ReadyToRun), unless that is newer than every source.
set -eu
exec >&2
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
app=$root/artifacts/app
stamp=$app/.published

changed() {
    [ -e "$stamp" ] || return 0
    newer=$(find "$root/src" "$root/samples" "$root/migrations" "$root/appsettings.json" "$root/global.json" "$root"/Directory.* \
        \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit)
    [ -n "$newer" ]
}

changed || exit 0
echo "coproweek: building the app (about half a minute, only when its sources changed)"

# Made beside its place: a running app keeps the files that it has open.
fresh=$root/artifacts/app.$$
before=$root/artifacts/before.$$
trap 'rm -rf "$fresh" "$before"' EXIT
mkdir -p "$root/artifacts" && : >"$before"
MSBUILDDISABLENODEREUSE=1 dotnet publish "$root/src/CoProWeek" -c Release --use-current-runtime --self-contained false \
    -p:PublishReadyToRun=true -o "$fresh" -v quiet --nologo </dev/null
mv "$before" "$fresh/.published"
rm -rf "$app"
mv "$fresh" "$app"
