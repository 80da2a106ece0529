"""What is shipped: nothing unexpected inside, a licence for every part, the right version, and a program that tells."""

from __future__ import annotations

import ast
import json
import re
import shutil
import struct
import zipfile
from importlib import metadata
from pathlib import Path, PureWindowsPath

import pytest
from PyInstaller.archive.writers import CArchiveWriter, ZlibArchiveWriter  # type: ignore[import-untyped]

from spkt_desktop import __version__, cli_whole
from spkt_desktop.errors import Refused
from tests.commands import REFUSED, spawn
from tools import sbom
from tools.freezing import compare, contents, crates, icon, left_out, licences, sizes, version
from tools.freezing.inside import QT_PACKAGES, Frozen

ROOT = Path(__file__).resolve().parent.parent
FONT = "resources/fonts/LiberationSans-Regular.ttf"


def freeze(folder: Path, *more: str, modules: tuple[str, ...] = (), text: str = "# Panduan\n") -> Frozen:
    """A program folder in PyInstaller's own formats, small enough to be made for every test."""
    inner = folder / "_internal"
    files = {"resources/panduan.md": text, FONT: "x", "libpython3.11.so.1.0": "x", **dict.fromkeys(more, "x")}
    for name, content in files.items():
        (inner / name).parent.mkdir(parents=True, exist_ok=True)
        (inner / name).write_text(content, encoding="utf-8")
    with zipfile.ZipFile(inner / "base_library.zip", "w") as base:
        base.writestr("os.pyc", b"")
    source = folder.parent / f"{folder.name}.py"
    source.write_text("ours = 1\n", encoding="utf-8")
    code = compile(source.read_text(encoding="utf-8"), "x.py", "exec")
    names = ("spkt_desktop.errors", "click.core", "json.decoder", *modules)
    archive = folder.parent / f"{folder.name}.pyz"
    ZlibArchiveWriter(str(archive), [(name, str(source), "PYMODULE") for name in names], dict.fromkeys(names, code))
    entries = [("PYZ.pyz", str(archive), False, "z")]
    CArchiveWriter(str(folder / "spkt-desktop"), entries, pylib_name="libpython3.11.so.1.0")
    return Frozen(folder)


def test_a_program_with_nothing_but_its_parts_is_good(tmp_path: Path) -> None:
    linux = ("PySide6/Qt/lib/libQt6Core.so.6", "PySide6/QtCore.abi3.so", "python3.11/lib-dynload/_ssl.so")
    windows = ("PySide6/Qt6Core.dll", "PySide6/QtCore.pyd", "VCRUNTIME140.dll", "_wmi.pyd", "PySide6/MSVCP140.dll")
    frozen = freeze(tmp_path / "program", *linux, *windows, modules=("_colorize",))
    assert contents.surprises(frozen) == []
    assert frozen.distributions() == {"click", *QT_PACKAGES}


@pytest.mark.parametrize(
    "module",
    ["pytest", "hypothesis.core", "pip._internal", "PIL._avif", "spkt_desktop.tests.x", "nobody_knows_it", "tkinter"],
)
def test_code_that_nobody_expects_is_found(tmp_path: Path, module: str) -> None:
    found = contents.surprises(freeze(tmp_path / "program", modules=(module,)))
    assert found and all(module.partition(".")[0] in line for line in found)


@pytest.mark.parametrize(
    "file",
    [
        "PySide6/opengl32sw.dll",
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/QtNetwork.pyd",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/translations/qtbase_de.qm",
        "lokal/data/desa.json.gz",
        "click/core.pyc",
        "what.is.this",
    ],
)
def test_a_file_that_nobody_expects_is_found(tmp_path: Path, file: str) -> None:
    (found,) = contents.surprises(freeze(tmp_path / "program", file))
    assert file in found


def test_a_folder_of_the_building_machine_is_found(tmp_path: Path) -> None:
    (found,) = contents.surprises(freeze(tmp_path / "program", text=f"Lihat {ROOT}\n"))
    assert "panduan.md" in found


def test_a_folder_of_windows_is_found_however_it_is_spelt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "ROOT", PureWindowsPath("C:\\pembuat\\spkt"))
    for spelt in (r"C:\pembuat\spkt\a", r"C:\\pembuat\\spkt\\a", "C:/pembuat/spkt/a"):
        (found,) = contents.surprises(freeze(tmp_path / "program", text=f"Lihat {spelt}\n"))
        assert "panduan.md" in found
        shutil.rmtree(tmp_path / "program")


def test_every_exclusion_has_its_reason_and_keeps_what_the_letters_need() -> None:
    assert all(one.reason for one in (*left_out.MODULES, *left_out.NEVER, *left_out.FILES))
    kept = ["PySide6/Qt6Core.dll", "PySide6/plugins/platforms/qwindows.dll", "resources/templates/dasar.html",
            "lokal/data/wilayah.json.gz", "PySide6/Qt/plugins/platforms/libqxcb.so"]  # fmt: skip
    assert [name for name in kept if left_out.reason(name)] == []


def test_every_package_that_may_be_shipped_has_a_licence(tmp_path: Path) -> None:
    assert licences.collect(contents.PACKAGES, tmp_path / "lisensi") == []
    texts = list((tmp_path / "lisensi").rglob("*.*"))
    assert {"LGPL-3.0.txt", "SQLCipher.txt", "OFL.txt", "Rust.txt"} <= {one.name for one in texts}
    assert all(one.stat().st_size > 100 for one in texts if one.is_file())


def test_the_crates_of_a_wheel_are_named_with_their_makers_and_their_licence(tmp_path: Path) -> None:
    told = crates.notice(metadata.distribution("pyrage"))
    assert re.search(r"^age [\d.]+ \(.+\): Apache-2.0$", told, re.M)
    assert re.search(r"^nom [\d.]+ \(.+\): MIT$", told, re.M)
    assert "UNICODE LICENSE" in told  # brought by the list of parts itself
    assert re.search(r"^unicode-ident .*: Apache-2.0 AND Unicode-DFS-2016$", told, re.M), "it asks for both"
    assert "UNICODE, INC. LICENSE AGREEMENT" in told
    assert crates.notice(metadata.distribution("platformdirs")) == ""
    list_of_parts = tmp_path / "aneh-1.0.dist-info" / "sboms" / "aneh.json"
    list_of_parts.parent.mkdir(parents=True)
    (list_of_parts.parents[1] / "RECORD").write_text("aneh-1.0.dist-info/sboms/aneh.json,,\n", encoding="utf-8")
    for asked in ("Aneh-1.0", "MIT AND Aneh-1.0", "(MIT OR Apache-2.0) AND Aneh-1.0"):
        part = {"name": "aneh", "version": "1", "purl": "pkg:cargo/aneh@1", "licenses": [{"expression": asked}]}
        list_of_parts.write_text(json.dumps({"components": [part]}), encoding="utf-8")
        with pytest.raises(SystemExit, match="aneh"):
            crates.notice(metadata.PathDistribution(list_of_parts.parents[1]))


def test_the_parts_list_of_a_frozen_program_names_what_is_inside(tmp_path: Path) -> None:
    shipped = freeze(tmp_path / "program", modules=("jinja2.nodes",)).distributions()
    names = {part["name"] for part in sbom.bill(shipped)["components"] if part["bom-ref"].startswith("pkg:")}
    assert names == {"click", "Jinja2"}


def test_a_package_without_a_licence_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "tanpa_lisensi-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: tanpa-lisensi\nVersion: 1.0\n", encoding="utf-8")
    (told / "RECORD").write_text("tanpa_lisensi/__init__.py,,\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert metadata.version("tanpa-lisensi") == "1.0"
    assert licences.collect(["tanpa-lisensi"], tmp_path / "lisensi") == ["tanpa-lisensi"]


def test_windows_is_told_the_version_of_the_program() -> None:
    assert version.numbers("1.2.3rc1") == (1, 2, 3, 0)
    assert "flags=0x2" in version.resource("1.2.3rc1") and "flags=0x0" in version.resource("1.2.3")
    calls = [node for node in ast.walk(ast.parse(version.resource())) if isinstance(node, ast.Call)]
    texts = [[ast.literal_eval(word) for word in call.args] for call in calls if len(call.args) == 2 and
             all(isinstance(word, ast.Constant) for word in call.args)]  # fmt: skip
    assert {("FileVersion", __version__), ("ProductName", "SPKT Desktop")} <= {tuple(pair) for pair in texts}


def test_the_mark_has_every_size_that_windows_asks_for() -> None:
    data = (ROOT / "resources" / "spkt.ico").read_bytes()
    _zero, kind, count = struct.unpack_from("<HHH", data)
    entries = [struct.unpack_from("<BBBBHHII", data, 6 + 16 * index) for index in range(count)]
    assert kind == 1 and tuple(entry[0] or 256 for entry in entries) == icon.SIZES
    assert all(data[at:].startswith(b"\x89PNG") for *_rest, at in entries)
    assert data.endswith((ROOT / "resources" / "spkt.png").read_bytes())


def test_two_programs_are_compared_to_the_last_module(tmp_path: Path) -> None:
    one, same = freeze(tmp_path / "satu"), freeze(tmp_path / "dua")
    other = freeze(tmp_path / "tiga", "more.dll", modules=("json.encoder",))
    assert list(compare.differences(one.folder, same.folder)) == []
    found = list(compare.differences(one.folder, other.folder))
    assert any("more.dll" in line for line in found) and any("json.encoder" in line for line in found)


def test_the_parts_of_the_table_are_the_whole(tmp_path: Path) -> None:
    frozen = freeze(tmp_path / "program", "PySide6/Qt/lib/libQt6Core.so.6")
    whole = sum(path.stat().st_size for path in frozen.folder.rglob("*") if path.is_file())
    assert sum(sizes.by_part(frozen).values()) == whole
    assert "Qt: Qt6Core" in sizes.by_part(frozen) and f"| {sizes.amount(whole)} |" in sizes.page(frozen, {})


def test_the_program_tests_itself_to_the_window() -> None:
    told = spawn("selftest").only
    assert told["ok"] is True and told["version"] == __version__
    assert tuple(step["step"] for step in told["steps"]) == cli_whole.TESTED
    assert all(step["ms"] >= 0 for step in told["steps"])
    by_name = {step["step"]: step for step in told["steps"]}
    assert "LiberationSans" in by_name["surat"]["fonts"] and by_name["bundel"]["count"] > 0
    assert by_name["jendela"]["colours"] > 2 and by_name["jendela"]["said"] == []


def test_a_step_that_fails_is_named_and_ends_the_selftest(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("no folder", encoding="utf-8")
    with pytest.raises(Refused, match=r"gagal pada langkah polres .*Data meja tidak disentuh"):
        cli_whole.tested(tmp_path / "berkas", lambda _folder: {})


def test_without_a_console_nobody_is_asked_for_a_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from spkt_desktop import __main__ as program

    monkeypatch.delenv("SPKT_PASSPHRASE", raising=False)
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{stream}", None)
    assert program.main(["--help"]) == 0
    assert program.main(["tidak-ada"]) == 2
    assert program.main(["register", "sktlk", "--data", str(tmp_path), "--values", str(tmp_path / "x")]) == REFUSED
