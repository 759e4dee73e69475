#!/bin/sh
# Makes sure that this machine has what CoProWeek needs beside the .NET SDK: Postgres programs of version 15 or newer,
# and ICU; with --browser, which the tests say, a Chromium too. Installs what is missing; says what to do where it cannot.
# Starts no server. Talks on stderr only.
set -eu
exec >&2

oldest=15
npm_version=18.4.0-beta.17

say() { printf '%s\n' "coproweek set-up: $*"; }

# Where programs go that come from no package of the system; the app looks there (Storage/DataDirectory.cs).
if [ "$(id -u)" = 0 ]; then
    downloaded=/var/lib/coproweek-postgres
else
    downloaded="${XDG_DATA_HOME:-$HOME/.local/share}/coproweek-postgres"
fi

# --- what is here ------------------------------------------------------------------------------------------------------

has_dotnet() {
    command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^1[0-9]\.'
}

# The same places as Storage/PostgresFolders.cs.
has_postgres() {
    on_path=$(command -v pg_ctl || true)
    for pg_ctl in ${on_path:+"$(readlink -f "$on_path")"} \
        /usr/lib/postgresql/*/bin/pg_ctl /usr/pgsql-*/bin/pg_ctl /usr/libexec/postgresql*/pg_ctl /usr/bin/pg_ctl \
        /usr/local/pgsql/bin/pg_ctl /opt/homebrew/opt/postgresql*/bin/pg_ctl /usr/local/opt/postgresql*/bin/pg_ctl \
        /Applications/Postgres.app/Contents/Versions/*/bin/pg_ctl \
        "$downloaded/bin/pg_ctl" /var/lib/coproweek-postgres/bin/pg_ctl; do
        is_new_enough "$(dirname "$pg_ctl")" && return 0
    done
    return 1
}

is_new_enough() {
    [ -x "$1/pg_ctl" ] && [ -x "$1/initdb" ] && [ -x "$1/postgres" ] || return 1
    major=$("$1/pg_ctl" --version | sed -n 's/.*(PostgreSQL) \([0-9][0-9]*\).*/\1/p')
    [ "${major:-0}" -ge "$oldest" ]
}

has_icu() {
    [ "$(uname -s)" != Linux ] && return 0
    for library in /usr/lib/libicuuc.so.* /usr/lib64/libicuuc.so.* /usr/lib/*/libicuuc.so.* /lib/*/libicuuc.so.*; do
        [ -e "$library" ] && return 0
    done
    return 1
}

has_zones() {
    [ -e /usr/share/zoneinfo/Europe/London ]
}

# The same places as tests/CoProWeek.Tests/Support/Chromium.cs.
has_browser() {
    for browser in chromium chromium-browser google-chrome-stable google-chrome; do
        command -v "$browser" >/dev/null && return 0
    done
    [ -e "/Applications/Google Chrome.app" ] || [ -e /Applications/Chromium.app ]
}

# --- how to get it -----------------------------------------------------------------------------------------------------

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

may_be_root() {
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }
}

may_use_apt() { command -v apt-get >/dev/null && may_be_root; }

apt_updated=
apt_update() {
    [ -n "$apt_updated" ] || as_root apt-get -qq update || say "apt-get update failed; going on with the package lists that are here"
    apt_updated=yes
}

apt_install() {
    say "installing $* with apt-get"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null </dev/null
}

apt_candidate() { apt-cache policy "$1" | sed -n 's/^ *Candidate: \([0-9][0-9]*\).*/\1/p'; }

# Else Debian's package would make a cluster of its own and start it as a system server.
want_no_system_server() {
    as_root sh -c '
        settings=/etc/postgresql-common/createcluster.conf
        grep -qs "^ *create_main_cluster" "$settings" && exit 0
        mkdir -p /etc/postgresql-common
        printf "%s\n" "# Written by CoProWeek, which runs a private server: no system-wide one is wanted." \
            "create_main_cluster = false" >>"$settings"'
}

postgres_from_apt() {
    may_use_apt || return 1
    apt_update
    candidate=$(apt_candidate postgresql)
    [ "${candidate:-0}" -ge "$oldest" ] || return 1
    want_no_system_server && apt_install postgresql
}

has_npm() {
    command -v npm >/dev/null && command -v node >/dev/null && return 0
    may_use_apt && apt_update && apt_install npm
}

npm_package() {
    case $(uname -s) in Linux) os=linux ;; Darwin) os=darwin ;; *) return 1 ;; esac
    case $(uname -m) in
        x86_64 | amd64) cpu=x64 ;; aarch64 | arm64) cpu=arm64 ;; armv7l) cpu=arm ;; i?86) cpu=ia32 ;; ppc64le) cpu=ppc64 ;; *) return 1 ;;
    esac
    printf '@embedded-postgres/%s-%s' "$os" "$cpu"
}

# A package's script would make these links; its scripts are not run.
make_links='
    const fs = require("fs"), path = require("path");
    for (const { source, target } of JSON.parse(fs.readFileSync("native/pg-symlinks.json"))) {
        fs.rmSync(target, { force: true });
        fs.symlinkSync(path.relative(path.dirname(target), source), target);
    }'

# These are for glibc, and hold no pg_dump.
postgres_from_npm() {
    package=$(npm_package) && has_npm || return 1
    say "fetching $package@$npm_version with npm into $downloaded"
    fresh="$downloaded.new"
    rm -rf "$fresh" && mkdir -p "$fresh" || return 1
    (
        cd "$fresh"
        npm pack --ignore-scripts --silent --cache "$fresh/cache" "$package@$npm_version" >/dev/null
        tar -xzf ./*.tgz
        cd package
        node -e "$make_links"
        chmod -R a+rX native
        chmod a+x native/bin/*
    ) || { rm -rf "$fresh"; return 1; }
    is_new_enough "$fresh/package/native/bin" || { rm -rf "$fresh"; return 1; }
    rm -rf "$downloaded" && mv "$fresh/package/native" "$downloaded" && rm -rf "$fresh"
}

icu_from_apt() {
    may_use_apt || return 1
    apt_update
    library=$(apt-cache search --names-only '^libicu[0-9]+$' | sed -n 's/ .*//p' | sort | tail -n 1)
    [ -n "$library" ] && apt_install "$library"
}

zones_from_apt() {
    may_use_apt || return 1
    apt_update
    apt_install tzdata
}

give_up() {
    cat <<END
coproweek set-up: $1 is missing and could not be installed from here. Install it with the line for your system, then run this again:
    Debian, Ubuntu   sudo apt-get install $2
    Fedora           sudo dnf install $3
    Arch             sudo pacman -S $4
    Alpine           sudo apk add $5
    macOS            brew install $6
END
    exit 1
}

# Without a font of its own a headless browser draws no letters.
browser_from_apt() {
    may_use_apt || return 1
    apt_update
    apt_install chromium fonts-dejavu-core
}

# --- do it -------------------------------------------------------------------------------------------------------------

has_icu || icu_from_apt || give_up "ICU" libicu-dev libicu icu icu-libs icu4c

has_zones || zones_from_apt || give_up "The time zone data" tzdata tzdata tzdata tzdata tzdata

if ! has_dotnet; then
    say "the .NET 10 SDK is missing: get it from https://dotnet.microsoft.com/download/dotnet/10.0, then run this again"
    exit 1
fi

if ! has_postgres; then
    say "no Postgres programs of version $oldest or newer were found"
    { postgres_from_apt && has_postgres; } || { postgres_from_npm && has_postgres; } || give_up "Postgres $oldest or newer" postgresql postgresql-server postgresql postgresql postgresql@17
fi

if [ "${1:-}" = --browser ] && ! has_browser; then
    say "no Chromium was found; the tests look at the pages in one"
    { browser_from_apt && has_browser; } || give_up "Chromium" chromium chromium chromium chromium "--cask chromium"
fi
