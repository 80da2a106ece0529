from __future__ import annotations

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spkt_desktop.errors import SealBroken
from spkt_desktop.sync import archive

NAMES = st.text("abcdefgh.-", min_size=1, max_size=99)


@given(members=st.lists(st.tuples(NAMES, st.binary(max_size=1500)), max_size=4))
def test_any_tar_reader_reads_what_is_packed(members: list[tuple[str, bytes]]) -> None:
    data = archive.pack(members)
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as tar:
        read = [(info.name, tar.extractfile(info), info) for info in tar.getmembers()]
        assert [(name, file.read()) for name, file, _ in read if file] == members
        assert all(info.isreg() and info.mode == 0o644 and info.mtime == 0 for _, _, info in read)
    assert archive.unpack(data, 4) == members


@given(data=st.binary(max_size=2000))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for attempt in (data, archive.pack([("a", b"isi")])[:700] + data):
        try:
            members = archive.unpack(attempt, 3)
        except SealBroken:
            continue
        assert archive.pack(members) == attempt


def test_members_are_bounded() -> None:
    data = archive.pack([("a", b"")] * 4)
    assert len(archive.unpack(data, 4)) == 4
    with pytest.raises(SealBroken):
        archive.unpack(data, 3)


def test_the_bytes_of_the_header_stay_as_they_are() -> None:
    header = archive.pack([("manifest.json", b"x")])[:512]
    assert header[:13] == b"manifest.json"
    assert (
        header[100:157] == b"0000644\x000000000\x000000000\x0000000000001\x0000000000000\x00" + header[148:156] + b"0"
    )
    assert header[257:265] == b"ustar\x0000"
    assert header[329:345] == b"0000000\x000000000\x00"
