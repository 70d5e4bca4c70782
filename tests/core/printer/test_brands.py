import pytest

from core.printer.brands import brand_in, without_brand


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HP LaserJet MFP M130nw", "HP"),
        ("hp color LaserJet 4700", "HP"),
        ("Hewlett-Packard", "HP"),
        ("Brother HL-5370DW series", "Brother"),
        ("TA_UTAX Printing System", "UTAX"),
        ("TRIUMPH-ADLER 3505ci", "Triumph-Adler"),
        ("FUJI XEROX ApeosPort-V C3375", "Fuji Xerox"),
        ("FX ApeosPort-V C3375", "Fuji Xerox"),
        ("FUJIFILM Apeos C7580", "Fujifilm"),
        ("Xerox AltaLink C8045; SS 1", "Xerox"),
        ("KONICA MINOLTA bizhub C250i", "Konica Minolta"),
        ("Develop ineo+ 280", "Develop"),
        ("KYOCERA Document Solutions Printing System", "Kyocera"),
        ("OKI OkiLAN 9450g", "OKI"),
        ("TOSHIBA e-STUDIO305CS", "Toshiba"),
        ("Lexmark MS810", "Lexmark"),
        ("Dell Laser Printer 5310n", "Dell"),
        ("NRG MP C3000", "NRG"),
        ("LANIER LD425c", "Lanier"),
        ("SAVIN 4025", "Savin"),
        ("Gestetner DSm725", "Gestetner"),
        ("ZebraNet Wired PS", "Zebra"),
        ("EPSON AL-M320DN", "Epson"),
        ("Panasonic DP-MB300", "Panasonic"),
        ("Sindoh D310", "Sindoh"),
        ("Copystar Printing System", "Copystar"),
        ("InfoPrint MP 5002 1.04 / InfoPrint Network Printer", "InfoPrint"),
        ("IBM Infoprint 1312", "IBM"),
        ("Star TSP143IIILAN", "Star"),
        ("FARGO HDP5000", "Fargo"),
        ("Star Wars Server", None),
        ("Linux printsrv 5.10", None),
        ("graphpad", None),
        ("", None),
        (None, None),
    ],
)
def test_the_first_brand_in_a_text(text: str | None, expected: str | None) -> None:
    assert brand_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HP LaserJet 4250", "LaserJet 4250"),
        ("Hewlett-Packard HP LaserJet 4250", "LaserJet 4250"),
        ("OKI DATA CORP C610", "C610"),
        ("KYOCERA MITA FS-1030D", "FS-1030D"),
        ("P-4532DN", "P-4532DN"),
        ("Brother", "Brother"),
        ("Dellmont 5", "Dellmont 5"),
    ],
)
def test_the_brand_goes_where_something_is_left(text: str, expected: str) -> None:
    assert without_brand(text) == expected
