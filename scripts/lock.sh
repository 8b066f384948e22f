#!/usr/bin/env bash
# setup.cfg + requirements.in → requirements.lock: names and versions only, no place they came from.
set -euo pipefail
cd "$(dirname "$0")/.."
made=$(mktemp)
trap 'rm -f "$made"' EXIT
.venv/bin/pip-compile --quiet --upgrade --all-extras --strip-extras --allow-unsafe --no-header \
    --annotation-style=line --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
    --output-file "$made" setup.cfg requirements.in
{
    echo "# Made by \`make lock\` from setup.cfg and requirements.in; used as constraints by every install."
    sed '/^# The following/d; /^pip==/d; /^$/d' "$made"
} >requirements.lock
