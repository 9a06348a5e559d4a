"""`python -m meitheal_exporter`: writes a bundle, its reference answers, or the sample photos."""

from __future__ import annotations

import argparse
from pathlib import Path

from meitheal_exporter import bundle, golden, network


def main() -> None:
    options = parser().parse_args()
    match options.command:
        case "export":
            bundle.write(options.to)
        case "golden":
            golden.write(options.bundle, options.samples)
        case "samples":
            # scikit-image is needed for nothing else.
            from meitheal_exporter import samples

            samples.write(options.to)


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(prog="meitheal_exporter", description=__doc__)
    commands = result.add_subparsers(dest="command", required=True)
    export = commands.add_parser("export", help="write a model's manifest, segments and labels")
    export.add_argument("model", choices=[network.NAME])
    export.add_argument("--to", type=Path, required=True, metavar="DIRECTORY")
    answers = commands.add_parser("golden", help="write the whole network's answers for samples")
    answers.add_argument("--bundle", type=Path, required=True, metavar="DIRECTORY")
    answers.add_argument("--samples", type=Path, required=True, metavar="DIRECTORY")
    photos = commands.add_parser("samples", help="write the sample photos")
    photos.add_argument("--to", type=Path, required=True, metavar="DIRECTORY")
    return result


if __name__ == "__main__":
    main()
