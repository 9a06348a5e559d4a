"""How much there is to compute."""

from __future__ import annotations

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from meitheal_exporter import sizes


def multiply_adds(module: nn.Module, channels: int, size: tuple[int, int]) -> int:
    """For one item of `size`; bias, activation, pooling and normalisation count nothing."""
    counter = FlopCounterMode(display=False)
    with counter, torch.no_grad():
        sizes.on_meta(module)(torch.empty(1, channels, *size, device="meta"))
    # PyTorch counts a multiplication and an addition as two.
    return counter.get_total_flops() // 2
