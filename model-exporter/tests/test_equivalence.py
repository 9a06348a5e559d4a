"""The segments in sequence are the whole original network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from arithmetic import TOLERANCE, difference, images, in_sequence
from efficientnet_lite_pytorch import EfficientNet

from meitheal_exporter import network, preprocessing, torchscript

SHAPES = [
    (1, 3, 224, 224),
    (1, 3, 640, 640),
    (1, 3, 225, 641),
    (1, 3, 97, 131),
    (3, 3, 224, 224),
    (1, 3, 32, 32),
]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_logits_equal_those_of_the_whole(
    shape: tuple[int, ...],
    parts: list[torch.jit.ScriptModule],
    whole: EfficientNet,
) -> None:
    assert shape[2:] != torchscript.TRACED_SIZE
    image = images(*shape)
    expected = whole(network.normalise(image))
    assert difference(in_sequence(parts, image), expected) <= TOLERANCE


@pytest.mark.parametrize("size", [(224, 224), (97, 131)], ids=str)
def test_each_segment_equals_its_block(
    size: tuple[int, int], parts: list[torch.jit.ScriptModule], whole: EfficientNet
) -> None:
    image = images(2, 3, *size)
    x = parts[0](image)
    expected = whole._swish(whole._bn0(whole._conv_stem(network.normalise(image))))
    assert difference(x, expected) <= TOLERANCE
    for part, block in zip(parts[1:17], whole._blocks, strict=True):
        x, expected = part(x), block(expected)
        assert difference(x, expected) <= TOLERANCE
    expected = whole._swish(whole._bn1(whole._conv_head(expected)))
    assert difference(parts[17](x), expected) <= TOLERANCE


def test_a_batch_equals_its_images_one_by_one(parts: list[torch.jit.ScriptModule]) -> None:
    batch = images(3, 3, 97, 131)
    one_by_one = torch.cat([in_sequence(parts, image[None]) for image in batch])
    assert difference(in_sequence(parts, batch), one_by_one) <= TOLERANCE


def test_activations_may_travel_as_plain_nchw(parts: list[torch.jit.ScriptModule]) -> None:
    """Segments order memory as suits them; what comes over the wire has the order of its shape."""
    image = images(2, 3, 97, 131)
    expected = in_sequence(parts, image)
    x = image
    for part in parts:
        x = part(x.contiguous())
    assert difference(x, expected) <= TOLERANCE


def test_segments_leave_their_input_alone(parts: list[torch.jit.ScriptModule]) -> None:
    """They work in place within, but a worker may keep the input to run a part again."""
    x = images(1, 3, 64, 64)
    for part in parts:
        before = x.clone()
        y = part(x)
        assert torch.equal(x, before)
        x = y


def test_probabilities_of_a_photo_equal_those_of_the_whole(
    samples: Path,
    manifest: dict[str, Any],
    parts: list[torch.jit.ScriptModule],
    whole: EfficientNet,
) -> None:
    image = preprocessing.read(samples / "coffee.jpg", manifest["preprocessing"])
    expected = whole(network.normalise(image)).softmax(1)
    assert difference(in_sequence(parts, image).softmax(1), expected) <= TOLERANCE
