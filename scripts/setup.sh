#!/usr/bin/env bash
# Sets up what is missing, and nothing twice:  setup.sh product | tests | windows | engines
#   product  Python environment .venv with cchc in it; nothing of the system's is needed. Pango, for
#            pdf_engine = "weasyprint", is asked for by cchc only when that engine is chosen.
#   tests    the same, with the test tools, Pango, and the engines that tests need (tests/engines.txt); an engine
#            that cannot be installed is named, and its tests are skipped.
#   windows  the same as tests, with what makes the Windows installer and runs it: makensis, Wine, a Vietnamese locale
#   engines  prints the Debian packages that `tests` would install now.
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1:-product}
log=.cache/setup.log
mkdir -p .cache

WINDOWS_PACKAGES="nsis wine wine64 locales"
PANGO_PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
TEST_ENGINES=tests/engines.txt   # also read by tests/conftest.py

say() { printf '%s\n' "── $*" >&2; }

# Runs a step with its output in the log; on failure shows the log's end and stops.
logged() {
    if ! "$@" >>"$log" 2>&1; then
        say "không xong: $*"
        tail -n 25 "$log" >&2
        say "nhật ký đầy đủ: $log"
        return 1
    fi
}

# ── Debian packages ──────────────────────────────────────────────────────────────────────────────

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo ${CI:+-n} env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

may_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null || return 1
    sudo -n true 2>/dev/null || [ -t 0 ]
}

absent() {
    local package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$package"
    done
}

install_packages() {
    say "cài đặt gói Debian: $*"
    logged as_root apt-get update -q
    local attempt
    for attempt in 1 2 3; do
        apt_install "$@" && return 0
        sleep $((attempt * 5))
    done
    logged apt_install "$@"
}

apt_install() { as_root apt-get install -q -y --no-install-recommends "$@" >>"$log" 2>&1; }

# What tests need, one by one where all at once failed: the others are not to suffer.
install_engines() {
    install_packages "$@" && return 0
    local package
    for package in "$@"; do
        apt_install "$package" || say "không cài được $package; các bài kiểm thử cần đến sẽ được bỏ qua"
    done
}

# Packages of the engines that this machine lacks. soffice may be there without Calc or Writer.
engine_packages() {
    local engine programs packages
    while IFS=: read -r engine programs packages; do
        # shellcheck disable=SC2086
        if [ "$engine" = soffice ] || ! found $programs; then printf '%s ' $packages; fi
    done < <(grep -v '^#' "$TEST_ENGINES")
}

found() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null && return 0
    done
    return 1
}

system_packages() {
    command -v dpkg-query >/dev/null || return 0   # not Debian
    [ "$what" = tests ] || return 0                # the product needs none
    local missing
    # shellcheck disable=SC2086
    missing=$(absent $PANGO_PACKAGES)
    # shellcheck disable=SC2086
    if [ -n "$missing" ] && may_install; then install_packages $missing; fi
    # shellcheck disable=SC2046
    missing=$(absent $(engine_packages))
    [ -n "$missing" ] || return 0
    if may_install; then
        # shellcheck disable=SC2086
        install_engines $missing
    else
        say "thiếu gói $missing– không có quyền cài đặt; các bài kiểm thử cần đến sẽ được bỏ qua"
    fi
}

# ── Python ───────────────────────────────────────────────────────────────────────────────────────

usable() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
        if usable "$candidate"; then command -v "$candidate"; return 0; fi
    done
    return 1
}

environment() {
    if [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        return 0
    fi
    local python
    if ! python=$(find_python); then
        if may_install; then install_packages python3 python3-venv; fi
        python=$(find_python) || { say "cần Python 3.11 trở lên, có venv (Debian: python3 python3-venv)"; exit 1; }
    fi
    say "tạo môi trường .venv bằng $("$python" --version)"
    logged "$python" -m venv --clear .venv
}

fingerprint() { cat setup.cfg pyproject.toml requirements.in requirements.lock scripts/setup.sh | sha256sum | cut -d' ' -f1; }

pip_install() { logged .venv/bin/python -m pip install --disable-pip-version-check "$@"; }

python_packages() {
    local stamp=.venv/.cchc-$what now
    now=$(fingerprint)
    [ "$(cat "$stamp" 2>/dev/null)" != "$now" ] || return 0
    say "cài đặt thư viện Python theo requirements.lock"
    pip_install -c requirements.lock setuptools wheel
    if [ "$what" = tests ]; then
        if [ "${CCHC_REQUIRE_HASHES:-}" = 1 ]; then pip_install --require-hashes --no-deps -r requirements.hashes; fi
        pip_install -r requirements.lock
        pip_install --no-deps --no-build-isolation -e .
    else
        pip_install -c requirements.lock --no-build-isolation -e .
    fi
    printf '%s\n' "$now" >"$stamp"
}

if [ "$what" = engines ]; then
    engine_packages
    exit
fi
windows_packages() {
    [ -n "$windows" ] || return 0
    local missing
    # shellcheck disable=SC2086
    missing=$(absent $WINDOWS_PACKAGES)
    # shellcheck disable=SC2086
    if [ -n "$missing" ]; then install_packages $missing; fi
    locale -a | grep -qi '^vi_VN.utf' || logged as_root localedef -i vi_VN -f UTF-8 vi_VN.UTF-8
}

: >"$log"
windows=
if [ "$what" = windows ]; then windows=1 what=tests; fi
system_packages
windows_packages
environment
python_packages
