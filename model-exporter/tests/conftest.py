"""The committed bundle, a fresh export of it, and the original network to compare with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import torch
from efficientnet_lite_pytorch import EfficientNet

from meitheal_exporter import bundle, catalogue, network

torch.set_num_threads(1)

EXPORTER = Path(__file__).resolve().parents[1]
REPOSITORY = EXPORTER.parent


class Exported(NamedTuple):
    model: catalogue.Model
    manifest: dict[str, Any]
    parts: list[torch.jit.ScriptModule]


@pytest.fixture(scope="session", autouse=True)
def no_gradients() -> None:
    torch.set_grad_enabled(False)


@pytest.fixture(scope="session")
def committed() -> Path:
    return REPOSITORY / "models" / network.NAME


@pytest.fixture(scope="session")
def samples() -> Path:
    return REPOSITORY / "samples"


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export by a process of its own, as an operator runs it."""
    directory = tmp_path_factory.mktemp("bundle") / network.NAME
    command = [sys.executable, "-m", "meitheal_exporter", "export", network.NAME]
    subprocess.run([*command, "--to", str(directory)], cwd=EXPORTER, check=True)
    return directory


@pytest.fixture(scope="session", params=list(catalogue.NAMED))
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """A model of the catalogue, its bundle written and read again."""
    model = catalogue.NAMED[request.param]()
    directory = tmp_path_factory.mktemp("bundle") / request.param
    bundle.write(directory, model)
    return Exported(model, bundle.read_manifest(directory), bundle.load_segments(directory))


@pytest.fixture(scope="session")
def manifest(committed: Path) -> dict[str, Any]:
    return bundle.read_manifest(committed)


@pytest.fixture(scope="session")
def spatial(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """The manifest's entries of all segments but the head."""
    return manifest["segments"][:-1]


@pytest.fixture(scope="session")
def parts(committed: Path) -> list[torch.jit.ScriptModule]:
    return bundle.load_segments(committed)


@pytest.fixture(scope="session")
def whole() -> EfficientNet:
    return network.load()
