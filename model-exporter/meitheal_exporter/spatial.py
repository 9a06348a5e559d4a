"""What an operation does to rows and columns: nothing, a window, padding, a join, or no such."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import Any

import torch
from torch import fx, nn
from torch.nn import functional as F

from meitheal_exporter.geometry import Layer, Padding
from meitheal_exporter.graph import module_of


@dataclass(frozen=True)
class Pointwise:
    """Each pixel by itself. With several inputs, those of the same row and column."""


@dataclass(frozen=True)
class Windowed:
    layer: Layer


@dataclass(frozen=True)
class Padded:
    padding: Padding


@dataclass(frozen=True)
class NotSpatial:
    """Ends the chain; `reason` continues a sentence that begins with the operation's name."""

    reason: str


Effect = Pointwise | Windowed | Padded | NotSpatial

POINTWISE_MODULES = (
    nn.BatchNorm2d,
    nn.CELU,
    nn.ELU,
    nn.GELU,
    nn.Hardshrink,
    nn.Hardsigmoid,
    nn.Hardswish,
    nn.Hardtanh,
    nn.LeakyReLU,
    nn.LogSigmoid,
    nn.Mish,
    nn.PReLU,
    nn.ReLU,
    nn.ReLU6,
    nn.SELU,
    nn.Sigmoid,
    nn.SiLU,
    nn.Softmax2d,
    nn.Softplus,
    nn.Softshrink,
    nn.Softsign,
    nn.Tanh,
    nn.Tanhshrink,
    nn.Threshold,
)
POINTWISE_NAMES = {
    *("abs", "celu", "clamp", "elu", "exp", "gelu", "hardshrink", "hardsigmoid", "hardswish"),
    *("hardtanh", "leaky_relu", "logsigmoid", "mish", "neg", "relu", "relu6", "selu", "sigmoid"),
    *("silu", "softplus", "softshrink", "softsign", "sqrt", "square", "tanh", "tanhshrink"),
    *("threshold", "contiguous", "clone", "detach"),
}
ARITHMETIC = {
    *(operator.add, operator.sub, operator.mul, operator.truediv, operator.neg, operator.pow),
    *(torch.add, torch.sub, torch.mul, torch.div, torch.maximum, torch.minimum),
}
ARITHMETIC_METHODS = {"add", "sub", "mul", "div", "maximum", "minimum"}

WHOLE_IMAGE = "pools over the whole image"
NORMALISES = "normalises with figures taken from the whole image"
ATTENTION = "attends to the whole image"
RESIZES = "interpolates to another size"
ENLARGES = "enlarges the image"
REARRANGES = "rearranges rows and columns"
LINEAR = "mixes values without regard to rows and columns"
ASKS_SIZE = "asks for the size of the image"
REDUCES = "reduces over rows or columns"

_REFUSED_MODULES: tuple[tuple[tuple[type[nn.Module], ...], str], ...] = (
    (
        (
            nn.modules.pooling._AdaptiveAvgPoolNd,
            nn.modules.pooling._AdaptiveMaxPoolNd,
        ),
        WHOLE_IMAGE,
    ),
    ((nn.GroupNorm, nn.LayerNorm, nn.RMSNorm, nn.modules.instancenorm._InstanceNorm), NORMALISES),
    ((nn.MultiheadAttention, nn.TransformerEncoderLayer), ATTENTION),
    ((nn.Upsample,), RESIZES),
    ((nn.modules.conv._ConvTransposeNd, nn.PixelShuffle), ENLARGES),
    ((nn.Flatten, nn.Unflatten, nn.PixelUnshuffle, nn.Unfold, nn.Fold), REARRANGES),
    ((nn.ChannelShuffle,), "shuffles channels, which is not supported"),
    ((nn.Linear, nn.Bilinear), LINEAR),
)
_REFUSED_NAMES: dict[str, str] = {
    **dict.fromkeys(
        (
            "adaptive_avg_pool2d",
            "_adaptive_avg_pool2d",
            "adaptive_max_pool2d",
            "adaptive_max_pool2d_with_indices",
        ),
        WHOLE_IMAGE,
    ),
    **dict.fromkeys(("group_norm", "layer_norm", "instance_norm", "rms_norm"), NORMALISES),
    **dict.fromkeys(("scaled_dot_product_attention", "multi_head_attention_forward"), ATTENTION),
    **dict.fromkeys(("interpolate", "upsample", "grid_sample"), RESIZES),
    **dict.fromkeys(("conv_transpose2d", "pixel_shuffle"), ENLARGES),
    **dict.fromkeys(
        (
            *("flatten", "reshape", "view", "permute", "transpose", "squeeze", "unsqueeze"),
            *("expand", "flip", "roll", "rot90", "unfold", "pixel_unshuffle", "movedim"),
            *("getitem", "chunk", "split", "stack"),
        ),
        REARRANGES,
    ),
    **dict.fromkeys(("linear", "matmul", "bmm", "einsum", "addmm"), LINEAR),
    **dict.fromkeys(("size", "shape", "getattr", "numel", "dim"), ASKS_SIZE),
    **dict.fromkeys(
        (
            *("mean", "sum", "amax", "amin", "max", "min", "std", "var", "norm", "softmax"),
            *("cumsum", "argmax", "logsumexp", "prod"),
        ),
        REDUCES,
    ),
}
_UNKNOWN = "is not known to work on rows and columns apart"

_CONVOLUTION = ("input", "weight", "bias", "stride", "padding", "dilation", "groups")
_MAX_POOL = (
    *("input", "kernel_size", "stride", "padding", "dilation", "ceil_mode", "return_indices"),
)
_AVERAGE_POOL = (
    *("input", "kernel_size", "stride", "padding", "ceil_mode", "count_include_pad"),
    "divisor_override",
)
_PAD = ("input", "pad", "mode", "value")
_BATCH_NORM = ("input", "running_mean", "running_var", "weight", "bias", "training")


def effect(node: fx.Node) -> Effect:
    """What one operation does; the shapes of the graph's values must be known (`shapes`)."""
    if all(operand.op == "get_attr" for operand in node.all_input_nodes):
        return NotSpatial("computes constants anew each time")
    try:
        result = _effect(node)
    except NotSquareError as window:
        return NotSpatial(str(window))
    if not isinstance(result, NotSpatial) and len(node.meta["shape"] or ()) != 4:
        return NotSpatial("gives no N x C x H x W tensor")
    return result


class NotSquareError(Exception):
    pass


def _effect(node: fx.Node) -> Effect:
    if node.op == "call_module":
        return _of_module(node, module_of(node))
    name = name_of(node)
    if node.target in (F.conv2d, torch.conv2d):
        return _of_function_convolution(node)
    if name in ("max_pool2d", "_max_pool2d"):
        return _pool(node, "max_pool", _arguments(node, _MAX_POOL))
    if name == "avg_pool2d":
        return _pool(node, "average_pool", _arguments(node, _AVERAGE_POOL))
    if name == "max_pool2d_with_indices":
        return NotSpatial("gives indices into the whole image")
    if name == "pad":
        given = _arguments(node, _PAD)
        return _pad(given.get("pad"), given.get("mode") or "constant")
    if name == "batch_norm":
        given = _arguments(node, _BATCH_NORM)
        return NotSpatial(NORMALISES) if given.get("training") else Pointwise()
    if node.target in ARITHMETIC or (node.op == "call_method" and name in ARITHMETIC_METHODS):
        return _arithmetic(node)
    if name in ("cat", "concat", "concatenate"):
        given = _arguments(node, ("tensors", "dim"))
        across = given.get("dim", 0) in (1, -3)
        return (
            Pointwise() if across else NotSpatial("joins images along another axis than channels")
        )
    if name in POINTWISE_NAMES and not _needs_more_than_pixels(node):
        return Pointwise()
    return NotSpatial(_REFUSED_NAMES.get(name, _UNKNOWN))


def name_of(node: fx.Node) -> str:
    if callable(node.target):
        return getattr(node.target, "__name__", str(node.target))
    return str(node.target)


def _of_module(node: fx.Node, module: nn.Module | None) -> Effect:
    match module:
        case nn.Conv2d():
            if module.padding_mode != "zeros":
                return NotSpatial(f"pads in mode '{module.padding_mode}', not with a constant")
            return _convolution(
                node,
                tuple(module.weight.shape),
                module.stride,
                module.padding,
                module.dilation,
                module.groups,
            )
        case nn.MaxPool2d():
            return _pool(node, "max_pool", vars(module))
        case nn.AvgPool2d():
            return _pool(node, "average_pool", vars(module))
        case nn.ConstantPad2d() | nn.ZeroPad2d():
            return _pad(module.padding, "constant")
        case nn.modules.padding._ReflectionPadNd():
            return _pad(module.padding, "reflect")
        case nn.modules.padding._ReplicationPadNd():
            return _pad(module.padding, "replicate")
        case nn.modules.padding._CircularPadNd():
            return _pad(module.padding, "circular")
        case nn.BatchNorm2d() if module.running_mean is None:
            return NotSpatial(NORMALISES)
    if isinstance(module, POINTWISE_MODULES):
        return Pointwise()
    for kinds, reason in _REFUSED_MODULES:
        if isinstance(module, kinds):
            return NotSpatial(reason)
    return NotSpatial(_UNKNOWN)


def _of_function_convolution(node: fx.Node) -> Effect:
    given = _arguments(node, _CONVOLUTION)
    weight = given["weight"]
    if not isinstance(weight, fx.Node) or weight.op != "get_attr":
        return NotSpatial("computes its weights from the image")
    return _convolution(
        node,
        weight.meta["shape"],
        given.get("stride", 1),
        given.get("padding", 0),
        given.get("dilation", 1),
        given.get("groups", 1),
    )


def _convolution(
    node: fx.Node, weight: tuple[int, ...], stride: Any, padding: Any, dilation: Any, groups: int
) -> Effect:
    kernel = square(weight[2:])
    spread = square(dilation)
    if padding == "same":
        # PyTorch puts the odd one below and to the right.
        total = spread * (kernel - 1)
        before, after = total // 2, total - total // 2
        sides = Padding(before, after, before, after)
    elif padding == "valid":
        sides = Padding()
    else:
        rows, columns = pair(padding)
        sides = Padding(rows, rows, columns, columns)
    return Windowed(
        Layer(kernel, square(stride), spread, sides, weight[1] * groups, weight[0], groups)
    )


def _pool(node: fx.Node, kind: Any, given: dict[str, Any]) -> Effect:
    if given.get("return_indices"):
        return NotSpatial("gives indices into the whole image")
    channels = node.meta["shape"][1]
    kernel = given["kernel_size"]
    stride = given.get("stride")
    rows, columns = pair(given.get("padding", 0))
    return Windowed(
        Layer(
            kernel=square(kernel),
            # An empty or missing stride means the kernel's size.
            stride=square(kernel if stride in (None, (), []) else stride),
            dilation=square(given.get("dilation", 1)),
            padding=Padding(rows, rows, columns, columns),
            in_channels=channels,
            out_channels=channels,
            groups=channels,
            kind=kind,
            ceil_mode=bool(given.get("ceil_mode", False)),
        )
    )


def _pad(sides: Any, mode: str) -> Effect:
    if mode != "constant":
        return NotSpatial(f"pads in mode '{mode}', not with a constant")
    if not isinstance(sides, (tuple, list)) or not all(isinstance(side, int) for side in sides):
        return NotSpatial("pads by a figure that depends on the image")
    left, right, top, bottom = [*sides, 0, 0, 0, 0][:4]
    if len(sides) > 4:
        return NotSpatial("pads channels or items")
    if min(left, right, top, bottom) < 0:
        return NotSpatial("cuts off rows or columns")
    return Padded(Padding(top=top, bottom=bottom, left=left, right=right))


def _arithmetic(node: fx.Node) -> Effect:
    for operand in node.all_input_nodes:
        shape = operand.meta["shape"]
        if operand.op != "get_attr":
            if shape is None:
                return NotSpatial("computes with the size of the image")
        elif any(size > 1 for size in (shape or ())[-2:]):
            return NotSpatial("has a value of its own for each row or column")
    return Pointwise()


def _needs_more_than_pixels(node: fx.Node) -> bool:
    return any(operand.op != "get_attr" for operand in node.all_input_nodes[1:])


def _arguments(node: fx.Node, names: tuple[str, ...]) -> dict[str, Any]:
    return dict(zip(names, node.args, strict=False)) | dict(node.kwargs)


def pair(value: Any) -> tuple[int, int]:
    if isinstance(value, int):
        return value, value
    values = tuple(value)
    return (values[0], values[0]) if len(values) == 1 else (values[0], values[1])


def square(value: Any) -> int:
    rows, columns = pair(value)
    if rows != columns:
        raise NotSquareError(
            f"has a window that is not square ({rows} x {columns}), and a manifest describes "
            "square ones only"
        )
    return rows
