"""The fleet's makes, most telling first: what runs empty in each, how fast, and which objects tell of it."""

from core.demo.models import BrotherRecords, Jam, Mirror, PrinterModel, SupplyModel, Words

_PRINTED, _COLOR, _BLACK, _DUPLEX = 1000, 620, 380, 410
"""Thousandths of an office's pages that a counter takes."""


def _inks(
    rows: str,
    pages: tuple[int, int],
    starts: tuple[int, int, int, int],
    label: str = "{} toner",
    low_at: int = 100,
    serial: str | None = None,
) -> tuple[SupplyModel, ...]:
    """Black, cyan, magenta and yellow.

    Args:
        rows: their letters in the order of the printer's rows from 1 on, e.g. "CMYK".
        pages: yield of black and of a color.
        starts: thousandths left of black, cyan, magenta and yellow.
        label: with braces for the color word.
        low_at: thousandths left at which the printer warns.
        serial: the cartridges' serial numbers, with {0} for the row; None where the printer tells none.
    """
    words = {"K": "Black", "C": "Cyan", "M": "Magenta", "Y": "Yellow"}
    return tuple(
        SupplyModel(
            row=row,
            label=label.format(words[letter]),
            pages=pages[0] if letter == "K" else pages[1],
            start=starts["KCMY".index(letter)],
            share={"K": 900, "C": 660, "M": 700, "Y": 620}[letter],
            low_at=low_at,
            serial=serial.format(row) if serial else None,
        )
        for row, letter in enumerate(rows, 1)
    )


def _wear(row: int, label: str, pages: int, start: int, serial: str | None = None) -> SupplyModel:
    """A part that wears: warned of, yet printing goes on."""
    return SupplyModel(row=row, label=label, pages=pages, start=start, stops=False, serial=serial)


HP_COLOR = PrinterModel(
    recording="hp_color_laserjet_m554",
    pages_per_minute=35,
    pages_per_hour=170,
    start_minute=15,
    supplies=(*_inks("KCMY", (5500, 4500), (640, 120, 530, 780), "{} cartridge", 150, "10{0}47{0}2086"),),
    trays=(2,),
    counters={
        "1.3.6.1.4.1.11.2.3.9.4.2.1.4.1.2.5.0": _PRINTED,
        "1.3.6.1.4.1.11.2.3.9.4.2.1.4.1.2.6.0": _BLACK,
        "1.3.6.1.4.1.11.2.3.9.4.2.1.4.1.2.7.0": _COLOR,
        "1.3.6.1.4.1.11.2.3.9.4.2.1.4.1.2.22.0": _DUPLEX,
    },
    words=Words(printing="Processing job", asleep="Sleep mode on"),
)

BROTHER = PrinterModel(
    recording="brother_mfc_l8900cdw",
    pages_per_minute=33,
    pages_per_hour=150,
    start_minute=45,
    supplies=(
        *(SupplyModel(row=row, label=f"Toner {letter}", pages=pages, start=start, share=share, form="some")
          for row, letter, pages, start, share in (
              (1, "BK", 6500, 410, 900), (2, "C", 4000, 270, 660), (3, "M", 4000, 90, 700), (4, "Y", 4000, 730, 620))),
        _wear(5, "Drum Unit", 30000, 575),
        _wear(6, "Belt Unit", 50000, 720),
        SupplyModel(row=7, label="WT Box", pages=40000, start=660, form="some"),
    ),
    counters={},
    brother=BrotherRecords(
        levels={0x6F: 1, 0x70: 2, 0x71: 3, 0x72: 4, 0x41: 5, 0x69: 6},
        shown={0x81: 1, 0x82: 2, 0x83: 3, 0x84: 4},
        conditions={0x31: 1, 0x32: 2, 0x33: 3, 0x34: 4, 0x63: 5},
        pages_left={0x82: 5, 0x88: 6},
        counters={0x00: _PRINTED, 0x01: _BLACK, 0x02: _COLOR, 0x06: _DUPLEX},
    ),
    words=Words(
        asleep="Deep Sleep", low="{} Low", out="Replace {}", full="Replace {}", nearly_full="{} End Soon"
    ),
)  # fmt: skip

KYOCERA = PrinterModel(
    recording="kyocera_ecosys_p3155dn",
    pages_per_minute=55,
    pages_per_hour=380,
    start_minute=5,
    supplies=(
        SupplyModel(row=1, label="Toner", pages=25000, start=370),
        SupplyModel(row=2, label="Waste Toner Box", pages=120000, start=500, form="some"),
    ),
    trays=(2,),
    counters={"1.3.6.1.4.1.1347.43.10.1.1.12.1.1": _PRINTED, "1.3.6.1.4.1.1347.42.3.1.1.1.1.1": _PRINTED},
    words=Words(idle="Ready.", printing="Printing...", asleep="Sleeping...", low="{} low.", out="Add {}."),
)

RICOH = PrinterModel(
    recording="ricoh_im_c3000",
    pages_per_minute=30,
    pages_per_hour=220,
    start_minute=70,
    supplies=(
        SupplyModel(row=1, label="Black Toner", pages=31000, start=560, share=900, form="tens"),
        SupplyModel(row=2, label="Waste Toner Bottle", pages=90000, start=860, form="tens"),
        SupplyModel(row=3, label="Cyan Toner", pages=19000, start=470, share=660, form="ricoh"),
        SupplyModel(row=4, label="Magenta Toner", pages=19000, start=330, share=700, form="ricoh"),
        SupplyModel(row=5, label="Yellow Toner", pages=19000, start=60, share=620, form="ricoh"),
    ),
    trays=(1, 2),
    counters={
        "1.3.6.1.4.1.367.3.2.1.2.19.1.0": _PRINTED,
        "1.3.6.1.4.1.367.3.2.1.2.19.2.0": 700,
        "1.3.6.1.4.1.367.3.2.1.2.19.4.0": 300,
        "1.3.6.1.4.1.367.3.2.1.2.19.5.1.9.1": _PRINTED,
    },
    mirrors=(
        Mirror("1.3.6.1.4.1.367.3.2.1.2.24.1.1.5.1", 1, "tens"),
        Mirror("1.3.6.1.4.1.367.3.2.1.2.24.1.1.5.2", 3, "ricoh"),
        Mirror("1.3.6.1.4.1.367.3.2.1.2.24.1.1.5.3", 4, "ricoh"),
        Mirror("1.3.6.1.4.1.367.3.2.1.2.24.1.1.5.4", 5, "ricoh"),
    ),
    words=Words(printing="Printing...", asleep="Energy Saver Mode", low="{} Almost Empty", out="Add {}"),
)

XEROX = PrinterModel(
    recording="xerox_altalink_c8145",
    pages_per_minute=45,
    pages_per_hour=420,
    start_minute=25,
    supplies=(
        SupplyModel(row=1, label="Black Toner", pages=59000, start=770, share=900, serial="3A71C0D500004101"),
        SupplyModel(row=2, label="Cyan Toner", pages=28000, start=410, share=660, serial="3A72C1E800004102"),
        SupplyModel(row=3, label="Magenta Toner", pages=28000, start=280, share=700, serial="3A73C2F100004103"),
        SupplyModel(row=4, label="Yellow Toner", pages=28000, start=930, share=620, serial="3A74C30700004104"),
        *(_wear(row, f"Drum Cartridge (R{row - 4})", 180000, start, f"4B6{row}19C20000420{row}")
          for row, start in ((5, 660), (6, 350), (7, 350), (8, 520))),
        _wear(9, "Fuser", 360000, 460),
        SupplyModel(row=10, label="Waste Toner Container", pages=60000, start=50),
        _wear(11, "Transfer Belt Cleaner", 160000, 730),
    ),
    trays=(1, 2),
    counters={
        "1.3.6.1.4.1.253.8.53.13.2.1.6.1.20.1": _PRINTED,
        "1.3.6.1.4.1.253.8.53.13.2.1.6.1.20.33": _COLOR,
        "1.3.6.1.4.1.253.8.53.13.2.1.6.1.20.34": _BLACK,
    },
    words=Words(idle="Ready to scan or print", printing="Printing", asleep="Low power mode", low="Reorder {}"),
)  # fmt: skip

PHASER = PrinterModel(
    recording="xerox_phaser_8560dn",
    pages_per_minute=30,
    pages_per_hour=140,
    start_minute=95,
    supplies=(
        *(SupplyModel(row=row, label=f"{color} Ink", pages=3400, start=start, share=share, form="some")
          for row, color, start, share in (
              (1, "Cyan", 80, 660), (2, "Magenta", 520, 700), (3, "Yellow", 440, 620), (4, "Black", 830, 900))),
        _wear(5, "Maintenance Kit", 30000, 220),
        SupplyModel(row=6, label="Waste Tray", pages=20000, start=700, form="some"),
    ),
    words=Words(idle="Ready To Print", asleep="Energy Saver", low="{} low", out="{} out", full="Empty {}"),
)  # fmt: skip

LEXMARK = PrinterModel(
    recording="lexmark_cx725de",
    pages_per_minute=50,
    pages_per_hour=290,
    start_minute=60,
    supplies=(
        SupplyModel(row=1, label="Black Cartridge", pages=25000, start=610, share=900, serial="CAE204417A3F"),
        SupplyModel(row=2, label="Cyan Cartridge", pages=16000, start=235, share=660, serial="CAE204418B51"),
        SupplyModel(row=3, label="Magenta Cartridge", pages=16000, start=480, share=700, serial="CAE204419C02"),
        SupplyModel(row=4, label="Yellow Cartridge", pages=16000, start=870, share=620, serial="CAE204420D96"),
        _wear(5, "Black Imaging Kit", 150000, 640),
        _wear(6, "Color Imaging Kit", 150000, 590),
        SupplyModel(row=7, label="Waste Toner Bottle", pages=90000, start=300),
        _wear(8, "Fuser", 150000, 660),
    ),
    counters={
        "1.3.6.1.4.1.641.6.4.2.1.1.4.1.1": _PRINTED,
        "1.3.6.1.4.1.641.6.4.2.1.1.4.1.2": _BLACK,
        "1.3.6.1.4.1.641.6.4.2.1.1.4.1.3": _COLOR,
        "1.3.6.1.4.1.641.6.4.2.1.1.4.1.4": _PRINTED,
    },
    mirrors=(
        *(Mirror(f"1.3.6.1.4.1.641.6.4.4.1.1.16.1.{row}", row, "counted", pages)
          for row, pages in ((1, 25000), (2, 16000), (3, 16000), (4, 16000), (5, 150000), (6, 150000), (8, 150000))),
        *(Mirror(f"1.3.6.1.4.1.641.6.4.4.1.1.12.1.{row}", row, "lexmark") for row in range(1, 9)),
    ),
    words=Words(asleep="Sleep mode", low="{} low", out="Replace {}"),
)  # fmt: skip

EPSON = PrinterModel(
    recording="epson_wf_c5790",
    pages_per_minute=24,
    pages_per_hour=120,
    start_minute=110,
    supplies=(
        *_inks("KCMY", (5000, 3000), (540, 620, 170, 390), "{} ink"),
        SupplyModel(row=5, label="Maintenance Box", pages=50000, start=880, form="some"),
    ),
    trays=(2,),
    counters={
        "1.3.6.1.4.1.1248.1.2.2.27.1.1.30.1.1": _PRINTED,
        "1.3.6.1.4.1.1248.1.2.2.27.1.1.3.1.1": _BLACK,
        "1.3.6.1.4.1.1248.1.2.2.27.1.1.4.1.1": _COLOR,
    },
    epson_inks=(1, 2, 3, 4),
    epson_box=5,
    words=Words(asleep="Power save"),
)

KONICA_MINOLTA = PrinterModel(
    recording="konica_minolta_bizhub_c300i",
    pages_per_minute=30,
    pages_per_hour=240,
    start_minute=35,
    supplies=(
        *_inks("CMYK", (28000, 28000), (760, 450, 520, 690), "Toner ({})"),
        *(_wear(row, f"Drum Cartridge ({color})", 90000, start)
          for row, color, start in ((5, "Cyan", 430), (6, "Magenta", 430), (7, "Yellow", 430), (8, "Black", 85))),
        *(_wear(row, f"Developer Cartridge ({color})", 300000, start)
          for row, color, start in ((9, "Cyan", 810), (10, "Magenta", 810), (11, "Yellow", 810), (12, "Black", 770))),
        SupplyModel(row=13, label="Waste Toner Box", pages=60000, start=400, form="some"),
        _wear(14, "Fusing Unit", 480000, 790),
        _wear(15, "Image Transfer Belt Unit", 440000, 740),
    ),
    trays=(1, 2),
    counters={
        "1.3.6.1.4.1.18334.1.1.1.5.7.2.1.1.0": _PRINTED,
        "1.3.6.1.4.1.18334.1.1.1.5.7.2.1.3.0": _DUPLEX,
        "1.3.6.1.4.1.18334.1.1.1.5.7.2.2.1.5.1.2": _BLACK,
        "1.3.6.1.4.1.18334.1.1.1.5.7.2.2.1.5.2.2": _COLOR,
    },
    words=Words(idle="Ready to print.", asleep="Sleep", low="{} is low.", out="Replace {}."),
)  # fmt: skip

CANON = PrinterModel(
    recording="canon_ir_adv_c3530",
    pages_per_minute=30,
    pages_per_hour=200,
    start_minute=80,
    supplies=(
        *_inks("KCMY", (36000, 19000), (300, 560, 490, 610), "{} toner"),
        SupplyModel(row=5, label="Waste Toner Container", pages=100000, start=600, form="some"),
    ),
    trays=(1, 2),
    counters={
        "1.3.6.1.4.1.1602.1.11.1.3.1.4.101": _PRINTED,
        "1.3.6.1.4.1.1602.1.11.1.3.1.4.113": _BLACK,
        "1.3.6.1.4.1.1602.1.11.1.3.1.4.123": _COLOR,
        "1.3.6.1.4.1.1602.1.11.1.3.1.4.301": 700,
    },
    words=Words(printing="Printing...", asleep="Sleep", low="Prepare {}", out="Out of {}"),
)

OKI = PrinterModel(
    recording="oki_c612",
    pages_per_minute=36,
    pages_per_hour=130,
    start_minute=20,
    supplies=(
        *_inks("KCMY", (7000, 6000), (210, 430, 660, 340), "{} toner"),
        *(_wear(row, f"{color} image drum", 30000, start)
          for row, color, start in ((5, "Black", 350), (6, "Cyan", 620), (7, "Magenta", 620), (8, "Yellow", 620))),
        _wear(9, "Belt unit", 60000, 480),
        _wear(10, "Fuser unit", 60000, 480),
    ),
    trays=(1,),
    mirrors=(
        *(Mirror(f"1.3.6.1.4.1.2001.1.1.1.1.100.3.1.1.3.{row}", row) for row in (1, 2, 3, 4)),
        *(Mirror(f"1.3.6.1.4.1.2001.1.1.1.1.100.4.1.1.3.{row}", row + 4) for row in (1, 2, 3, 4)),
    ),
    words=Words(idle="ONLINE", printing="PRINTING", asleep="SLEEP", low="{} low", out="Install new {}"),
    versions=("1",),
)  # fmt: skip

SWITCH = PrinterModel(recording="hpe_switch_2530")

SLEEPER = PrinterModel(
    recording="hp_laserjet_pro_m404dn",
    pages_per_minute=38,
    pages_per_hour=130,
    start_minute=145,
    supplies=(SupplyModel(row=1, label="Black cartridge", pages=10000, start=480),),
    counters={"1.3.6.1.4.1.11.2.3.9.4.2.1.4.1.2.5.0": _PRINTED, "1.3.6.1.4.1.11.2.3.9.4.2.1.4.1.2.22.0": _DUPLEX},
    words=Words(asleep="Sleep mode on", low="{} low", out="Replace {}"),
    sleeps_deeply=True,
)

SHARP = PrinterModel(
    recording="sharp_mx_3071",
    pages_per_minute=30,
    pages_per_hour=200,
    start_minute=50,
    supplies=(
        *_inks("CMYK", (40000, 24000), (310, 470, 820, 660), "{} Toner"),
        SupplyModel(row=5, label="Waste Toner", pages=50000, start=880),
        *(_wear(row, f"{color} Photoconductive Drum", 150000, start)
          for row, color, start in ((6, "Cyan", 540), (7, "Magenta", 540), (8, "Yellow", 540), (9, "Black", 380))),
    ),
    trays=(1, 2),
    words=Words(
        idle="Ready to copy or print.", asleep="Auto power shut-off", jammed="Remove misfeed. Open side cover."
    ),
    jam=Jam(every_minutes=960, lasts_minutes=360, cover=1, path="Paper jam in the fusing area", door="Side cover open"),
)  # fmt: skip

HP_LASER = PrinterModel(
    recording="hp_laser_408dn",
    pages_per_minute=40,
    pages_per_hour=140,
    start_minute=130,
    supplies=(
        SupplyModel(row=1, label="Black toner", pages=5000, start=690, serial="CRUM-21077700318"),
        _wear(2, "Fuser", 100000, 730),
        _wear(3, "Transfer roller", 100000, 730),
        _wear(4, "Tray 1 roller", 200000, 865),
    ),
    counters={},
    mirrors=(Mirror("1.3.6.1.4.1.236.11.5.1.1.3.22.0", 1),),
    words=Words(idle="Ready", asleep="Power save", low="Prepare new {}", out="Replace {}"),
)

ZEBRA = PrinterModel(
    recording="zebra_zt411",
    pages_per_minute=60,
    pages_per_hour=160,
    start_minute=30,
    supplies=(SupplyModel(row=1, label="Ribbon", pages=1476, start=650, form="some"),),
    words=Words(idle="READY", printing="PRINTING", asleep="READY", out="RIBBON OUT"),
)

UPS = PrinterModel(recording="apc_smart_ups_1500")

MODELS: tuple[PrinterModel, ...] = (
    HP_COLOR, BROTHER, KYOCERA, RICOH, XEROX, PHASER, LEXMARK, EPSON, KONICA_MINOLTA, CANON, OKI, SWITCH, SLEEPER,
    SHARP, HP_LASER, ZEBRA, UPS,
)  # fmt: skip
"""Every make once; a smaller fleet takes the first of them."""
