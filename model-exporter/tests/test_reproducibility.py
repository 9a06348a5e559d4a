"""The committed bundle is what the exporter writes, and says nothing about the machine."""

from __future__ import annotations

import zipfile
from pathlib import Path

BY_HAND = {"ORIGIN.md", "LICENSE-labels.txt", "LICENSE-weights.txt"}
# Depends on the processor in its last digits; test_photos compares it.
MEASURED = {"golden.json"}


def test_committed_bundle_is_what_an_export_writes(committed: Path, fresh: Path) -> None:
    exported = {file.name: file.read_bytes() for file in fresh.iterdir()}
    present = {file.name for file in committed.iterdir()}
    assert present == set(exported) | BY_HAND | MEASURED
    # Names first: a difference of megabytes helps nobody.
    different = [
        name for name, content in exported.items() if (committed / name).read_bytes() != content
    ]
    assert different == []


def test_segments_carry_nothing_of_the_machine(committed: Path) -> None:
    segments = list(committed.glob("*.pt"))
    assert len(segments) == 19
    for segment in segments:
        with zipfile.ZipFile(segment) as archive:
            for entry in archive.infolist():
                assert not entry.filename.endswith((".debug_pkl", "serialization_id"))
                assert entry.date_time == (1980, 1, 1, 0, 0, 0)
                assert b"site-packages" not in archive.read(entry)
