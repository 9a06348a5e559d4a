"""The bundle recognises the sample photos, and its reference answers hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy
import pytest
import torch
from arithmetic import in_sequence
from PIL import Image, ImageOps

from meitheal_exporter import bundle, golden, preprocessing

# As README.md in the samples' folder lists them.
EXPECTED = {
    "coffee.jpg": ("espresso", 0.949),
    "cat.jpg": ("Egyptian cat", 0.658),
    "rocket.jpg": ("missile", 0.302),
    "tripod-grey.jpg": ("tripod", 0.942),
    "coffee.png": ("espresso", 0.931),
    "coffee-rotated.jpg": ("espresso", 0.950),
}


@pytest.mark.parametrize("photo", EXPECTED)
def test_photo_is_recognised(
    photo: str,
    committed: Path,
    samples: Path,
    manifest: dict[str, Any],
    parts: list[torch.jit.ScriptModule],
) -> None:
    image = preprocessing.read(samples / photo, manifest["preprocessing"])
    assert image.shape == (1, 3, 224, 224)
    probability, index = in_sequence(parts, image).softmax(1)[0].max(0)
    label, expected = EXPECTED[photo]
    assert bundle.read_labels(committed)[index] == label
    assert probability.item() == pytest.approx(expected, abs=1e-3)


def test_every_photo_is_listed_with_what_is_expected_of_it(samples: Path) -> None:
    assert {file.name for file in samples.iterdir()} == {*EXPECTED, "README.md"}
    rows = (samples / "README.md").read_text("utf-8").splitlines()
    for photo, (label, probability) in EXPECTED.items():
        assert any(
            row.startswith(f"| `{photo}` |") and row.endswith(f"| {label}, {probability:.3f} |")
            for row in rows
        ), photo


def test_golden_answers_are_those_of_the_whole(committed: Path, samples: Path) -> None:
    recorded = json.loads((committed / golden.FILE).read_text("utf-8"))
    computed = golden.answers(committed, samples)
    assert [photo["file"] for photo in recorded["photos"]] == list(golden.PHOTOS)
    for before, now in zip(recorded["photos"], computed["photos"], strict=True):
        for kept, again in zip(before["top"], now["top"], strict=True):
            assert (kept["index"], kept["label"]) == (again["index"], again["label"])
            assert kept["probability"] == pytest.approx(again["probability"], abs=1e-4)


def test_rotated_photo_is_upright_only_by_its_tag(samples: Path) -> None:
    with (
        Image.open(samples / "coffee.jpg") as upright,
        Image.open(samples / "coffee-rotated.jpg") as rotated,
    ):
        assert rotated.size == (upright.height, upright.width)
        assert rotated.getexif()[0x0112] == 6
        turned = numpy.asarray(ImageOps.exif_transpose(rotated), dtype=float)
        assert numpy.abs(turned - numpy.asarray(upright)).mean() < 2


def test_grey_photo_has_one_channel(samples: Path) -> None:
    with Image.open(samples / "tripod-grey.jpg") as photo:
        assert photo.mode == "L"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((600, 400), (336, 224)),
        ((400, 600), (224, 336)),
        ((451, 300), (337, 224)),
        ((10, 10), (224, 224)),
    ],
    ids=str,
)
def test_short_side_takes_the_size(before: tuple[int, int], after: tuple[int, int]) -> None:
    assert preprocessing.scale_short_side(Image.new("RGB", before), 224).size == after


def test_crop_is_central() -> None:
    image = Image.new("RGB", (7, 3))
    image.putpixel((3, 1), (9, 0, 0))
    assert preprocessing.centre_crop(image, 3).getpixel((1, 1)) == (9, 0, 0)
