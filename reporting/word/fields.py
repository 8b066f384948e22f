"""The fields that a frame template may use, and their values out of a part's blocks.

One list for filling, for checking a template and for its documentation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reporting.document import (
    Addressees,
    Block,
    Closing,
    Letterhead,
    Part,
    Title,
    addressee_lines,
    recipient_lines,
)

BODY_FIELD = "than_bai"

FIELDS = {
    "co_quan_chu_quan": "tên cơ quan chủ quản trực tiếp (trống nếu không ghi)",
    "co_quan_ban_hanh": "tên cơ quan ban hành",
    "so_ky_hieu": "Số: …/BC-…",
    "dia_danh_ngay_thang": "địa danh, ngày … tháng … năm …",
    "trich_yeu_cong_van": "trích yếu của công văn (V/v …), trống nếu không có",
    "ten_loai": "tên loại văn bản",
    "trich_yeu": "trích yếu nội dung văn bản có tên loại",
    "kinh_gui": "dòng Kính gửi (cả nơi nhận nếu chỉ có một nơi)",
    "noi_gui": "danh sách nơi gửi, khi có từ hai nơi trở lên",
    "noi_nhan": "danh sách dòng Nơi nhận",
    "quyen_han": "danh sách dòng quyền hạn, chức vụ của người ký",
    "nguoi_ky": "họ tên người ký",
    BODY_FIELD: "toàn bộ nội dung văn bản: một đoạn riêng {{p than_bai }}",
}
TITLE_FIELDS = ("ten_loai", "trich_yeu")
LISTS = ("noi_gui", "noi_nhan", "quyen_han")


@dataclass(frozen=True, slots=True)
class FieldFrame:
    """A part taken apart: what the frame template prints, and the blocks between and after."""

    letterhead: Letterhead | None
    title: Title | None
    addressees: Addressees | None
    body: tuple[Block, ...]
    closing: Closing | None
    after: tuple[Block, ...]

    @property
    def present(self) -> bool:
        return any((self.letterhead, self.title, self.addressees, self.closing))


def frame_of(part: Part) -> FieldFrame:
    """Letterhead, title and addressees lead a part, the closing ends it; nothing is dropped:
    a frame block anywhere else is refused when its place is written."""
    blocks = list(part.blocks)
    letterhead = blocks.pop(0) if blocks and isinstance(blocks[0], Letterhead) else None
    title = blocks.pop(0) if blocks and isinstance(blocks[0], Title) else None
    addressees = blocks.pop(0) if blocks and isinstance(blocks[0], Addressees) else None
    end = next((n for n, block in enumerate(blocks) if isinstance(block, Closing)), len(blocks))
    closing = blocks[end] if end < len(blocks) else None
    assert closing is None or isinstance(closing, Closing)
    return FieldFrame(letterhead, title, addressees, tuple(blocks[:end]), closing, tuple(blocks[end + 1 :]))  # type: ignore[arg-type]


def field_values(frame: FieldFrame) -> dict[str, Any]:
    """Values of FIELDS except the body's; a field that the part lacks is empty."""
    head, title, closing = frame.letterhead, frame.title, frame.closing
    to = addressee_lines(frame.addressees) if frame.addressees else ()
    return {
        "co_quan_chu_quan": head.superior if head else "",
        "co_quan_ban_hanh": head.body if head else "",
        "so_ky_hieu": head.number_line if head else "",
        "dia_danh_ngay_thang": head.place_date if head else "",
        "trich_yeu_cong_van": head.subject if head else "",
        "ten_loai": title.kind if title else "",
        "trich_yeu": title.subject if title else "",
        "kinh_gui": to[0] if to else "",
        "noi_gui": to[1:],
        "noi_nhan": recipient_lines(closing)[1:] if closing else (),
        "quyen_han": closing.signing if closing else (),
        "nguoi_ky": closing.signer if closing else "",
    }
