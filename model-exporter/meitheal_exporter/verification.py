"""Whether a bundle computes what its model does."""

from __future__ import annotations

import copy
from collections.abc import Iterable

import torch
from torch import Tensor, nn

from meitheal_exporter.catalogue import Model

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
