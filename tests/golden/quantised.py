"""Weights that a folder keeps as elements and scales: rounding a model to them, and writing them."""

import json

import torch
from safetensors.torch import load_file, save_file

E2M1 = torch.tensor([0, 0.5, 1, 1.5, 2, 3, 4, 6, -0.0, -0.5, -1, -1.5, -2, -3, -4, -6])
FP8_BLOCK = (32, 16)


def mxfp4(rows):
    """Rows (..., n) to (indices (..., n/32, 32), scales (..., n/32) as exponents with bias 127)."""
    blocks = rows.reshape(*rows.shape[:-1], -1, 32)
    top = blocks.abs().amax(-1).clamp(min=1e-9)
    exponent = torch.floor(torch.log2(top)) - 2
    scaled = blocks / torch.exp2(exponent)[..., None]
    indices = (scaled[..., None] - E2M1).abs().argmin(-1)
    return indices, (exponent + 127).to(torch.uint8)


def from_mxfp4(indices, scales):
    x = E2M1[indices] * torch.exp2(scales.float() - 127)[..., None]
    return x.reshape(*x.shape[:-2], -1)


def mxfp4_values(model):
    """The experts hold (in, out) in transformers; blocks run along in."""
    for layer in model.model.layers:
        for p in (layer.mlp.experts.gate_up_proj, layer.mlp.experts.down_proj):
            p.data = from_mxfp4(*mxfp4(p.data.transpose(1, 2))).transpose(1, 2).contiguous()


def mxfp4_folder(folder, model):
    tensors = load_file(folder / "model.safetensors")
    for name in [n for n in tensors if n.endswith(("experts.gate_up_proj", "experts.down_proj"))]:
        indices, scales = mxfp4(tensors.pop(name).float().transpose(1, 2))
        tensors[name + "_blocks"] = (indices[..., 0::2] | indices[..., 1::2] << 4).to(torch.uint8).contiguous()
        tensors[name + "_scales"] = scales.contiguous()
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((folder / "config.json").read_text())
    config["quantization_config"] = {"quant_method": "mxfp4", "modules_to_not_convert": ["model.layers.*.self_attn", "lm_head"]}
    (folder / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")


def fp8(matrix):
    """Elements (out, in) of E4M3 and one scale for each block."""
    r, c = FP8_BLOCK
    rows, cols = -(-matrix.shape[0] // r), -(-matrix.shape[1] // c)
    scales = torch.empty(rows, cols)
    elements = torch.empty(matrix.shape, dtype=torch.float8_e4m3fn)
    for i in range(rows):
        for j in range(cols):
            part = matrix[i * r:(i + 1) * r, j * c:(j + 1) * c]
            scales[i, j] = part.abs().max() / 448
            elements[i * r:(i + 1) * r, j * c:(j + 1) * c] = (part / scales[i, j]).to(torch.float8_e4m3fn)
    return elements, scales


def from_fp8(elements, scales):
    r, c = FP8_BLOCK
    wide = scales.repeat_interleave(r, 0)[:elements.shape[0]].repeat_interleave(c, 1)[:, :elements.shape[1]]
    return elements.float() * wide


def linear(model):
    return {n + ".weight": m for n, m in model.named_modules() if isinstance(m, torch.nn.Linear) and n != "lm_head"}


FP8 = {}


def fp8_values(model):
    FP8.clear()
    for name, module in linear(model).items():
        FP8[name] = fp8(module.weight.data)
        module.weight.data = from_fp8(*FP8[name])


def fp8_folder(folder, model):
    tensors = load_file(folder / "model.safetensors")
    for name, (elements, scales) in FP8.items():
        tensors[name], tensors[name + "_scale_inv"] = elements, scales
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((folder / "config.json").read_text())
    config["quantization_config"] = {
        "quant_method": "fp8", "fmt": "e4m3", "activation_scheme": "dynamic", "weight_block_size": list(FP8_BLOCK)}
    (folder / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
