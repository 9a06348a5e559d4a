"""Names of the 1000 ImageNet classes, in the order of the classifier's outputs."""

from __future__ import annotations

from torchvision.models import EfficientNet_B0_Weights


def imagenet() -> list[str]:
    return list(EfficientNet_B0_Weights.IMAGENET1K_V1.meta["categories"])
