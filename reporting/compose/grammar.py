"""How an office writes: joining names, giving a text its subject, shortening without cutting a thought.

Small rules with one meaning each. Nothing here invents a word that the sender did not write,
but a subject (the agency's name) where the sender left it out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from reporting.numbers import format_count
from reporting.plan import Due
from reporting.text import clean, fold, lower_first, upper_first

# Verbs with which agencies begin a result without naming themselves ("Tham mưu ban hành 04 …").
_VERBS = (
    "áp dụng|ban hành|bảo đảm|bồi dưỡng|bố trí|bổ nhiệm|bổ sung|cải thiện|cập nhật|cấp|chấp hành|chỉ đạo|chủ động|"
    "chủ trì|chuẩn bị|công bố|công khai|cơ bản|cụ thể hóa|cung cấp|cử|duy trì|dự kiến|đang|đã|đánh giá|đào tạo|đăng|đẩy mạnh|"
    "đề nghị|đề xuất|điều chỉnh|đôn đốc|đưa|giải quyết|giao|gửi|hoàn thành|hoàn thiện|hỗ trợ|hướng dẫn|kết nối|khảo sát|khen thưởng|"
    "kiểm điểm|kiểm tra|kiện toàn|ký kết|kịp thời|kiến nghị|lập|lấy ý kiến|lồng ghép|mở|nâng cao|nâng cấp|nghiên cứu|"
    "nhắc nhở|niêm yết|phát hành|phát hiện|phát sóng|phê bình|phân công|phân tích|phê duyệt|phối hợp|phổ biến|quán triệt|rà soát|sắp xếp|số hóa|"
    "sơ kết|sửa đổi|tạo lập|tăng cường|tập huấn|tập trung|tham gia|tham mưu|thành lập|thẩm định|theo dõi|thí điểm|"
    "thống kê|thực hiện|thường xuyên|tiếp nhận|tiếp tục|tổ chức|tổng hợp|tổng kết|trả lời|triển khai|trình|tuyên truyền|"
    "tuyển dụng|tư vấn|tự chấm điểm|tự kiểm tra|ứng dụng|vận động|vận hành|xây dựng|xử lý|chưa"
)
_BEGINS_WITH_VERB = re.compile(rf"(?:{_VERBS})\b", re.IGNORECASE)
# "Sở đã …", "Đơn vị đang …": a subject that names nobody.
_NAMELESS = re.compile(
    r"(?:Sở|Đơn vị|Cơ quan|Ban|Văn phòng|Huyện|Thành phố|UBND huyện|UBND thành phố)\s+(?=(?:đã|đang|chưa|tiếp tục)\b)"
)
# Words that keep their capital inside a sentence (NĐ 30/2020, Phụ lục II: names of bodies and documents).
_PROPER = re.compile(
    r"(?:Ban (?=[A-ZÀ-ỸĐ])|Bảo hiểm|Bộ |Chi cục|Chính phủ|Chủ tịch|Công an|Cục |Đài |Đảng|Hội đồng|Kho bạc|Ngân hàng|"
    r"Nhân dân|Nhà nước|Phó Chủ tịch|Quốc hội|Sở |Thanh tra|Thủ tướng|Tỉnh ủy|Trung tâm|Trung ương|Trường |Ủy ban|"
    r"Văn phòng|Nghị định|Nghị quyết|Thông tư|Chỉ thị|Luật |Hệ thống|Cổng |Nền tảng|"
    r"(?:Quyết định|Kế hoạch|Công văn|Đề án|Báo cáo|Tờ trình) số )"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ỸĐ\d])")
_BULLET = re.compile(r"^\s*(?:[-–—•+*▪●]+|\d{1,2}[.)](?=\s))\s*")


def join_names(names: Sequence[str]) -> str:
    """("Sở Y tế", "Sở Xây dựng", "UBND huyện A") → "Sở Y tế, Sở Xây dựng và UBND huyện A"; names that
    hold a comma or "và" themselves are parted by ";" ("Sở Giáo dục và Đào tạo; Sở Y tế")."""
    if len(names) < 2:
        return "".join(names)
    if any("," in name or " và " in name for name in names):
        return "; ".join(names)
    return f"{', '.join(names[:-1])} và {names[-1]}"


def join_some(names: Sequence[str], limit: int, noun: str = "cơ quan, đơn vị") -> str:
    """At most `limit` names, the others counted: "Sở A, Sở B và 03 cơ quan, đơn vị khác"."""
    if len(names) <= limit:
        return join_names(names)
    between = "; " if any("," in name or " và " in name for name in names[:limit]) else ", "
    return f"{between.join(names[:limit])} và {format_count(len(names) - limit)} {noun} khác"


def long_date(day: date) -> str:
    """ngày 05 tháng 3 năm 2023 (NĐ 30/2020, Phụ lục I, Mục II.4)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def full_stop(text: str) -> str:
    """One "." at the end, and a capital at the beginning."""
    return upper_first(text.rstrip(" ;,.")) + "." if text.strip(" ;,.") else ""


def without_stop(text: str) -> str:
    return text.rstrip(" ;,.")


def soften(text: str) -> str:
    """Lower the first letter, unless it begins a name, an acronym or a number."""
    first = text.split(" ", 1)[0]
    if len(first) > 1 and first[1:] != first[1:].lower() or _PROPER.match(text):
        return text
    return lower_first(text)


def as_prose(text: str) -> str:
    """A cell with line breaks and bullets as running text: lines parted by ";", or "." where they end so."""
    lines = [_BULLET.sub("", line) for line in clean(text).split("\n")]
    prose = ""
    for line in (line for line in lines if line):
        prose = f"{prose}{_joint(prose)}{line if not prose or prose[-1] == '.' else soften(line)}"
    return prose


def _joint(prose: str) -> str:
    if not prose:
        return ""
    return " " if prose[-1] in ".:;,!?" else "; "


def concise(text: str, words: int) -> tuple[str, bool]:
    """Whole sentences (of a long first one: whole clauses up to ";") within `words`; and whether
    anything was left out. A clause is never cut: half a thought may say the opposite."""
    sentences = _SENTENCE_END.split(text)
    kept = _within(sentences, words)
    if len(kept) > 1 or _length(sentences[0]) <= words:
        return " ".join(kept), len(kept) < len(sentences)
    clauses = sentences[0].split("; ")
    kept = _within(clauses, words)
    return "; ".join(kept), len(kept) < len(clauses) or len(sentences) > 1


def _within(parts: Sequence[str], words: int) -> list[str]:
    kept, used = [parts[0]], _length(parts[0])
    for part in parts[1:]:
        used += _length(part)
        if used > words:
            break
        kept.append(part)
    return kept


def _length(text: str) -> int:
    return len(text.split())


def with_subject(name: str, text: str) -> str:
    """Give a result its subject: "Rà soát 31 văn bản" → "Sở Tư pháp rà soát 31 văn bản".

    A text that begins with a name or a noun ("Mạng truyền số liệu …") stays as it is.
    """
    if fold(text).startswith(fold(name)):
        return text
    nameless = _NAMELESS.match(text)
    if nameless:
        return f"{name} {text[nameless.end() :]}"
    if _BEGINS_WITH_VERB.match(text):
        return f"{name} {lower_first(text)}"
    return text


def due_words(due: Due) -> str:
    """When something is due, as a report says it: what a sample says of its own invention is no part of that."""
    return _INVENTED.sub("", due.label)


_INVENTED = re.compile(r" ?\((?:hạn )?minh họa\)")


def documents(text: str) -> tuple[str, ...]:
    """The documents cited in an evidence cell, one each: parted by ";" or line breaks."""
    parts = re.split(r"[;\n]+", clean(text))
    return tuple(dict.fromkeys(without_stop(_BULLET.sub("", part)).strip() for part in parts if part.strip(" .;-")))


_BRACKETS = re.compile(r" \([^()]*\)")
_SHORT_ENDS = re.compile(
    r"[;.:](?!\d)|,? (?:nhằm|để|bảo đảm|đảm bảo|theo đúng|theo Quyết định|theo hướng dẫn|theo các quy định|theo quy định|"
    r"tại Quyết định|góp phần|gắn với|trong đó|tập trung|phù hợp với|làm cơ sở|hướng tới|tránh|phấn đấu)\b"
)
# Pairs that belong together: no title ends between them.
_PAIRS = re.compile(
    r"(?:sở|cơ quan|cán bộ|công chức|lãnh đạo|phản ánh|cơ chế|chức năng|nhiệm vụ|bộ|ngành|vướng mắc|khó khăn|một cửa|"
    r"tích hợp|sửa đổi|cải thiện|hiệu quả|theo dõi|tham mưu)$",
    re.IGNORECASE,
)
# The day and the body of a document whose number and subject are enough in a title.
_DATED = re.compile(r" ngày \d{1,2}(?: tháng \d{1,2} năm |/\d{1,2}/)\d{4}(?: của [^,;]+?)?(?= (?:về|ban hành) )")
_SHORT_WORDS, _LEAST_WORDS = 28, 6


def short_title(text: str) -> str:
    """A task's first clause, to head its paragraph; the whole text stands in the annex."""
    bare = _BRACKETS.sub("", text.split("\n")[0].rstrip(" :"))  # the parts of a task stand on lines of their own
    ends = (end.start() for end in _SHORT_ENDS.finditer(bare))
    title = next((bare[:end] for end in ends if _length(bare[:end]) >= _LEAST_WORDS), bare)
    if _length(title) > _SHORT_WORDS:
        title = _DATED.sub("", title)
    return without_stop(title if _length(title) <= _SHORT_WORDS else _to_comma(title))


def _to_comma(text: str) -> str:
    """Up to the last comma within the limit, rather one that a verb follows than one inside a list."""
    commas = [
        m.start() for m in re.finditer(r",(?!\d)", text) if _LEAST_WORDS <= _length(text[: m.start()]) <= _SHORT_WORDS
    ]
    whole = [at for at in commas if not _PAIRS.search(text[:at]) and text[:at].count("“") == text[:at].count("”")]
    before_verbs = [at for at in whole if _BEGINS_WITH_VERB.match(text[at + 1 :].lstrip())]
    best = before_verbs or whole
    return text[: best[-1]] if best else text
