"""Write the fine-tuned encoder as int8 ONNX and its heads (``python -m training.export``). One minute.

The graph gives every token's vector ("hidden"); the heads are linear over their mean, so they live in a
small array beside it, and every token's share of a label is known. What the tokens are after two lower layers is given
too ("hidden6", "hidden9"), for the nets that read the sentences of replies.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.encoder import HIDDEN, Encoder, load
from training.finetune import WORK, Heads
from training.lexical import WEIGHTS
from tyyni.models.encoder import LOWER

_OPSET = 17


class _Graph(nn.Module):
    """The encoder with a mask of numbers, as onnxruntime takes it."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        hidden: Tensor = self.encoder(input_ids, attention_mask.bool())
        return hidden


def export_encoder(encoder: Encoder, path: Path) -> None:
    """Write ``encoder`` with its matrices and its word table in 8 bits."""
    encoder.eval()
    ids = torch.tensor([[0, 5, 6, 7, 2]])
    axes = {0: "batch", 1: "length"}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Graph(encoder),
            (ids, torch.ones_like(ids)),
            str(whole),
            input_names=["input_ids", "attention_mask"],
            output_names=["hidden"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "hidden": axes},
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    add_outputs(path)


def add_outputs(path: Path) -> None:
    """Let the graph at ``path`` give the vectors after the lower layers as well; no weight changes."""
    model = onnx.load(str(path))
    for layer in LOWER:
        name = f"hidden{layer}"
        made = f"/encoder/layers.{layer - 1}/norm/LayerNormalization_output_0"
        model.graph.node.append(onnx.helper.make_node("Identity", [made], [name]))
        shape = ["batch", "length", HIDDEN]
        model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape))
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def export_heads(heads: Heads, path: Path) -> None:
    """Write the heads: our own labels first, then the public sets', which the benchmarks use."""
    np.savez_compressed(
        path,
        weights=heads.linear.weight.detach().numpy().T.astype(np.float16),
        query=heads.query.weight.detach().numpy().T.astype(np.float16),
        bias=heads.linear.bias.detach().numpy(),
        mean=heads.mean.numpy(),
        scale=heads.scale.numpy(),
    )


def main(stage: str = "last") -> None:
    """Export the result of a fine-tuning stage."""
    heads = Heads()
    heads.load_state_dict(torch.load(WORK / f"{stage}-heads.pt", weights_only=True)["heads"])
    export_encoder(load(WORK / f"{stage}.pt"), WEIGHTS / "encoder.onnx")
    export_heads(heads, WEIGHTS / "encoder-heads.npz")
    print(f"{(WEIGHTS / 'encoder.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
