#!/usr/bin/env bash
# setup.cfg + requirements.in → requirements.lock: names and versions only, no place they came from; and with the SHA-256 of
# every file of those versions → requirements.hashes.
set -euo pipefail
cd "$(dirname "$0")/.."
made=$(mktemp)
trap 'rm -f "$made"' EXIT
compile() {
    .venv/bin/pip-compile --quiet --all-extras --strip-extras --allow-unsafe --no-header \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file "$made" "$@"
}
compile --upgrade --annotation-style=line setup.cfg requirements.in
{
    echo "# Made by \`make lock\` from setup.cfg and requirements.in; used as constraints by every install."
    sed '/^# The following/d; /^pip==/d; /^$/d' "$made"
} >requirements.lock
: >"$made"
compile --generate-hashes --no-annotate --constraint requirements.lock setup.cfg requirements.in
{
    echo "# Made by \`make lock\`: requirements.lock with the SHA-256 of every file; asked for by CCHC_REQUIRE_HASHES=1."
    sed '/^# The following/d; /^pip==/,/[^\\]$/d; /^$/d' "$made"
} >requirements.hashes
