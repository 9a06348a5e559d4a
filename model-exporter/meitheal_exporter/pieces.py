"""Methods of a segment for crops that a cut through the image bounds: `upper`, `lower`, `inner`.

`forward` pads each layer's rows on both sides. On a crop that spoils rows at a cut, which had to be
computed all the same. These methods pad rows only where the image truly ends, so that at a cut each
layer gives just the rows whose inputs it has. Columns are padded as in `forward`.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor, fx, nn
from torch.nn import functional as F

from meitheal_exporter import graph, torchscript
from meitheal_exporter.analysis import note_shapes
from meitheal_exporter.chain import Segment, SpatialSegment
from meitheal_exporter.geometry import Layer, Padding, Reach
from meitheal_exporter.spatial import Effect, NotSpatial, Padded, Pointwise, Windowed, effect


@dataclass(frozen=True)
class Ends:
    """Which ends of a crop's rows are cuts. The others are the image's own."""

    front: bool
    back: bool

    def left(self, padding: Padding) -> Padding:
        """The padding that remains."""
        return replace(
            padding,
            top=0 if self.front else padding.top,
            bottom=0 if self.back else padding.bottom,
        )


METHODS = {
    "upper": Ends(front=False, back=True),
    "lower": Ends(front=True, back=False),
    "inner": Ends(front=True, back=True),
}


class WithRowPieces(nn.Module):
    """A segment's module with the three methods, which use the weights of `forward`."""

    def __init__(self, whole: nn.Module, steps: Steps) -> None:
        super().__init__()
        self.whole = whole
        # In a tuple, else its modules would be there twice.
        self._steps = (steps,)

    def forward(self, x: Tensor) -> Tensor:
        return self.whole(x)

    def upper(self, x: Tensor) -> Tensor:
        return self._run("upper", x)

    def lower(self, x: Tensor) -> Tensor:
        return self._run("lower", x)

    def inner(self, x: Tensor) -> Tensor:
        return self._run("inner", x)

    def _run(self, method: str, x: Tensor) -> Tensor:
        return _Piece(self._steps[0], METHODS[method]).run(x)


def added(chain: Sequence[Segment]) -> list[Segment]:
    """The chain with the methods, in the segments that allow them; the others as they are."""
    return [_added(segment) for segment in chain]


def _added(segment: Segment) -> Segment:
    steps = _steps(segment) if isinstance(segment, SpatialSegment) else None
    if steps is None:
        return segment
    module = WithRowPieces(segment.module, steps).eval()
    return replace(segment, module=module, row_pieces=True)


@dataclass(frozen=True)
class Steps:
    """A segment's operations, what each does to rows, and what of the input its result reads."""

    traced: fx.GraphModule
    effects: dict[fx.Node, Effect]
    reaches: dict[fx.Node, Reach]


def _steps(segment: SpatialSegment) -> Steps | None:
    """None where a crop's rows would not be simply those whose inputs it has.

    That is so of layers whose number of rows is rounded up, of averages, which count what they
    pad, and of branches that lead to their join in strides: they start at different rows.
    """
    reach = segment.reach
    if reach.top + reach.below < reach.length:
        # The manifest's one number for rows and columns says more rows than are needed.
        return None
    traced = fx.symbolic_trace(segment.module)
    note_shapes(traced, torch.zeros(1, segment.in_channels, *_size(segment)))
    image, *nodes = [n for n in traced.graph.nodes if n.op not in ("get_attr", "output")]
    steps = Steps(traced, {}, {image: Reach()})
    for node in nodes:
        found = _effect(node)
        reaches = [steps.reaches[operand] for operand in _operands(node, steps)]
        if not _is_plain(found) or any(r.stride > 1 for r in reaches if len(reaches) > 1):
            return None
        steps.effects[node] = found
        steps.reaches[node] = _through(found, reaches)
    return steps


def traced_sizes(segment: Segment) -> dict[str, tuple[int, int]]:
    """What to trace the methods on that the segment has."""
    if isinstance(segment, SpatialSegment) and segment.row_pieces:
        return dict.fromkeys(METHODS, _size(segment))
    return {}


def _size(segment: SpatialSegment) -> tuple[int, int]:
    """Height and width of which something is left without padding, too."""
    height, width = torchscript.TRACED_SIZE
    return height + segment.reach.length, width


def _effect(node: fx.Node) -> Effect:
    # Graphs are analysed without operations in place, and written with these two.
    if node.target is operator.iadd or (node.op, node.target) == ("call_method", "add_"):
        return Pointwise()
    return effect(node)


def _is_plain(found: Effect) -> bool:
    match found:
        case NotSpatial():
            return False
        case Windowed(layer):
            return layer.kind != "average_pool" and not layer.ceil_mode
    return True


def _operands(node: fx.Node, steps: Steps) -> list[fx.Node]:
    return [operand for operand in node.all_input_nodes if operand in steps.reaches]


def _through(found: Effect, reaches: list[Reach]) -> Reach:
    reach, *others = reaches
    for other in others:
        reach = reach.joined(other)
    match found:
        case Windowed(layer):
            return reach.through(layer)
        case Padded(padding):
            return reach.through(Layer(1, 1, 1, padding, 1, 1, 1, kind="max_pool"))
    return reach


class _Piece(fx.Interpreter):
    """Runs a segment's operations on a crop."""

    def __init__(self, steps: Steps, ends: Ends) -> None:
        super().__init__(steps.traced)
        self.steps = steps
        self.ends = ends
        self.extra_traceback = False

    def run_node(self, n: fx.Node) -> Any:
        match self.steps.effects.get(n):
            case Windowed(layer):
                return self._window(n, layer)
            case Padded(padding):
                return _padded(self._input(n), self.ends.left(padding), _padding_value(n))
            case Pointwise() if len(_operands(n, self.steps)) > 1:
                return self._join(n)
        return super().run_node(n)

    def _input(self, node: fx.Node) -> Tensor:
        return self.env[node.all_input_nodes[0]]

    def _join(self, node: fx.Node) -> Any:
        """On the rows that all branches have; their strides are one."""
        joined = self.steps.reaches[node]

        def common(operand: fx.Node) -> Any:
            value = self.env[operand]
            reach = self.steps.reaches.get(operand)
            if reach is None:
                return value
            front = joined.top - reach.top if self.ends.front else 0
            back = joined.below - reach.below if self.ends.back else 0
            return _narrowed(value, front, back)

        args = fx.map_arg(node.args, common)
        kwargs = fx.map_arg(node.kwargs, common)
        return getattr(self, node.op)(node.target, args, kwargs)

    def _window(self, node: fx.Node, layer: Layer) -> Tensor:
        """The layer without the rows that reach over a cut.

        A convolution's own padding is the same above and below. Where only one of them is wanted,
        it computes a few rows more, which are then left out: rows are outermost in memory, so that
        this costs nothing, whereas padding apart copies the activation.
        """
        x = self._input(node)
        wanted = self.ends.left(layer.padding)
        if wanted.is_symmetric:
            return self._call(node, layer, x, wanted)
        if layer.padding.is_symmetric:
            if not self.ends.front:
                return _first(self._call(node, layer, x, layer.padding), x, layer)
            if layer.padding.top % layer.stride == 0:
                y = self._call(node, layer, x, layer.padding)
                return _narrowed(y, layer.padding.top // layer.stride, 0)
        nothing = -float("inf") if layer.kind == "max_pool" else 0.0
        return self._call(node, layer, _padded(x, wanted, nothing), Padding())

    def _call(self, node: fx.Node, layer: Layer, x: Tensor, padding: Padding) -> Tensor:
        sides = [padding.top, padding.left]
        if layer.kind == "max_pool":
            return F.max_pool2d(x, layer.kernel, layer.stride, sides, layer.dilation)
        weight, bias = self._weights(node)
        return F.conv2d(x, weight, bias, layer.stride, sides, layer.dilation, layer.groups)

    def _weights(self, node: fx.Node) -> tuple[Tensor, Tensor | None]:
        module = graph.module_of(node)
        if module is not None:
            return module.weight, module.bias
        args, kwargs = self.fetch_args_kwargs_from_env(node)
        _, weight, bias = (*args, None, None)[:3]
        return kwargs.get("weight", weight), kwargs.get("bias", bias)


def _padding_value(node: fx.Node) -> float:
    module = graph.module_of(node)
    if module is not None:
        return module.value
    given = node.args[3] if len(node.args) > 3 else node.kwargs.get("value")
    return given or 0.0


def _padded(x: Tensor, padding: Padding, value: float) -> Tensor:
    if padding == Padding():
        return x
    return F.pad(x, [padding.left, padding.right, padding.top, padding.bottom], value=value)


def _narrowed(x: Tensor, front: int, back: int) -> Tensor:
    if front == 0 and back == 0:
        return x
    # One operation; indexing writes down one for each axis.
    return torch.ops.aten.slice(x, 2, front, -back if back else None)


def _first(y: Tensor, x: Tensor, layer: Layer) -> Tensor:
    """The rows of a layer's output whose windows end inside `x`."""
    padding, stride = layer.padding.top, layer.stride
    if stride == 1:
        return _narrowed(y, 0, padding)
    # How many they are depends on where the crop ends. A trace keeps this as a computation.
    return y[:, :, : (x.shape[2] + padding - layer.reach) // stride + 1]
