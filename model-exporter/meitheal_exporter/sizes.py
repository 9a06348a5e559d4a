"""The image sizes that a model takes, found by trying."""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode

LARGEST = 4096


def smallest(
    network: nn.Module, channels: int, reference: tuple[int, int], least: tuple[int, int]
) -> tuple[int, int]:
    """The smallest height and width that run; `least` is known to be none too large.

    @raises ValueError if the network does not run at its reference size
    """
    runs = _Runs(network, channels)
    height, width = reference
    if not runs(height, width):
        raise ValueError(f"the model does not run on {height} x {width} pixels")
    rows = next(rows for rows in range(least[0], height + 1) if runs(rows, width))
    columns = next(columns for columns in range(least[1], width + 1) if runs(height, columns))
    if not runs(rows, columns):
        raise ValueError(f"the model runs on {rows} rows or {columns} columns, not on both")
    return rows, columns


def largest(network: nn.Module, channels: int, reference: tuple[int, int]) -> tuple[int, int]:
    """4096 pixels a side, or fewer where something in the network has a fixed size."""
    runs = _Runs(network, channels)
    height, width = reference
    if runs(LARGEST, LARGEST):
        return LARGEST, LARGEST
    rows, columns = height, width
    while rows < LARGEST and runs(rows + 1, width):
        rows += 1
    while columns < LARGEST and runs(rows, columns + 1):
        columns += 1
    return rows, columns


def on_meta(network: nn.Module) -> nn.Module:
    """A copy that works out shapes and computes nothing."""
    return copy.deepcopy(network).eval().to("meta")


class _NothingEmpty(TorchDispatchMode):
    """Refuses images without rows or columns, which only real devices do by themselves."""

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        result = func(*args, **(kwargs or {}))
        if isinstance(result, torch.Tensor) and result.ndim == 4 and 0 in result.shape[2:]:
            raise ValueError("no rows or columns are left")
        return result


class _Runs:
    def __init__(self, network: nn.Module, channels: int) -> None:
        self.network = on_meta(network)
        self.channels = channels

    def __call__(self, height: int, width: int) -> bool:
        try:
            with torch.no_grad(), _NothingEmpty():
                self.network(torch.empty(1, self.channels, height, width, device="meta"))
        except (RuntimeError, ValueError):
            return False
        return True
