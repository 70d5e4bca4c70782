"""Brands by the words on the case: what a device's own strings say of who sells it."""

import re
from functools import lru_cache

# The brand whose words stand first in a text counts; of two at one place the earlier line here.
_BRANDS: tuple[tuple[str, str], ...] = (
    ("UTAX", r"\bTA[_ /-]?UTAX|\bUTAX\b"),
    ("Triumph-Adler", r"\bTA Triumph|\bTriumph[- ]?Adler"),
    ("Copystar", r"\bCopystar\b"),
    ("Olivetti", r"\bOlivetti|\bd-Color\b|\bd-Copia\b"),
    ("Fuji Xerox", r"\bFuji ?Xerox|\bFX (?=Apeos|Docu|Versant|Color)"),
    ("Fujifilm", r"\bFUJI ?FILM"),
    ("Xerox", r"\bXerox|\bPhaser\b|\bColorQube\b|\bWorkCentre\b|\bAltaLink\b|\bVersaLink\b"),
    ("Tektronix", r"\bTektronix"),
    ("Develop", r"\bDevelop\b(?= ?ineo|[ ,;]|$)|\bineo\b"),
    ("Konica Minolta", r"\bKonica[ _-]?Minolta|\bMinolta\b|\bbizhub\b|\bmagicolor\b|\bKONICA\b|\bAccurioP"),
    (
        "HP",
        r"\bHP\b|\bHewlett[- ]?Packard|\bLaserJet\b|\bOfficeJet\b|\bDesignJet\b|\bDeskJet\b|\bPageWide\b|\bJETDIRECT",
    ),
    ("Brother", r"\bBrother\b"),
    ("Canon", r"\bCanon\b|\bimageRUNNER\b|\bimagePRESS\b|\biR-?ADV\b|\bi-SENSYS\b"),
    ("Dell", r"\bDell\b"),
    ("Epson", r"\bEpson\b|\bSEIKO EPSON\b"),
    ("Kyocera", r"\bKyocera|\bTASKalfa\b|\bECOSYS\b"),
    ("Lexmark", r"\bLexmark\b"),
    ("OKI", r"\bOKI(?:DATA|LAN|PAGE)?\b|\bOki Data\b"),
    ("Lanier", r"\bLanier\b"),
    ("Savin", r"\bSavin\b"),
    ("NRG", r"\bNRG\b"),
    ("Gestetner", r"\bGestetner\b"),
    ("Nashuatec", r"\bNashuatec\b"),
    ("Rex-Rotary", r"\bRex[- ]?Rotary\b"),
    ("Infotec", r"\bInfotec\b"),
    ("Ricoh", r"\bRicoh\b|\bAficio\b"),
    ("Samsung", r"\bSamsung\b"),
    ("Sharp", r"\bSharp\b"),
    ("Toshiba", r"\bToshiba\b|\be-?STUDIO"),
    ("Zebra", r"\bZebra|\bZTC\b|\bZebraNet"),
    ("Pantum", r"\bPantum\b"),
    ("Sindoh", r"\bSindoh\b"),
    ("Panasonic", r"\bPanasonic\b"),
    ("Muratec", r"\bMuratec\b"),
    ("Kodak", r"\bKodak\b"),
    ("Océ", r"\bOc[eé]\b(?=[ -])"),
    ("Riso", r"\bRISO\b"),
    ("Roland", r"\bRoland DG\b"),
    ("Mimaki", r"\bMimaki\b"),
    ("Mutoh", r"\bMutoh\b"),
    ("Printronix", r"\bPrintronix\b"),
    ("TallyGenicom", r"\bTally ?Genicom\b|\bTally\b|\bGenicom\b"),
    ("Dascom", r"\bDascom\b"),
    ("Intermec", r"\bIntermec\b"),
    ("Honeywell", r"\bHoneywell\b"),
    ("Datamax", r"\bDatamax"),
    ("SATO", r"\bSATO\b"),
    ("TSC", r"\bTSC\b"),
    ("Citizen", r"\bCITIZEN\b"),
    ("Star", r"\bStar (?:Micronics\b|TSP|mC-)"),
    ("IBM", r"\bIBM\b"),
    ("InfoPrint", r"\bInfoPrint\b"),
    ("Fargo", r"\bFARGO\b"),
    ("Evolis", r"\bEvolis\b"),
    ("Bixolon", r"\bBIXOLON\b"),
    ("Godex", r"\bGoDEX\b"),
    ("Primera", r"\bPrimera\b(?= (?:LX|Tech))"),
    ("Imagistics", r"\bImagistics\b"),
    ("Pitney Bowes", r"\bPitney ?Bowes\b"),
    ("Avision", r"\bAvision\b"),
    ("Lenovo", r"\bLenovo\b"),
    ("Deli", r"\bDELI\b"),
    ("Katusha", r"\bKatusha\b"),
)
_WORDS = re.compile("|".join(f"(?P<b{number}>{pattern})" for number, (_, pattern) in enumerate(_BRANDS)), re.IGNORECASE)

# How the same brands write themselves in front of a model.
_PREFIX = re.compile(
    r"^(?:Hewlett[- ]?Packard|HP|Brother(?: Industries,? Ltd\.?)?|Canon(?: Inc\.?)?|Dell(?: Inc\.?)?|(?:SEIKO )?EPSON"
    r"|FUJI ?FILM(?: Business Innovation)?|Fuji ?Xerox|FX|KONICA[ _-]?MINOLTA|KONICA|MINOLTA|Develop"
    r"|KYOCERA(?:[ -]?Mita)?(?: Document Solutions)?|TA[_ /]UTAX|TA Triumph-Adler|TRIUMPH-?ADLER|UTAX|Olivetti"
    r"|Lexmark(?: International,? Inc\.?| International)?|OKI ?DATA(?: CORP(?:ORATION)?\.?)?|OKI|Tektronix"
    r"|RICOH|LANIER|SAVIN|NRG|Gestetner|Nashuatec|Rex[- ]?Rotary|Infotec|Samsung(?: Electronics)?|SHARP"
    r"|TOSHIBA(?: TEC)?|Xerox(?: Corporation)?|Zebra(?: Technologies)?|PANTUM|Sindoh|Panasonic|Printronix|Kodak"
    r"|Copystar|Muratec|Oc[eé]|RISO|Roland DG|Mimaki|Mutoh|Intermec|Honeywell|Datamax(?:-O'Neil)?|SATO|TSC|CITIZEN"
    r"|Star(?: Micronics)?|Avision|Lenovo|Katusha|IBM|FARGO|Evolis|BIXOLON|GoDEX|Primera|Imagistics)"
    r"(?:[\s:,_]+|$)",
    re.IGNORECASE,
)


MAX_TEXT = 255
"""Characters looked at: what sysDescr may hold."""


def brand_in(text: str | None) -> str | None:
    """The brand that a text names first; None where it names none."""
    return _brand_in(text[:MAX_TEXT]) if text else None


# A fleet repeats the same few texts; they are cut, so that what is kept stays small.
@lru_cache(maxsize=2048)
def _brand_in(text: str) -> str | None:
    match = _WORDS.search(text.replace("_", " "))
    if match is None or match.lastgroup is None:
        return None
    return _BRANDS[int(match.lastgroup[1:])][0]


def without_brand(text: str) -> str:
    """A model without the brand in front of it; itself where nothing would be left."""
    shorter = text
    while (match := _PREFIX.match(shorter)) is not None:
        rest = shorter[match.end() :].strip()
        if not rest:
            break
        shorter = rest
    return shorter
