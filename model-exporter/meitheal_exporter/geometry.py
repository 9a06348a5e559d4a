"""Shape arithmetic of convolutions: all that a planner needs to know about a layer's space."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Padding:
    """Zeros added on each side, in pixels; the sides may differ."""

    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0

    @property
    def is_symmetric(self) -> bool:
        return self.top == self.bottom and self.left == self.right

    def to_manifest(self) -> dict[str, int]:
        return {"top": self.top, "bottom": self.bottom, "left": self.left, "right": self.right}


@dataclass(frozen=True)
class ConvolutionLayer:
    """One convolution with a square kernel and constant padding."""

    kernel: int
    stride: int
    dilation: int
    padding: Padding
    in_channels: int
    out_channels: int
    groups: int

    @property
    def reach(self) -> int:
        """Rows (or columns) of padded input that one row of output reads."""
        return self.dilation * (self.kernel - 1) + 1

    def output_size(self, size: tuple[int, int]) -> tuple[int, int]:
        height, width = size
        padding = self.padding
        return (
            (height + padding.top + padding.bottom - self.reach) // self.stride + 1,
            (width + padding.left + padding.right - self.reach) // self.stride + 1,
        )

    def smallest_input(self, output: tuple[int, int]) -> tuple[int, int]:
        """The smallest input that gives at least `output`; one true row and column or more."""
        rows, columns = output
        padding = self.padding
        return (
            max(1, (rows - 1) * self.stride + self.reach - padding.top - padding.bottom),
            max(1, (columns - 1) * self.stride + self.reach - padding.left - padding.right),
        )

    def multiply_adds(self, size: tuple[int, int]) -> int:
        """Multiply-adds for one item of this input `size`; bias and activation count nothing."""
        height, width = self.output_size(size)
        per_pixel = self.kernel**2 * self.in_channels // self.groups * self.out_channels
        return height * width * per_pixel

    def to_manifest(self) -> dict[str, object]:
        return {
            "kind": "convolution",
            "kernel": self.kernel,
            "stride": self.stride,
            "dilation": self.dilation,
            "padding": self.padding.to_manifest(),
            "in_channels": self.in_channels,
            "out_channels": self.out_channels,
            "groups": self.groups,
        }


def output_size(layers: Iterable[ConvolutionLayer], size: tuple[int, int]) -> tuple[int, int]:
    for layer in layers:
        size = layer.output_size(size)
    return size


def smallest_input(layers: Sequence[ConvolutionLayer]) -> tuple[int, int]:
    """The smallest (height, width) that leaves at least one row and column after every layer."""
    size = (1, 1)
    for layer in reversed(layers):
        size = layer.smallest_input(size)
    return size


def multiply_adds(layers: Iterable[ConvolutionLayer], size: tuple[int, int]) -> int:
    total = 0
    for layer in layers:
        total += layer.multiply_adds(size)
        size = layer.output_size(size)
    return total
