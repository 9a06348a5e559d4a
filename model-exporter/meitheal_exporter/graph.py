"""A model as a graph of operations (torch.fx), simplified without changing what it computes."""

from __future__ import annotations

import copy
import operator
from collections import Counter
from typing import Any

import torch
from torch import fx, nn

from meitheal_exporter import folding

_IN_PLACE = {
    operator.iadd: operator.add,
    operator.isub: operator.sub,
    operator.imul: operator.mul,
    operator.itruediv: operator.truediv,
}
# Not traced into by fx, unlike modules outside torch.nn.
_NOTHING = (nn.Identity, nn.Dropout, nn.Dropout2d, nn.AlphaDropout, nn.FeatureAlphaDropout)
_TRAINING_ARGUMENT = {"dropout": 2, "dropout2d": 2, "alpha_dropout": 2, "stochastic_depth": 3}


class Tracer(fx.Tracer):
    """Looks into every module that it can; what it cannot trace stays one operation."""

    def __init__(self) -> None:
        super().__init__()
        self.opaque: dict[str, str] = {}

    def call_module(
        self, m: nn.Module, forward: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        before = list(self.graph.nodes)
        stack = list(self.module_stack.items())
        try:
            return super().call_module(m, forward, args, kwargs)
        except Exception as failure:
            name = self.path_of_module(m)
            known = set(before)
            for node in reversed([node for node in self.graph.nodes if node not in known]):
                self.graph.erase_node(node)
            self.module_stack.clear()
            self.module_stack.update(stack)
            self.opaque[name] = first_line(failure)
            return self.create_proxy("call_module", name, args, kwargs)


def trace(model: nn.Module) -> tuple[fx.GraphModule, dict[str, str]]:
    """The graph of a copy of `model` in evaluation mode, and why modules stayed opaque.

    @raises ValueError if the model takes or gives anything but one tensor
    """
    root = copy.deepcopy(model).eval().requires_grad_(False)
    _take_one_argument(root)
    tracer = Tracer()
    try:
        graph = tracer.trace(root)
    except Exception as failure:
        raise ValueError(
            f"torch.fx cannot trace the model itself: {first_line(failure)}"
        ) from failure
    traced = fx.GraphModule(root, graph)
    output = next(iter(reversed(graph.nodes)))
    if not isinstance(output.args[0], fx.Node):
        raise ValueError(f"the model must give one tensor, not a {type(output.args[0]).__name__}")
    _drop_nothings(traced)
    _ask_batch_size_late(traced)
    _work_on_copies(traced)
    _fold_norms(traced)
    graph.eliminate_dead_code()
    graph.lint()
    traced.recompile()
    return traced, tracer.opaque


def first_line(failure: Exception) -> str:
    return (str(failure).splitlines() or [type(failure).__name__])[0]


def _take_one_argument(root: nn.Module) -> None:
    """Further arguments keep their defaults; fx would put unknown values in their place."""
    original = type(root)

    class OneArgument(original):  # type: ignore[misc, valid-type]
        def forward(self, image: torch.Tensor) -> Any:
            return original.forward(self, image)

    OneArgument.__name__ = original.__name__
    root.__class__ = OneArgument


def module_of(node: fx.Node) -> nn.Module | None:
    if node.op != "call_module":
        return None
    return node.graph.owning_module.get_submodule(str(node.target))


def path_of(node: fx.Node) -> list[str]:
    """The names of the modules that an operation lies in, outermost first."""
    stack = node.meta.get("nn_module_stack") or {}
    # A module that is called again is filed under its name, an @ and a number.
    names = [key.split("@")[0] for key in stack if key]
    if node.op == "call_module" and str(node.target) not in names:
        names.append(str(node.target))
    return names


def _drop_nothings(traced: fx.GraphModule) -> None:
    """Takes out what does nothing outside training."""
    for node in list(traced.graph.nodes):
        if isinstance(module_of(node), _NOTHING) or _is_idle(node):
            node.replace_all_uses_with(node.args[0])
            traced.graph.erase_node(node)


def _is_idle(node: fx.Node) -> bool:
    """A dropout function outside training. All have the switch as their argument `training`."""
    position = _TRAINING_ARGUMENT.get(getattr(node.target, "__name__", ""))
    if node.op != "call_function" or position is None:
        return False
    training = node.args[position] if len(node.args) > position else node.kwargs.get("training")
    return training is False


def _ask_batch_size_late(traced: fx.GraphModule) -> None:
    """Asks the value that is to be reshaped for the number of images, not one long before it.

    A number that is kept from the model's input would be a second value beside the activations.
    """
    for node in list(traced.graph.nodes):
        if node.op != "call_method" or node.target != "size" or node.args[1:] != (0,):
            continue
        for user in list(node.users):
            reshaped = user.args[0] if user.args else None
            if isinstance(reshaped, fx.Node) and reshaped is not node:
                with traced.graph.inserting_before(user):
                    late = traced.graph.call_method("size", (reshaped, 0))
                    late.meta = dict(node.meta)
                user.replace_input_with(node, late)


def _work_on_copies(traced: fx.GraphModule) -> None:
    """Replaces operations in place, so that each value of the graph has one meaning.

    Whatever used the overwritten value afterwards now uses the result.
    """
    order = {node: index for index, node in enumerate(traced.graph.nodes)}
    for node in list(traced.graph.nodes):
        if not _overwrites(node):
            continue
        overwritten = node.args[0]
        for user in list(overwritten.users):
            if order[user] > order[node]:
                user.replace_input_with(overwritten, node)
        if node.op == "call_function":
            node.target = _IN_PLACE.get(node.target, node.target)
            node.kwargs = {k: v for k, v in node.kwargs.items() if k != "inplace"}
        elif node.op == "call_method":
            node.target = str(node.target).removesuffix("_")
    for module in traced.modules():
        if getattr(module, "inplace", None) is True:
            module.inplace = False


def _overwrites(node: fx.Node) -> bool:
    if not node.args or not isinstance(node.args[0], fx.Node):
        return False
    match node.op:
        case "call_module":
            return getattr(module_of(node), "inplace", None) is True
        case "call_function":
            return node.target in _IN_PLACE or node.kwargs.get("inplace") is True
        case "call_method":
            name = str(node.target)
            return (
                name.endswith("_")
                and not name.endswith("__")
                and hasattr(torch.Tensor, name.removesuffix("_"))
            )
    return False


def _fold_norms(traced: fx.GraphModule) -> None:
    """Folds batch normalisation into the convolution before it, where nothing else uses that."""
    uses = Counter(node.target for node in traced.graph.nodes if node.op == "call_module")
    for node in list(traced.graph.nodes):
        norm = module_of(node)
        if not isinstance(norm, nn.BatchNorm2d) or norm.running_mean is None:
            continue
        before = node.args[0]
        convolution = module_of(before)
        if (
            type(convolution) is not nn.Conv2d
            or len(before.users) > 1
            or uses[before.target] > 1
            or uses[node.target] > 1
        ):
            continue
        traced.set_submodule(str(before.target), folding.fold(convolution, norm))
        node.replace_all_uses_with(before)
        traced.graph.erase_node(node)
