"""Which heads' answers for pieces add up to the answer for the whole."""

import pytest
import torch
from torch import nn

from meitheal_exporter.joining import joins_by_mean


def pooled(*rest: nn.Module) -> nn.Module:
    torch.manual_seed(3)
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), *rest).eval()


@pytest.mark.parametrize(
    ("head", "joins"),
    [
        (pooled(), True),
        (pooled(nn.Dropout(), nn.Linear(6, 4)), True),
        (pooled(nn.Linear(6, 5), nn.Linear(5, 4)), True),
        (pooled(nn.Linear(6, 5), nn.ReLU(), nn.Linear(5, 4)), False),
        (nn.Sequential(nn.AdaptiveMaxPool2d(1), nn.Flatten()), False),
        (nn.Sequential(nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten()), True),
        (nn.Sequential(nn.Flatten(), nn.Linear(6 * 7 * 9, 4)), False),
    ],
)
def test_tells_heads_that_are_affine_in_the_mean(head: nn.Module, joins: bool) -> None:
    assert joins_by_mean(head, 6) is joins
