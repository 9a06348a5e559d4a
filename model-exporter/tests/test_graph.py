"""A traced and simplified graph computes what its model does."""

from __future__ import annotations

import pytest
import torch
from arithmetic import TOLERANCE, difference
from torch import Tensor, nn
from torch.nn import functional as F

from meitheal_exporter import catalogue, graph


class Shared(nn.Module):
    """One convolution and one normalisation, each used twice, the activation as well."""

    def __init__(self) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(4, 4, 3, padding=1)
        self.norm = nn.BatchNorm2d(4)
        self.activation = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        y = self.activation(self.norm(self.convolution(x)))
        return self.activation(self.norm(self.convolution(y)))


class UsesWhatWasOverwritten(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        y = x + 1
        F.relu(y, inplace=True)
        z = y * 2
        z.add_(y)
        y -= z
        return torch.cat([y, z], dim=1)


class NormalisedElsewhere(nn.Module):
    """The convolution's own output is needed, so the normalisation cannot go into it."""

    def __init__(self) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(4, 4, 1)
        self.norm = nn.BatchNorm2d(4)

    def forward(self, x: Tensor) -> Tensor:
        y = self.convolution(x)
        return y + self.norm(y)


class Optional(nn.Module):
    def forward(self, x: Tensor, scale: float = 2.0, extra: Tensor | None = None) -> Tensor:
        y = F.dropout(x * scale, 0.5, self.training)
        return y if extra is None else y + extra


@pytest.mark.parametrize(
    "model",
    [
        Shared(),
        UsesWhatWasOverwritten(),
        NormalisedElsewhere(),
        Optional(),
        nn.Sequential(nn.Conv2d(4, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8), nn.Dropout(0.5)),
        nn.Sequential(nn.Conv2d(4, 4, 3), nn.BatchNorm2d(4, affine=False), nn.Identity()),
    ],
    ids=lambda model: type(model).__name__,
)
def test_simplified_graph_equals_its_model(model: nn.Module) -> None:
    catalogue.initialise(model.eval(), 7)
    x = torch.randn(2, 4, 9, 8, generator=torch.Generator().manual_seed(3))
    before = x.clone()
    traced, opaque = graph.trace(model)
    assert opaque == {}
    assert difference(traced(x), model(x)) <= TOLERANCE
    assert torch.equal(x, before)
    kinds = {type(graph.module_of(node)) for node in traced.graph.nodes}
    assert not kinds & {nn.Dropout, nn.Identity}
    if isinstance(model, nn.Sequential):
        assert nn.BatchNorm2d not in kinds


def test_tracing_leaves_the_model_as_it_was() -> None:
    model = Shared()
    graph.trace(model)
    assert model.training
    assert model.activation.inplace
    assert type(model) is Shared
