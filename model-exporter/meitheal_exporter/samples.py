"""Writes the sample photos, from those that scikit-image carries in its package."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy
from PIL import Image
from skimage import data

QUALITY = 95
# How a camera held on its side stores an upright scene: shown right after a quarter turn clockwise.
QUARTER_TURN_CLOCKWISE = 6
ORIENTATION_TAG = 0x0112


def cat() -> numpy.ndarray:
    """The square around the cat's face.

    Of the whole photo two kinds of cat are about as likely, and which comes first would depend on
    how a decoder scales.
    """
    return data.chelsea()[:, :300]


PHOTOS: dict[str, Callable[[], numpy.ndarray]] = {
    "coffee.jpg": data.coffee,
    "cat.jpg": cat,
    "rocket.jpg": data.rocket,
    "tripod-grey.jpg": data.camera,
}


def write(directory: Path) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    for name, photo in PHOTOS.items():
        write_jpeg(directory / name, Image.fromarray(photo()))
    coffee = Image.fromarray(data.coffee())
    coffee.resize((300, 200), Image.Resampling.BICUBIC).save(
        directory / "coffee.png", optimize=True
    )
    write_jpeg(
        directory / "coffee-rotated.jpg",
        coffee.transpose(Image.Transpose.ROTATE_90),
        exif={ORIENTATION_TAG: QUARTER_TURN_CLOCKWISE},
    )


def write_jpeg(file: Path, image: Image.Image, exif: dict[int, int] | None = None) -> None:
    tags = Image.Exif()
    tags.update(exif or {})
    image.save(file, quality=QUALITY, optimize=True, exif=tags.tobytes() if exif else b"")
