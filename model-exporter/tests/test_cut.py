"""Geometry by hand-made examples, and what the exporter refuses."""

from __future__ import annotations

import pytest
import torch
from efficientnet_lite_pytorch import EfficientNet

from meitheal_exporter import geometry, network, segments
from meitheal_exporter.geometry import Layer, Padding


def layer(kernel: int, stride: int, padding: Padding, dilation: int = 1) -> Layer:
    return Layer(kernel, stride, dilation, padding, 4, 8, 1)


@pytest.mark.parametrize(
    ("one", "size", "expected"),
    [
        (layer(3, 2, Padding(0, 1, 0, 1)), (224, 225), (112, 112)),
        (layer(5, 2, Padding(1, 2, 1, 2)), (14, 13), (7, 6)),
        (layer(5, 1, Padding(2, 2, 2, 2)), (7, 1), (7, 1)),
        (layer(3, 1, Padding(), dilation=2), (9, 5), (5, 1)),
    ],
)
def test_output_size(one: Layer, size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert one.output_size(size) == expected


@pytest.mark.parametrize("kernel", [1, 3, 5])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("dilation", [1, 2])
@pytest.mark.parametrize("padding", [Padding(), Padding(0, 1, 1, 0), Padding(2, 2, 2, 2)], ids=str)
def test_geometry_is_that_of_pytorch(
    kernel: int, stride: int, dilation: int, padding: Padding
) -> None:
    one = layer(kernel, stride, padding, dilation)
    convolution = torch.nn.Conv2d(4, 8, kernel, stride, dilation=dilation)
    pad = torch.nn.ZeroPad2d((padding.left, padding.right, padding.top, padding.bottom))
    for size in ((12, 17), (13, 16)):
        assert convolution(pad(torch.zeros(1, 4, *size))).shape[2:] == one.output_size(size)
    height, width = one.smallest_input((6, 7))
    assert one.output_size((height, width)) == (6, 7)
    assert one.output_size((height - 1, width - 1)) == (5, 6)


@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("padding", [0, 1])
@pytest.mark.parametrize("kernel", [2, 3, 4])
def test_pooling_that_rounds_up_is_that_of_pytorch(kernel: int, stride: int, padding: int) -> None:
    sides = Padding(padding, padding, padding, padding)
    one = Layer(kernel, stride, 1, sides, 4, 4, 4, kind="max_pool", ceil_mode=True)
    pool = torch.nn.MaxPool2d(kernel, stride, padding, ceil_mode=True)
    for before in (Padding(), Padding(2, 0, 1, 0), Padding(1, 1, 2, 0), Padding(0, 2, 0, 1)):
        pad = torch.nn.ZeroPad2d((before.left, before.right, before.top, before.bottom))
        merged = one.after_padding(before)
        for size in ((12, 17), (13, 16), (14, 15)):
            x = torch.zeros(1, 4, *size)
            assert pool(x).shape[2:] == one.output_size(size)
            if merged is not None:
                assert pool(pad(x)).shape[2:] == merged.output_size(size)
    height, width = one.smallest_input((6, 7))
    assert one.output_size((height, width)) == (6, 7)
    assert one.output_size((height - 1, width - 1)) == (5, 6)


def test_smallest_input_has_at_least_one_true_row() -> None:
    """Padding wider than the kernel would give rows of its own."""
    one = layer(1, 1, Padding(2, 2, 2, 2))
    assert one.smallest_input((3, 2)) == (1, 1)
    assert one.output_size((1, 1)) == (5, 5)


def test_multiply_adds_follow_the_chain() -> None:
    chain = [
        layer(3, 2, Padding(0, 1, 0, 1)),
        Layer(3, 1, 1, Padding(1, 1, 1, 1), 8, 8, 8),
    ]
    assert geometry.multiply_adds(chain, (8, 8)) == 16 * 9 * 4 * 8 + 16 * 9 * 8


def test_a_block_that_looks_at_the_whole_image_is_refused() -> None:
    with pytest.raises(ValueError, match="block-01 pools over the whole image"):
        segments.cut(EfficientNet.from_name("efficientnet-b0"))


def test_a_window_that_is_not_square_is_refused() -> None:
    with pytest.raises(ValueError, match="3 x 5"):
        segments.describe(torch.nn.Conv2d(1, 1, (3, 5)))


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ValueError, match=r"not those of 0\.1\.0"):
        network.load()
