"""From a photo to the network's input, as a bundle's `preprocessing` says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
import torch
from PIL import Image, ImageOps


def read(photo: Path, preprocessing: dict[str, Any]) -> torch.Tensor:
    """An upright RGB photo, scaled by its short side and cropped: [1, 3, size, size], 0..255.

    Not normalised: the bundle's first segment does that itself.
    """
    with Image.open(photo) as stored:
        image = ImageOps.exif_transpose(stored).convert("RGB")
    return to_tensor(
        centre_crop(scale_short_side(image, preprocessing["size"]), preprocessing["size"])
    )


def scale_short_side(image: Image.Image, size: int) -> Image.Image:
    """Bilinear; when it shrinks, the filter widens with the scale, so that nothing aliases."""
    factor = size / min(image.size)
    width, height = (max(size, round(side * factor)) for side in image.size)
    return image.resize((width, height), Image.Resampling.BILINEAR)


def centre_crop(image: Image.Image, size: int) -> Image.Image:
    left, top = ((side - size) // 2 for side in image.size)
    return image.crop((left, top, left + size, top + size))


def to_tensor(image: Image.Image) -> torch.Tensor:
    pixels = numpy.array(image, dtype=numpy.float32)
    return torch.from_numpy(pixels).permute(2, 0, 1).unsqueeze(0).contiguous()
