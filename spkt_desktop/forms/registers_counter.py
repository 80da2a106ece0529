"""The register books of services: loss letters, help, suggestions, certificates, permits, referrals, handovers."""

from __future__ import annotations

from spkt_desktop.forms import register_cells as cells
from spkt_desktop.forms.register_book import Around, Part, book
from spkt_desktop.forms.register_cells import AT, DESTINATION, NO, NOTE, NUMBER, OFFICER
from spkt_desktop.forms.serah_terima import HANDOVER, PRESENT, SOUND
from spkt_desktop.records import Record


def _goods(record: Record, _: Around) -> str:
    """How many of what, with the numbers that tell them from others."""
    return cells.joined(
        cells.joined((
            cells.joined((cells.said(row, "jumlah"), cells.said(row, "satuan"), cells.said(row, "jenis")), " "),
            cells.said(row, "nomor", "nomor_polisi", "imei"),
        ), ", ")
        for row in cells.rows(record, "barang")
    )  # fmt: skip


def _lost(record: Record, _: Around) -> str:
    return cells.happened(record)


def _loss_valid(record: Record, around: Around) -> str:
    return cells.last_day(record, around, days=cells.setting(record, around, "masa_berlaku"))


def _certificate_valid(record: Record, around: Around) -> str:
    return cells.last_day(record, around, months=cells.setting(record, around, "masa_berlaku"))


def _birth(record: Record, _: Around) -> str:
    row = cells.part(record, "pemohon")
    return cells.joined((cells.said(row, "tempat_lahir"), cells.day(row.get("tanggal_lahir"))), ", ")


def _received(record: Record, _: Around) -> str:
    """When help was asked for, where that was told: it may be earlier than the record."""
    return cells.moment(cells.part(record, "permintaan"), "diterima_tanggal", "diterima_jam")


def _decided(record: Record, around: Around) -> str:
    row = cells.part(record, "putusan")
    by = cells.officer(around, row.get("pemutus"))
    return cells.joined((cells.said(row, "putusan", "kepada"), cells.said(row, "alasan"), by and f"oleh {by}"))


def _sent(record: Record, around: Around) -> str:
    names = (cells.officer(around, row.get("petugas")) for row in cells.rows(record, "petugas"))
    return cells.joined((cells.said(cells.part(record, "pelaksanaan"), "satuan"), *names))


def _outcome(record: Record, around: Around) -> str:
    told = [record, *cells.following(record, around, "hasil_bantuan")]
    return cells.brief(cells.joined(cells.said(cells.part(one, "pelaksanaan"), "hasil") for one in told))


def _answered(record: Record, around: Around) -> str:
    done = [cells.part(one, "tindakan") for one in cells.following(record, around, "tindak_saran")]
    return cells.joined(
        cells.joined((cells.day(row.get("tanggal")), cells.brief(cells.said(row, "tindakan"))), ": ") for row in done
    )


def _closed(record: Record, around: Around) -> str:
    done = (cells.part(one, "tindakan") for one in cells.following(record, around, "tindak_saran"))
    return "Selesai" if any(row.get("selesai") for row in done) else "Belum selesai" if record.values else ""


def _planned(record: Record, _: Around) -> str:
    return cells.happened(record, "kegiatan")


def _kind_of_notice(record: Record, _: Around) -> str:
    return {"keramaian": "Izin keramaian", "pemberitahuan": "Pemberitahuan"}.get(record.form, record.form)


def _application(record: Record, _: Around) -> str:
    row = cells.part(record, "permohonan") or cells.part(record, "penyerahan")
    return cells.joined((cells.said(row, "nomor"), cells.day(row.get("tanggal"))), ", ")


def _shift(record: Record, _: Around) -> str:
    row = cells.part(record, "jaga")
    times = (cells.moment(row, f"{name}_tanggal", f"{name}_jam") for name in ("mulai", "selesai"))
    return cells.joined(times, " sampai ")


def _regu(record: Record, _: Around) -> str:
    row = cells.part(record, "jaga")
    return cells.joined((cells.said(row, "regu_lama"), cells.said(row, "regu_baru")), " kepada ")


def _head(name: str) -> Part:
    title = {"ka_lama": "Yang menyerahkan", "ka_baru": "Yang menerima"}[name]
    return Part(title, lambda record, around: cells.officer(around, cells.part(record, "jaga").get(name)), 1.3)


def _there(record: Record, _: Around) -> str:
    coming = cells.rows(record, "hadir_baru")
    here = sum(row.get("keadaan", PRESENT) == PRESENT for row in coming)
    return f"{here} dari {len(coming)}" if coming else ""


def _wanting(record: Record, _: Around) -> str:
    """What is not sound; where all of it is, that."""
    things = cells.rows(record, "inventaris")
    wrong = (f"{cells.said(row, 'nama')} {cells.said(row, 'keadaan').lower()}"
             for row in things if row.get("keadaan", SOUND) != SOUND)  # fmt: skip
    return cells.joined(wrong) or (f"{len(things)} lengkap dan baik" if things else "")


def _prisoners(record: Record, _: Around) -> str:
    row = cells.part(record, "tahanan")
    kinds = (("laki_laki", "L"), ("perempuan", "P"), ("anak", "anak"))
    return cells.joined((f"{row[name]} {letter}" for name, letter in kinds if row.get(name)), ", ") or (
        "Nihil" if record.values else ""
    )


def _how_many(section: str) -> Part:
    title = {"barang_bukti": "Barang bukti", "tugas": "Tugas belum selesai"}[section]
    return Part(title, lambda record, _: str(len(cells.rows(record, section)) or ""), 0.8, number=True)


LOSSES = book(
    "sktlk", "Register surat keterangan kehilangan", ("sktlk",),
    NO, NUMBER, AT,
    cells.name_of("Nama", "pelapor", share=1.6),
    Part("NIK", cells.field("pelapor", "nik"), 1.3),
    cells.matter("Barang yang hilang", _goods, 1.8),
    Part("Tanggal dan tempat hilang", _lost, 1.4),
    Part("Berlaku sampai", _loss_valid, 0.9),
    OFFICER, DESTINATION, NOTE,
)  # fmt: skip

HELP = book(
    "bantuan", "Register bantuan dan pendampingan", ("bantuan",),
    NO, NUMBER, AT,
    Part("Diminta", _received, 1.0),
    cells.name_of("Pemohon", "pemohon"),
    cells.matter("Bantuan", cells.field("permintaan", "jenis"), 1.2),
    Part("Tempat", cells.field("permintaan", "tempat", "tujuan"), 1.2),
    Part("Uraian singkat", cells.story("permintaan", "uraian"), 1.8),
    Part("Keputusan", _decided, 1.6),
    Part("Yang dikirim", _sent, 1.1),
    Part("Hasil", _outcome, 1.6),
    OFFICER, DESTINATION, NOTE,
)  # fmt: skip

SUGGESTIONS = book(
    "saran", "Register kritik dan saran", ("saran",),
    NO, NUMBER, AT,
    cells.name_of("Pengirim", "pengirim"),
    cells.matter("Jenis", cells.field("masukan", "jenis"), 0.7),
    Part("Tentang", cells.field("masukan", "layanan"), 1.0),
    Part("Isi", cells.story("masukan", "isi"), 2.2),
    Part("Tindak lanjut", _answered, 2.0),
    Part("Keadaan", _closed, 0.7),
    OFFICER, DESTINATION, NOTE,
)  # fmt: skip

CERTIFICATES = book(
    "skck", "Register SKCK", ("skck",),
    NO, NUMBER, AT,
    cells.name_of("Pemohon", "pemohon", share=1.6),
    Part("NIK", cells.field("pemohon", "nik"), 1.5),
    Part("Tempat/tanggal lahir", _birth, 1.1),
    Part("Pekerjaan", cells.field("pemohon", "pekerjaan"), 0.9),
    cells.matter("Keperluan", cells.field("permohonan", "keperluan")),
    Part("Rumus sidik jari", cells.field("permohonan", "rumus_sidik_jari"), 1.0),
    Part("Catatan kepolisian", cells.field("hasil", "catatan", "uraian"), 1.1),
    Part("Bukti PNBP", cells.field("permohonan", "bukti_pnbp"), 0.9),
    Part("Berlaku sampai", _certificate_valid, 1.0),
    OFFICER, NOTE,
)  # fmt: skip

GATHERINGS = book(
    "keramaian", "Register izin keramaian dan pemberitahuan", ("keramaian", "pemberitahuan"),
    NO,
    Part("Jenis", _kind_of_notice, 1.35, covered=_kind_of_notice),
    NUMBER, AT,
    cells.name_of("Penanggung jawab", "penanggung_jawab"),
    Part("Organisasi", cells.field("kegiatan", "organisasi"), 1.0),
    cells.matter("Kegiatan", cells.field("kegiatan", "kegiatan", "jenis", "bentuk"), 1.3),
    Part("Waktu dan tempat", _planned, 1.5),
    Part("Peserta", cells.field("kegiatan", "peserta"), 0.8, number=True),
    Part("Surat permohonan", _application, 1.1),
    Part("Pendapat", cells.field("penilaian", "pendapat"), 1.6),
    OFFICER, DESTINATION, NOTE,
)  # fmt: skip

REFERRALS = book(
    "rujukan", "Register rujukan pelayanan", ("rujukan",),
    NO, NUMBER, AT,
    cells.name_of("Warga", "warga"),
    cells.matter("Layanan", cells.field("rujukan", "layanan")),
    Part("Keperluan", cells.story("rujukan", "keperluan"), 1.3),
    Part("Ke mana", cells.field("rujukan", "tujuan"), 1.3),
    OFFICER, NOTE,
)  # fmt: skip

HANDOVERS = book(
    HANDOVER, "Register serah terima piket", (HANDOVER,),
    NO, NUMBER, AT,
    cells.matter("Regu", _regu, 1.1),
    Part("Jaga", _shift, 1.6),
    _head("ka_lama"),
    _head("ka_baru"),
    Part("Hadir", _there, 0.8),
    Part("Inventaris", _wanting, 1.3),
    Part("Tahanan", _prisoners, 0.8),
    _how_many("barang_bukti"),
    _how_many("tugas"),
    Part("Kejadian menonjol", cells.story("catatan", "menonjol"), 1.8),
    NOTE,
)  # fmt: skip
