"""The metadata of an outgoing document (NĐ 30/2020/NĐ-CP, Phụ lục VI), for PDF and Word alike.

Number and date are left open: the document system gives them (Điều 15). Lengths are the decree's.
"""

from __future__ import annotations

from reporting.job import Job

_LONGEST = {"Subject": 500, "OrganName": 200, "TypeName": 100, "Position": 100, "FullName": 50, "CodeNotation": 30}


def outgoing(job: Job, type_name: str, issuer: str, subject: str) -> tuple[tuple[str, str], ...]:
    """(name, text) in the order of Phụ lục VI; CodeNumber and IssuedDate stay empty until issue."""
    signing = job.signing
    values = {
        "TypeName": type_name,
        "CodeNumber": "",
        "CodeNotation": job.report.symbol,
        "IssuedDate": "",
        "OrganName": issuer,
        "Subject": subject,
        "Language": "Tiếng Việt",
        "Position": "; ".join(signing.lines),
        "FullName": signing.name,
        "To": "; ".join(job.report.addressees),
    }
    return tuple((name, text[: _LONGEST.get(name, 200)]) for name, text in values.items())
