"""Whether a head's answers for the pieces of an image add up to its answer for the whole."""

from __future__ import annotations

import torch
from torch import nn

_SIZE = (7, 9)
_CUT = 3
_TOLERANCE = 1e-5


def joins_by_mean(head: nn.Module, channels: int) -> bool:
    """True for a head that is affine in the mean over the image: pooling, then linear layers.

    Tried on noise of both signs, cut by rows and by columns: whatever bends a value on the way, or
    looks at a place, gives another sum.
    """
    height, width = _SIZE
    noise = torch.randn(2, channels, height, width, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        try:
            whole = head(noise)
            rows = _sum(head, noise[:, :, :_CUT], noise[:, :, _CUT:], _CUT / height)
            columns = _sum(head, noise[..., :_CUT], noise[..., _CUT:], _CUT / width)
        except RuntimeError:
            # It takes images of one size only.
            return False
    allowed = _TOLERANCE * whole.abs().max()
    return bool((rows - whole).abs().max() <= allowed and (columns - whole).abs().max() <= allowed)


def _sum(
    head: nn.Module, first: torch.Tensor, second: torch.Tensor, weight: float
) -> torch.Tensor:
    return weight * head(first) + (1 - weight) * head(second)
