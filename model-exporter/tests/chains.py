"""Random chains of what a bundle may consist of, the same for the same seed."""

from __future__ import annotations

import random

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from meitheal_exporter import catalogue

SIZE = (72, 72)
CHANNELS = 6


class Residual(nn.Module):
    def __init__(self, branch: nn.Module, shortcut: nn.Module) -> None:
        super().__init__()
        self.branch = branch
        self.shortcut = shortcut
        self.activation = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        y = self.branch(x)
        y += self.shortcut(x)
        return self.activation(y)


class SideBySide(nn.Module):
    """Branches of different reach, their channels one after the other."""

    def __init__(self, *branches: nn.Module) -> None:
        super().__init__()
        self.branches = nn.ModuleList(branches)

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([branch(x) for branch in self.branches], dim=1)


class PaddedByFunction(nn.Module):
    def __init__(self, sides: tuple[int, ...], convolution: nn.Module) -> None:
        super().__init__()
        self.sides = sides
        self.convolution = convolution

    def forward(self, x: Tensor) -> Tensor:
        return self.convolution(F.pad(x, self.sides))


def chain(seed: int) -> catalogue.Model:
    """Three to six blocks, then a pooling over the image."""
    dice = random.Random(seed)
    while True:
        blocks = [nn.Conv2d(3, CHANNELS, 3, padding=1)]
        blocks += [_block(dice) for _ in range(dice.randint(3, 6))]
        features = nn.Sequential(*blocks)
        network = catalogue.ConvolutionalPart(features).eval().requires_grad_(False)
        catalogue.initialise(network, seed)
        try:
            x = features(torch.randn(1, 3, *SIZE, generator=torch.Generator().manual_seed(seed)))
        except RuntimeError:
            continue
        alive = x.std() > 0.03 * x.abs().max()
        if alive and 4 <= min(x.shape[2:]) <= max(x.shape[2:]) <= SIZE[0]:
            return catalogue.Model(
                f"chain-{seed}", network, (127.0,) * 3, (64.0,) * 3, reference_size=SIZE
            )


def _block(dice: random.Random) -> nn.Module:
    kinds = [_convolution, _convolution, _pool, _residual, _downsampling, _side_by_side, _apart]
    return dice.choice(kinds)(dice)


def _sides(dice: random.Random, most: int) -> tuple[int, ...]:
    return tuple(dice.randint(0, most) for _ in range(4))


def _convolution(dice: random.Random) -> nn.Module:
    kernel = dice.randint(1, 7)
    dilation = dice.choice([1, 1, 2])
    stride = dice.choice([1, 1, 2])
    reach = dilation * (kernel - 1)
    groups = dice.choice([1, 1, 2, CHANNELS])
    settings = {"stride": stride, "dilation": dilation, "groups": groups}
    padding: int | str = dice.choice(["same", 0, reach // 2, dice.randint(0, reach)])
    if padding == "same" and stride > 1:
        padding = reach // 2
    plain = nn.Conv2d(CHANNELS, CHANNELS, kernel, padding=padding, **settings)
    unpadded = nn.Conv2d(CHANNELS, CHANNELS, kernel, **settings)
    convolution = dice.choice(
        [
            plain,
            nn.Sequential(nn.ZeroPad2d(_sides(dice, reach)), unpadded),
            PaddedByFunction(_sides(dice, reach), unpadded),
        ]
    )
    norm = dice.choice([nn.Identity(), nn.BatchNorm2d(CHANNELS)])
    activation = dice.choice([nn.ReLU(inplace=True), nn.SiLU(), nn.PReLU(), nn.Identity()])
    return nn.Sequential(convolution, norm, activation)


def _pool(dice: random.Random) -> nn.Module:
    kernel = dice.randint(1, 5)
    padding = dice.randint(0, kernel // 2)
    stride = dice.choice([1, 2, 2, 3])
    ceil_mode = dice.random() < 0.5
    if dice.random() < 0.5:
        return nn.MaxPool2d(kernel, stride, padding, dice.choice([1, 2]), ceil_mode=ceil_mode)
    return nn.AvgPool2d(
        kernel,
        stride,
        padding,
        ceil_mode=ceil_mode,
        count_include_pad=dice.random() < 0.5,
    )


def _residual(dice: random.Random) -> nn.Module:
    """Keeps its size; now and then by uneven padding, or with the wider branch as the shortcut."""
    first, second = dice.choice([1, 3, 5, 7]), dice.choice([2, 3, 4])
    branch = nn.Sequential(
        nn.Conv2d(CHANNELS, CHANNELS, first, padding="same", bias=False),
        nn.BatchNorm2d(CHANNELS),
        nn.ReLU(inplace=True),
        nn.Conv2d(CHANNELS, CHANNELS, second, padding="same"),
    )
    wide = nn.Sequential(nn.ZeroPad2d((7, 1, 1, 7)), nn.Conv2d(CHANNELS, CHANNELS, 3, dilation=4))
    return Residual(branch, dice.choice([nn.Identity(), nn.Identity(), wide]))


def _downsampling(dice: random.Random) -> nn.Module:
    kernel = dice.choice([3, 5, 7])
    branch = nn.Sequential(
        nn.Conv2d(CHANNELS, CHANNELS, kernel, stride=2, padding=kernel // 2),
        nn.ReLU6(inplace=True),
        nn.Conv2d(CHANNELS, CHANNELS, 3, padding=1),
    )
    strided = nn.Conv2d(CHANNELS, CHANNELS, 1, stride=2)
    pooled = nn.Sequential(
        nn.AvgPool2d(2, 2, ceil_mode=True, count_include_pad=False),
        nn.Conv2d(CHANNELS, CHANNELS, 1),
    )
    return Residual(branch, dice.choice([strided, pooled]))


def _side_by_side(dice: random.Random) -> nn.Module:
    half = CHANNELS // 2
    kernel = dice.choice([3, 5, 7])
    return SideBySide(
        nn.Conv2d(CHANNELS, half, kernel, padding=kernel // 2),
        nn.Sequential(nn.MaxPool2d(3, 1, 1), nn.Conv2d(CHANNELS, half, 1)),
    )


def _apart(dice: random.Random) -> nn.Module:
    """Padding that no convolution follows, and a constant other than zero."""
    left, right, top, bottom = _sides(dice, 2)
    sides = (left, min(right, 1), top, min(bottom, 1))
    return nn.Sequential(
        nn.ConstantPad2d(sides, dice.choice([0.0, 1.5])),
        nn.Hardswish(),
        nn.MaxPool2d(dice.choice([3, 4]), 2, ceil_mode=dice.random() < 0.5),
    )
