"""Makes ../resources/io/kvasir/model/weights/codec-goldens.json: what the original implementations make of some blocks.

  python make_codec_goldens.py        needs numpy, gguf (0.19) and torch (2.13)

For each GGUF type: blocks of random bits whose scales are finite, and their values by gguf.quants.dequantize. For each type
that gguf.quants can quantise: floats and the bytes they become. For F8_E4M3: all 256 values and a matrix with block scales,
by torch. Q8_K is in no Python package: its values are d * q by the definition of the block in ggml's ggml-common.h.
All numbers are little-endian, in base64.
"""
import base64, json, pathlib
import numpy as np
import gguf
import torch
from gguf import GGMLQuantizationType as T

OUT = pathlib.Path(__file__).parent.parent / "resources/io/kvasir/model/weights/codec-goldens.json"
BLOCKS = 3
rng = np.random.default_rng(20261121)

# offsets of binary16 numbers in a block: they must be finite
HALVES = {
    T.Q4_0: [0], T.Q4_1: [0, 2], T.Q5_0: [0], T.Q5_1: [0, 2], T.Q8_0: [0], T.Q2_K: [80, 82], T.Q3_K: [108],
    T.Q4_K: [0, 2], T.Q5_K: [0, 2], T.Q6_K: [208], T.IQ4_NL: [0], T.IQ4_XS: [0], T.MXFP4: [], T.TQ1_0: [52], T.TQ2_0: [64],
}
ENCODED = [T.BF16, T.Q4_0, T.Q4_1, T.Q5_0, T.Q5_1, T.Q8_0, T.TQ1_0, T.TQ2_0, T.MXFP4]


def text(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def scales(n):
    """Usual scales; the last block gets a subnormal one."""
    d = (rng.standard_normal(n) * 0.05).astype(np.float16)
    d[-1] = np.float16(3e-6)
    return d


def raw_blocks(kind):
    size = gguf.GGML_QUANT_SIZES[kind][1]
    raw = rng.integers(0, 256, (BLOCKS, size), dtype=np.uint8)
    for at in HALVES[kind]:
        raw[:, at:at + 2] = scales(BLOCKS).view(np.uint8).reshape(BLOCKS, 2)
    if kind == T.MXFP4:
        raw[:, 0] = [0, 1, 125]  # two subnormal scales and a usual one
    return raw


def decoded():
    cases = {}
    for kind in HALVES:
        raw = raw_blocks(kind)
        cases[kind.name] = {"raw": text(raw), "values": text(gguf.quants.dequantize(raw, kind).astype("<f4"))}
    raw = rng.integers(0, 256, (BLOCKS, 292), dtype=np.uint8)
    d = (rng.standard_normal(BLOCKS) * 0.01).astype("<f4")
    raw[:, :4] = d.view(np.uint8).reshape(BLOCKS, 4)
    values = d[:, None] * raw[:, 4:260].view(np.int8).astype("<f4")
    cases["Q8_K"] = {"raw": text(raw), "values": text(values)}
    for kind, values in (("F16", rng.standard_normal(64).astype("<f2")), ("F64", rng.standard_normal(64).astype("<f8"))):
        cases[kind] = {"raw": text(values), "values": text(values.astype("<f4"))}
    raw = rng.integers(0, 0x7F80, 64, dtype=np.uint16) | (rng.integers(0, 2, 64, dtype=np.uint16) << 15)
    cases["BF16"] = {"raw": text(raw), "values": text((raw.astype(np.uint32) << 16).view("<f4"))}
    return cases


def inputs(elements):
    """Blocks: normal, tiny, zeros, one outlier, all equal, halfway values."""
    x = rng.standard_normal((7, elements)).astype("<f4")
    x[1] *= 1e-4
    x[2] = 0
    x[3, elements // 3] = -40
    x[4] = 0.75
    x[5] = np.round(x[5] * 8) / 16
    x[6] = np.abs(x[6]) + 3
    return x


def encoded():
    cases = {}
    for kind in ENCODED:
        x = inputs(max(32, gguf.GGML_QUANT_SIZES[kind][0]))
        if kind == T.BF16:
            x[6, :4] = np.array([0x3F808000, 0x3F818000, 0x7F7FFFFF, 0x80000001], dtype=np.uint32).view("<f4")
        cases[kind.name] = {"values": text(x), "raw": text(gguf.quants.quantize(x, kind))}
    x = np.concatenate([inputs(32).ravel(), np.array([65504, 65519, 65520, 6e-8, 2.9e-8, -0.0, 1.00048828125], "<f4")])
    with np.errstate(over="ignore"):
        cases["F16"] = {"values": text(x), "raw": text(x.astype("<f2"))}
    return cases


def fp8():
    every = torch.arange(256, dtype=torch.uint8).view(torch.float8_e4m3fn)
    raw = torch.from_numpy(rng.integers(0, 0x7F, (6, 10), dtype=np.uint8)).view(torch.float8_e4m3fn)
    scale = torch.from_numpy((rng.standard_normal((2, 3)) * 0.01).astype("<f4"))
    wide = scale.repeat_interleave(4, 0)[:6].repeat_interleave(4, 1)[:, :10]
    return {
        "every": text(every.float().numpy()),
        "raw": text(raw.view(torch.uint8).numpy()), "scale": text(scale.numpy()), "rows": 6, "cols": 10, "block": 4,
        "values": text((raw.float() * wide).numpy()),
    }


OUT.write_text(json.dumps({"decoded": decoded(), "encoded": encoded(), "F8_E4M3": fp8()}, indent=1) + "\n")
print(OUT.name, OUT.stat().st_size, "bytes")
