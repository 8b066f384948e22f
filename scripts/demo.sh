#!/usr/bin/env bash
# The main job on both samples: the clean quarter in output/, real life in output/sau_thang_2023/.
set -euo pipefail
cd "$(dirname "$0")/.."
cchc=.venv/bin/cchc
clean=sample_inputs/quy_1_2023/job.toml
real=sample_inputs/sau_thang_2023/job.toml

step() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] || step() { printf '\n%s\n' "$*"; }

step "1. Quý I năm 2023: đủ báo cáo, lập báo cáo chính thức"
"$cchc" build "$clean" -o output

step "2. 6 tháng năm 2023: kiểm tra báo cáo các đơn vị đã gửi"
code=0
"$cchc" check "$real" --format short -o output/sau_thang_2023 >output/sau_thang_2023.txt || code=$?
case $code in
    0) echo "Không còn lỗi." ;;
    1) grep -c . output/sau_thang_2023.txt | sed 's/$/ dòng kết quả, còn lỗi phải xử lý./' ;;  # errors found: expected here
    *) exit "$code" ;;
esac

step "3. 6 tháng năm 2023: lập bản dự thảo, chỗ thiếu được đánh dấu"
"$cchc" build "$real" --draft -o output/sau_thang_2023
