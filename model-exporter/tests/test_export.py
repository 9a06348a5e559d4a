"""Bundles of other models than the committed one, and the commands that write them."""

from __future__ import annotations

import itertools
import sys
import zipfile
from pathlib import Path

import pytest
import torch
from arithmetic import TOLERANCE, difference, images, in_sequence, size_after
from conftest import Exported
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from meitheal_exporter import __main__, bundle, catalogue, verification


@pytest.mark.parametrize("shape", [(1, 3, 97, 131), (3, 3, 64, 33), (1, 3, 224, 224)], ids=str)
def test_segments_in_sequence_equal_the_whole(shape: tuple[int, ...], exported: Exported) -> None:
    image = images(*shape)
    expected = exported.model.network(verification.normalised(exported.model, image))
    assert difference(in_sequence(exported.parts, image), expected) <= TOLERANCE


def test_activations_neither_vanish_nor_explode(exported: Exported) -> None:
    x = images(1, 3, 97, 131)
    for part in exported.parts[:-1]:
        x = part(x)
        assert 0.5 < x.std() < 10


def test_segments_take_plain_nchw_and_leave_it_alone(exported: Exported) -> None:
    x = images(2, 3, 65, 47)
    expected = in_sequence(exported.parts, x)
    for part in exported.parts:
        before = x.clone()
        y = part(x)
        assert torch.equal(x, before)
        x = y.contiguous()
    assert difference(x, expected) <= TOLERANCE


def test_manifest_fits_the_segments(exported: Exported) -> None:
    manifest = exported.manifest
    *spatial, head = manifest["segments"]
    assert "labels" not in manifest
    assert manifest["output"] == {"name": "features", "datatype": "FP32", "shape": [-1, 512]}
    assert not head["spatial"]
    for before, after in itertools.pairwise(manifest["segments"]):
        assert before["out_channels"] == after["in_channels"]
    for minimum in (manifest["input"]["minimum_size"], [75, 90]):
        x = images(1, 3, *minimum)
        for segment, part in zip(spatial, exported.parts, strict=False):
            size = size_after([segment], x.shape[2:])
            x = part(x)
            assert x.shape[1:] == (segment["out_channels"], *size)


def test_multiply_adds_are_those_that_pytorch_counts(exported: Exported) -> None:
    counter = FlopCounterMode(display=False)
    with counter:
        exported.model.network(images(1, 3, 224, 224))
    total = sum(segment["multiply_adds"] for segment in exported.manifest["segments"])
    assert total == counter.get_total_flops() // 2


def test_weights_are_the_same_each_time(exported: Exported) -> None:
    again = catalogue.NAMED[exported.model.name]().network.state_dict()
    for name, value in exported.model.network.state_dict().items():
        assert torch.equal(value, again[name])


def test_a_model_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "export", "--from", "user_models:network", "--to", str(tmp_path))
    said = capsys.readouterr().out
    assert "2 (AdaptiveAvgPool2d) pools over the whole image" in said
    manifest = bundle.read_manifest(tmp_path)
    assert manifest["name"] == "network"
    assert [segment["name"] for segment in manifest["segments"]] == ["0", "head"]
    for file in tmp_path.glob("*.pt"):
        with zipfile.ZipFile(file) as archive:
            for entry in archive.infolist():
                assert str(Path.home()).encode() not in archive.read(entry)
                assert b"user_models" not in archive.read(entry)


def test_a_model_of_a_fixed_size_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, "export", "--from", "user_models:model", "--to", str(tmp_path))
    manifest = bundle.read_manifest(tmp_path)
    # A pooling of four rows cuts up to three off.
    assert manifest["input"]["minimum_size"] == [32, 32]
    assert manifest["input"]["maximum_size"] == [35, 35]
    assert manifest["output"]["name"] == "logits"
    assert manifest["default_deadline_ms"] == 7
    assert bundle.read_labels(tmp_path) == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nothing:there", "nothing:there gives no model: No module"),
        ("user_models:there", "has no attribute 'there'"),
        ("user_models:number", "gives a int, not a torch.nn.Module"),
    ],
)
def test_what_is_no_model_is_refused(
    source: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match=message):
        run(monkeypatch, "inspect", "--from", source)


def test_inspect_says_what_can_be_split(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, "inspect", "--from", "torchvision.models:mobilenet_v3_small")
    *_, end, work = capsys.readouterr().out.splitlines()
    assert end.startswith("features.1.block.1.avgpool (AdaptiveAvgPool2d) pools over the whole")
    assert "the chain ends after features.1.block.0" in end
    assert "% of" in work


class Sized(nn.Module):
    """What its head does depends on the size, in Python: no trace keeps that."""

    def __init__(self) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(3, 4, 3, padding=1)
        self.head = Head()

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.convolution(x))


class Head(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        y = x.mean((2, 3))
        return y * 2 if x.shape[2] > 30 else y


def test_a_head_that_a_trace_does_not_keep_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="depends on the image's size"):
        bundle.write(tmp_path, catalogue.Model("sized", Sized(), reference_size=(48, 48)))
    assert list(tmp_path.iterdir()) == []


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["meitheal_exporter", *arguments])
    __main__.main()
