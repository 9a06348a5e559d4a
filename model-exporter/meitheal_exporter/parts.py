"""Makes the modules of a chain from a traced model: one a stretch, and the rest as the head."""

from __future__ import annotations

import operator
from collections.abc import Sequence

import torch
from torch import Tensor, fx, nn
from torch.nn import functional as F

from meitheal_exporter import graph
from meitheal_exporter.analysis import Analysis
from meitheal_exporter.chain import HeadSegment, Segment, SpatialSegment

HEAD = "head"

_ACTIVATIONS = {
    nn.ReLU: (F.relu, ()),
    nn.ReLU6: (F.relu6, ()),
    nn.SiLU: (F.silu, ()),
    nn.Hardswish: (F.hardswish, ()),
    nn.LeakyReLU: (F.leaky_relu, ("negative_slope",)),
}
_FRESH_MODULES = (nn.Conv2d, nn.BatchNorm2d, nn.MaxPool2d, nn.AvgPool2d)


class Normalisation(nn.Module):
    """From RGB 0..255 to what the network was trained with, before any padding."""

    def __init__(self, mean: Sequence[float], scale: Sequence[float]) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean).reshape(1, -1, 1, 1))
        self.register_buffer("scale", torch.tensor(scale).reshape(1, -1, 1, 1))

    def forward(self, image: Tensor) -> Tensor:
        return (image - self.mean) / self.scale


class Part(nn.Module):
    """Some of a model's operations, with the channels of a pixel side by side in memory."""

    def __init__(self, operations: nn.Module, normalisation: nn.Module | None) -> None:
        super().__init__()
        self.operations = operations
        self.normalisation = normalisation

    def forward(self, x: Tensor) -> Tensor:
        if self.normalisation is not None:
            x = self.normalisation(x)
        return self.operations(x.contiguous(memory_format=torch.channels_last))


def build(analysis: Analysis, normalisation: Normalisation) -> list[Segment]:
    """The segments of an analysed model; the first takes RGB 0..255.

    @raises ValueError if no part of the model is spatial, or if it gives no N x C values
    """
    if not analysis.chain:
        raise ValueError(f"no part of the model can be split: {analysis.end}")
    segments: list[Segment] = []
    source, output = _ends(analysis)
    for stretch in analysis.chain:
        last = stretch.nodes[-1]
        segments.append(
            SpatialSegment(
                stretch.name,
                _part(analysis, source, stretch.nodes, last, None if segments else normalisation),
                _channels(source),
                _channels(last),
                stretch.reach,
                stretch.residual,
            )
        )
        source = last
    segments.append(_head(analysis, source, output))
    return segments


def _ends(analysis: Analysis) -> tuple[fx.Node, fx.Node]:
    first, *_, last = analysis.traced.graph.nodes
    return first, last.args[0]


def _channels(node: fx.Node) -> int:
    return node.meta["shape"][1]


def _head(analysis: Analysis, source: fx.Node, output: fx.Node) -> HeadSegment:
    shape = output.meta["shape"]
    if shape is None or len(shape) != 2:
        raise ValueError(
            f"the model must give N x C values, not {shape}: end it with a pooling, as "
            "catalogue.ConvolutionalPart does"
        )
    module = _part(analysis, source, analysis.rest, output, None)
    return HeadSegment(HEAD, module, _channels(source), shape[1])


def _part(
    analysis: Analysis,
    source: fx.Node,
    nodes: Sequence[fx.Node],
    output: fx.Node,
    normalisation: Normalisation | None,
) -> Part:
    part = fx.Graph()
    copies = {source: part.placeholder("x")}
    for node in nodes:
        for constant in node.all_input_nodes:
            if constant.op == "get_attr" and constant not in copies:
                copies[constant] = part.node_copy(constant)
        copies[node] = part.node_copy(node, copies.__getitem__)
    part.output(copies[output])
    # A name as short as possible: it goes into the archive.
    module = fx.GraphModule(analysis.traced, part, class_name="Operations")
    _work_in_place(module)
    module.recompile()
    # The convolutions' weights, too, else each call reorders them.
    return Part(module, normalisation).to(memory_format=torch.channels_last).eval()


def _work_in_place(part: fx.GraphModule) -> None:
    """Spares memory where an operation is the only one to use a value just computed."""
    for node in part.graph.nodes:
        if not node.args or not isinstance(node.args[0], fx.Node):
            continue
        module = graph.module_of(node)
        if type(module) in _ACTIVATIONS and _is_fresh(node.args[0]):
            function, settings = _ACTIVATIONS[type(module)]
            node.op, node.target = "call_function", function
            node.kwargs = {name: getattr(module, name) for name in settings} | {"inplace": True}
        elif node.op == "call_function" and node.target is operator.add and len(node.args) == 2:
            first, second = node.args
            if isinstance(second, fx.Node) and second.op != "get_attr" and first is not second:
                if _is_fresh(first):
                    node.target = operator.iadd
                elif _is_fresh(second):
                    node.target, node.args = operator.iadd, (second, first)


def _is_fresh(value: fx.Node) -> bool:
    """Whether nothing but one operation knows this value's memory."""
    if len(value.users) != 1 or value.op == "placeholder":
        return False
    made_anew = isinstance(graph.module_of(value), _FRESH_MODULES)
    return made_anew or value.target in (operator.add, operator.iadd)
