import pytest

from core.printer.answers import Answers, Value
from core.printer.identify import IDENTITY_OIDS, V1_IDENTITY_OIDS, follow_up, identify
from tests.core.printer.conftest import Printer

ENT = "1.3.6.1.4.1"
DESCR, OBJECT_ID, NAME = "1.3.6.1.2.1.1.1.0", "1.3.6.1.2.1.1.2.0", "1.3.6.1.2.1.1.5.0"
ROW, SERIAL = "1.3.6.1.2.1.25.3.2.1.3", "1.3.6.1.2.1.43.5.1.1.17"


@pytest.mark.parametrize(
    ("values", "vendor", "dialect", "model"),
    [
        (
            {DESCR: b"Dell Laser MFP S5830dn version X", OBJECT_ID: f"{ENT}.674.10898.100.5"},
            "Dell",
            "dell",
            "Laser MFP S5830dn",
        ),
        (
            {f"{ROW}.1": b"TOSHIBA e-STUDIO305CS", OBJECT_ID: f"{ENT}.641.1.5"},
            "Toshiba",
            "lexmark",
            "e-STUDIO305CS",
        ),
        (
            {DESCR: b"TA_UTAX Printing System", f"{ROW}.1": b"P-C3062DN", OBJECT_ID: f"{ENT}.1347.41"},
            "UTAX",
            "kyocera",
            "P-C3062DN",
        ),
        (
            {f"{ROW}.1": b"Develop ineo+ 308", OBJECT_ID: f"{ENT}.18334.1.1.1.2.1.1"},
            "Develop",
            "konica_minolta",
            "ineo+ 308",
        ),
        ({f"{ROW}.1": b"NRG MP C3000", OBJECT_ID: f"{ENT}.367.1.1"}, "NRG", "ricoh", "MP C3000"),
        ({f"{ROW}.1": b"HP Laser MFP 432fdn", OBJECT_ID: f"{ENT}.236.11.5.1"}, "HP", "samsung", "Laser MFP 432fdn"),
        (
            {
                DESCR: b"KYOCERA Document Solutions Printing System",
                f"{ROW}.1": b"FS-1030D",
                OBJECT_ID: f"{ENT}.1347.41",
            },
            "Kyocera",
            "kyocera",
            "FS-1030D",
        ),
        (
            {f"{ROW}.1": b"Generic 28C-1", DESCR: b"KONICA MINOLTA bizhub C3110", OBJECT_ID: f"{ENT}.18334.1.1.1.2.1"},
            "Konica Minolta",
            "konica_minolta",
            "bizhub C3110",
        ),
        (
            {f"{ROW}.1": b"Generic 28C-1", OBJECT_ID: f"{ENT}.18334.1.1.1.2.1"},
            "Konica Minolta",
            "konica_minolta",
            "Generic 28C-1",
        ),
        (
            {f"{ROW}.1": b"Samsung M408x Series", DESCR: b"Samsung M4080FX; V1", OBJECT_ID: f"{ENT}.236.11.5.11"},
            "Samsung",
            "samsung",
            "M4080FX",
        ),
        (
            {DESCR: b"HP ETHERNET MULTI-ENVIRONMENT,PID:HP LaserJet M9040", OBJECT_ID: f"{ENT}.11.2.3.9.1"},
            "HP",
            "hp",
            "LaserJet M9040",
        ),
        ({OBJECT_ID: f"{ENT}.2001.1.1.1.1"}, "OKI", "oki", None),
        (
            {OBJECT_ID: f"{ENT}.8072.3.2.10", DESCR: b"Linux", f"{ROW}.1": b"Lexmark B2236dw"},
            "Lexmark",
            "lexmark",
            "B2236dw",
        ),
        ({DESCR: b"EPSON Built-in 11b/g/n Print Server", OBJECT_ID: f"{ENT}.1248.1.1.2.1"}, "Epson", "epson", None),
    ],
)
def test_the_brand_from_the_strings_the_dialect_from_the_number(
    values: dict[str, Value], vendor: str, dialect: str, model: str | None
) -> None:
    identity = identify(Answers(values))
    assert (identity.vendor, identity.dialect, identity.model) == (vendor, dialect, model)


def test_hps_emulated_device_id_does_not_make_an_hp() -> None:
    values: dict[str, Value] = {
        OBJECT_ID: f"{ENT}.2435.2.3.9.1",
        f"{ENT}.11.2.3.9.1.1.7.0": b"MFG:Hewlett-Packard;MDL:LaserJet 4;",
    }
    assert identify(Answers(values)).vendor == "Brother"


def test_a_string_of_another_brand_is_not_the_model_while_there_is_a_better_one() -> None:
    values: dict[str, Value] = {
        f"{ROW}.1": b"Brother HL-L2350DW series",
        OBJECT_ID: f"{ENT}.2435.2.3.9.1",
        f"{ENT}.2435.2.3.9.1.1.7.0": b"MFG:Brother;MDL:HP LaserJet 4;CLS:PRINTER;",
    }
    assert identify(Answers(values)).model == "HL-L2350DW"


@pytest.mark.parametrize(
    ("values", "serial"),
    [
        ({f"{SERIAL}.1": b" AB12345\0"}, "AB12345"),
        ({f"{SERIAL}.1": b"XXXXXXXXXX", DESCR: b"HP ETHERNET,SN:VNC3X12345,FN:1"}, "VNC3X12345"),
        ({f"{SERIAL}.1": b"", OBJECT_ID: f"{ENT}.1347.41", f"{ENT}.1347.43.5.1.1.28.1": b"R4Z1234567"}, "R4Z1234567"),
        ({f"{ENT}.2699.1.2.1.2.1.1.3.1": b"MFG:Acme;MDL:P1;SN:AC-77120;"}, "AC-77120"),
        ({f"{SERIAL}.0": b"CN1234567H"}, "CN1234567H"),
        ({f"{SERIAL}.1": b"0000000000"}, None),
        ({}, None),
    ],
)
def test_the_serial_number_from_the_best_place_that_has_one(values: dict[str, Value], serial: str | None) -> None:
    assert identify(Answers(values)).serial == serial


def test_a_name_is_sys_name_or_what_an_admin_wrote() -> None:
    own = "1.3.6.1.2.1.43.5.1.1.16.1"
    assert identify(Answers({NAME: b"lp-hall", own: b"Other"})).name == "lp-hall"
    assert identify(Answers({NAME: b"", own: b"Hall printer"})).name == "Hall printer"
    model_only: dict[str, Value] = {own: b"ECOSYS P2040dw", f"{ROW}.1": b"ECOSYS P2040dw"}
    assert identify(Answers(model_only)).name is None


@pytest.mark.parametrize(
    ("descr", "firmware"),
    [
        (b"Xerox VersaLink C405; SS 68.59.41, NC 68.59.41", "68.59.41"),
        (b"Samsung M4080FX; V11.01.03.04_02-27-2017;Engine", "11.01.03.04_02-27-2017"),
        (b"RICOH Aficio MP C3002 2.20 / RICOH Network Printer", "2.20"),
        (b"Lexmark T640 version NS.NP.N118 kernel 2.4", "NS.NP.N118"),
        (b"SHARP MX-3570N", None),
    ],
)
def test_the_firmware_in_sys_descr(descr: bytes, firmware: str | None) -> None:
    assert identify(Answers({DESCR: descr})).firmware == firmware


def test_hostile_text_never_reaches_the_identity(printer: Printer) -> None:
    printer.system(b"HP \x1b]0;x\x07LaserJet 4\n250").row(b"HP LaserJet\r\n4250 \x9b31m\xe2\x80\xae").having(
        {NAME: b"a\x00b\x1b"}
    )
    identity = identify(printer.answers())
    for text in (identity.model, identity.name, identity.vendor):
        assert text is not None
        assert text.isprintable()


def test_the_datagrams_are_small() -> None:
    assert len(IDENTITY_OIDS) <= 5
    assert set(V1_IDENTITY_OIDS) == {DESCR, OBJECT_ID}


def _ask(device: dict[str, Value], first: tuple[str, ...]) -> tuple[list[tuple[str, ...]], Answers]:
    """The rounds of a sweep against a device, and what it knows in the end."""
    rounds, wanted, known, asked = [], first, dict[str, Value](), set[str]()
    while wanted:
        assert not asked & set(wanted)
        rounds.append(wanted)
        asked.update(wanted)
        known |= {oid: device[oid] for oid in wanted if oid in device}
        wanted = follow_up(Answers(known), asked)
        assert len(rounds) < 10
    return rounds, Answers(known)


def test_enough_is_enough() -> None:
    device: dict[str, Value] = {
        DESCR: b"SHARP MX-3570N",
        OBJECT_ID: f"{ENT}.2385.3.1.112",
        f"{ROW}.1": b"SHARP MX-3570N",
        f"{SERIAL}.1": b"6512345678",
    }
    rounds, _ = _ask(device, IDENTITY_OIDS)
    assert rounds == [IDENTITY_OIDS]


def test_a_serial_number_is_asked_of_the_makers_own_objects() -> None:
    device: dict[str, Value] = {
        DESCR: b"TA_UTAX Printing System",
        OBJECT_ID: f"{ENT}.1347.41",
        f"{ROW}.1": b"P-4532DN",
        f"{ENT}.1347.43.5.1.1.28.1": b"R4Z1234567",
    }
    rounds, answers = _ask(device, IDENTITY_OIDS)
    assert len(rounds) == 2
    assert identify(answers).serial == "R4Z1234567"


def test_an_officejet_is_asked_at_index_0_before_its_private_serial() -> None:
    device: dict[str, Value] = {
        DESCR: b"HP ETHERNET MULTI-ENVIRONMENT",
        OBJECT_ID: f"{ENT}.11.2.3.9.1",
        f"{ROW}.0": b"HP Officejet Pro 8600",
        f"{SERIAL}.0": b"CN12345678",
    }
    rounds, answers = _ask(device, IDENTITY_OIDS)
    assert rounds[1] == (f"{ROW}.0", f"{SERIAL}.0")
    assert (identify(answers).model, identify(answers).serial) == ("Officejet Pro 8600", "CN12345678")


def test_a_printer_without_identity_objects_is_known_by_its_counter() -> None:
    device: dict[str, Value] = {DESCR: b"Acme", OBJECT_ID: f"{ENT}.99999.1", "1.3.6.1.2.1.43.10.2.1.4.1.1": 5}
    _, answers = _ask(device, IDENTITY_OIDS)
    assert identify(answers).is_printer


def test_the_v1_datagram_is_followed_by_the_rest() -> None:
    device: dict[str, Value] = {
        DESCR: b"KYOCERA Printer I/F",
        OBJECT_ID: f"{ENT}.1347.41",
        f"{ROW}.1": b"FS-1030D",
        f"{SERIAL}.1": b"XAB1234567",
    }
    rounds, answers = _ask(device, V1_IDENTITY_OIDS)
    assert len(rounds) == 2
    assert (identify(answers).model, identify(answers).serial) == ("FS-1030D", "XAB1234567")


@pytest.mark.parametrize("object_id", [f"{ENT}.8072.3.2.10", f"{ENT}.9.1.1208", f"{ENT}.11.2.3.7.11.1", None])
def test_another_device_is_left_alone_after_a_few_questions(object_id: str | None) -> None:
    device: dict[str, Value] = {DESCR: b"something else"}
    if object_id:
        device[OBJECT_ID] = object_id
    rounds, answers = _ask(device, IDENTITY_OIDS)
    assert not identify(answers).is_printer
    assert len(rounds) <= 4


def test_silence_is_asked_nothing() -> None:
    assert follow_up(Answers({}), IDENTITY_OIDS) == ()
