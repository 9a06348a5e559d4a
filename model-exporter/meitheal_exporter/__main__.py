"""`python -m meitheal_exporter`: writes a bundle, its reference answers, or the sample photos."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from meitheal_exporter import analysis, bundle, catalogue, golden, network, report


def main() -> None:
    options = parser().parse_args()
    try:
        run(options)
    except ValueError as unusable:
        sys.exit(f"meitheal_exporter: {unusable}")


def run(options: argparse.Namespace) -> None:
    match options.command:
        case "export" if options.model == network.NAME:
            bundle.write_lite0(options.to)
        case "export":
            model = chosen(options)
            print(report.text(bundle.write(options.to, model), model))
        case "inspect":
            model = chosen(options)
            print(report.text(analysis.analyse(model.network, model.reference_size), model))
        case "golden":
            golden.write(options.bundle, options.samples)
        case "samples":
            # scikit-image is needed for nothing else.
            from meitheal_exporter import samples

            samples.write(options.to)


def chosen(options: argparse.Namespace) -> catalogue.Model:
    if options.source is not None:
        return catalogue.load(options.source)
    if options.model == network.NAME:
        return catalogue.Model(network.NAME, network.load())
    return catalogue.NAMED[options.model]()


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(prog="meitheal_exporter", description=__doc__)
    commands = result.add_subparsers(dest="command", required=True)
    export = commands.add_parser("export", help="write a model's manifest, segments and labels")
    add_model(export)
    export.add_argument("--to", type=Path, required=True, metavar="DIRECTORY")
    add_model(commands.add_parser("inspect", help="say what of a model can be split, and why not"))
    answers = commands.add_parser("golden", help="write the whole network's answers for samples")
    answers.add_argument("--bundle", type=Path, required=True, metavar="DIRECTORY")
    answers.add_argument("--samples", type=Path, required=True, metavar="DIRECTORY")
    photos = commands.add_parser("samples", help="write the sample photos")
    photos.add_argument("--to", type=Path, required=True, metavar="DIRECTORY")
    return result


def add_model(command: argparse.ArgumentParser) -> None:
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("model", nargs="?", choices=[network.NAME, *catalogue.NAMED])
    which.add_argument(
        "--from",
        dest="source",
        metavar="MODULE:FUNCTION",
        help="a function without arguments that gives a torch.nn.Module or a catalogue.Model",
    )


if __name__ == "__main__":
    main()
