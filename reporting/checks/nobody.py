"""What nobody in the job has to report: the plan gives it to agencies that send no return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reporting.agencies import Agency
from reporting.checks.check_input import JoinedRows, shortened
from reporting.findings import Finding, finding
from reporting.numbers import format_date
from reporting.plan import Combine, Item, Measure, Role

CODES = ("item-without-reporter", "measure-without-total")

_LEADS = (Combine.LEAD, Combine.LEAD_CHECKED)
_SHOWN = 4


def check(joined: JoinedRows) -> Iterator[Finding]:
    """Items and measures without a row that somebody must fill; and those that take the lead's figure alone, where the
    lead sends none. A job of one agency looks at its own items only."""
    asked = {(row.item.code, row.obligation.measure) for one in joined.agencies for row in one.rows if row.required}
    totals = {row.obligation.measure for one in joined.agencies for row in one.rows if row.obligation.total}
    items = {code for code, _ in asked}
    for item in joined.given.plan.items:
        if item.code not in items:
            yield _about("item-without-reporter", item, None, joined)
            continue
        for measure in item.measures:
            if measure.combine in _LEADS and measure.id not in totals:
                yield _about("measure-without-total", item, measure, joined)
            elif measure.combine not in _LEADS and (item.code, measure.id) not in asked:
                yield _about("item-without-reporter", item, measure, joined)


def _about(code: str, item: Item, measure: Measure | None, joined: JoinedRows) -> Finding:
    return finding(
        code,
        item.source,
        item=item.code,
        measure=measure.id if measure else "",
        which=measure.id if measure else item.code,
        title=(measure.name if measure else shortened(item.text)).rstrip("."),
        why=_why(code, item, measure, joined),
    )


def _why(code: str, item: Item, measure: Measure | None, joined: JoinedRows) -> str:
    """Of each party that ought to report, why it does not: `Sở Y tế ghi “Báo cáo” là “không”`."""
    roles = (Role.LEAD,) if code == "measure-without-total" else (Role.LEAD, Role.IMPLEMENT)
    parties = [a.party for role in roles for a in item.parties(role) if not a.open]
    parties += [item.focal] if item.focal else []
    open_ones = [a.party for role in roles for a in item.parties(role) if a.open]
    left_out = _left_out(item, measure)
    reasons = list(dict.fromkeys(filter(None, (_of_party(p, left_out, joined) for p in dict.fromkeys(parties)))))
    if open_ones and not parties:
        return f"kế hoạch chỉ nêu chung “{open_ones[0]}”"
    more = f"; và {len(reasons) - _SHOWN} đơn vị khác" if len(reasons) > _SHOWN else ""
    return "; ".join(reasons[:_SHOWN]) + more or "kế hoạch không giao đơn vị nào chủ trì hoặc thực hiện"


def _left_out(item: Item, measure: Measure | None) -> frozenset[str]:
    """Whom the measure, or each of the item's, leaves out."""
    measures = (measure,) if measure else item.measures
    return frozenset.intersection(*(frozenset(m.excluded) for m in measures)) if measures else frozenset()


def _of_party(party: str, left_out: frozenset[str], joined: JoinedRows) -> str:
    registry = joined.given.registry
    agencies = registry.expand(party)
    if party in left_out:
        return f"{registry.name_of(party)} ghi ở cột “Loại trừ”"
    if len(agencies) == 1:
        return _of_agency(agencies[0], joined)
    said = _same({_kind(agency, joined) for agency in agencies})
    return f"{registry.name_of(party)} ({len(agencies)} đơn vị) {said}" if agencies else f"nhóm {party} không có đơn vị"


def _same(kinds: Iterable[str]) -> str:
    known = sorted(filter(None, kinds))
    return known[0] if len(known) == 1 else "không phải báo cáo"


def _of_agency(agency: Agency, joined: JoinedRows) -> str:
    heirs = joined.given.registry.heirs(agency.code, joined.given.period.cutoff)
    more = f", kế thừa là {', '.join(heir.label for heir in heirs)}" if heirs else ""
    kind = _kind(agency, joined)
    return f"{agency.label} {kind}{more}" if kind else ""


def _kind(agency: Agency, joined: JoinedRows) -> str:
    day = joined.given.period.cutoff
    if not agency.valid_on(day):
        ended = agency.valid_to if agency.ended(day) else None
        return f"hết hiệu lực ngày {format_date(ended)}" if ended else "chưa có hiệu lực vào ngày chốt số liệu"
    if agency.parent:
        return f"báo cáo qua {joined.given.registry.name_of(agency.parent)}"
    return "" if agency.expected else "ghi “Báo cáo” là “không”"
