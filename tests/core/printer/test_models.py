import pytest

from core.printer.models import clean_model, is_vague, model_in_sys_descr, network_card


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brother MFC-L2710DW series", "MFC-L2710DW"),
        ("HP LaserJet MFP M130nw", "LaserJet MFP M130nw"),
        ("HP LaserJet 4050 Series ", "LaserJet 4050"),
        ("Canon TM-5300 /P", "TM-5300"),
        ("Canon iR-ADV C5235/5240 UFR II", "iR-ADV C5235/5240"),
        ("KONICA MINOLTA bizhub C250i", "bizhub C250i"),
        ("Lexmark X464de 35PYX9D LR.BS.P645", "X464de"),
        ("Lexmark MS811 version NH4.DN.N632", "MS811"),
        ("OKI DATA CORP C610", "C610"),
        ("P-4532DN", "P-4532DN"),
        ("Xerox WorkCentre 7845 v1 Multifunction System", "WorkCentre 7845"),
        ("Samsung ML-2850 Series OS 1.03.00.16 01-22-2008", "ML-2850"),
        ("RISO ComColor GD7330", "ComColor GD7330"),
        ("IBM Infoprint 1312", "Infoprint 1312"),
        ("Star Micronics TSP100", "TSP100"),
        ("TOSHIBA e-STUDIO3555C", "e-STUDIO3555C"),
        ("KYOCERA Document Solutions Printing System", None),
        ("KYOCERA Printer I/F", None),
        ("EPSON Built-in 11b/g/n Print Server", None),
        ("HP ETHERNET MULTI-ENVIRONMENT", None),
        ("Brother NC-8300h", None),
        ("ZebraNet PrintServer", None),
        ("Lexmark", None),
        ("Lexmark Printer", None),
        ("Ethernet port", None),
        ("unknown", None),
        ("---", None),
        ("", None),
        (None, None),
    ],
)
def test_a_model_stands_alone(text: str | None, expected: str | None) -> None:
    assert clean_model(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HP ETHERNET MULTI-ENVIRONMENT,SN:VNC1,FN:4,SVCID:3,PID:HP LaserJet Pro M402n", "LaserJet Pro M402n"),
        ("Xerox VersaLink C405; SS 68, NC 68", "VersaLink C405"),
        ("Xerox Phaser 8550DP;PS 3.11.0,Net 24.38", "Phaser 8550DP"),
        ("Samsung M4080FX; V11.01.03.04_02-27-2017;Engine V1", "M4080FX"),
        ("RICOH Aficio MP C3002 2.20 / RICOH Network Printer C model", "Aficio MP C3002"),
        ("FUJIFILM ApeosPro C810", "ApeosPro C810"),
        ("OKI OkiLAN 8450e Rev.02.72 PrintServer: Attached to C9650 Rev.01.06: (C)2004", "C9650"),
        ("Dell 3130cn Color Laser; Net 11.74, Controller 2009", "3130cn Color Laser"),
        ("Lexmark T640 version NS.NP.N118 kernel 2.4.0-test6 All-N-1", "T640"),
        ("Canon TM-5300 /P", "TM-5300"),
        ("HP ETHERNET MULTI-ENVIRONMENT,ROM A.05.03,JETDIRECT,JD24", None),
        ("Brother NC-8300h, Firmware Ver.1.14", None),
        ("TA_UTAX Printing System", None),
        ("Linux host 5.10.0 #1 SMP x86_64", None),
        (None, None),
    ],
)
def test_the_model_in_sys_descr(text: str | None, expected: str | None) -> None:
    assert model_in_sys_descr(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Generic 28C-1", True),
        ("Samsung M408x Series", True),
        ("HP LaserJet MFP M129-M134", True),
        ("Brother MFC-L2710DW series", False),
        ("SHARP MX-3570N", False),
        ("P-4532DN", False),
        ("EPSON SC-T3405 Series", False),
    ],
)
def test_families_and_placeholders_are_vague(text: str, expected: bool) -> None:
    assert is_vague(text) is expected


def test_a_network_card_is_a_last_resort() -> None:
    assert network_card("OKI OkiLAN 9450g Rev.01") == "OkiLAN 9450g"
    assert network_card("Brother NC-8300h, Firmware Ver.1.14") == "NC-8300h"
    assert network_card("EPSON Built-in 11b/g/n Print Server") is None
