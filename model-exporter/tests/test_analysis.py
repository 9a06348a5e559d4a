"""Where a chain is cut, where it ends, and what is said of that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from efficientnet_lite_pytorch import EfficientNet
from torch import Tensor, nn
from torch.nn import functional as F
from torchvision.ops import SqueezeExcitation

from meitheal_exporter import analysis, parts, spatial
from meitheal_exporter.catalogue import NAMED

SIZE = (24, 24)


class Function(nn.Module):
    """A module of a user's own that computes `function`."""

    def __init__(self, function: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return self.function(x)


class Attention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return F.scaled_dot_product_attention(x, x, x)


class Positions(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(4, 24, 24))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.positions


class DependsOnData(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x if x.sum() > 0 else -x


class Differing(nn.Module):
    """Equal branches at even sizes only."""

    def __init__(self) -> None:
        super().__init__()
        self.one = nn.MaxPool2d(2, 2)
        self.other = nn.Conv2d(4, 4, 1, stride=2)

    def forward(self, x: Tensor) -> Tensor:
        return self.one(x) + self.other(x)


def after_a_convolution(module: nn.Module) -> nn.Module:
    return nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), module)


NOT_SPATIAL: list[tuple[nn.Module, str]] = [
    (nn.AdaptiveAvgPool2d(1), spatial.WHOLE_IMAGE),
    (nn.AdaptiveMaxPool2d(3), spatial.WHOLE_IMAGE),
    (Function(lambda x: F.adaptive_avg_pool2d(x, 1)), spatial.WHOLE_IMAGE),
    (SqueezeExcitation(4, 2), spatial.WHOLE_IMAGE),
    (nn.GroupNorm(2, 4), spatial.NORMALISES),
    (nn.InstanceNorm2d(4), spatial.NORMALISES),
    (nn.LayerNorm([4, 24, 24]), spatial.NORMALISES),
    (Function(lambda x: F.layer_norm(x, [24])), spatial.NORMALISES),
    (nn.BatchNorm2d(4, track_running_stats=False), spatial.NORMALISES),
    (Attention(), spatial.ATTENTION),
    (nn.Upsample(scale_factor=2), spatial.RESIZES),
    (Function(lambda x: F.interpolate(x, scale_factor=2.0)), spatial.RESIZES),
    (nn.ConvTranspose2d(4, 4, 2, 2), spatial.ENLARGES),
    (nn.PixelShuffle(2), spatial.ENLARGES),
    (nn.Flatten(), spatial.REARRANGES),
    (Function(lambda x: x.reshape(1, -1)), spatial.REARRANGES),
    (Function(lambda x: x.permute(0, 2, 3, 1)), spatial.REARRANGES),
    (Function(lambda x: x[:, :, 1:]), spatial.REARRANGES),
    (nn.Linear(24, 2), spatial.LINEAR),
    (Function(lambda x: x.mean((2, 3))), spatial.REDUCES),
    (Function(lambda x: x.softmax(3)), spatial.REDUCES),
    (Function(lambda x: x.view(x.size(0), -1)), spatial.ASKS_SIZE),
    (Function(lambda x: x * x.shape[2]), spatial.ASKS_SIZE),
    (Function(lambda x: torch.cat([x, x], dim=2)), "another axis than channels"),
    (Function(lambda x: F.pad(x, (1, 1, 1, 1), mode="reflect")), "pads in mode 'reflect'"),
    (Function(lambda x: F.pad(x, (-1, 0, 0, 0))), "cuts off rows or columns"),
    (nn.ReplicationPad2d(1), "pads in mode 'replicate'"),
    (nn.Conv2d(4, 4, 3, padding=1, padding_mode="circular"), "pads in mode 'circular'"),
    (nn.Conv2d(4, 4, (3, 5)), "not square (3 x 5)"),
    (nn.AvgPool2d(2, (2, 1)), "not square (2 x 1)"),
    (Positions(), "a value of its own for each row or column"),
    (DependsOnData(), "cannot be traced"),
    (nn.Conv2d(4, 4, 3, padding=3), analysis.ONLY_PADDING),
    (nn.Sequential(nn.ZeroPad2d((0, 0, 0, 1)), nn.Tanh()), analysis.ONLY_PADDING),
    (
        nn.Sequential(nn.ZeroPad2d(1), nn.MaxPool2d(2, 2, ceil_mode=True)),
        analysis.ONLY_PADDING,
    ),
    (Differing(), analysis.BRANCHES_DIFFER),
    (Function(torch.fft.fft2), "is not known"),
]


@pytest.mark.parametrize(
    ("module", "reason"), NOT_SPATIAL, ids=lambda v: v if isinstance(v, str) else type(v).__name__
)
def test_what_is_not_spatial_ends_the_chain(module: nn.Module, reason: str) -> None:
    found = analysis.analyse(after_a_convolution(module), SIZE)
    assert [stretch.name for stretch in found.chain] == ["0"]
    assert found.end is not None
    assert reason in found.end.reason
    assert found.end.after == "0"


def test_the_end_is_named_and_explained() -> None:
    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.convolution = nn.Conv2d(4, 4, 3, padding=1)
            self.se = SqueezeExcitation(4, 2)

        def forward(self, x: Tensor) -> Tensor:
            return x + self.se(self.convolution(x))

    plain = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU())
    model = nn.Sequential()
    model.add_module("features", nn.Sequential(plain, Block(), nn.Conv2d(4, 2, 1)))
    assert str(analysis.analyse(model, SIZE).end) == (
        "features.1.se.avgpool (AdaptiveAvgPool2d) pools over the whole image: the chain ends "
        "after features.0; the other 9 operations run on one device"
    )


def test_an_operation_outside_any_module_is_named_by_where_it_is() -> None:
    end = analysis.analyse(after_a_convolution(Function(lambda x: x.mean(3))), SIZE).end
    assert str(end).startswith("mean in 1 reduces over rows or columns: the chain ends after 0; it")


def test_a_model_that_begins_with_something_else_has_no_chain() -> None:
    found = analysis.analyse(nn.Sequential(nn.Upsample(scale_factor=2), nn.Conv2d(3, 4, 1)), SIZE)
    assert "the chain is empty" in str(found.end)
    with pytest.raises(ValueError, match=r"no part of the model can be split: 0 \(Upsample\)"):
        parts.build(found, parts.Normalisation([0.0], [1.0]))


def test_a_model_without_a_head_is_told_how_to_get_one() -> None:
    found = analysis.analyse(nn.Conv2d(3, 4, 1), SIZE)
    assert found.end is None
    with pytest.raises(ValueError, match="end it with a pooling"):
        parts.build(found, parts.Normalisation([0.0], [1.0]))


class TwoInputs(nn.Module):
    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        return x + y


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (DependsOnData(), "cannot trace the model itself"),
        (TwoInputs(), "cannot trace the model itself: .*missing 1 required"),
        (Function(lambda x: (x, x)), "must give one tensor, not a tuple"),
        (nn.Conv2d(3, 4, 99), "does not run on 24 x 24 pixels"),
        (nn.Conv2d(5, 4, 1), "does not run on 24 x 24 pixels"),
    ],
)
def test_what_cannot_be_followed_is_refused(model: nn.Module, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        analysis.analyse(model, SIZE)


def names(model: nn.Module) -> list[str]:
    return [stretch.name for stretch in analysis.analyse(model, SIZE).chain]


def convolution(inputs: int, outputs: int, kernel: int) -> nn.Module:
    return nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2)


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        # Activation, normalisation and pooling belong to the convolution before.
        ([convolution(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), convolution(4, 4, 3)], ["0", "3"]),
        ([convolution(3, 4, 3), nn.MaxPool2d(2), nn.ReLU(), convolution(4, 4, 3)], ["0", "3"]),
        # Padding belongs to what follows.
        ([convolution(3, 4, 3), nn.ZeroPad2d(1), nn.Conv2d(4, 4, 3)], ["0", "1"]),
        # Around a 1 x 1 convolution the place with fewer channels is cut.
        ([convolution(3, 4, 3), nn.Conv2d(4, 8, 1), convolution(8, 8, 3)], ["0", "1"]),
        ([convolution(3, 8, 3), nn.Conv2d(8, 4, 1), convolution(4, 8, 3)], ["0", "2"]),
        ([convolution(3, 4, 1), nn.ReLU(), convolution(4, 4, 1), convolution(4, 4, 3)], ["0"]),
        ([nn.ReLU(), convolution(3, 4, 3), convolution(4, 4, 3)], ["0", "2"]),
    ],
)
def test_cuts(layers: list[nn.Module], expected: list[str]) -> None:
    assert names(nn.Sequential(*layers)) == expected


def test_vgg16_is_cut_at_every_convolution() -> None:
    chain = analysis.analyse(NAMED["vgg16"]().network, (64, 64)).chain
    assert len(chain) == 13
    assert [s.reach.window().stride for s in chain] == [1, 2, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2]


def test_resnet18_is_cut_at_every_block() -> None:
    chain = analysis.analyse(NAMED["resnet18"]().network, (64, 64)).chain
    assert [stretch.name.removeprefix("features.") for stretch in chain] == [
        "conv1",
        *(f"layer{layer}.{block}" for layer in (1, 2, 3, 4) for block in (0, 1)),
    ]
    assert [stretch.residual for stretch in chain] == [False] + [True] * 8


def test_the_committed_geometry_is_found_in_the_original(
    whole: EfficientNet, spatial: list[dict[str, Any]]
) -> None:
    found = analysis.analyse(whole, (224, 224))
    for stretch, entry in zip(found.chain, spatial, strict=True):
        window = stretch.reach.window()
        assert [layer.to_manifest() for layer in stretch.reach.layers] == entry["layers"]
        assert (window.stride, window.kernel) == (entry["stride"], entry["kernel"])
        assert window.padding.to_manifest() == entry["padding"]
        assert stretch.residual == entry["residual"]
        assert stretch.multiply_adds == entry["multiply_adds"]
