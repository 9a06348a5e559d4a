"""Folds batch normalisation into the convolution before it."""

from __future__ import annotations

import torch
from torch import Tensor, nn


def fold(convolution: nn.Conv2d, norm: nn.BatchNorm2d) -> nn.Conv2d:
    """One convolution that does both, with the convolution's padding."""
    fused = nn.Conv2d(
        convolution.in_channels,
        convolution.out_channels,
        convolution.kernel_size,
        stride=tuple(convolution.stride),
        padding=convolution.padding,
        dilation=convolution.dilation,
        groups=convolution.groups,
        padding_mode=convolution.padding_mode,
    )
    weight, bias = folded(convolution, norm)
    fused.load_state_dict({"weight": weight, "bias": bias})
    return fused.eval().requires_grad_(False)


def folded(convolution: nn.Conv2d, norm: nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    """Weight and bias of that convolution.

    In double precision: IEEE arithmetic rounded once at the end gives the same weights on any
    processor, which a reproducible bundle needs.
    """
    gain = _double(norm.weight, 1.0, norm)
    scale = gain / torch.sqrt(norm.running_var.double() + norm.eps)
    weight = convolution.weight.double() * scale[:, None, None, None]
    bias = _double(norm.bias, 0.0, norm) - norm.running_mean.double() * scale
    if convolution.bias is not None:
        bias = bias + convolution.bias.double() * scale
    return weight.float(), bias.float()


def _double(parameter: Tensor | None, otherwise: float, norm: nn.BatchNorm2d) -> Tensor:
    if parameter is None:
        return torch.full((norm.num_features,), otherwise, dtype=torch.double)
    return parameter.double()
