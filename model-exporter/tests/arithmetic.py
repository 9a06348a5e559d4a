"""Shape arithmetic from a manifest alone, written apart from the exporter's own."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

import torch

Segment = dict[str, Any]
Range = tuple[int, int]

# Of the largest reference value.
TOLERANCE = 1e-4
# The same operations on fewer rows.
EXACT = 1e-5


def layers(segments: list[Segment]) -> Iterator[dict[str, Any]]:
    for segment in segments:
        yield from segment["layers"]


def reach(layer: dict[str, Any]) -> int:
    return layer["dilation"] * (layer["kernel"] - 1) + 1


def size_after(segments: list[Segment], size: tuple[int, int]) -> tuple[int, int]:
    height, width = size
    for layer in layers(segments):
        pad = layer["padding"]
        height = length_after(layer, height, pad["top"], pad["bottom"])
        width = length_after(layer, width, pad["left"], pad["right"])
    return height, width


def length_after(layer: dict[str, Any], length: int, before: int, after: int) -> int:
    room = length + before + after - reach(layer)
    stride = layer["stride"]
    if not layer.get("ceil_mode", False):
        return room // stride + 1
    last = (room + stride - 1) // stride
    return last + 1 if last * stride < length + before else last


def stride_of(segments: list[Segment]) -> int:
    product = 1
    for segment in segments:
        product *= segment["stride"]
    return product


def needed(segments: list[Segment], output: Range, length: int, axis: int) -> Range:
    """The rows (axis 0) or columns (1) of an input that the output's [first, last) depend on."""
    before = ("top", "left")[axis]
    lengths = [length]
    for segment in segments:
        lengths.append(size_after([segment], (lengths[-1], lengths[-1]))[axis])
    first, last = output
    for segment, available in zip(reversed(segments), reversed(lengths[:-1]), strict=True):
        last = (last - 1) * segment["stride"] - segment["padding"][before] + segment["kernel"]
        first = first * segment["stride"] - segment["padding"][before]
        first, last = max(0, first), min(last, available)
        assert first < last
    return first, last


def tile(
    segments: list[Segment],
    parts: list[torch.nn.Module],
    image: torch.Tensor,
    rows: Range,
    columns: Range,
) -> torch.Tensor:
    """Part of the output, from a crop that starts at multiples of the chain's stride.

    What the crop's own padding spoiled lies outside rows and columns, since the crop holds all
    that these depend on; where it ends with the image, its padding is the right one.
    """
    top, bottom = needed(segments, rows, image.shape[2], 0)
    left, right = needed(segments, columns, image.shape[3], 1)
    stride = stride_of(segments)
    row, column = top // stride, left // stride
    crop = image[:, :, row * stride : bottom, column * stride : right]
    output = in_sequence(parts, crop)
    return output[:, :, rows[0] - row : rows[1] - row, columns[0] - column : columns[1] - column]


def in_tiles(
    segments: list[Segment],
    parts: list[torch.nn.Module],
    image: torch.Tensor,
    grid: tuple[int, int],
) -> torch.Tensor:
    """The output, put together from tiles that were computed apart."""
    height, width = size_after(segments, (image.shape[2], image.shape[3]))
    bands = [
        torch.cat(
            [tile(segments, parts, image, rows, columns) for columns in shares(width, grid[1])],
            dim=3,
        )
        for rows in shares(height, grid[0])
    ]
    return torch.cat(bands, dim=2)


def piece(segment: Segment, part: torch.nn.Module, x: torch.Tensor, rows: Range) -> torch.Tensor:
    """Rows of one segment's output, from just the input rows that these depend on."""
    window = segment["stride"], segment["padding"]["top"], segment["kernel"]
    return from_exact_crop(window, part, x, rows)


def from_exact_crop(
    window: tuple[int, int, int], part: torch.nn.Module, x: torch.Tensor, rows: Range
) -> torch.Tensor:
    """The same for a window of (stride, padding above, rows).

    At a cut nothing is left over: a crop gives the rows wanted, and what an edge adds to them.
    """
    stride, before, reach = window
    first, last = rows
    start, stop = first * stride - before, (last - 1) * stride - before + reach
    at_top, at_bottom = start <= 0, stop >= x.shape[2]
    crop = x[:, :, max(start, 0) : stop]
    if at_top and at_bottom:
        return part(x)[:, :, first:last]
    if at_top:
        y = part.upper(crop)
        assert y.shape[2] == last
        return y[:, :, first:]
    if at_bottom:
        return part.lower(crop)[:, :, : last - first]
    y = part.inner(crop)
    assert y.shape[2] == last - first
    return y


def assert_pieces(
    segment: Segment, part: torch.jit.ScriptModule, x: torch.Tensor, counts: Iterable[int]
) -> None:
    """At the top, at the bottom and between them; and what the last one gives behind its rows."""
    untouched = x.clone()
    expected = part(x)
    length = expected.shape[2]
    for count in counts:
        for rows in shares(length, count):
            actual = piece(segment, part, x, rows)
            assert difference(actual, expected[:, :, rows[0] : rows[1]], expected) <= EXACT
    stride, before = segment["stride"], segment["padding"]["top"]
    for first in range(length):
        start = first * stride - before
        if start > 0:
            actual = part.lower(x[:, :, start:])
            assert difference(actual, expected[:, :, first:], expected) <= EXACT
    assert torch.equal(x, untouched)


def shares(length: int, count: int) -> list[Range]:
    edges = sorted({length * i // count for i in range(count + 1)})
    return list(itertools.pairwise(edges))


def images(*shape: int) -> torch.Tensor:
    """Random RGB images, 0..255, the same in each run."""
    return torch.rand(shape, generator=torch.Generator().manual_seed(1)) * 255


def difference(
    actual: torch.Tensor, expected: torch.Tensor, whole: torch.Tensor | None = None
) -> float:
    """The largest difference, relative to the largest value expected, or of a `whole` tensor."""
    assert actual.shape == expected.shape
    largest = (expected if whole is None else whole).abs().max()
    return ((actual - expected).abs().max() / largest).item()


def in_sequence(parts: list[torch.nn.Module], x: torch.Tensor) -> torch.Tensor:
    for part in parts:
        x = part(x)
    return x
