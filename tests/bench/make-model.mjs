#!/usr/bin/env node
// Makes a GGUF file with random weights at the shape of a small open model. Speed does not depend on the values,
// and nothing has to be downloaded. The vocabulary is made up too: bytes, pairs of bytes and triples.
//
//   make-model.mjs SHAPE TYPE OUT.gguf      shapes: smollm2-135m, qwen3-0.6b, llama3.2-1b, tiny
//                                           types:  F16, Q8_0, Q4_0, Q4_K_M
import {closeSync, openSync, renameSync, rmSync, writeSync} from "node:fs";
import {randomFillSync} from "node:crypto";
import {pathToFileURL} from "node:url";

const SHAPES = {
  "smollm2-135m": {arch: "llama", width: 576, layers: 30, heads: 9, kv: 3, head: 64, ffn: 1536, vocab: 49152, theta: 1e5, context: 8192},
  "qwen3-0.6b": {arch: "qwen3", width: 1024, layers: 28, heads: 16, kv: 8, head: 128, ffn: 3072, vocab: 151936, theta: 1e6, context: 40960},
  "llama3.2-1b": {arch: "llama", width: 2048, layers: 16, heads: 32, kv: 8, head: 64, ffn: 8192, vocab: 128256, theta: 5e5, context: 131072},
  "tiny": {arch: "llama", width: 256, layers: 4, heads: 8, kv: 4, head: 32, ffn: 768, vocab: 4096, theta: 1e4, context: 1024},
};

// Blocks of random bytes whose scales (binary16) are set so that elements are small and centred on zero.
const FORMATS = {
  F32: {id: 0, elements: 1, bytes: 4},
  F16: {id: 1, elements: 1, bytes: 2},
  Q4_0: {id: 2, elements: 32, bytes: 18, fix: b => b.writeUInt16LE(0x1c00, 0)},
  Q8_0: {id: 8, elements: 32, bytes: 34, fix: b => b.writeUInt16LE(0x0a00, 0)},
  Q4_K: {id: 12, elements: 256, bytes: 144, fix: b => { b.writeUInt16LE(0x0a8e, 0); b.writeUInt16LE(0x1625, 2); }},
  Q6_K: {id: 14, elements: 256, bytes: 210, fix: b => {
    for (let i = 192; i < 208; i++) b[i] = 20 + b[i] % 40;
    b.writeUInt16LE(0x029f, 208);
  }},
};
const TYPES = ["F16", "Q8_0", "Q4_0", "Q4_K_M"];

/** The type of a matrix; Q4_K_M is a mixture, and rows that are no multiple of 256 are Q8_0 in it. */
function typeOf(name, cols, type) {
  if (type !== "Q4_K_M") return type;
  if (cols % 256) return "Q8_0";
  const layer = /^blk\.(\d+)\.(attn_v|ffn_down)/.exec(name);
  return name === "token_embd.weight" || (layer && layer[1] % 2 === 0) ? "Q6_K" : "Q4_K";
}

function tensors(s, type) {
  const list = [];
  const matrix = (name, rows, cols) => list.push({name, rows, cols, type: typeOf(name, cols, type)});
  const vector = (name, n) => list.push({name, rows: 1, cols: n, type: "F32", vector: true});
  matrix("token_embd.weight", s.vocab, s.width);
  vector("output_norm.weight", s.width);
  for (let i = 0; i < s.layers; i++) {
    const p = `blk.${i}.`;
    vector(p + "attn_norm.weight", s.width);
    vector(p + "ffn_norm.weight", s.width);
    matrix(p + "attn_q.weight", s.heads * s.head, s.width);
    matrix(p + "attn_k.weight", s.kv * s.head, s.width);
    matrix(p + "attn_v.weight", s.kv * s.head, s.width);
    matrix(p + "attn_output.weight", s.width, s.heads * s.head);
    matrix(p + "ffn_gate.weight", s.ffn, s.width);
    matrix(p + "ffn_up.weight", s.ffn, s.width);
    matrix(p + "ffn_down.weight", s.width, s.ffn);
    if (s.arch === "qwen3") {
      vector(p + "attn_q_norm.weight", s.head);
      vector(p + "attn_k_norm.weight", s.head);
    }
  }
  return list;
}

/** The 256 characters that stand for bytes in GPT-2's vocabulary. */
function byteCharacters() {
  const characters = [];
  for (let b = 0, next = 0x100; b < 256; b++) {
    const visible = (b >= 0x21 && b <= 0x7e) || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
    characters.push(String.fromCodePoint(visible ? b : next++));
  }
  return characters;
}

function vocabulary(size) {
  const bytes = byteCharacters();
  const tokens = [...bytes];
  const merges = [];
  const grow = (left, right) => {
    if (tokens.length < size - 2) {
      tokens.push(left + right);
      merges.push(left + " " + right);
    }
  };
  for (const a of bytes) for (const b of bytes) grow(a, b);
  const pairs = tokens.slice(256);
  for (let c = 0; tokens.length < size - 2; c++) for (const pair of pairs) grow(pair, bytes[c]);
  tokens.push("<|begin|>", "<|end|>");
  const types = tokens.map((_, i) => (i < size - 2 ? 1 : 3)); // 3: control
  return {tokens, types, merges};
}

class Bytes {
  parts = [];
  u32(v) { const b = Buffer.alloc(4); b.writeUInt32LE(v); this.parts.push(b); return this; }
  u64(v) { const b = Buffer.alloc(8); b.writeBigUInt64LE(BigInt(v)); this.parts.push(b); return this; }
  f32(v) { const b = Buffer.alloc(4); b.writeFloatLE(v); this.parts.push(b); return this; }
  text(s) { const b = Buffer.from(s, "utf8"); this.u64(b.length); this.parts.push(b); return this; }
  done() { return Buffer.concat(this.parts); }
}

const key = {
  u32: (out, k, v) => out.text(k).u32(4).u32(v),
  f32: (out, k, v) => out.text(k).u32(6).f32(v),
  text: (out, k, v) => out.text(k).u32(8).text(v),
  texts: (out, k, v) => { out.text(k).u32(9).u32(8).u64(v.length); v.forEach(s => out.text(s)); },
  ints: (out, k, v) => { out.text(k).u32(9).u32(5).u64(v.length); v.forEach(n => out.u32(n)); },
};

function metadata(name, s) {
  const {tokens, types, merges} = vocabulary(s.vocab);
  const a = s.arch + ".";
  return [
    ["text", "general.architecture", s.arch], ["text", "general.name", name + "-random"],
    ["u32", a + "context_length", s.context], ["u32", a + "embedding_length", s.width],
    ["u32", a + "block_count", s.layers], ["u32", a + "feed_forward_length", s.ffn],
    ["u32", a + "attention.head_count", s.heads], ["u32", a + "attention.head_count_kv", s.kv],
    ["u32", a + "attention.key_length", s.head], ["u32", a + "attention.value_length", s.head],
    ["u32", a + "rope.dimension_count", s.head], ["f32", a + "rope.freq_base", s.theta],
    ["f32", a + "attention.layer_norm_rms_epsilon", 1e-5], ["u32", a + "vocab_size", s.vocab],
    ["text", "tokenizer.ggml.model", "gpt2"], ["text", "tokenizer.ggml.pre", s.arch === "qwen3" ? "qwen2" : "llama-bpe"],
    ["texts", "tokenizer.ggml.tokens", tokens], ["ints", "tokenizer.ggml.token_type", types],
    ["texts", "tokenizer.ggml.merges", merges],
    ["u32", "tokenizer.ggml.bos_token_id", s.vocab - 2], ["u32", "tokenizer.ggml.eos_token_id", s.vocab - 1],
  ];
}

const align = n => Math.ceil(n / 32) * 32;
const sizeOf = t => (t.rows * t.cols / FORMATS[t.type].elements) * FORMATS[t.type].bytes;

/** The data of a tensor, in pieces of whole blocks. */
function* data(t) {
  const format = FORMATS[t.type];
  if (t.vector) { // norms, near 1
    const piece = Buffer.alloc(4 * t.cols);
    for (let i = 0; i < t.cols; i++) piece.writeFloatLE(1 + 0.2 * (Math.random() - 0.5), 4 * i);
    yield piece;
    return;
  }
  const most = Math.floor((1 << 22) / format.bytes);
  for (let left = t.rows * t.cols / format.elements; left > 0; left -= most) {
    const piece = randomFillSync(Buffer.allocUnsafe(Math.min(left, most) * format.bytes));
    if (t.type === "F16") {
      for (let i = 1; i < piece.length; i += 2) piece[i] = (piece[i] & 0x83) | 0x28; // magnitudes 2^-5 to 2^-4
    } else {
      for (let i = 0; i < piece.length; i += format.bytes) format.fix(piece.subarray(i, i + format.bytes));
    }
    yield piece;
  }
}

export function makeModel(shapeName, type, file) {
  const s = SHAPES[shapeName];
  if (!s) throw new Error(`shape: found ${shapeName}, wanted ${Object.keys(SHAPES).join(", ")}`);
  if (!TYPES.includes(type)) throw new Error(`type: found ${type}, wanted ${TYPES.join(", ")}`);
  const list = tensors(s, type);
  const keys = metadata(shapeName, s);
  const head = new Bytes();
  head.parts.push(Buffer.from("GGUF"));
  head.u32(3).u64(list.length).u64(keys.length);
  for (const [kind, k, v] of keys) key[kind](head, k, v);
  let offset = 0;
  for (const t of list) {
    head.text(t.name).u32(t.vector ? 1 : 2).u64(t.cols);
    if (!t.vector) head.u64(t.rows);
    head.u32(FORMATS[t.type].id).u64(offset);
    offset = align(offset + sizeOf(t));
  }
  const unfinished = file + ".part";
  const out = openSync(unfinished, "w");
  const write = buffer => { for (let at = 0; at < buffer.length;) at += writeSync(out, buffer, at); };
  try {
    const header = head.done();
    write(header);
    write(Buffer.alloc(align(header.length) - header.length));
    for (const t of list) {
      for (const piece of data(t)) write(piece);
      write(Buffer.alloc(align(sizeOf(t)) - sizeOf(t)));
    }
    closeSync(out);
    renameSync(unfinished, file);
  } catch (e) {
    rmSync(unfinished, {force: true});
    throw e;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , shape, type, file] = process.argv;
  try {
    if (!file) throw new Error("wanted SHAPE TYPE OUT.gguf");
    makeModel(shape, type, file);
  } catch (e) {
    console.error("make-model: " + e.message);
    process.exit(1);
  }
}
