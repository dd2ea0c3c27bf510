"""Which tiny models there are: the smallest shapes that still make every option of a family matter."""

import torch
from transformers import (
    BloomConfig, CohereConfig, DeepseekV2Config, DeepseekV3Config, FalconConfig, Gemma3TextConfig, GptOssConfig,
    GraniteMoeConfig, GraniteMoeHybridConfig, GraniteMoeSharedConfig, LlamaConfig, Mamba2Config, OlmoConfig, OPTConfig, Phi3Config,
    Qwen2MoeConfig, Qwen3_5TextConfig, Qwen3NextConfig, StableLmConfig, Starcoder2Config)

import quantised

V = dict(vocab_size=272, bos_token_id=268, eos_token_id=268, pad_token_id=None)
BASE = dict(**V, hidden_size=32, intermediate_size=40, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
            max_position_embeddings=64)
PLAIN = {"": {}}


def config(cls, **kw):
    return lambda: cls(**{**BASE, **kw})


SPECS = {
    "qwen2_moe": dict(
        config=config(Qwen2MoeConfig, num_experts=5, num_experts_per_tok=2, moe_intermediate_size=16,
                      shared_expert_intermediate_size=24, norm_topk_prob=False), gguf=PLAIN),
    "qwen2_moe-mixed": dict(
        config=config(Qwen2MoeConfig, num_hidden_layers=3, mlp_only_layers=[1], num_experts=4, num_experts_per_tok=2,
                      moe_intermediate_size=12, shared_expert_intermediate_size=16, norm_topk_prob=True, qkv_bias=False),
        note="experts in some layers only"),
    "bloom": dict(
        config=lambda: BloomConfig(**V, hidden_size=24, n_layer=2, n_head=6),
        note="six heads: the slopes of a number that is no power of two", gguf=PLAIN),
    "falcon-7b": dict(
        config=lambda: FalconConfig(**V, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, multi_query=True,
                                    parallel_attn=True, max_position_embeddings=64),
        drop=["num_kv_heads", "rope_scaling", "ffn_hidden_size"], note="one key-value head, one norm", gguf=PLAIN),
    "falcon-40b": dict(
        config=lambda: FalconConfig(**V, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, num_kv_heads=2,
                                    new_decoder_architecture=True, max_position_embeddings=64, bias=True),
        note="fused heads in groups, two norms", gguf=PLAIN),
    "falcon-11b": dict(
        config=lambda: FalconConfig(**V, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, num_kv_heads=2,
                                    new_decoder_architecture=True, num_ln_in_parallel_attn=1, max_position_embeddings=64),
        note="fused heads in groups, one norm"),
    "falcon-rw": dict(
        config=lambda: FalconConfig(**V, hidden_size=24, num_hidden_layers=2, num_attention_heads=6, multi_query=False,
                                    parallel_attn=False, alibi=True, bias=True, max_position_embeddings=64),
        drop=["num_kv_heads", "rope_scaling", "ffn_hidden_size"],
        attention="sdpa",
        note="linear biases, which the original rounds to bfloat16; its eager attention adds them twice, so sdpa"),
    "opt-350m": dict(
        config=lambda: OPTConfig(**V, hidden_size=32, word_embed_proj_dim=20, ffn_dim=40, num_hidden_layers=2,
                                 num_attention_heads=4, max_position_embeddings=64, do_layer_norm_before=False),
        note="norms of sums, a table narrower than the model"),
    "stablelm": dict(
        config=config(StableLmConfig, use_qkv_bias=True, partial_rotary_factor=0.5), gguf=PLAIN),
    "stablelm-parallel": dict(
        config=config(StableLmConfig, qk_layernorm=True, use_parallel_residual=True, partial_rotary_factor=0.5),
        note="a norm for each head, parallel residual", gguf=PLAIN),
    "starcoder2": dict(config=config(Starcoder2Config, tie_word_embeddings=False), gguf=PLAIN),
    "starcoder2-window": dict(config=config(Starcoder2Config, sliding_window=5, tie_word_embeddings=False), style="new"),
    "olmo": dict(config=config(OlmoConfig, clip_qkv=1.0), gguf=PLAIN),
    "granitemoe": dict(
        config=config(GraniteMoeConfig, num_local_experts=4, num_experts_per_tok=2, intermediate_size=24,
                      embedding_multiplier=3.0, logits_scaling=1.5, residual_multiplier=0.6, attention_multiplier=0.2),
        gguf=PLAIN),
    "granitemoeshared": dict(
        config=config(GraniteMoeSharedConfig, num_local_experts=4, num_experts_per_tok=2, intermediate_size=24,
                      shared_intermediate_size=16, embedding_multiplier=3.0, logits_scaling=1.5, residual_multiplier=0.6,
                      attention_multiplier=0.2), style="new", gguf=PLAIN),
    "cohere": dict(config=config(CohereConfig, logit_scale=0.4), gguf=PLAIN),
    "cohere-qk": dict(config=config(CohereConfig, logit_scale=0.4, use_qk_norm=True), gguf=PLAIN),
    "deepseek_v2-groups": dict(
        config=config(DeepseekV2Config, num_key_value_heads=4, q_lora_rank=20, kv_lora_rank=16, qk_nope_head_dim=8,
                      qk_rope_head_dim=8, v_head_dim=12, n_routed_experts=8, n_shared_experts=1, num_experts_per_tok=3,
                      moe_intermediate_size=16, first_k_dense_replace=1, topk_method="group_limited_greedy", n_group=4,
                      topk_group=2, routed_scaling_factor=1.7,
                      rope_parameters=dict(rope_type="yarn", rope_theta=10000.0, factor=4.0, beta_fast=32, beta_slow=1,
                                           mscale=0.707, mscale_all_dim=0.707, original_max_position_embeddings=16)),
        note="compressed queries, groups of experts, YaRN with mscale", gguf=PLAIN),
    "deepseek_v3": dict(
        config=config(DeepseekV3Config, num_key_value_heads=4, q_lora_rank=20, kv_lora_rank=16,
                      qk_nope_head_dim=8, qk_rope_head_dim=8, v_head_dim=12, n_routed_experts=8, n_shared_experts=1,
                      num_experts_per_tok=3, moe_intermediate_size=16, first_k_dense_replace=1, n_group=4, topk_group=2,
                      routed_scaling_factor=1.5, norm_topk_prob=True,
                      rope_parameters=dict(rope_type="yarn", rope_theta=10000.0, factor=4.0, beta_fast=32, beta_slow=1,
                                           mscale=1.0, mscale_all_dim=1.0, original_max_position_embeddings=16)),
        set=dict(scoring_func="sigmoid", topk_method="noaux_tc"), gguf={"": {}, "-split": dict(split_kv_b=True)}),
    "qwen3_next": dict(
        config=config(Qwen3NextConfig, hidden_size=24, num_hidden_layers=4, head_dim=8, linear_num_key_heads=2, linear_num_value_heads=4,
                      linear_key_head_dim=8, linear_value_head_dim=8, num_experts=4, num_experts_per_tok=2,
                      moe_intermediate_size=12, shared_expert_intermediate_size=12, partial_rotary_factor=0.5),
        gguf=PLAIN),
    "qwen3_5": dict(
        config=config(Qwen3_5TextConfig, num_hidden_layers=4, head_dim=8, linear_num_key_heads=2, linear_num_value_heads=4,
                      linear_key_head_dim=8, linear_value_head_dim=8, partial_rotary_factor=0.5, tie_word_embeddings=True),
        style="new", gguf=PLAIN),
    "mamba2": dict(
        config=lambda: Mamba2Config(**V, hidden_size=24, num_hidden_layers=2, num_heads=6, head_dim=8, state_size=8,
                                    n_groups=1, chunk_size=8, tie_word_embeddings=True), gguf=PLAIN),
    "mamba2-groups": dict(
        config=lambda: Mamba2Config(**V, hidden_size=24, num_hidden_layers=2, num_heads=6, head_dim=8, state_size=8,
                                    n_groups=2, chunk_size=8, use_bias=True),
        note="heads in groups that share B and C; transformers norms all of them together, a GGUF file each group alone",
        gguf=PLAIN),
    "granitemoehybrid": dict(
        config=config(GraniteMoeHybridConfig, num_hidden_layers=3, layer_types=["mamba", "attention", "mamba"],
                      num_local_experts=4, num_experts_per_tok=2, intermediate_size=16, shared_intermediate_size=24,
                      mamba_n_heads=4, mamba_chunk_size=8, mamba_d_head=16, mamba_d_state=8, mamba_n_groups=1, embedding_multiplier=3.0,
                      logits_scaling=1.5, residual_multiplier=0.6, attention_multiplier=0.2),
        gguf=PLAIN),
    "granitemoehybrid-dense": dict(
        config=config(GraniteMoeHybridConfig, num_hidden_layers=3, layer_types=["mamba", "attention", "mamba"],
                      num_local_experts=0, num_experts_per_tok=0, shared_intermediate_size=24, mamba_n_heads=4,
                      mamba_chunk_size=8, mamba_d_head=16, mamba_d_state=8, mamba_n_groups=1, position_embedding_type="rope"),
        style="new"),
    "phi4-mini": dict(
        config=config(Phi3Config, num_attention_heads=2, num_key_value_heads=1, original_max_position_embeddings=32,
                      partial_rotary_factor=0.75, tie_word_embeddings=True,
                      rope_parameters=dict(rope_type="longrope", rope_theta=10000.0, partial_rotary_factor=0.75,
                                           short_factor=[1.0, 1.1, 1.2, 1.4, 1.7, 2.0],
                                           long_factor=[1.0, 1.5, 2.0, 3.0, 5.0, 9.0])),
        note="long factors are not yet reached"),
    "phi4-mini-far": dict(
        config=config(Phi3Config, num_attention_heads=2, num_key_value_heads=1, original_max_position_embeddings=8,
                      partial_rotary_factor=0.75, tie_word_embeddings=True,
                      rope_parameters=dict(rope_type="longrope", rope_theta=10000.0, partial_rotary_factor=0.75,
                                           short_factor=[1.0, 1.1, 1.2, 1.4, 1.7, 2.0],
                                           long_factor=[1.0, 1.5, 2.0, 3.0, 5.0, 9.0])),
        note="the whole sequence is longer than the original context: long factors"),
    "gpt_oss-mxfp4": dict(
        config=config(GptOssConfig, num_hidden_layers=2, head_dim=8, num_local_experts=4, num_experts_per_tok=2,
                      hidden_size=32, intermediate_size=32, sliding_window=5,
                      rope_parameters=dict(rope_type="yarn", rope_theta=150000.0, factor=4.0, beta_fast=32.0, beta_slow=1.0,
                                           truncate=False, original_max_position_embeddings=16)),
        quantise=quantised.mxfp4_values, rewrite=quantised.mxfp4_folder, reload=False, gguf={"": {}, "-mxfp4": dict(mxfp4=True)}),
    "llama-fp8": dict(
        config=config(LlamaConfig, hidden_size=48, intermediate_size=72), quantise=quantised.fp8_values,
        rewrite=quantised.fp8_folder, reload=False, note="blocks of 32 x 16 elements share a scale"),
    "llama-linear": dict(
        config=config(LlamaConfig, rope_parameters=dict(rope_type="linear", rope_theta=5000.0, factor=3.0),
                      attention_bias=True, mlp_bias=True), gguf=PLAIN),
    "gemma3-linear": dict(
        config=config(Gemma3TextConfig, hidden_size=24, num_hidden_layers=7, head_dim=8, tie_word_embeddings=False, sliding_window=5, query_pre_attn_scalar=8,
                      rope_parameters=dict(sliding_attention=dict(rope_type="default", rope_theta=10000.0),
                                           full_attention=dict(rope_type="linear", rope_theta=1000000.0, factor=8.0))),
        style="new", gguf=PLAIN),
}
