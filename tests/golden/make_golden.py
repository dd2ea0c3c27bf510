"""Makes the tiny golden models of this folder with the original implementations.

    python -m venv VENV; VENV/bin/pip install torch transformers tokenizers safetensors gguf numpy
    VENV/bin/python tests/golden/make_golden.py [NAME...]

models/NAME/ is a Hugging Face folder with random weights and golden.json: what transformers computes for a prompt (eager
attention, float32 arithmetic on the stored values). gguf/NAME.gguf holds the same values under llama.cpp's names, converted
by gguf_files.py; where a GGUF file says less than config.json, its golden file comes from what it says.
The arrays are written like those of the shared fixtures: {"dtype":"float32-le","shape":[...],"base64":"..."}.
"""

import base64
import copy
import json
import pathlib
import shutil
import sys
import zlib

import numpy as np
import torch
import transformers
from safetensors.torch import save_file

import gguf_files
from specs import SPECS

HERE = pathlib.Path(__file__).resolve().parent
PROMPT = [51, 257, 220, 78, 75, 67, 220, 74, 261, 70, 262, 82]
NEW = 8
MARGIN = 2e-3  # between best and second best on the greedy path


def values(model, seed):
    """Random weights of a size that makes every part matter, rounded to float16."""
    g = torch.Generator().manual_seed(seed)
    for name, p in model.named_parameters():
        r = torch.randn(p.shape, generator=g)
        if name.endswith("A_log"):
            p.data = torch.log(1 + 3 * torch.rand(p.shape, generator=g))
        elif name.endswith("dt_bias"):
            p.data = 0.5 * r - 1
        elif name.endswith("e_score_correction_bias"):
            p.data = 0.3 * r
        elif p.dim() == 1 and "norm" in name and name.endswith("weight") or name.endswith(".D"):
            offset = 0 if model.config.model_type.startswith(("gemma", "qwen3_next", "qwen3_5")) and "linear_attn" not in name else 1
            p.data = offset + 0.2 * r
        elif p.dim() < 2 or name.endswith("bias") or "sinks" in name:
            p.data = 0.3 * r
        elif "embed" in name or "wte" in name:
            p.data = 0.7 * r
        elif "conv1d" in name or "conv.conv" in name:
            p.data = 0.5 * r
        else:
            p.data = r * 1.3 / p.shape[-1] ** 0.5
    for name, b in model.named_buffers():
        if name.endswith("e_score_correction_bias"):
            b.data = 0.3 * torch.randn(b.shape, generator=g)
    with torch.no_grad():
        stored = [b for n, b in model.named_buffers() if n.endswith("e_score_correction_bias")]
        for t in [*model.parameters(), *stored]:
            t.data = t.data.half().float()
    model.tie_weights()


def golden(model, prompt=PROMPT):
    """Greedy continuation without a cache, the logits of every position, and the smallest margin."""
    ids, margin = list(prompt), 9e9
    with torch.no_grad():
        for _ in range(NEW):
            row = model(torch.tensor([ids]), use_cache=False).logits[0, -1].float()
            best = torch.topk(row, 2).values
            margin = min(margin, float(best[0] - best[1]))
            ids.append(int(row.argmax()))
        logits = model(torch.tensor([ids[:-1]]), use_cache=False).logits[0].float()
        # the same again token by token where nothing is remembered: how far the oracle itself moves
        noise = max(
            float((model(torch.tensor([ids[:n]]), use_cache=False).logits[0, -1] - logits[n - 1]).abs().max())
            for n in (len(prompt), len(ids) - 1))
    return ids[len(prompt):], logits.numpy(), margin, noise


def array(a):
    a = np.ascontiguousarray(a, dtype="<f4")
    return {"dtype": "float32-le", "shape": list(a.shape), "base64": base64.b64encode(a.tobytes()).decode()}


def write_golden(path, name, spec, prompt, greedy, logits, margin, noise, seed):
    tolerance = max(2e-4, 2e-4 * float(np.abs(logits).max()) / 10, 20 * noise)
    path.write_text(json.dumps({
        "format": "kvasir-golden-1", "name": name, "seed": seed, "note": spec.get("note"),
        "oracle": f"transformers {transformers.__version__}, torch {torch.__version__}, {spec.get('attention', 'eager')} attention, float32 arithmetic",
        "prompt_ids": prompt, "greedy_ids": greedy, "min_greedy_margin": margin, "noise_prefix": noise,
        "suggested_tolerance": tolerance, "logits": array(logits)}, separators=(",", ":")))


def old_style(config, drop):
    """config.json as the hub has it from transformers 4: rope_theta, rope_scaling, torch_dtype."""
    rope = config.pop("rope_parameters", None)
    if rope and "full_attention" not in rope:
        config["rope_theta"] = rope.pop("rope_theta", 10000.0)
        if "partial_rotary_factor" in rope:
            config["partial_rotary_factor"] = rope.pop("partial_rotary_factor")
        config["rope_scaling"] = None if rope.get("rope_type") == "default" else rope
    elif rope:
        config["rope_parameters"] = rope
    if "dtype" in config:
        config["torch_dtype"] = config.pop("dtype")
    for key in drop:
        config.pop(key, None)
    return config


def make(name, spec):
    prompt = spec.get("prompt", PROMPT)
    seed0 = zlib.crc32(name.encode()) % 10**6
    for seed in range(seed0, seed0 + 200):
        config = spec["config"]()
        attention = spec.get("attention", "eager")
        config._attn_implementation = attention
        model = transformers.AutoModelForCausalLM.from_config(config, attn_implementation=attention).float().eval()
        values(model, seed)
        if "quantise" in spec:
            spec["quantise"](model)
        greedy, logits, margin, noise = golden(model, prompt)
        if margin > MARGIN and noise < 1e-4:
            break
    else:
        raise SystemExit(f"{name}: no seed has a margin above {MARGIN}")
    folder = HERE / "models" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    copy.deepcopy(model).half().save_pretrained(folder)
    config = json.loads((folder / "config.json").read_text())
    if spec.get("style", "old") == "old":
        config = old_style(config, spec.get("drop", []))
    config.update(spec.get("set", {}))
    (folder / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
    (folder / "generation_config.json").unlink(missing_ok=True)
    if "rewrite" in spec:
        spec["rewrite"](folder, model)
    for f in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(HERE / "tokenizer" / f, folder / f)
    write_golden(folder / "golden.json", name, spec, prompt, greedy, logits, margin, noise, seed)
    check_reload(folder, model, prompt + greedy, spec)
    print(f"{name}: seed {seed}, margin {margin:.3g}, noise {noise:.3g}, "
          f"{sum(f.stat().st_size for f in folder.iterdir()) // 1024} KiB")
    for suffix, options in spec.get("gguf", {}).items():
        path = HERE / "gguf" / f"{name}{suffix}.gguf"
        path.parent.mkdir(exist_ok=True)
        changed = gguf_files.write(path, model.float(), config, options)
        if changed is None:
            write_golden(path.with_suffix(".golden.json"), name, spec, prompt, greedy, logits, margin, noise, seed)
        else:
            write_golden(path.with_suffix(".golden.json"), name, spec, prompt, *golden(changed, prompt), seed)


def check_reload(folder, model, ids, spec):
    """transformers reads the folder as it was written and computes the same."""
    if spec.get("reload", True):
        again = transformers.AutoModelForCausalLM.from_pretrained(
            folder, attn_implementation=spec.get("attention", "eager"), dtype=torch.float32).eval()
        with torch.no_grad():
            a = again(torch.tensor([ids]), use_cache=False).logits
            b = model.float()(torch.tensor([ids]), use_cache=False).logits
        assert float((a - b).abs().max()) < 1e-5, f"{folder}: reloaded logits differ by {float((a - b).abs().max())}"


if __name__ == "__main__":
    for n, s in SPECS.items():
        if len(sys.argv) == 1 or n in sys.argv[1:]:
            make(n, s)
