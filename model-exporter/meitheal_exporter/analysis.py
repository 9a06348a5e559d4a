"""Finds the part of a model that can be split by rows and columns, and where to cut it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import fx, nn

from meitheal_exporter import graph
from meitheal_exporter.geometry import Layer, Padding, Reach
from meitheal_exporter.spatial import (
    Effect,
    NotSpatial,
    Padded,
    Pointwise,
    Windowed,
    effect,
    name_of,
)

ONLY_PADDING = "begins a segment that pads by as much as its window or more"
BRANCHES_DIFFER = "joins branches that differ in size for some images"


@dataclass(frozen=True)
class Stretch:
    """Operations between two places through which all data passes as one value."""

    name: str
    nodes: tuple[fx.Node, ...]
    reach: Reach
    residual: bool
    # For one item of the size that was analysed; bias, activation and pooling count nothing.
    multiply_adds: int


@dataclass(frozen=True)
class End:
    """Why the chain goes no further: `node` does what `reason` says."""

    node: fx.Node
    operation: str
    reason: str
    after: str | None
    remaining: int

    def __str__(self) -> str:
        where = f"the chain ends after {self.after}" if self.after else "the chain is empty"
        if self.remaining == 1:
            rest = "it alone runs on one device"
        else:
            rest = f"the other {self.remaining} operations run on one device"
        return f"{self.operation} {self.reason}: {where}; {rest}"


@dataclass(frozen=True)
class Analysis:
    """The splittable chain of a traced model, in order, and what follows it."""

    traced: fx.GraphModule
    chain: tuple[Stretch, ...]
    rest: tuple[fx.Node, ...]
    end: End | None


def analyse(model: nn.Module, size: tuple[int, int], channels: int = 3) -> Analysis:
    """Traces `model` and follows its operations on an image of `size` (height, width).

    @raises ValueError if the model cannot be traced, or does not run on such an image
    """
    traced, opaque = graph.trace(model)
    note_shapes(traced, torch.zeros(1, channels, *size))
    return _Analyser(traced, opaque).run()


def note_shapes(traced: fx.GraphModule, image: torch.Tensor) -> None:
    """Notes the shape of each value; None for what is no tensor."""

    class Recorder(fx.Interpreter):
        def run_node(self, n: fx.Node) -> object:
            value = super().run_node(n)
            n.meta["shape"] = tuple(value.shape) if isinstance(value, torch.Tensor) else None
            return value

    recorder = Recorder(traced)
    recorder.extra_traceback = False
    try:
        with torch.no_grad():
            recorder.run(image)
    except RuntimeError as failure:
        size = "{} x {}".format(*image.shape[2:])
        reason = graph.first_line(failure)
        raise ValueError(f"the model does not run on {size} pixels: {reason}") from failure


class _Analyser:
    def __init__(self, traced: fx.GraphModule, opaque: dict[str, str]) -> None:
        self.traced = traced
        self.opaque = opaque
        nodes = [n for n in traced.graph.nodes if n.op not in ("get_attr", "output")]
        self.image, *self.nodes = nodes
        self.constants = {n for n in traced.graph.nodes if n.op == "get_attr"}
        self.output = next(iter(reversed(traced.graph.nodes)))
        self.order = {node: index for index, node in enumerate(nodes, start=-1)}
        self.order[self.output] = len(self.nodes)
        self.effects: dict[fx.Node, Effect] = {}

    def run(self) -> Analysis:
        blocks = self._blocks()
        kept: list[list[fx.Node]] = []
        stopped: tuple[fx.Node, str] | None = None
        for source, block in blocks:
            stopped = self._obstacle(source, block)
            if stopped:
                break
            kept.append(block)
        chain = self._chain(kept)
        for index, stretch in enumerate(chain):
            if not all(layer.always_reads_pixels for layer in stretch.reach.layers):
                chain, stopped = chain[:index], (stretch.nodes[0], ONLY_PADDING)
                break
        done = sum(len(stretch.nodes) for stretch in chain)
        rest = tuple(self.nodes[done:])
        end = None
        if stopped:
            node, reason = stopped
            after = self._outermost(self.nodes[done - 1], done) if done else None
            end = End(node, self._describe(node), reason, after, len(rest))
        return Analysis(self.traced, chain, rest, end)

    def _blocks(self) -> list[tuple[fx.Node, list[fx.Node]]]:
        """The graph cut wherever a single value is all that later operations need.

        Each block comes with the value that it starts from.
        """
        blocks: list[tuple[fx.Node, list[fx.Node]]] = []
        block: list[fx.Node] = []
        source = self.image
        needed_until = self._last_use(self.image)
        for index, node in enumerate(self.nodes):
            block.append(node)
            if needed_until <= index:
                blocks.append((source, block))
                block, source = [], node
            needed_until = max(needed_until, self._last_use(node))
        if block:
            blocks.append((source, block))
        return blocks

    def _last_use(self, node: fx.Node) -> int:
        return max((self.order[user] for user in node.users), default=-1)

    def _obstacle(self, source: fx.Node, block: list[fx.Node]) -> tuple[fx.Node, str] | None:
        """The first operation of a block that is not spatial, and why not."""
        for node in block:
            if node.op == "call_module" and str(node.target) in self.opaque:
                return node, f"cannot be traced ({self.opaque[str(node.target)]})"
            outcome = effect(node)
            if isinstance(outcome, NotSpatial):
                return node, outcome.reason
            self.effects[node] = outcome
        return self._misfit(source, block)

    def _misfit(self, source: fx.Node, block: list[fx.Node]) -> tuple[fx.Node, str] | None:
        reaches = {source: Reach()}
        for node in block:
            operands = self._operands(node)
            first = reaches[operands[0]]
            if any(not first.fits(reaches[other]) for other in operands[1:]):
                return node, BRANCHES_DIFFER
            reaches[node] = self._reach(node, reaches)
        return None

    def _operands(self, node: fx.Node) -> list[fx.Node]:
        return [operand for operand in node.all_input_nodes if operand not in self.constants]

    def _reach(self, node: fx.Node, reaches: dict[fx.Node, Reach]) -> Reach:
        reach, *others = (reaches[operand] for operand in self._operands(node))
        for other in others:
            reach = reach.joined(other)
        match self.effects[node]:
            case Windowed(layer):
                return _after_padding(reach, layer)
            case Padded(padding):
                channels = node.meta["shape"][1]
                return reach.through(_padding_only(padding, channels))
        return reach

    def _chain(self, blocks: list[list[fx.Node]]) -> tuple[Stretch, ...]:
        groups = self._grouped(blocks)
        sources = [self.image, *(group[-1] for group in groups)]
        done = {node for group in groups for node in group}
        rest = [node for node in self.nodes if node not in done]
        stretches = []
        for source, group in zip(sources, groups, strict=False):
            others = [*rest, *(node for other in groups if other is not group for node in other)]
            stretches.append(self._stretch(source, group, others))
        return tuple(stretches)

    def _grouped(self, blocks: list[list[fx.Node]]) -> list[list[fx.Node]]:
        """A cut before each block that looks around, but not on both sides of a 1x1 convolution.

        A pooling stays with the convolution before it, which leaves less to send. Of the places
        around a 1x1 convolution the one with fewer channels is cut: neither costs a border.
        """
        groups: list[list[fx.Node]] = []
        # Whether the last group still waits for the window that its operations lead to.
        waiting = False
        for block in blocks:
            layer = self._one_by_one(block)
            leads = layer is not None or self._is_padding(block)
            narrows = layer is not None and layer.out_channels <= layer.in_channels
            trails = self._trails(block)
            if groups and (waiting or trails or narrows):
                groups[-1].extend(block)
                waiting = waiting and (leads or self._is_pointwise(block))
            else:
                groups.append(list(block))
                waiting = leads or self._is_pointwise(block)
        return groups

    def _is_padding(self, block: list[fx.Node]) -> bool:
        return len(block) == 1 and isinstance(self.effects[block[0]], Padded)

    def _is_pointwise(self, block: list[fx.Node]) -> bool:
        return len(block) == 1 and isinstance(self.effects[block[0]], Pointwise)

    def _trails(self, block: list[fx.Node]) -> bool:
        """An activation, a normalisation or a pooling."""
        if len(block) > 1:
            return False
        match self.effects[block[0]]:
            case Pointwise():
                return True
            case Windowed(layer):
                return layer.kind != "convolution"
        return False

    def _one_by_one(self, block: list[fx.Node]) -> Layer | None:
        if len(block) > 1:
            return None
        match self.effects[block[0]]:
            case Windowed(Layer(kind="convolution", kernel=1, stride=1) as layer):
                return layer if layer.padding == Padding() else None
        return None

    def _stretch(self, source: fx.Node, nodes: list[fx.Node], others: list[fx.Node]) -> Stretch:
        reaches = {source: Reach()}
        for node in nodes:
            reaches[node] = self._reach(node, reaches)
        residual = any(len(self._operands(node)) > 1 for node in nodes)
        elsewhere = {name for node in others for name in graph.path_of(node)}
        return Stretch(
            _name(nodes, elsewhere),
            tuple(nodes),
            reaches[nodes[-1]],
            residual,
            sum(self._work(node) for node in nodes),
        )

    def _work(self, node: fx.Node) -> int:
        match self.effects[node]:
            case Windowed(layer):
                size = node.all_input_nodes[0].meta["shape"][2:]
                return layer.multiply_adds((size[0], size[1]))
        return 0

    def _outermost(self, node: fx.Node, done: int) -> str:
        """The outermost module that ends with this operation."""
        later = {name for other in self.nodes[done:] for name in graph.path_of(other)}
        return next(
            (name for name in graph.path_of(node) if name not in later), self._describe(node)
        )

    def _describe(self, node: fx.Node) -> str:
        module = graph.module_of(node)
        if module is not None:
            return f"{node.target} ({type(module).__name__})"
        path = graph.path_of(node)
        return f"{name_of(node)} in {path[-1]}" if path else f"{name_of(node)} in the model itself"


def _name(nodes: list[fx.Node], elsewhere: set[str]) -> str:
    """The outermost module that has all of these operations and no other, else the first's."""
    paths = [graph.path_of(node) for node in nodes]
    common = [name for name in paths[0] if all(name in path for path in paths)]
    for name in common:
        if name not in elsewhere:
            return name
    return next((name for name in paths[0] if name not in elsewhere), nodes[0].name)


def _padding_only(padding: Padding, channels: int) -> Layer:
    return Layer(1, 1, 1, padding, channels, channels, channels, kind="max_pool")


def _after_padding(reach: Reach, layer: Layer) -> Reach:
    """Through a window; padding right before it counts as its own where that is the same."""
    further = reach.through(layer)
    *before, last = reach.layers or (None,)
    if last is None or last != _padding_only(last.padding, last.in_channels):
        return further
    merged = layer.after_padding(last.padding)
    return further if merged is None else replace(further, layers=(*before, merged))
