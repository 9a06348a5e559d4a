"""Cuts EfficientNet-Lite0 into a chain of segments, one a block.

The segments are plain convolutions with constant padding and no Python that looks at the data, so
one traced graph is right for any batch, height and width.
"""

from __future__ import annotations

import torch
from efficientnet_lite_pytorch import EfficientNet
from torch import Tensor, nn
from torch.nn import functional as F

from meitheal_exporter import folding, network
from meitheal_exporter.chain import HeadSegment, SpatialSegment
from meitheal_exporter.geometry import Layer, Padding


class PaddedConvolution(nn.Module):
    """Convolution, batch normalisation and, unless it is a projection, ReLU6."""

    def __init__(self, convolution: nn.Conv2d, norm: nn.BatchNorm2d, *, activated: bool) -> None:
        super().__init__()
        self.layer = describe(convolution)
        self.activated = activated
        padding = self.layer.padding
        # The convolution's own padding costs no copy of the activation; it knows no uneven sides.
        self.fused = fold(convolution, norm)
        if padding.is_symmetric:
            self.fused.padding = (padding.top, padding.left)
            self.explicit_padding = None
        else:
            self.explicit_padding = [padding.left, padding.right, padding.top, padding.bottom]

    def forward(self, x: Tensor) -> Tensor:
        if self.explicit_padding is not None:
            x = F.pad(x, self.explicit_padding)
        x = self.fused(x)
        # In place: the convolution's output is nobody else's.
        return F.relu6(x, inplace=True) if self.activated else x


class Stem(nn.Module):
    """Normalises RGB 0..255, then the first convolution.

    In this order, so that the padding is the zero of the normalised image, as in training.
    """

    def __init__(self, convolution: PaddedConvolution) -> None:
        super().__init__()
        self.convolution = convolution

    def forward(self, image: Tensor) -> Tensor:
        return self.convolution(channels_last((image - network.MEAN) / network.SCALE))


class Chain(nn.Module):
    """Convolutions one after the other, perhaps with a shortcut around them."""

    def __init__(self, convolutions: list[PaddedConvolution], *, residual: bool = False) -> None:
        super().__init__()
        self.convolutions = nn.Sequential(*convolutions)
        self.residual = residual

    def forward(self, x: Tensor) -> Tensor:
        x = channels_last(x)
        y = self.convolutions(x)
        return y.add_(x) if self.residual else y


class Head(nn.Module):
    """Mean over the image, then the classifier. Dropout does nothing outside training."""

    def __init__(self, classifier: nn.Linear) -> None:
        super().__init__()
        self.classifier = classifier

    def forward(self, x: Tensor) -> Tensor:
        return self.classifier(F.adaptive_avg_pool2d(x, 1).flatten(1))


def channels_last(x: Tensor) -> Tensor:
    """The same NCHW tensor with the channels of a pixel side by side in memory.

    Depthwise convolutions are much faster so: at 640 x 640 the network took 150 instead of 210 to
    260 ms on one core of a busy machine. Between segments on one device this copies nothing; an
    activation that came over the wire is copied once.
    """
    return x.contiguous(memory_format=torch.channels_last)


def describe(convolution: nn.Conv2d) -> Layer:
    """Geometry of one of the library's convolutions, with the padding that it keeps apart."""
    kernel, stride, dilation = (
        square(value)
        for value in (convolution.kernel_size, convolution.stride, convolution.dilation)
    )
    static_padding = getattr(convolution, "static_padding", None)
    if isinstance(static_padding, nn.ZeroPad2d):
        left, right, top, bottom = static_padding.padding
        padding = Padding(top=top, bottom=bottom, left=left, right=right)
    else:
        padding = Padding()
    return Layer(
        kernel=kernel,
        stride=stride,
        dilation=dilation,
        padding=padding,
        in_channels=convolution.in_channels,
        out_channels=convolution.out_channels,
        groups=convolution.groups,
    )


def square(values: tuple[int, ...] | list[int]) -> int:
    height, width = values
    if height != width:
        raise ValueError(f"a manifest describes square windows only, not {height} x {width}")
    return height


def fold(convolution: nn.Conv2d, norm: nn.BatchNorm2d) -> nn.Conv2d:
    """One plain convolution that does both, without the padding that the library keeps apart."""
    fused = nn.Conv2d(
        convolution.in_channels,
        convolution.out_channels,
        convolution.kernel_size,
        stride=tuple(convolution.stride),
        dilation=convolution.dilation,
        groups=convolution.groups,
    )
    weight, bias = folding.folded(convolution, norm)
    fused.load_state_dict({"weight": weight, "bias": bias})
    return fused


def cut(whole: EfficientNet) -> list[SpatialSegment | HeadSegment]:
    """The network as stem, 16 blocks, last convolution and head, in order."""
    stem = PaddedConvolution(whole._conv_stem, whole._bn0, activated=True)
    last = PaddedConvolution(whole._conv_head, whole._bn1, activated=True)
    classifier = whole._fc
    segments = [
        SpatialSegment.of_layers("stem", Stem(stem), (stem.layer,)),
        *(cut_block(f"block-{i:02}", block) for i, block in enumerate(whole._blocks, start=1)),
        SpatialSegment.of_layers("features", Chain([last]), (last.layer,)),
        HeadSegment("head", Head(classifier), classifier.in_features, classifier.out_features),
    ]
    for segment in segments:
        segment.module.eval().requires_grad_(False)
    return segments


def cut_block(name: str, block: nn.Module) -> SpatialSegment:
    """An MBConv block without squeeze and excitation: expand, depthwise, project."""
    arguments = block._block_args
    if block.has_se:
        raise ValueError(f"{name} pools over the whole image, so it cannot be split by rows")
    convolutions = []
    if arguments.expand_ratio != 1:
        convolutions.append(PaddedConvolution(block._expand_conv, block._bn0, activated=True))
    convolutions.append(PaddedConvolution(block._depthwise_conv, block._bn1, activated=True))
    convolutions.append(PaddedConvolution(block._project_conv, block._bn2, activated=False))
    layers = tuple(convolution.layer for convolution in convolutions)
    residual = (
        block.id_skip
        and square(block._depthwise_conv.stride) == 1
        and layers[0].in_channels == layers[-1].out_channels
    )
    chain = Chain(convolutions, residual=residual)
    return SpatialSegment.of_layers(name, chain, layers, residual=residual)
