"""What `model.json` says is so."""

from __future__ import annotations

import hashlib
import itertools
from pathlib import Path
from typing import Any

import pytest
import torch
from arithmetic import images, in_sequence, size_after, stride_of
from efficientnet_lite_pytorch import EfficientNet
from torch.utils.flop_counter import FlopCounterMode

from meitheal_exporter import network

SIZES = [(224, 224), (640, 640), (225, 641), (97, 131), (32, 32), (33, 63)]


def test_keys_are_those_that_workers_read(manifest: dict[str, Any]) -> None:
    assert list(manifest) == [
        "format",
        "name",
        "version",
        "platform",
        "input",
        "output",
        "preprocessing",
        "default_deadline_ms",
        "reference_size",
        "segments",
        "labels",
        "origin",
    ]
    common = {"name", "file", "sha256", "bytes", "spatial", "in_channels", "out_channels"}
    common |= {"multiply_adds"}
    *spatial, head = manifest["segments"]
    for segment in spatial:
        geometry = {"stride", "kernel", "padding", "layers", "residual", "row_pieces"}
        assert set(segment) == common | geometry
    assert set(head) == common | {"joins"}
    assert head["joins"] == "mean"


def test_only_the_last_segment_needs_the_whole_image(manifest: dict[str, Any]) -> None:
    assert [segment["spatial"] for segment in manifest["segments"]] == [True] * 18 + [False]
    assert manifest["segments"][-1]["name"] == "head"


def test_files_are_pinned(committed: Path, manifest: dict[str, Any]) -> None:
    for entry in [*manifest["segments"], manifest["labels"]]:
        content = (committed / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        assert len(content) == entry.get("bytes", len(content))


def test_each_segment_takes_what_the_one_before_gives(manifest: dict[str, Any]) -> None:
    segments = manifest["segments"]
    for before, after in itertools.pairwise(segments):
        assert before["out_channels"] == after["in_channels"]
    assert manifest["input"]["shape"][1] == segments[0]["in_channels"]
    assert manifest["output"]["shape"][1] == segments[-1]["out_channels"]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_layers_give_the_output_shape_of_each_segment(
    size: tuple[int, int],
    manifest: dict[str, Any],
    spatial: list[dict[str, Any]],
    parts: list[torch.jit.ScriptModule],
) -> None:
    x = images(2, 3, *size)
    for segment, part in zip(spatial, parts[:-1], strict=True):
        size = size_after([segment], size)
        x = part(x)
        assert x.shape == (2, segment["out_channels"], *size)
    assert parts[-1](x).shape == (2, manifest["output"]["shape"][1])


def test_stride_kernel_and_padding_are_those_of_the_only_layer_that_looks_around(
    spatial: list[dict[str, Any]],
) -> None:
    for segment in spatial:
        wide = [layer for layer in segment["layers"] if layer["kernel"] > 1]
        window = wide[0] if wide else segment["layers"][0]
        assert len(wide) <= 1
        for key in ("stride", "kernel", "padding"):
            assert segment[key] == window[key]
        for layer in segment["layers"]:
            if layer is not window:
                assert layer["stride"] == 1
                assert not any(layer["padding"].values())
    assert stride_of(spatial) == 32


def test_a_residual_segment_keeps_its_shape(spatial: list[dict[str, Any]]) -> None:
    residual = [segment for segment in spatial if segment["residual"]]
    assert len(residual) == 9
    for segment in residual:
        assert segment["in_channels"] == segment["out_channels"]
        assert size_after([segment], (40, 41)) == (40, 41)


def test_minimum_size_runs_and_anything_smaller_does_not(
    manifest: dict[str, Any], parts: list[torch.jit.ScriptModule]
) -> None:
    height, width = manifest["input"]["minimum_size"]
    assert in_sequence(parts[:-1], images(1, 3, height, width)).shape[2:] == (1, 1)
    for smaller in ((height - 1, 4 * width), (4 * height, width - 1)):
        with pytest.raises(RuntimeError, match="Kernel size can't be greater"):
            in_sequence(parts, images(1, 3, *smaller))


def test_multiply_adds_are_those_that_pytorch_counts(
    manifest: dict[str, Any], whole: EfficientNet
) -> None:
    counter = FlopCounterMode(display=False)
    with counter:
        whole(network.normalise(images(1, 3, *manifest["reference_size"])))
    # PyTorch counts a multiplication and an addition as two.
    counted = {
        name: sum(operations.values()) // 2
        for name, operations in counter.get_flop_counts().items()
    }
    stem, *blocks, features, head = (segment["multiply_adds"] for segment in manifest["segments"])
    assert stem == counted["EfficientNet._conv_stem"]
    assert blocks == [counted[f"EfficientNet._blocks.{index}"] for index in range(16)]
    assert features == counted["EfficientNet._conv_head"]
    assert head == counted["EfficientNet._fc"]
    assert stem + sum(blocks) + features + head == counted["Global"]


def test_labels_are_one_a_class(committed: Path, manifest: dict[str, Any]) -> None:
    labels = (committed / manifest["labels"]["file"]).read_text("utf-8").splitlines()
    assert len(set(labels)) == manifest["output"]["shape"][1]
    assert labels[285] == "Egyptian cat"
    assert labels[967] == "espresso"
