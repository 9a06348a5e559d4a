"""Writes a module as TorchScript, the same bytes on every machine."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping

import torch
from torch import nn

# Sizes that no test and no client uses: a graph that had kept one of them would be found out.
TRACED_BATCH = 2
TRACED_SIZE = (37, 43)

# Debugging records name the exporting machine's source files, and the serialisation id is a hash of
# all records, those included. A loader does without both.
_DROPPED = (".debug_pkl", "/.data/serialization_id")

# The earliest time that a zip entry can carry.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def to_torchscript(
    module: nn.Module,
    channels: int,
    size: tuple[int, int] = TRACED_SIZE,
    further: Mapping[str, tuple[int, int]] | None = None,
) -> bytes:
    """Traces `module` on NCHW input with `channels` and freezes its weights into the graph.

    So are its `further` methods, each traced on a size of its own; all share the weights.
    """
    sizes = {"forward": size} | dict(further or {})
    methods = {name: torch.zeros(TRACED_BATCH, channels, *size) for name, size in sizes.items()}
    with torch.no_grad(), warnings.catch_warnings():
        # What depends on the size of the example shows when the segments are compared.
        warnings.simplefilter("ignore", torch.jit.TracerWarning)
        traced = torch.jit.trace_module(module, methods, check_trace=False)
    frozen = torch.jit.freeze(traced, preserved_attrs=list(further or ()))
    archive = io.BytesIO()
    torch.jit.save(frozen, archive)
    return canonical(archive.getvalue())


def canonical(archive: bytes) -> bytes:
    """The same archive without what differs from machine to machine, and without dates."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as target,
    ):
        for name in source.namelist():
            if name.endswith(_DROPPED):
                continue
            entry = zipfile.ZipInfo(name, _NO_TIME)
            # Else Python writes down the operating system that it runs on.
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return result.getvalue()
