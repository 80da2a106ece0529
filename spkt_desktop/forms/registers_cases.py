"""The register books of cases: police reports, complaints, information, requests for a visum et repertum."""

from __future__ import annotations

from spkt_desktop.forms import complaints
from spkt_desktop.forms import register_cells as cells
from spkt_desktop.forms.event import VICTIM
from spkt_desktop.forms.register_book import Around, Cell, Part, book
from spkt_desktop.forms.register_cells import AT, DESTINATION, NO, NOTE, NUMBER, OFFICER
from spkt_desktop.records import Record

_UNKNOWN = "Dalam lidik"


def _model(record: Record, _: Around) -> str:
    """Both models stand in one book, each with a sequence of its own."""
    return f"{record.form.removeprefix('lp_').upper()}/{record.number.sequence}"


def _reporter(record: Record, around: Around) -> str:
    """The citizen; of model A the officer who found it."""
    if record.form == "lp_a":
        return cells.officer(around, cells.part(record, "petugas").get("nrp"))
    return cells.people("pelapor")(record, around) or record.who


def _listed_as(form: str) -> Cell:
    """Whom lists name of a record of that form, and of no other: of model A it is who is accused."""
    return lambda record, _: record.who if record.form == form else ""


def _victims(record: Record, around: Around) -> str:
    """Whoever suffered; a reporter or complainant who did is not named again."""
    himself = cells.part(record, "pelapor").get("kedudukan") == VICTIM
    himself = himself or cells.part(record, "hak").get("dasar") in (complaints.VICTIM, complaints.ALONE)
    called = "pengadu" if record.form == "pengaduan" else "pelapor"
    return cells.joined((f"{called} sendiri" if himself else "", cells.people("korban")(record, around)))


def _accused(record: Record, around: Around) -> str:
    found = cells.people("terlapor", "hubungan")(record, around)
    return found or (_UNKNOWN if record.values else "")


def _articles(record: Record, around: Around) -> str:
    what = cells.said(cells.part(record, "kejadian"), "apa")
    return cells.joined((what, cells.listed("pasal", "pasal")(record, around)))


def _event(record: Record, _: Around) -> str:
    return cells.happened(record)


def _things(section: str, title: str) -> Part:
    def cell(record: Record, _: Around) -> str:
        return cells.joined(
            cells.joined((cells.said(row, "jumlah"), cells.said(row, "satuan"), cells.said(row, "nama")), " ")
            for row in cells.rows(record, section)
        )

    return Part(title, cell, 1.1)


def _losses(record: Record, _: Around) -> str:
    lost = cells.rows(record, "kerugian")
    worth = sum(amount for row in lost if isinstance(amount := row.get("nilai"), int))
    return cells.joined((cells.rupiah(worth) if worth else "", *(cells.said(row, "uraian") for row in lost)))


def _receipt(paper: str) -> Part:
    return Part("Nomor tanda terima", lambda record, _: record.numbers.get(paper, ""), 1.5)


def _withdrawn(record: Record, around: Around) -> str:
    gone = cells.following(record, around, "pencabutan")
    return cells.joined((*(f"Dicabut {one.number.text}" for one in gone), cells.note(record, around)))


def _report(record: Record, _: Around) -> str:
    row = cells.part(record, "dasar")
    return cells.joined((cells.said(row, "lp_nomor"), cells.day(row.get("lp_tanggal"))), ", ") or (
        "Laporan lisan" if row.get("dasar") == "lisan" else ""
    )


def _escort(record: Record, around: Around) -> str:
    row = cells.part(record, "pengiriman")
    return cells.joined((cells.officer(around, row.get("pengantar")), cells.said(row, "pengantar_nama")))


def _result_day(record: Record, around: Around) -> str:
    found = cells.following(record, around, "hasil_visum")
    days = (cells.part(one, "penyerahan").get("tanggal") or cells.part(one, "hasil").get("tanggal") for one in found)
    return cells.joined(cells.day(one) for one in days)


def _result_number(record: Record, around: Around) -> str:
    found = cells.following(record, around, "hasil_visum")
    return cells.joined(cells.said(cells.part(one, "hasil"), "nomor") for one in found)


REPORTS = book(
    "lp", "Register Laporan Polisi", ("lp_b", "lp_a"),
    Part("No", _model, 0.5, covered=_model),
    NUMBER,
    AT,
    Part("Pelapor", _reporter, 1.5, covered=_listed_as("lp_b")),
    Part("Waktu dan tempat kejadian", _event, 1.5),
    cells.matter("Peristiwa/pasal", _articles),
    Part("Korban", _victims, 1.2),
    Part("Terlapor", _accused, 1.2, covered=_listed_as("lp_a")),
    Part("Saksi", cells.listed("saksi", "nama"), 1.0),
    _things("barang_bukti", "Barang bukti"),
    Part("Uraian singkat", cells.story("kejadian", "uraian"), 2.2),
    Part("Kerugian", _losses, 1.4),
    OFFICER,
    DESTINATION,
    _receipt("sttlp"),
    NOTE,
)  # fmt: skip

COMPLAINTS = book(
    "pengaduan", "Register pengaduan (delik aduan)", ("pengaduan",),
    NO, NUMBER, AT,
    cells.name_of("Pengadu", "pelapor"),
    cells.matter("Perkara", cells.field("uraian", "perihal"), 1.2),
    Part("Pasal", cells.listed("pasal", "pasal"), 1.0),
    Part("Waktu dan tempat kejadian", _event, 1.5),
    Part("Korban", _victims, 1.2),
    Part("Terlapor", _accused, 1.2),
    _things("bukti", "Bukti"),
    Part("Uraian singkat", cells.story("uraian", "uraian"), 2.0),
    OFFICER, DESTINATION, _receipt("stpa"),
    Part("Ket", _withdrawn, 1.2, covered=cells.standing),
)  # fmt: skip

INFORMATION = book(
    "informasi", "Register laporan informasi dan pengaduan bukan pidana", ("informasi",),
    NO, NUMBER, AT,
    cells.name_of("Pelapor", "pelapor"),
    Part("Jenis", cells.field("perihal", "jenis"), 1.0),
    cells.matter("Perihal", cells.field("perihal", "perihal")),
    Part("Pihak terkait", cells.people("pihak", "kedudukan"), 1.2),
    Part("Uraian singkat", cells.story("perihal", "uraian"), 2.0),
    Part("Penilaian", cells.field("penilaian", "hasil", "alasan"), 1.4),
    Part("Tindak lanjut", cells.field("penilaian", "tindak_lanjut"), 1.2),
    Part("Dirujuk ke", cells.listed("rujukan", "kepada"), 1.4),
    OFFICER, DESTINATION, _receipt("tanda_informasi"), NOTE,
)  # fmt: skip

EXAMINATIONS = book(
    "visum", "Register visum et repertum", ("visum",),
    NO, NUMBER, AT,
    Part("Laporan polisi", _report, 1.4),
    cells.name_of("Korban", "korban"),
    cells.matter("Keadaan", cells.field("pemeriksaan", "jenis", "luka")),
    Part("Rumah sakit", cells.field("tujuan", "rumah_sakit"), 1.2),
    Part("Pengantar", _escort, 1.0),
    Part("Hasil diterima", _result_day, 1.0),
    Part("Nomor visum", _result_number, 1.2),
    OFFICER, DESTINATION, NOTE,
)  # fmt: skip
