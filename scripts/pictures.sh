#!/usr/bin/env bash
# The pictures of README.md, from what `make demo` made: needs poppler, LibreOffice and ImageMagick.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p docs/images
pdftoppm -r 80 -png -f 1 -l 1 -singlefile output/bao_cao.pdf "$work/trang"
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" \
    output/sau_thang_2023/kiem_tra.xlsx >/dev/null
pdftoppm -r 90 -png -f 1 -l 1 -singlefile "$work/kiem_tra.pdf" "$work/bang"
convert "$work/trang.png" -bordercolor '#bbbbbb' -border 1 +dither -colors 32 docs/images/bao_cao_trang_1.png
convert "$work/bang.png" -gravity south -chop 0x15% -trim +repage -bordercolor white -border 12 +dither -colors 128 docs/images/kiem_tra.png
ls -l docs/images
