"""Reference answers for sample photos, from the whole original network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from meitheal_exporter import bundle, network, preprocessing

FILE = "golden.json"
PHOTOS = ("coffee.jpg", "cat.jpg")
TOP = 5


def write(directory: Path, samples: Path) -> None:
    bundle.write_json(directory / FILE, answers(directory, samples))


def answers(directory: Path, samples: Path) -> dict[str, Any]:
    """The five likeliest classes of each photo; probabilities rounded to six decimals."""
    whole = network.load()
    labels = bundle.read_labels(directory)
    recipe = bundle.read_manifest(directory)["preprocessing"]
    photos = []
    for photo in PHOTOS:
        image = preprocessing.read(samples / photo, recipe)
        with torch.no_grad():
            probabilities = whole(network.normalise(image)).softmax(1)[0]
        top = probabilities.topk(TOP)
        photos.append(
            {
                "file": photo,
                "top": [
                    {"index": index, "label": labels[index], "probability": round(probability, 6)}
                    for index, probability in zip(
                        top.indices.tolist(), top.values.tolist(), strict=True
                    )
                ],
            }
        )
    return {"model": network.NAME, "version": "1", "photos": photos}
