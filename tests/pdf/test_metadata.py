"""The XMP packet is XML whatever an office is called, and says the same as the information dictionary."""

from __future__ import annotations

from xml.etree import ElementTree

from reporting.pdf.metadata import ND30, Metadata

ODD = "Sở A & B <C>"


def test_names_with_signs_of_xml_leave_the_packet_well_formed() -> None:
    metadata = Metadata(ODD, ODD, ODD, properties=((ODD, ODD),), annexes=(("phu_luc_1.pdf", ODD),))
    texts = [element.text for element in ElementTree.fromstring(metadata.xmp().partition(b"?>")[2]).iter()]
    assert texts.count(ODD) == 3  # title, author, subject
    assert f"{ODD}: {ODD}" in texts and f"phu_luc_1.pdf: {ODD}" in texts
    assert metadata.info() == {"Title": ODD, "Author": ODD, "Subject": ODD, "Producer": "cchc"}


def test_what_is_not_known_is_left_out() -> None:
    packet = Metadata("Báo cáo").xmp().decode()
    assert "dc:creator" not in packet and "dc:description" not in packet and ND30 not in packet
