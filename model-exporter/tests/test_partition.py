"""What the manifest says about rows is enough to compute an image in strips, exactly."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import torch
from arithmetic import TOLERANCE, difference, images, in_sequence, rows_needed, stride_of


@pytest.mark.parametrize("strips", [2, 4])
@pytest.mark.parametrize("cut", [1, 5, 11, 18])
@pytest.mark.parametrize("size", [(224, 224), (225, 131), (640, 320)], ids=str)
def test_strips_join_to_the_whole(
    size: tuple[int, int],
    cut: int,
    strips: int,
    spatial: list[dict[str, Any]],
    parts: list[torch.jit.ScriptModule],
) -> None:
    image = images(1, 3, *size)
    expected = in_sequence(parts[:cut], image)
    height = expected.shape[2]
    edges = [height * i // strips for i in range(strips + 1)]
    joined = torch.cat(
        [strip(spatial[:cut], parts[:cut], image, rows) for rows in itertools.pairwise(edges)],
        dim=2,
    )
    assert difference(joined, expected) <= TOLERANCE


def strip(
    segments: list[dict[str, Any]],
    parts: list[torch.jit.ScriptModule],
    image: torch.Tensor,
    rows: tuple[int, int],
) -> torch.Tensor:
    """Output rows [first, last), from a crop that starts at a multiple of the chain's stride.

    Rows that the crop's own padding spoiled lie outside [first, last), since the crop holds all
    that these depend on; where it ends with the image, its padding is the right one.
    """
    first, last = rows
    needed_from, needed_to = rows_needed(segments, rows, image.shape[2])
    stride = stride_of(segments)
    start = needed_from // stride * stride
    output = in_sequence(parts, image[:, :, start:needed_to])
    return output[:, :, first - start // stride : last - start // stride]
