"""What a user of `--from` may have."""

from __future__ import annotations

from torch import nn

from meitheal_exporter import catalogue


def network() -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(3, 4, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
    )


def model() -> catalogue.Model:
    """Works at one size only: its classifier counts on it."""
    fixed = nn.Sequential(
        nn.Conv2d(3, 2, 3, padding=1),
        nn.MaxPool2d(4),
        nn.Flatten(),
        nn.Linear(2 * 8 * 8, 3),
    )
    return catalogue.Model(
        "fixed", fixed, reference_size=(32, 32), labels=["one", "two", "three"], deadline_ms=7
    )


def number() -> int:
    return 1
