#!/usr/bin/env bash
# The main job on both samples: the clean quarter in output/, real life in output/sau_thang_2023/.
set -euo pipefail
cd "$(dirname "$0")/.."
cchc=.venv/bin/cchc
clean=sample_inputs/quy_1_2023/job.toml
real=sample_inputs/sau_thang_2023/job.toml
drafts=output/sau_thang_2023

step() {
    if [ -t 1 ]; then printf '\n\033[1m%s\033[0m\n' "$*"; else printf '\n%s\n' "$*"; fi
}

step "1. Quý I năm 2023 (đủ báo cáo): lập báo cáo chính thức"
"$cchc" build "$clean" -o output

step "2. 6 tháng đầu năm 2023 (như ngoài đời): kiểm tra báo cáo các cơ quan đã gửi"
code=0
found=$("$cchc" check "$real" --format short -o "$drafts" 2>/dev/null) || code=$?
[ "$code" -le 1 ] || exit "$code"   # 1: errors found, as this sample means to show
count() { printf '%s\n' "$found" | grep -c "^$1 " || true; }
echo "Lỗi: $(count error) · cảnh báo: $(count warning) · ghi nhận: $(count note); ví dụ:"
printf '%s\n' "$found" | sed -n 's/^error [^ ]* [^ ]* /  /p' | sed -n '1p;$p'

step "3. 6 tháng đầu năm 2023: lập bản dự thảo, chỗ thiếu được đánh dấu"
"$cchc" build "$real" --draft -o "$drafts"

step "Xem ở đâu"
cat <<END
  output/bao_cao.docx, bao_cao.pdf         báo cáo chính thức Quý I, trình ký được
  output/phu_luc_1.pdf …                   các phụ lục
  $drafts/kiem_tra.xlsx      6 tháng: ai đã gửi, thiếu gì, sai ở ô nào
  $drafts/kiem_tra.html      cũng vậy, mở bằng trình duyệt: lọc, tìm, in
  $drafts/quyet_dinh.xlsx    các lỗi chờ quyết định
  $drafts/bao_cao.pdf        bản DỰ THẢO
Trang làm việc: .venv/bin/cchc init thu_nghiem && .venv/bin/cchc mo thu_nghiem
Số liệu trong hai bộ mẫu là số liệu minh họa.
END
