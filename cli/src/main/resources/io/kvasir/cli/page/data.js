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
  return types[array.dtype](Uint8Array.from(atob(array.base64), c => c.charCodeAt(0)));
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

/** What people see of a token: its spaces and line ends are made visible. */
function shown(id) {
  const text = data.names[id] ?? "#" + id;
  return text.replace(/^ /, "·").replace(/\n/g, "⏎").replace(/\t/g, "⇥") || "∅";
}

const tokenAt = position => shown(data.tokens[position]);
const cut = (text, most) => [...text].length > most ? [...text].slice(0, most - 1).join("") + "…" : text;
const percent = p => (100 * p).toFixed(p < 0.1 ? 2 : 1) + " %";
const number = x => x.toLocaleString("en");
const fixed = (x, digits = 6) => x === null ? "" : x.toFixed(digits);
