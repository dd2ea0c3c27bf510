// The trace, decoded. Every number in the page comes from here; cli/docs/trace-schema.md describes it.

const data = JSON.parse(document.getElementById("data").textContent);
const layers = data.model.layers;
const P = data.positions;

const types = {
  "float32-le": bytes => new Float32Array(bytes.buffer),
  "uint16-le": bytes => new Uint16Array(bytes.buffer),
  "unorm16-le": bytes => Float32Array.from(new Uint16Array(bytes.buffer), x => x / 65535),
};

function decode(array) {
  const text = atob(array.base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i); // Uint8Array.from takes ten times as long
  return types[array.dtype](bytes);
}

/** The first key that a query of a layer sees. */
function firstKey(layer, query) {
  const w = layers[layer].window;
  return w > 0 ? Math.max(0, query - w + 1) : 0;
}

/** Where the row of a query begins in a packed array of a layer. */
function packedStart(layer, query) {
  const w = layers[layer].window;
  if (w === 0 || query <= w) return query * (query + 1) / 2;
  return w * (w + 1) / 2 + (query - w) * w;
}

/** Attention of one head: rows of keys and weights. */
class Head {
  constructor(entry) {
    Object.assign(this, entry, { weights: decode(entry.weights), entropy: decode(entry.entropy) });
    if (entry.form === "largest") {
      this.keys = decode(entry.keys);
      this.edges = entry.keys.shape[1];
    }
  }

  /** Calls with key and weight for each kept key of a query. */
  each(query, call) {
    if (this.form === "complete") {
      const first = firstKey(this.layer, query), at = packedStart(this.layer, query);
      for (let k = first; k <= query; k++) call(k, this.weights[at + k - first]);
    } else {
      for (let i = query * this.edges; i < (query + 1) * this.edges; i++) {
        if (this.keys[i] !== 0xffff) call(this.keys[i], this.weights[i]);
      }
    }
  }

  /** The kept keys of a query, heaviest first. */
  heaviest(query, most) {
    const list = [];
    this.each(query, (key, weight) => list.push({ key, weight }));
    return list.sort((a, b) => b.weight - a.weight).slice(0, most);
  }

  weight(query, key) {
    let found = null;
    this.each(query, (k, w) => { if (k === key) found = w; });
    return found;
  }
}

const heads = new Map(data.attention.map(entry => [entry.layer + "." + entry.head, new Head(entry)]));
const keptLayers = [...new Set(data.attention.map(entry => entry.layer))];

/** The vectors of a stage, or null: rows are positions. */
function vectors(stage, layer, head) {
  const entry = data.vectors.find(v => v.stage === stage && v.layer === layer && v.head === head);
  if (!entry) return null;
  entry.decoded ??= decode(entry.values);
  const width = entry.values.shape[1];
  return { width, row: p => entry.decoded.subarray(p * width, (p + 1) * width), entry };
}

/** Spaces, line ends and control characters, made visible. */
const visible = text => text.replace(/^ +| +$/g, spaces => "·".repeat(spaces.length)).replace(/\n/g, "⏎").replace(/\t/g, "⇥")
  .replace(/[\x00-\x1f]/g, c => String.fromCharCode(0x2400 + c.charCodeAt(0))).replace(/\x7f/g, "␡")
  .replace(/[\x80-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, c => `<U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);

/** A text that runs from right to left keeps to itself among words that do not. */
const isolated = text => /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text) ? "\u2068" + text + "\u2069" : text;

/** What people see of a token, of so many characters at most. */
function shown(id, most = 60) {
  const text = [...visible(data.names[id] ?? "#" + id) || "∅"];
  return isolated(text.length > most ? text.slice(0, most - 1).join("") + "…" : text.join(""));
}

const tokenAt = (position, most) => shown(data.tokens[position], most);
const percent = p => p > 0 && p < 0.0001 ? "less than 0.01 %" : (100 * p).toFixed(p < 0.1 ? 2 : 1) + " %";
const number = x => x.toLocaleString("en");
const fixed = (x, digits = 6) => x === null ? "" : x.toFixed(digits).replace("-", "−");
/** With its sign, unless it rounds to nothing. */
const signed = (x, digits = 2) => Number(x.toFixed(digits)) === 0 ? "0" : (x > 0 ? "+" : "") + fixed(x, digits);

/** Bytes of a layer's cache after so many positions: keys and values in the cache's type, a recurrent state always in f32. */
function bytesAt(layer, positions) {
  return 4 * layer.state_floats + data.model.cache_bytes * layer.cache_floats * (layer.window ? Math.min(positions, layer.window) : positions);
}
