"""Whatever comes from outside, as functions of bytes: each may refuse it with a sentence and do nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.fuzz import keeping, loose, travelling
from tests.fuzz.shapes import Reader

Target = Callable[[bytes], None]

TARGETS: Mapping[str, Target] = {
    target.__name__: target
    for target in (
        loose.card, loose.card_signed, loose.pack, loose.pack_signed, loose.law, loose.values, loose.registered,
        loose.values_file, loose.recovery_code, travelling.tar, travelling.bundle_file, travelling.bundle_tar,
        travelling.bundle_members, travelling.bundle_manifest, travelling.bundle_gzip, travelling.bundle_lines,
        travelling.intake, travelling.receipt_file, travelling.receipt_inside, keeping.vault_files, keeping.vault_bytes,
        keeping.backup, keeping.backup_members,
    )
}  # fmt: skip


def everything(data: bytes) -> None:
    """Any of them, as the first byte says."""
    names = sorted(TARGETS)
    TARGETS[names[Reader(data).pick(len(names))]](data[1:])
