"""What the manifest says about rows is enough to compute an image in strips or tiles, exactly."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from arithmetic import TOLERANCE, difference, images, in_sequence, in_tiles
from conftest import Exported


@pytest.mark.parametrize("grid", [(2, 1), (4, 1), (2, 3)], ids=str)
@pytest.mark.parametrize("cut", [1, 5, 11, 18])
@pytest.mark.parametrize("size", [(224, 224), (225, 131), (640, 320)], ids=str)
def test_parts_join_to_the_whole(
    size: tuple[int, int],
    cut: int,
    grid: tuple[int, int],
    spatial: list[dict[str, Any]],
    parts: list[torch.jit.ScriptModule],
) -> None:
    image = images(1, 3, *size)
    expected = in_sequence(parts[:cut], image)
    joined = in_tiles(spatial[:cut], parts[:cut], image, grid)
    assert difference(joined, expected) <= TOLERANCE


@pytest.mark.parametrize("grid", [(3, 1), (2, 2)], ids=str)
@pytest.mark.parametrize("first", [0, 2])
@pytest.mark.parametrize("size", [(96, 64), (131, 97)], ids=str)
def test_parts_of_other_models_join_to_the_whole(
    size: tuple[int, int], first: int, grid: tuple[int, int], exported: Exported
) -> None:
    x = in_sequence(exported.parts[:first], images(2, 3, *size))
    segments = exported.manifest["segments"]
    for last in (first + 1, first + 4, len(segments) - 1):
        expected = in_sequence(exported.parts[first:last], x)
        joined = in_tiles(segments[first:last], exported.parts[first:last], x, grid)
        assert difference(joined, expected) <= TOLERANCE
