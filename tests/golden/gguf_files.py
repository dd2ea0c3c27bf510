"""Writes a model as a GGUF file by the rules of llama.cpp's converters: names, order of rows, and what is left out."""

import copy

import numpy as np
import torch
from gguf import MODEL_ARCH, GGMLQuantizationType, GGUFWriter, RopeScalingType, get_tensor_name_map
from gguf.constants import MODEL_ARCH_NAMES

import quantised

ARCH = {
    "qwen2_moe": MODEL_ARCH.QWEN2MOE, "bloom": MODEL_ARCH.BLOOM, "falcon": MODEL_ARCH.FALCON, "stablelm": MODEL_ARCH.STABLELM,
    "starcoder2": MODEL_ARCH.STARCODER2, "olmo": MODEL_ARCH.OLMO, "granitemoe": MODEL_ARCH.GRANITE_MOE,
    "granitemoeshared": MODEL_ARCH.GRANITE_MOE, "granitemoehybrid": MODEL_ARCH.GRANITE_HYBRID, "cohere": MODEL_ARCH.COMMAND_R,
    "deepseek_v2": MODEL_ARCH.DEEPSEEK2, "deepseek_v3": MODEL_ARCH.DEEPSEEK2, "qwen3_next": MODEL_ARCH.QWEN3NEXT,
    "qwen3_5_text": MODEL_ARCH.QWEN35, "mamba2": MODEL_ARCH.MAMBA2, "gpt_oss": MODEL_ARCH.GPT_OSS, "llama": MODEL_ARCH.LLAMA,
    "gemma3_text": MODEL_ARCH.GEMMA3,
}
PERMUTED = {"llama", "olmo", "granitemoe", "granitemoeshared", "granitemoehybrid"}  # rotation of neighbouring pairs


def permute(w, heads):
    """Rows of each head from halves to neighbouring pairs."""
    return w.reshape(heads, 2, w.shape[0] // heads // 2, *w.shape[1:]).swapaxes(1, 2).reshape(w.shape)


def fused_by_head(w, groups, queries, width):
    """Rows (group, queries q, one k, one v, width) to all q, all k, all v."""
    x = w.reshape(groups, queries + 2, width, *w.shape[1:])
    parts = x[:, :queries], x[:, queries:queries + 1], x[:, queries + 1:]
    return torch.cat([p.reshape(-1, *w.shape[1:]) for p in parts])


def reorder_value_heads(w, keys, per_key, width, dim=0):
    """Value heads that share a key head from side by side to in turn."""
    w = w.movedim(dim, 0)
    shape = w.shape
    return w.reshape(keys, per_key, width, *shape[1:]).swapaxes(0, 1).reshape(shape).movedim(0, dim)


def tensors(model, c, options):
    """(name of Hugging Face with .weight or .bias, tensor) as a converter hands them on."""
    kind = c.model_type
    heads = getattr(c, "num_attention_heads", 0)
    kv = getattr(c, "num_key_value_heads", None) or heads
    for name, w in model.state_dict().items():
        if name == "lm_head.weight" and c.tie_word_embeddings or name.endswith("rotary_emb.inv_freq"):
            continue
        if kind in PERMUTED and name.endswith(("q_proj.weight", "q_proj.bias")):
            w = permute(w, heads)
        if kind in PERMUTED and name.endswith(("k_proj.weight", "k_proj.bias")):
            w = permute(w, kv)
        if kind == "bloom" and "query_key_value" in name:
            w = fused_by_head(w, heads, 1, c.hidden_size // heads)
        if kind == "falcon" and "query_key_value" in name:
            groups = c.num_kv_heads if c.new_decoder_architecture else 1 if c.multi_query else heads
            w = fused_by_head(w, groups, heads // groups, c.hidden_size // heads)
        if kind in ("qwen3_next", "qwen3_5_text", "gemma3_text") and name.endswith("norm.weight") and "linear_attn" not in name:
            w = w + 1
        if name.endswith("A_log"):
            w = -torch.exp(w)
            w = w.unsqueeze(-1) if kind in ("mamba2", "granitemoehybrid") else w
        if name.endswith(".D"):
            w = w.unsqueeze(-1)
        if name.endswith("conv1d.weight"):
            w = w.squeeze(1)
        if name.endswith("dt_bias"):
            name = name[:-len("dt_bias")] + "dt_proj.bias"
        if kind == "mamba2" and name.endswith("mixer.norm.weight") or kind == "granitemoehybrid" and name.endswith("mamba.norm.weight"):
            w = w.reshape(getattr(c, "n_groups", 1), -1)
        if name.endswith("e_score_correction_bias"):
            name = name.replace("e_score_correction_bias", "e_score_correction.bias")
        if kind == "qwen3_5_text" and "linear_attn" in name:
            w = tiled(name, w, c)
        if kind == "stablelm" and "layernorm.norms" in name:
            if ".norms.0." in name:
                base = name.split(".norms.")[0]
                n = heads if base.endswith("q_layernorm") else kv
                yield base + ".weight", torch.stack([model.state_dict()[f"{base}.norms.{i}.weight"] for i in range(n)])
            continue
        if name.endswith("experts.gate_up_proj") or name.endswith("experts.gate_up_proj_bias"):
            base, end = name.replace("gate_up_proj", "{}_proj").replace("_bias", ""), ".bias" if name.endswith("bias") else ".weight"
            if kind == "gpt_oss":
                w = w.transpose(1, 2) if end == ".weight" else w
                gate, up = w[:, 0::2], w[:, 1::2]
            else:
                gate, up = w.chunk(2, dim=1)
            yield base.format("gate") + end, gate
            yield base.format("up") + end, up
            continue
        if name.endswith("experts.down_proj"):
            name, w = name + ".weight", w.transpose(1, 2) if kind == "gpt_oss" else w
        if name.endswith("experts.down_proj_bias"):
            name = name.replace("_bias", ".bias")
        if name.endswith("self_attn.sinks"):
            name += ".weight"
        if name.endswith(("block_sparse_moe.input_linear.weight", "shared_mlp.input_linear.weight")):
            gate, up = w.chunk(2, dim=-2)
            yield name + "#gate", gate
            yield name + "#up", up
            continue
        if name.endswith("kv_b_proj.weight") and options.get("split_kv_b"):
            k, v = w.reshape(heads, c.qk_nope_head_dim + c.v_head_dim, -1).split([c.qk_nope_head_dim, c.v_head_dim], dim=1)
            yield name.replace("kv_b_proj", "k_b_proj"), k.transpose(1, 2)
            yield name.replace("kv_b_proj", "v_b_proj"), v
            continue
        yield name, w


def tiled(name, w, c):
    keys, per = c.linear_num_key_heads, c.linear_num_value_heads // c.linear_num_key_heads
    width, before = c.linear_value_head_dim, 2 * c.linear_num_key_heads * c.linear_key_head_dim
    if "in_proj_qkv" in name or "conv1d" in name:
        return torch.cat([w[:before], reorder_value_heads(w[before:], keys, per, width)])
    if "in_proj_z" in name:
        return reorder_value_heads(w, keys, per, width)
    if "in_proj_a" in name or "in_proj_b" in name or "A_log" in name or "dt_" in name:
        return reorder_value_heads(w, keys, per, 1)
    if "out_proj" in name:
        return reorder_value_heads(w, keys, per, width, dim=1)
    return w


def gguf_name(mapping, name, shape):
    if name.endswith(("#gate", "#up")):
        block = name.split(".layers.")[1].split(".")[0]
        part = name.rsplit("#")[1]
        return f"blk.{block}.ffn_{part}_{'exps' if 'block_sparse' in name else 'shexp'}.weight"
    if ".experts." in name:
        block = name.split(".layers.")[1].split(".")[0]
        part, end = name.split(".experts.")[1].split("_proj")
        return f"blk.{block}.ffn_{part}_exps{end}"
    if mapping.arch == MODEL_ARCH.BLOOM:  # as the hub's files name them
        name = name.removeprefix("transformer.")
    name = name.replace("router.weight", "router.layer.weight" if "block_sparse_moe" in name else "router.weight")
    for end in (".weight", ".bias", ""):
        if name.endswith(end):
            known = mapping.get_name(name.removesuffix(end))
            if known:
                return known + end
    raise KeyError(name)


def write(path, model, config, options):
    """Writes the file; returns a model with other options if the file says less than config.json, else None."""
    c = model.config
    arch = ARCH[c.model_type]
    layers = getattr(c, "num_hidden_layers", None) or c.n_layer
    w = GGUFWriter(path, MODEL_ARCH_NAMES[arch])
    metadata(w, c, layers, options)
    vocabulary(w)
    mapping = get_tensor_name_map(arch, layers)
    mapping.arch = arch
    for name, t in tensors(model, c, options):
        target = gguf_name(mapping, name, t.shape)
        t = t.detach().contiguous()
        if options.get("mxfp4") and "_exps.weight" in target:
            w.add_tensor(target, mxfp4_blocks(t), raw_dtype=GGMLQuantizationType.MXFP4)
        elif t.dim() > 1 and "norm" not in target and "ssm_" not in target and "gate_inp" not in target:
            exact = torch.equal(t.half().float(), t)
            w.add_tensor(target, t.half().numpy() if exact else t.numpy())
        else:
            w.add_tensor(target, t.numpy())
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()
    return with_grouped_norms(model, c.n_groups) if arch == MODEL_ARCH.MAMBA2 and c.n_groups > 1 else None


def with_grouped_norms(model, groups):
    """A copy whose gated norms take each group alone, as mamba_ssm and llama.cpp have it and transformers has not."""
    model = copy.deepcopy(model)
    for layer in model.backbone.layers:
        norm = layer.mixer.norm

        def forward(x, gate=None, norm=norm):
            x = x.float() if gate is None else x.float() * torch.nn.functional.silu(gate.float())
            parts = x.unflatten(-1, (groups, -1))
            parts = parts * torch.rsqrt(parts.pow(2).mean(-1, keepdim=True) + norm.variance_epsilon)
            return norm.weight * parts.flatten(-2)

        norm.forward = forward
    return model


def mxfp4_blocks(t):
    """Rows of blocks of 17 bytes: scale, then elements i and i + 16."""
    indices, scales = quantised.mxfp4(t)
    assert torch.equal(quantised.from_mxfp4(indices, scales), t)
    packed = indices[..., :16] | indices[..., 16:] << 4
    blocks = torch.cat([scales[..., None], packed.to(torch.uint8)], dim=-1)
    return blocks.reshape(*t.shape[:-1], -1).numpy()


def metadata(w, c, layers, options):
    kind = c.model_type
    w.add_block_count(layers)
    w.add_context_length(2**20 if kind in ("mamba2", "granitemoehybrid") else getattr(c, "max_position_embeddings", 2048))
    w.add_embedding_length(c.hidden_size)
    heads = getattr(c, "num_attention_heads", None) or getattr(c, "n_head", 0)
    if kind == "mamba2":
        heads = 0
    w.add_head_count(heads)
    inner = {"bloom": 4 * c.hidden_size, "falcon": 4 * c.hidden_size, "mamba2": 0}
    w.add_feed_forward_length(inner[kind] if kind in inner else c.intermediate_size)
    kv = getattr(c, "num_key_value_heads", None)
    if kind == "falcon":
        kv = c.num_kv_heads if c.new_decoder_architecture else 1
    if kind == "granitemoehybrid":
        kv = [kv if t in ("attention", "full_attention") else 0 for t in c.layer_types]
    if kind in ("deepseek_v2", "deepseek_v3") and options.get("split_kv_b"):
        kv = 1
    if kv is not None and kind != "mamba2":
        w.add_head_count_kv(kv)
    if hasattr(c, "rms_norm_eps"):
        w.add_layer_norm_rms_eps(c.rms_norm_eps)
    for key in ("layer_norm_eps", "layer_norm_epsilon", "norm_epsilon"):
        if hasattr(c, key):
            (w.add_layer_norm_rms_eps if kind == "mamba2" else w.add_layer_norm_eps)(getattr(c, key))
    if kind == "olmo":
        w.add_layer_norm_eps(1e-5)
        w.add_clamp_kqv(c.clip_qkv)
    rope(w, c, kind, heads)
    experts(w, c, kind, options)
    if kind == "gemma3_text" or kind == "gpt_oss":
        w.add_sliding_window(c.sliding_window)
    if kind.startswith("granitemoe"):
        w.add_attention_scale(c.attention_multiplier)
        w.add_embedding_scale(c.embedding_multiplier)
        w.add_residual_scale(c.residual_multiplier)
        w.add_logit_scale(c.logits_scaling)
    if kind == "cohere":
        w.add_logit_scale(c.logit_scale)
    if kind == "granitemoehybrid":
        ssm(w, c.mamba_d_conv, c.mamba_expand * c.hidden_size, c.mamba_d_state, c.mamba_n_heads, c.mamba_n_groups)
        w.add_rope_scaling_finetuned(False)
    if kind == "mamba2":
        ssm(w, c.conv_kernel, c.num_heads * c.head_dim, c.state_size, c.num_heads, c.n_groups)
    if kind in ("qwen3_next", "qwen3_5_text"):
        inner = c.linear_value_head_dim * c.linear_num_value_heads
        ssm(w, c.linear_conv_kernel_dim, inner, c.linear_key_head_dim, c.linear_num_value_heads, c.linear_num_key_heads)
        w.add_uint32(f"{w.arch}.full_attention_interval", 4)


def ssm(w, kernel, inner, state, rank, groups):
    w.add_ssm_conv_kernel(kernel)
    w.add_ssm_inner_size(inner)
    w.add_ssm_state_size(state)
    w.add_ssm_time_step_rank(rank)
    w.add_ssm_group_count(groups)


def rope(w, c, kind, heads):
    if kind in ("bloom", "mamba2"):
        return
    p = c.rope_parameters
    width = getattr(c, "head_dim", None) or c.hidden_size // heads
    if "full_attention" in p:
        p = p["full_attention"]
    w.add_rope_freq_base(p["rope_theta"])
    if kind.startswith("deepseek"):
        w.add_rope_dimension_count(c.qk_rope_head_dim)
    else:
        w.add_rope_dimension_count(int(width * p.get("partial_rotary_factor", 1)))
        if getattr(c, "head_dim", None) and kind != "falcon":
            w.add_key_length(width)
            w.add_value_length(width)
    if p["rope_type"] in ("linear", "yarn"):
        w.add_rope_scaling_type(RopeScalingType.LINEAR if p["rope_type"] == "linear" else RopeScalingType.YARN)
        w.add_rope_scaling_factor(p["factor"])
    if p["rope_type"] == "yarn":
        w.add_rope_scaling_orig_ctx_len(p["original_max_position_embeddings"])
        if p.get("mscale_all_dim"):
            w.add_rope_scaling_yarn_log_mul(0.1 * p["mscale_all_dim"])


def experts(w, c, kind, options):
    count = getattr(c, "n_routed_experts", None) or getattr(c, "num_local_experts", None) or getattr(c, "num_experts", None)
    if not count:
        return
    w.add_expert_count(count)
    w.add_expert_used_count(c.num_experts_per_tok)
    if hasattr(c, "moe_intermediate_size"):
        w.add_expert_feed_forward_length(c.moe_intermediate_size)
    if kind == "gpt_oss":
        w.add_expert_feed_forward_length(c.intermediate_size)
    if hasattr(c, "shared_expert_intermediate_size"):
        w.add_expert_shared_feed_forward_length(c.shared_expert_intermediate_size)
    if getattr(c, "shared_intermediate_size", 0):
        w.add_expert_shared_feed_forward_length(c.shared_intermediate_size)
    if kind.startswith("deepseek"):
        w.add_leading_dense_block_count(c.first_k_dense_replace)
        w.add_kv_lora_rank(c.kv_lora_rank)
        w.add_q_lora_rank(c.q_lora_rank)
        split = options.get("split_kv_b")
        w.add_key_length((c.kv_lora_rank if split else c.qk_nope_head_dim) + c.qk_rope_head_dim)
        w.add_value_length(c.kv_lora_rank if split else c.v_head_dim)
        if split:
            w.add_key_length_mla(c.qk_nope_head_dim + c.qk_rope_head_dim)
            w.add_value_length_mla(c.v_head_dim)
        w.add_expert_shared_count(c.n_shared_experts)
        w.add_expert_weights_scale(c.routed_scaling_factor)
        w.add_expert_weights_norm(kind == "deepseek_v3" and c.norm_topk_prob)
        w.add_uint32(f"{w.arch}.expert_gating_func", 2 if kind == "deepseek_v3" else 1)
        w.add_uint32(f"{w.arch}.expert_group_count", c.n_group)
        w.add_uint32(f"{w.arch}.expert_group_used_count", c.topk_group)


def vocabulary(w):
    import json
    import pathlib
    t = json.loads((pathlib.Path(__file__).parent / "tokenizer/tokenizer.json").read_text())
    pieces = {i: p for p, i in t["model"]["vocab"].items()}
    special = {a["id"]: a["content"] for a in t["added_tokens"]}
    pieces.update(special)
    w.add_tokenizer_model("gpt2")
    w.add_tokenizer_pre("gpt-2")
    w.add_token_list([pieces[i] for i in range(len(pieces))])
    w.add_token_types([3 if i in special else 1 for i in range(len(pieces))])
    w.add_token_merges([m if isinstance(m, str) else " ".join(m) for m in t["model"]["merges"]])
    w.add_bos_token_id(268)
    w.add_eos_token_id(268)
    w.add_add_bos_token(False)
