"""A model as a bundle holds it: spatial segments in order, then a head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from torch import nn

from meitheal_exporter.geometry import Layer, Reach


@dataclass(frozen=True)
class SpatialSegment:
    """Height and width in, height and width out: may be split by rows and columns."""

    name: str
    module: nn.Module
    in_channels: int
    out_channels: int
    reach: Reach
    residual: bool = False
    # Whether the module has methods for pieces of rows beside `forward` (`pieces`).
    row_pieces: bool = False

    @classmethod
    def of_layers(
        cls, name: str, module: nn.Module, layers: Sequence[Layer], *, residual: bool = False
    ) -> SpatialSegment:
        """A single path, perhaps with a shortcut around it."""
        reach = Reach()
        for layer in layers:
            reach = reach.through(layer)
        return cls(name, module, layers[0].in_channels, layers[-1].out_channels, reach, residual)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """Those of the path with the longest reach: they give the sizes of outputs."""
        return self.reach.layers


@dataclass(frozen=True)
class HeadSegment:
    """Needs the whole image at once, and gives N x C values."""

    name: str
    module: nn.Module
    in_channels: int
    out_channels: int


Segment = SpatialSegment | HeadSegment
