"""The methods for pieces of rows: exactly the whole's rows, from exactly the rows they depend on."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import torch
from arithmetic import assert_pieces, images
from chains import Residual
from conftest import Exported
from torch import Tensor, nn
from torch.nn import functional as F

from meitheal_exporter import bundle, catalogue, pieces, torchscript, verification
from meitheal_exporter.chain import SpatialSegment
from meitheal_exporter.geometry import Layer, Padding

METHODS = ("upper", "lower", "inner")


@pytest.mark.parametrize("shape", [(1, 3, 320, 96), (2, 3, 225, 131)], ids=str)
def test_pieces_are_the_rows_of_the_whole(
    shape: tuple[int, ...], spatial: list[dict[str, Any]], parts: list[torch.jit.ScriptModule]
) -> None:
    x = images(*shape)
    for segment, part in zip(spatial, parts, strict=False):
        assert segment["row_pieces"] is True
        assert_pieces(segment, part, x, (2, 3, 4, 7))
        x = part(x)


@pytest.mark.parametrize("shape", [(1, 3, 161, 67), (2, 3, 128, 96)], ids=str)
def test_pieces_of_other_models_are_the_rows_of_the_whole(
    shape: tuple[int, ...], exported: Exported
) -> None:
    x = images(*shape)
    for segment, part in zip(exported.manifest["segments"][:-1], exported.parts, strict=False):
        if "row_pieces" in segment:
            assert_pieces(segment, part, x, (2, 3, 4))
        x = part(x)


def test_only_downsampling_blocks_have_none(exported: Exported) -> None:
    for segment, part in zip(exported.manifest["segments"], exported.parts, strict=True):
        strided = segment.get("residual", False) and segment["stride"] > 1
        expected = segment["spatial"] and not strided
        assert segment.get("row_pieces", False) == expected
        assert all(hasattr(part, method) == expected for method in METHODS)


def test_weights_are_there_once(committed: Path, spatial: list[dict[str, Any]]) -> None:
    for segment in spatial:
        per_pixel = sum(
            layer["kernel"] ** 2 * layer["in_channels"] // layer["groups"] * layer["out_channels"]
            for layer in segment["layers"]
        )
        biases = sum(layer["out_channels"] for layer in segment["layers"])
        size = (committed / segment["file"]).stat().st_size
        assert size <= 4 * (per_pixel + biases) + 6000


@pytest.mark.parametrize(
    "block",
    [
        nn.AvgPool2d(2),
        nn.MaxPool2d(2, ceil_mode=True),
        Residual(nn.Conv2d(3, 3, 3, 2, 1), nn.Conv2d(3, 3, 1, 2)),
        # Its window is wider than it is high, and a manifest has one number for both.
        Residual(
            nn.Conv2d(3, 3, 3, padding=1),
            nn.Sequential(nn.ZeroPad2d((8, 0, 4, 4)), nn.Conv2d(3, 3, 3, dilation=4)),
        ),
    ],
    ids=["average", "ceil", "downsampling", "wide"],
)
def test_what_would_not_fit_has_none(block: nn.Module, tmp_path: Path) -> None:
    [(segment, part)] = written(tmp_path, block)
    assert "row_pieces" not in segment
    assert not hasattr(part, "inner")


class Functions(nn.Module):
    """Functions and normalisations: one that nothing folds, and one that only freezing does."""

    def __init__(self) -> None:
        super().__init__()
        self.before = nn.BatchNorm2d(3)
        self.first = nn.Parameter(torch.empty(64, 3, 3, 3))
        self.second = nn.Parameter(torch.empty(64, 64, 3, 3))
        self.after = nn.BatchNorm2d(64)
        for parameter in (self.first, self.second):
            nn.init.kaiming_normal_(parameter, generator=torch.Generator().manual_seed(1))

    def forward(self, x: Tensor) -> Tensor:
        x = F.conv2d(self.before(x), self.first, None, padding=1, stride=1)
        x = F.max_pool2d(F.relu(x), 3, 2, 1)
        return self.after(F.conv2d(F.pad(x, (1, 1, 2, 0)), weight=self.second, stride=2))


def test_freezing_does_to_pieces_what_it_does_to_the_whole(tmp_path: Path) -> None:
    x = images(1, 3, 75, 40)
    norms = []
    for segment, part in written(tmp_path, Functions()):
        assert segment["row_pieces"]
        assert_pieces(segment, part, x, (2, 3, 5))
        graphs = [str(getattr(part, method).graph) for method in ("forward", *METHODS)]
        counts = {graph.count("batch_norm") for graph in graphs}
        assert len(counts) == 1
        norms.extend(counts)
        weights = 4 * 9 * segment["in_channels"] * segment["out_channels"]
        assert segment["bytes"] < weights + 10000
        x = part(x)
    assert norms == [1, 0]


@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("padding", [0, 1, 2, 3])
def test_each_stride_and_padding(stride: int, padding: int, tmp_path: Path) -> None:
    """Whether the padding is a multiple of the stride or not."""
    convolution = nn.Conv2d(3, 4, 7, stride, padding)
    pool = nn.MaxPool2d(7, stride, padding)
    for index, block in enumerate((convolution, pool, nn.Sequential(convolution, nn.ReLU(), pool))):
        [(segment, part)] = written(tmp_path / str(index), block)
        for height in (61, 62, 63):
            assert_pieces(segment, part, images(1, 3, height, 40), (2, 3, 5))


def test_a_crop_that_ends_between_windows_gives_whole_windows(tmp_path: Path) -> None:
    [(segment, part)] = written(tmp_path, nn.Conv2d(3, 4, 5, 3, 2))
    x = images(1, 3, 50, 30)
    for stop in range(10, 40):
        whole = part(x)
        y = part.upper(x[:, :, :stop])
        assert y.shape[2] == (stop + 2 - 5) // segment["stride"] + 1
        assert (y - whole[:, :, : y.shape[2]]).abs().max() <= 1e-5 * whole.abs().max()


def test_an_export_compares_the_pieces() -> None:
    model = nn.Conv2d(3, 4, 3, padding=1)
    [segment] = pieces.added([plain_segment(model)])
    assert isinstance(segment, SpatialSegment)
    archive = torchscript.to_torchscript(segment.module, 3, further=pieces.traced_sizes(segment))
    part = torch.jit.load(io.BytesIO(archive))
    verification.compare_pieces([segment], [part])

    class Wrong(nn.Module):
        def __init__(self, shift: float, rows: int) -> None:
            super().__init__()
            self.shift = shift
            self.rows = rows

        def forward(self, x: Tensor) -> Tensor:
            return part(x)

        upper = lower = forward

        def inner(self, x: Tensor) -> Tensor:
            return part.inner(x)[:, :, self.rows :] + self.shift

    for wrong in (Wrong(1.0, 0), Wrong(0.0, 1)):
        with pytest.raises(ValueError, match="segment one gives other rows"):
            verification.compare_pieces([segment], [wrong])


def plain_segment(convolution: nn.Conv2d) -> SpatialSegment:
    layer = Layer(3, 1, 1, Padding(1, 1, 1, 1), 3, 4, 1)
    return SpatialSegment.of_layers("one", convolution.eval().requires_grad_(False), (layer,))


def written(
    directory: Path, features: nn.Module
) -> list[tuple[dict[str, Any], torch.jit.ScriptModule]]:
    """The spatial segments of a bundle, as read from it."""
    network = catalogue.ConvolutionalPart(features).eval().requires_grad_(False)
    catalogue.initialise(network, seed=1)
    bundle.write(directory, catalogue.Model("features", network, reference_size=(64, 64)))
    segments = bundle.read_manifest(directory)["segments"][:-1]
    return list(zip(segments, bundle.load_segments(directory), strict=False))
