"""Shape arithmetic from a manifest alone, written apart from the exporter's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

Segment = dict[str, Any]
Rows = tuple[int, int]

# Of the largest reference value.
TOLERANCE = 1e-4


def layers(segments: list[Segment]) -> Iterator[dict[str, Any]]:
    for segment in segments:
        yield from segment["layers"]


def reach(layer: dict[str, Any]) -> int:
    return layer["dilation"] * (layer["kernel"] - 1) + 1


def size_after(segments: list[Segment], size: tuple[int, int]) -> tuple[int, int]:
    height, width = size
    for layer in layers(segments):
        pad = layer["padding"]
        height = (height + pad["top"] + pad["bottom"] - reach(layer)) // layer["stride"] + 1
        width = (width + pad["left"] + pad["right"] - reach(layer)) // layer["stride"] + 1
    return height, width


def stride_of(segments: list[Segment]) -> int:
    product = 1
    for segment in segments:
        product *= segment["stride"]
    return product


def rows_needed(segments: list[Segment], output: Rows, height: int) -> Rows:
    """The rows of an input of `height` that the output rows [first, last) depend on."""
    heights = [height]
    for layer in layers(segments):
        pad = layer["padding"]
        padded = heights[-1] + pad["top"] + pad["bottom"]
        heights.append((padded - reach(layer)) // layer["stride"] + 1)
    first, last = output
    for layer, rows in zip(reversed(list(layers(segments))), reversed(heights[:-1]), strict=True):
        top = layer["padding"]["top"]
        last = min(rows, (last - 1) * layer["stride"] - top + reach(layer))
        first = max(0, first * layer["stride"] - top)
    return first, last


def images(*shape: int) -> torch.Tensor:
    """Random RGB images, 0..255, the same in each run."""
    return torch.rand(shape, generator=torch.Generator().manual_seed(1)) * 255


def difference(actual: torch.Tensor, expected: torch.Tensor) -> float:
    """The largest difference, relative to the largest expected value."""
    assert actual.shape == expected.shape
    return ((actual - expected).abs().max() / expected.abs().max()).item()


def in_sequence(parts: list[torch.nn.Module], x: torch.Tensor) -> torch.Tensor:
    for part in parts:
        x = part(x)
    return x
