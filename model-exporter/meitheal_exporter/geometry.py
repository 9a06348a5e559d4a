"""Shape arithmetic of windows: all that a planner needs to know about a layer's space."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["convolution", "max_pool", "average_pool"]


@dataclass(frozen=True)
class Padding:
    """Pixels added on each side; the sides may differ."""

    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0

    @property
    def is_symmetric(self) -> bool:
        return self.top == self.bottom and self.left == self.right

    def __add__(self, other: Padding) -> Padding:
        return Padding(
            self.top + other.top,
            self.bottom + other.bottom,
            self.left + other.left,
            self.right + other.right,
        )

    def to_manifest(self) -> dict[str, int]:
        return {"top": self.top, "bottom": self.bottom, "left": self.left, "right": self.right}


@dataclass(frozen=True)
class Layer:
    """One convolution or pooling with a square window and constant padding."""

    kernel: int
    stride: int
    dilation: int
    padding: Padding
    in_channels: int
    out_channels: int
    groups: int
    kind: Kind = "convolution"
    ceil_mode: bool = False

    @property
    def reach(self) -> int:
        """Rows (or columns) of padded input that one row of output reads."""
        return self.dilation * (self.kernel - 1) + 1

    @property
    def always_reads_pixels(self) -> bool:
        """Whether no output row or column depends on padding alone."""
        padding = self.padding
        return max(padding.top, padding.bottom, padding.left, padding.right) < self.reach

    def after_padding(self, before: Padding) -> Layer | None:
        """The layer that does the same without padding in front of it, if there is one.

        PyTorch counts padding that is apart as true rows when it decides whether a last window
        may begin there. That shows only with `ceil_mode` and a window as short as its stride.
        """
        merged = replace(self, padding=before + self.padding)
        spare = self.reach - self.stride
        decided_alike = max(merged.padding.bottom, merged.padding.right) <= spare
        if not self.ceil_mode or before.bottom + before.right == 0 or decided_alike:
            return merged
        return None

    def output_size(self, size: tuple[int, int]) -> tuple[int, int]:
        height, width = size
        padding = self.padding
        return (
            self._along(height, padding.top, padding.bottom),
            self._along(width, padding.left, padding.right),
        )

    def _along(self, length: int, before: int, after: int) -> int:
        room = length + before + after - self.reach
        if not self.ceil_mode:
            return room // self.stride + 1
        last = -(-room // self.stride)
        # PyTorch's rule: no window begins behind the last true row.
        return last + 1 if last * self.stride < length + before else last

    def smallest_input(self, output: tuple[int, int]) -> tuple[int, int]:
        """The smallest input that gives at least `output`; one true row and column or more."""
        rows, columns = output
        padding = self.padding
        return (
            self._smallest(rows, padding.top, padding.bottom),
            self._smallest(columns, padding.left, padding.right),
        )

    def _smallest(self, output: int, before: int, after: int) -> int:
        length = max(1, (output - 1) * self.stride + self.reach - before - after)
        if self.ceil_mode:
            # The last window may hang over by less than a stride.
            length = max(1, length - self.stride + 1)
            while self._along(length, before, after) < output:
                length += 1
        return length

    def multiply_adds(self, size: tuple[int, int]) -> int:
        """For one item of this input `size`; bias, activation and pooling count nothing."""
        if self.kind != "convolution":
            return 0
        height, width = self.output_size(size)
        per_pixel = self.kernel**2 * self.in_channels // self.groups * self.out_channels
        return height * width * per_pixel

    def to_manifest(self) -> dict[str, object]:
        entry: dict[str, object] = {
            "kind": self.kind,
            "kernel": self.kernel,
            "stride": self.stride,
            "dilation": self.dilation,
            "padding": self.padding.to_manifest(),
            "in_channels": self.in_channels,
            "out_channels": self.out_channels,
            "groups": self.groups,
        }
        return entry | {"ceil_mode": True} if self.ceil_mode else entry


@dataclass(frozen=True)
class Window:
    """Several layers seen as one: output row r reads rows from r * stride - padding.top on."""

    stride: int
    kernel: int
    padding: Padding


@dataclass(frozen=True)
class Reach:
    """What an activation's pixel depends on, in pixels of the segment's input.

    Row r reads rows [r * stride - top, r * stride + below), columns likewise. Through a layer, with
    J the stride so far: top += padding.top * J, below += (reach - 1 - padding.top) * J and
    J *= its stride. `layers` is the path with the longest reach, for the sizes of outputs.
    """

    stride: int = 1
    top: int = 0
    below: int = 1
    left: int = 0
    beside: int = 1
    layers: tuple[Layer, ...] = ()

    @property
    def length(self) -> int:
        """Rows or columns, whichever are more: a manifest has one number for both."""
        return max(self.top + self.below, self.left + self.beside)

    def through(self, layer: Layer) -> Reach:
        widening = layer.reach - 1
        return Reach(
            stride=self.stride * layer.stride,
            top=self.top + layer.padding.top * self.stride,
            below=self.below + (widening - layer.padding.top) * self.stride,
            left=self.left + layer.padding.left * self.stride,
            beside=self.beside + (widening - layer.padding.left) * self.stride,
            layers=(*self.layers, layer),
        )

    def joined(self, other: Reach) -> Reach:
        """Of the sum of two branches: all that either reads."""
        longest = max(self, other, key=lambda branch: (branch.length, len(branch.layers)))
        return Reach(
            stride=self.stride,
            top=max(self.top, other.top),
            below=max(self.below, other.below),
            left=max(self.left, other.left),
            beside=max(self.beside, other.beside),
            layers=longest.layers,
        )

    def fits(self, other: Reach) -> bool:
        """Whether both have the same size whatever the input's, so that they may be joined.

        An output grows by one row with each `stride` rows of input, so one period tells.
        """
        if self.stride != other.stride:
            return False
        start = self.length + other.length
        sizes = ((size, size) for size in range(start, start + self.stride))
        return all(output_size(self.layers, s) == output_size(other.layers, s) for s in sizes)

    def window(self) -> Window:
        """As a single layer. Its bottom and right padding give the same sizes as the layers do.

        floor((floor((h + a) / s) + b) / t) = floor((h + a + b * s) / (s * t)), so the paddings of
        a path add up, each times the stride before it. A wider branch beside the path gets the
        more padding.
        """
        bottom, right, jump = 0, 0, 1
        path = Reach()
        for layer in self.layers:
            hanging_over = layer.stride - 1 if layer.ceil_mode else 0
            bottom += (layer.padding.bottom + hanging_over) * jump
            right += (layer.padding.right + hanging_over) * jump
            jump *= layer.stride
            path = path.through(layer)
        return Window(
            stride=self.stride,
            kernel=self.length,
            padding=Padding(
                top=self.top,
                bottom=self.length - self.top - path.below + bottom,
                left=self.left,
                right=self.length - self.left - path.beside + right,
            ),
        )


def output_size(layers: Iterable[Layer], size: tuple[int, int]) -> tuple[int, int]:
    for layer in layers:
        size = layer.output_size(size)
    return size


def smallest_input(layers: Sequence[Layer]) -> tuple[int, int]:
    """The smallest (height, width) that leaves at least one row and column after every layer."""
    size = (1, 1)
    for layer in reversed(layers):
        size = layer.smallest_input(size)
    return size


def multiply_adds(layers: Iterable[Layer], size: tuple[int, int]) -> int:
    total = 0
    for layer in layers:
        total += layer.multiply_adds(size)
        size = layer.output_size(size)
    return total
