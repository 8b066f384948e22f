#!/usr/bin/env bash
# The installer as a user meets it, under Wine on Linux:  test.sh dist/cchc-0.1.0-setup.exe
# A user named "Nguyễn Văn A" with code page 1258: install silently, run the main job and compare every output with
# Linux byte for byte, open the page, install again, be refused while the page runs, uninstall, look what is left.
# Needs: wine64 (no display), locale vi_VN.UTF-8, the project's .venv. Prints times; exits non-zero on a fault.
set -euo pipefail
setup=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
root=$(dirname "$(dirname "$here")")
name='Nguyễn Văn A'

# Wine takes the user's name from /etc/passwd: a root may have one of its own there, for this test alone.
if [ "$(id -u)" = 0 ] && [ -z "${CCHC_NAMED:-}" ]; then
    passwd=$(mktemp)
    sed "s/^root:/$name:/" /etc/passwd >"$passwd"
    if unshare -m true 2>/dev/null; then
        CCHC_NAMED=1 exec unshare -m bash -c 'mount --bind "$1" /etc/passwd; shift; exec bash "$@"' - "$passwd" "$0" "$setup"
    fi
fi
[ -n "${CCHC_NAMED:-}" ] || name=$(id -un)

work=$(mktemp -d)
trap 'wineserver -k 2>/dev/null || true; rm -rf "$work"' EXIT
export HOME=$work WINEPREFIX=$work/prefix WINEDEBUG=-all WINEDLLOVERRIDES=winemenubuilder.exe=d LC_ALL=vi_VN.UTF-8 LANG=vi_VN.UTF-8
win() { wine "$@" </dev/null 2>&1 | cat; }            # standard handles must be pipes: Wine's Python dies of files
say() { printf '── %s\n' "$*"; }
now() { date +%s%N; }
since() { printf '%s: %d.%d s\n' "$1" $((($(now) - $2) / 1000000000)) $((($(now) - $2) / 100000000 % 10)); }
timed() { local start; start=$(now); "${@:2}"; since "$1" "$start" >&2; }
win wineboot -i >/dev/null
win winecfg /v win10 >/dev/null                       # Wine 8 says Windows 7 else
python3 "$here/make_bcryptprimitives.py" "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll"
c=$WINEPREFIX/drive_c
user="$c/users/$name"
[ -d "$user" ] || { echo "no such user under Wine: $name"; ls "$c/users"; exit 1; }
inside="C:\\users\\$name"
registry() { wineserver -w; sort "$WINEPREFIX/user.reg" | grep -v '^#time\|^\[\|^$'; }
files() { (cd "$c/users" && find . -path './*/Temp/*' -prune -o -print | LC_ALL=C sort); }
long=$(printf 'C:\\công cụ\\%.0s;' $(seq 150))        # longer than NSIS' strings
win reg add 'HKCU\Environment' /v Path /t REG_EXPAND_SZ /d "%USERPROFILE%\\bin;${long%;}" /f >/dev/null
registry >"$work/reg.before"
files >"$work/files.before"

say "cài đặt"
timed install win "$setup" /S
home="$user/AppData/Local/Programs/cchc"
[ -x "$home/python/python.exe" ] && [ -f "$home/go_cai_dat.exe" ]
win reg query 'HKCU\Environment' /v Path | grep -F '\Programs\cchc\bin' >/dev/null || { echo "not on PATH"; exit 1; }
printf '@"%%LOCALAPPDATA%%\\Programs\\cchc\\bin\\cchc.cmd" %%*\r\n' >"$c/chay.cmd"   # cmd /c unquotes what begins with a quote
run() { win cmd /c 'C:\chay.cmd' "$@"; }
run --version
timed "cchc --help, warm" win "$home/python/python.exe" -X utf8 -m cchc --help >"$work/help.txt"
tail -1 "$work/help.txt"
printf 'đã cài: %s MB\n' "$(du -sm "$home" | cut -f1)"

say "công việc mẫu, so với Linux từng byte"
job="$inside\\Báo cáo thử\\kỳ 1"
mkdir -p "$user/Báo cáo thử" "$work/linux"
run init "$job" >"$work/init.txt" || { cat "$work/init.txt"; exit 1; }
"$root/.venv/bin/cchc" init "$work/linux/job" >/dev/null
for what in check build forms remind; do
    timed "$what" run "$what" "$job\\quy_1_2023" -o "$job\\$what" >"$work/$what.txt" || true
    "$root/.venv/bin/cchc" "$what" "$work/linux/job/quy_1_2023" -o "$work/linux/$what" >/dev/null 2>&1 || true
    diff -r -x khoa.lock "$work/linux/$what" "$user/Báo cáo thử/kỳ 1/$what" || { echo "differs: $what"; tail -5 "$work/$what.txt"; exit 1; }
    printf '%s: %s tệp giống hệt\n' "$what" "$(find "$work/linux/$what" -type f | wc -l)"
done
[ -z "$(find "$home" -newer "$home/go_cai_dat.exe" -type f -name '*.py*' | head -1)" ] || { echo "written to while in use"; exit 1; }

say "trang làm việc"
start=$(now)
CCHC_NO_BROWSER=1 win "$home/python/pythonw.exe" -X utf8 -m cchc_start_page "$inside\\Documents\\CCHC" &
mark="$user/Documents/CCHC/.cchc/dang_chay.json"
for _ in $(seq 200); do [ -s "$mark" ] && break; sleep 0.1; done
python3 - "$mark" <<'PY'
import json, sys, time, urllib.request
page = json.load(open(sys.argv[1], encoding="utf-8"))
address = f"http://127.0.0.1:{page['port']}"
opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
for _ in range(100):
    try:
        text = opener.open(f"{address}/?token={page['token']}", timeout=5).read().decode()
        break
    except OSError:
        time.sleep(0.1)
assert "CCHC" in text and "<html" in text, text[:200]
PY
since "page up" "$start"
before=$(sha256sum "$mark")
CCHC_NO_BROWSER=1 timed "second start" win "$home/python/pythonw.exe" -X utf8 -m cchc_start_page "$inside\\Documents\\CCHC"
[ "$before" = "$(sha256sum "$mark")" ] || { echo "a second page was started"; exit 1; }

say "cài lại khi trang đang chạy: từ chối"
if wine "$setup" /S </dev/null >/dev/null 2>&1; then echo "installed over a running program"; exit 1; fi
say "đóng trang từ chính trang ấy"
start=$(now)
python3 - "$mark" <<'PY'
import json, sys, urllib.request
page = json.load(open(sys.argv[1], encoding="utf-8"))
address = f"http://127.0.0.1:{page['port']}"
opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
opener.open(f"{address}/?token={page['token']}", timeout=5).read()
said = opener.open(urllib.request.Request(f"{address}/dong", b"", {"Origin": address}), timeout=5).read().decode()
assert "đã đóng" in said, said[:200]
PY
wait
since "page closed" "$start"
[ ! -e "$mark" ] || { echo "the page left its mark"; exit 1; }
rm -rf "$user/Documents/CCHC"

say "cài đè"
touch "$home/app/cũ.txt"
timed upgrade win "$setup" /S
[ ! -e "$home/app/cũ.txt" ] && [ ! -e "$home/app.cu" ]
[ "$(win reg query 'HKCU\Environment' /v Path | grep -oF 'cchc\bin' | wc -l)" = 1 ]

say "thư mục của người khác: từ chối, không động đến"
mkdir -p "$c/congcu/python" "$c/congcu/bin"
printf 'của tôi' | tee "$c/congcu/python/a.txt" >"$c/congcu/bin/b.txt"
if wine "$setup" /S '/D=C:\congcu' </dev/null >/dev/null 2>&1; then echo "installed over another's folder"; exit 1; fi
[ "$(find "$c/congcu" -type f | wc -l)" = 2 ] || { find "$c/congcu" | head; echo "another's folder was changed"; exit 1; }

say "gỡ cài đặt; cài vào thư mục khác, gỡ"
timed uninstall win "$home/go_cai_dat.exe" /S "_?=$inside\\AppData\\Local\\Programs\\cchc"
rm -f "$home/go_cai_dat.exe"                          # with _?= it cannot remove itself
rmdir "$home" 2>/dev/null || true
win "$setup" /S '/D=C:\côngcụ\cchc'
[ -x "$c/côngcụ/cchc/python/python.exe" ]
win "$c/côngcụ/cchc/go_cai_dat.exe" /S '_?=C:\côngcụ\cchc'
[ ! -e "$c/côngcụ/cchc/python" ]
registry >"$work/reg.after"
files >"$work/files.after"
diff "$work/reg.before" "$work/reg.after" && echo "registry as before"
left=$(LC_ALL=C comm -13 "$work/files.before" "$work/files.after" | grep -v 'Báo cáo thử\|/Programs$' || true)
[ -z "$left" ] || { printf 'left behind:\n%s\n' "$left"; exit 1; }
echo "only the user's own files are left"
