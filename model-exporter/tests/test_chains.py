"""Random chains: the segments equal the whole, and so do tiles made by the manifest's numbers."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from arithmetic import TOLERANCE, assert_pieces, difference, images, in_sequence, in_tiles, size_after
from chains import SIZE, chain

from meitheal_exporter import bundle, verification


@pytest.mark.parametrize("seed", range(40))
def test_a_chain_computes_what_its_network_does(seed: int, tmp_path: Path) -> None:
    model = chain(seed)
    found = bundle.write(tmp_path, model)
    assert found.end is not None
    assert found.end.after == "features"
    manifest = bundle.read_manifest(tmp_path)
    parts = bundle.load_segments(tmp_path)
    spatial = manifest["segments"][:-1]
    least = max(manifest["input"]["minimum_size"])
    assert least <= SIZE[0]

    for size in {(least, least), (71, 90), (101, 67)}:
        image = images(2, 3, *size)
        expected = model.network(verification.normalised(model, image))
        assert difference(in_sequence(parts, image), expected) <= TOLERANCE

        activation = image
        for segment, part in zip(spatial, parts, strict=False):
            height, width = size_after([segment], activation.shape[2:])
            activation = part(activation)
            assert activation.shape[1:] == (segment["out_channels"], height, width)

        # Else equality would say little. The smallest image may leave nothing but padding.
        assert size == (least, least) or activation.std() > 0.01 * activation.abs().max()
        for grid in ((2, 1), (5, 1), (2, 3)):
            joined = in_tiles(spatial, parts[:-1], image, grid)
            assert difference(joined, activation) <= TOLERANCE

        # Every single row by itself, and through each segment alone.
        x = image
        for segment, part in zip(spatial, parts, strict=False):
            y = part(x)
            joined = in_tiles([segment], [part], x, (y.shape[2], 1))
            assert difference(joined, y) <= TOLERANCE
            if segment.get("row_pieces"):
                assert_pieces(segment, part, x, (2, 5, y.shape[2]))
            x = y


def test_window_gives_the_sizes_that_the_layers_give(tmp_path: Path) -> None:
    """So that whoever reads a manifest may see a segment as a single layer, but for ceil_mode."""
    for seed in range(12):
        bundle.write(tmp_path, chain(seed))
        for segment in bundle.read_manifest(tmp_path)["segments"][:-1]:
            if any(layer.get("ceil_mode") for layer in segment["layers"]):
                continue
            pad = segment["padding"]
            for height, width in itertools.product((60, 61, 62, 63), (64, 65)):
                rows = height + pad["top"] + pad["bottom"] - segment["kernel"]
                columns = width + pad["left"] + pad["right"] - segment["kernel"]
                expected = size_after([segment], (height, width))
                stride = segment["stride"]
                assert (rows // stride + 1, columns // stride + 1) == expected
