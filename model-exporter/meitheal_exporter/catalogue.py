"""The models that the exporter knows by name, and what else a bundle has to say of a model."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch
import torchvision
from torch import Tensor, nn
from torchvision.models import vgg

# Of the photos that torchvision's networks are trained with, for RGB 0..255.
IMAGENET_MEAN = (123.675, 116.28, 103.53)
IMAGENET_SCALE = (58.395, 57.12, 57.375)

SEED = 20260
RANDOM = "random, for measuring only: it recognises nothing"


@dataclass(frozen=True)
class Model:
    """A network that takes normalised NCHW, (x - mean) / scale, and what a manifest says of it."""

    name: str
    network: nn.Module
    mean: Sequence[float] = (0.0, 0.0, 0.0)
    scale: Sequence[float] = (1.0, 1.0, 1.0)
    # Height and width for which work is stated. Photos are resized to the height, and squared.
    reference_size: tuple[int, int] = (224, 224)
    deadline_ms: int = 1000
    # One for each of the outputs; None if they are no classes.
    labels: Sequence[str] | None = None
    origin: dict[str, str] = field(default_factory=dict)
    version: str = "1"


class ConvolutionalPart(nn.Module):
    """A network without its classifier: N x C features, each the mean over the image."""

    def __init__(self, features: nn.Module) -> None:
        super().__init__()
        self.features = features
        self.pool = nn.AdaptiveAvgPool2d(1)

    def forward(self, image: Tensor) -> Tensor:
        return self.pool(self.features(image)).flatten(1)


def vgg16() -> Model:
    """The 13 convolutions of torchvision's VGG-16, with random weights."""
    # Without building the classifier, nine tenths of the network.
    features = vgg.make_layers(vgg.cfgs["D"])
    return _random("vgg16", features, deadline_ms=2000)


def resnet18() -> Model:
    """torchvision's ResNet-18 up to its last block, with random weights."""
    whole = torchvision.models.resnet18(weights=None)
    features = nn.Sequential()
    for name, part in whole.named_children():
        if name not in ("avgpool", "fc"):
            features.add_module(name, part)
    return _random("resnet18", features, deadline_ms=500)


NAMED: dict[str, Callable[[], Model]] = {"vgg16": vgg16, "resnet18": resnet18}


def _random(name: str, features: nn.Module, deadline_ms: int) -> Model:
    network = ConvolutionalPart(features)
    initialise(network, SEED)
    return Model(
        name,
        network.eval().requires_grad_(False),
        mean=IMAGENET_MEAN,
        scale=IMAGENET_SCALE,
        deadline_ms=deadline_ms,
        origin={
            "weights": f"{RANDOM} (seed {SEED})",
            "network": f"torchvision {torchvision.__version__.split('+')[0]}",
        },
    )


def initialise(network: nn.Module, seed: int) -> None:
    """Random weights that keep activations at about the same scale from layer to layer.

    He et al., "Delving deep into rectifiers" (2015): deviation sqrt(2 / inputs) before a rectifier.
    The last normalisation of a residual branch gets a gain of a half, so that sums of branches
    hardly grow. Normalisations get figures other than 0 and 1, so that they do something.
    """
    generator = torch.Generator().manual_seed(seed)

    def normal(parameter: Tensor, mean: float, deviation: float) -> None:
        drawn = torch.randn(parameter.shape, generator=generator)
        parameter.data.copy_(mean + deviation * drawn)

    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            inputs = math.prod(module.weight.shape[1:])
            normal(module.weight, 0, math.sqrt(2 / inputs))
            if module.bias is not None:
                normal(module.bias, 0, 0.1)
        elif isinstance(module, nn.BatchNorm2d):
            if module.weight is not None:
                normal(module.weight, 1, 0.1)
                normal(module.bias, 0, 0.1)
            normal(module.running_mean, 0, 0.1)
            drawn = torch.rand(module.running_var.shape, generator=generator)
            module.running_var.data.copy_(0.75 + 0.5 * drawn)
    for module in network.modules():
        if isinstance(module, torchvision.models.resnet.BasicBlock):
            module.bn2.weight.data.mul_(0.5)


def load(source: str) -> Model:
    """What the function MODULE:FUNCTION gives; a plain network takes its function's name.

    @raises ValueError if there is no such function, or if it gives something else
    """
    module, _, function = source.partition(":")
    try:
        made = getattr(importlib.import_module(module), function)()
    except (ImportError, AttributeError, TypeError) as failure:
        raise ValueError(f"{source} gives no model: {failure}") from failure
    if isinstance(made, Model):
        return made
    if isinstance(made, nn.Module):
        return Model(function, made)
    raise ValueError(f"{source} gives a {type(made).__name__}, not a torch.nn.Module")
