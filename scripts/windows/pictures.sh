#!/usr/bin/env bash
# Pictures of the installer's windows for docs/huong_dan.md:  pictures.sh dist/cchc-0.1.0-setup.exe docs/images
# Needs Wine, Xvfb, xdotool, ImageMagick. Look at them before you commit: Wine's fonts are not Windows'.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
setup=$(realpath "$1") folder=$(realpath "$2")
work=$(mktemp -d)
export HOME=$work WINEPREFIX=$work/prefix WINEDEBUG=-all LC_ALL=vi_VN.UTF-8 DISPLAY=:77
Xvfb :77 -screen 0 900x620x24 >/dev/null 2>&1 &
trap 'wineserver -k || true; kill %1; rm -rf "$work"' EXIT
sleep 2
wine wineboot -i </dev/null >/dev/null 2>&1
wine winecfg /v win10 </dev/null >/dev/null 2>&1
python3 "$here/make_bcryptprimitives.py" "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll"
shot() { import -window root png:- | convert - -fuzz 2% -trim +repage -bordercolor '#888' -border 1 -colors 64 "$folder/$1"; }
wine "$setup" </dev/null >/dev/null 2>&1 &
sleep 15
shot cai_dat_1.png
xdotool key Return
sleep 40
shot cai_dat_2.png
