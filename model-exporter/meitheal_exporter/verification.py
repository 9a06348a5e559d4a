"""Whether a bundle computes what its model does."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn

from meitheal_exporter.catalogue import Model
from meitheal_exporter.chain import Segment, SpatialSegment
from meitheal_exporter.geometry import Reach

# Of the largest reference value.
TOLERANCE = 1e-4


def compare(
    model: Model, parts: list[nn.Module], minimum: tuple[int, int], maximum: tuple[int, int]
) -> None:
    """Runs both on random images: the smallest, an odd size, and a batch at the reference size.

    @raises ValueError if they differ, or if a segment writes into its input
    """
    whole = copy.deepcopy(model.network).eval()
    for shape in shapes(model.reference_size, minimum, maximum):
        image = torch.rand(shape, generator=torch.Generator().manual_seed(1)) * 255
        with torch.no_grad():
            expected = whole(normalised(model, image))
            actual = in_sequence(parts, image)
        same_shape = actual.shape == expected.shape
        if not same_shape or not difference(actual, expected) <= TOLERANCE:
            raise ValueError(
                f"the segments give another result than the model for an input of {list(shape)}: "
                "something in it depends on the image's size or on its values"
            )


def compare_pieces(chain: Sequence[Segment], parts: Sequence[nn.Module]) -> None:
    """Runs each method for pieces of rows on crops of noise, against the whole's rows.

    @raises ValueError if a piece has other rows or values, or if a method writes into its input
    """
    for segment, part in zip(chain, parts, strict=True):
        if isinstance(segment, SpatialSegment) and segment.row_pieces:
            for height in _heights(segment):
                _compare_pieces(segment, part, height)


def _heights(segment: SpatialSegment) -> Iterable[int]:
    """Hardly larger than what a row in the middle depends on, and larger; even and odd."""
    least = segment.reach.length + 2 * segment.reach.stride
    return least, least + 1, 3 * least + 2


def _compare_pieces(segment: SpatialSegment, part: nn.Module, height: int) -> None:
    generator = torch.Generator().manual_seed(1)
    x = torch.randn((1, segment.in_channels, height, height + 3), generator=generator)
    before = x.clone()
    with torch.no_grad():
        whole = part(x)
        rows = whole.shape[2]
        for first, last in dict.fromkeys(
            [(0, 1), (0, rows // 2), (rows // 3, rows - rows // 3), (rows // 2, rows)]
        ):
            piece = rows_of(part, segment.reach, x, first, last)
            expected = whole[:, :, first:last]
            if piece.shape != expected.shape or not _near(piece, expected, whole):
                raise ValueError(
                    f"segment {segment.name} gives other rows for a piece of its input than for "
                    f"the whole: rows {first} to {last} of {rows}"
                )
    if not torch.equal(x, before):
        raise ValueError(f"segment {segment.name} writes into the input of a piece")


def _near(actual: Tensor, expected: Tensor, whole: Tensor) -> bool:
    return bool((actual - expected).abs().max() <= TOLERANCE * whole.abs().max())


def rows_of(part: nn.Module, reach: Reach, x: Tensor, first: int, last: int) -> Tensor:
    """Rows [first, last) of a segment's output, by its method for just the rows they depend on.

    Nothing is cut off where a crop ends at a cut. At a true end the method gives all rows there.
    """
    start = first * reach.stride - reach.top
    stop = (last - 1) * reach.stride + reach.below
    at_front, at_back = start <= 0, stop >= x.shape[2]
    crop = x[:, :, max(start, 0) : stop]
    match at_front, at_back:
        case True, True:
            return part(x)[:, :, first:last]
        case True, False:
            return part.upper(crop)[:, :, first:]
        case False, True:
            return part.lower(crop)[:, :, : last - first]
    return part.inner(crop)


def difference(actual: Tensor, expected: Tensor) -> float:
    return ((actual - expected).abs().max() / expected.abs().max()).item()


def shapes(
    reference: tuple[int, int], minimum: tuple[int, int], maximum: tuple[int, int]
) -> Iterable[tuple[int, int, int, int]]:
    odd = [
        max(least, min(most, size // 2 + 13 * (axis + 1)))
        for axis, (size, least, most) in enumerate(zip(reference, minimum, maximum, strict=True))
    ]
    return dict.fromkeys([(1, 3, *minimum), (2, 3, *odd), (1, 3, *reference)])


def normalised(model: Model, image: Tensor) -> Tensor:
    mean, scale = (torch.tensor(v).reshape(1, -1, 1, 1) for v in (model.mean, model.scale))
    return (image - mean) / scale


def in_sequence(parts: list[nn.Module], x: Tensor) -> Tensor:
    for index, part in enumerate(parts):
        before = x.clone()
        y = part(x)
        if not torch.equal(x, before):
            raise ValueError(f"segment {index} writes into its input")
        x = y
    return x
