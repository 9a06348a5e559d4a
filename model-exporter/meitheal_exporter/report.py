"""Says in words what of a model can be split."""

from __future__ import annotations

from meitheal_exporter import geometry
from meitheal_exporter.analysis import Analysis
from meitheal_exporter.catalogue import Model
from meitheal_exporter.work import multiply_adds


def text(analysis: Analysis, model: Model) -> str:
    """A line a segment, then where the chain ends and why."""
    size = model.reference_size
    lines = [f"{model.name}, input {size[0]} x {size[1]}"]
    for index, stretch in enumerate(analysis.chain):
        size = geometry.output_size(stretch.reach.layers, size)
        window = stretch.reach.window()
        channels = stretch.nodes[-1].meta["shape"][1]
        lines.append(
            f"{index:3}  {stretch.name:30} kernel {window.kernel:3}  stride {window.stride}  "
            f"gives {channels} x {size[0]} x {size[1]}{'  residual' if stretch.residual else ''}"
        )
    everything = "all of the model can be split by rows and columns"
    lines.append(str(analysis.end or everything))
    total = multiply_adds(analysis.traced, channels=3, size=model.reference_size)
    split = sum(stretch.multiply_adds for stretch in analysis.chain)
    if total:
        lines.append(f"{100 * split / total:.1f} % of {total:,} multiply-adds are in the chain")
    return "\n".join(lines)
