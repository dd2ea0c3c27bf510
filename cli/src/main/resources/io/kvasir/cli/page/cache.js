// The cache: one row of keys and values per layer and pass; what a ring overwrites; bytes.

const kib = bytes => bytes < 10240 ? number(bytes) + " B" : bytes < 1048576 ? (bytes / 1024).toFixed(1) + " KiB" : (bytes / 1048576).toFixed(2) + " MiB";
const swatch = (style, text) => el("span", { class: "key" }, el("i", { style }), text);

function cacheRows(body, pass, n, before) {
  const left = room(body) < 520 ? 66 : 118, most = Math.floor((room(body) - left - 4) / 6), from = Math.max(0, P - Math.min(most, 150)), columns = P - from;
  const w = Math.min(30, (room(body) - left - 4) / columns), h = Math.max(12, Math.min(22, 420 / layers.length)), named = w > 14;
  const svg = drawing(body, left + columns * w + 4, layers.length * h + (named ? 58 : 22), `Cache after pass ${pass}: ${n} positions went through ${layers.length} layers.`);
  const quiet = (x, y, text, size) => svg.append("text").attr("class", "quiet").attr("x", x).attr("y", y).style("font-size", Math.min(12, size) + "px").text(text);
  layers.forEach((l, i) => {
    const y = i * h, over = p => l.window > 0 && p < n - l.window;
    quiet(0, y + h / 2 + 4, left < 100 ? `layer ${i}` : `layer ${i} ${l.query_heads ? l.kind + (l.window ? " w" + l.window : "") : "state"}`, h);
    if (l.query_heads === 0) {
      svg.append("rect").attr("x", left).attr("y", y + 1).attr("width", 3 * w).attr("height", h - 2).style("fill", "var(--new)").style("fill-opacity", 0.9);
      quiet(left + 3 * w + 6, y + h / 2 + 4, "a state of fixed size, changed by every token", h);
      return;
    }
    tips(svg.append("g").selectAll("rect").data(d3.range(from, n)).join("rect").attr("x", p => left + (p - from) * w).attr("y", p => y + (p >= before ? 1 : 3)).attr("width", w - 1).attr("height", p => h - (p >= before ? 2 : 6))
      .style("fill", p => p >= before ? "var(--new)" : over(p) ? "transparent" : "var(--weight)").style("fill-opacity", p => p >= before ? 0.95 : 0.4)
      .style("stroke", p => over(p) ? "var(--quiet)" : "none").style("stroke-dasharray", "2 2"),
    p => `layer ${i}, position ${p} ${tokenAt(p)}: ${kib(data.model.cache_bytes * l.cache_floats)} of keys and values${over(p) ? ", overwritten" : p >= before ? ", added by this pass" : ""}`);
  });
  const y = layers.length * h + 12;
  if (named) d3.range(from, n).forEach(p => svg.append("text").attr("transform", `translate(${left + (p - from) * w + w / 2 - 4},${y - 4}) rotate(60)`).style("font-size", "11px").text(tokenAt(p, 6)));
  else quiet(left, y + 4, from > 0 ? `positions ${from} to ${P - 1}; those before are not drawn` : `positions 0 to ${P - 1}`, 12);
}

function cacheSection() {
  const type = data.model.cache_type;
  const s = section("cache", "The cache: keys and values are kept",
    "[Keys and values](#cell) of a token never change, since it looks at earlier tokens only. So they are kept: the first pass takes the whole prompt in, each later pass computes one new token, appends one row per layer, and its query reads the rows of all tokens before. A layer with a window keeps a ring: its oldest row is overwritten. What that saves is [measured below](#cost).");
  const passes = Math.max(1, P - data.prompt_tokens + 1), names = new Map([["f32", 4], ["f16", 2], ["q8", 34 / 32]]);
  const scrub = el("input", { type: "range", id: "pass", min: 0, max: passes - 1, value: Math.min(1, passes - 1) });
  const label = el("p", { class: "sum", id: "cache-text", "aria-live": "polite" });
  s.append(el("label", { for: "pass" }, "Pass: move it to see the cache grow"), scrub, label);
  const end = () => data.prompt_tokens + Number(scrub.value);
  const perLayer = () => [["layer", "kind", "numbers per position", `bytes after this pass (${type})`], ...layers.map((l, i) => [i, l.kind, l.cache_floats, bytesAt(l, end())])];
  const body = figure(s, "cache", el("span", {}, "Rows are layers, columns positions. ", swatch("background:var(--weight);opacity:.4;height:.5em", "was in the cache"), swatch("background:var(--new)", "taller: added by this pass"), swatch("border:1px dashed var(--quiet)", "overwritten")), perLayer);
  const states = d3.sum(layers, l => l.state_floats);
  const kinds = n => data.experiments.cost.variants.map(v => ({ name: v.name, real: v.real, bytes: [...names.values()].map(b => Math.round(4 * states + (v.kept[n - data.prompt_tokens] - states) * b)) }));
  const hypothetical = figure(s, "cache-bytes", "Bytes of the whole cache after this pass, had the model been built otherwise", () => [["kind", ...names.keys()], ...kinds(end()).map(k => [k.name, ...k.bytes])], { pictures: false });
  const draw = () => {
    const pass = Number(scrub.value), n = end(), before = pass === 0 ? 0 : n - 1;
    cacheRows(body, pass, n, before);
    const bytes = d3.sum(layers, l => bytesAt(l, n)), added = bytes - d3.sum(layers, l => bytesAt(l, before));
    label.textContent = pass === 0 ? `Pass 0 takes the prompt in: ${number(n)} tokens at once, ${kib(bytes)} in the cache (${type}).`
      : `Pass ${pass} computes one token, ${n - 1} ${tokenAt(n - 1)}: its query reads ${number(n)} rows in each layer without a window, ${kib(added)} are added, ${kib(bytes)} in all (${type}).`;
    if (layers.some(l => l.query_heads > 0)) hypothetical.replaceChildren(table(["built as", "f32", "f16", "q8"],
      kinds(n).map(k => [el("span", {}, k.name, el("small", {}, k.real ? "real" : "hypothetical")), ...k.bytes.map((b, i) => kib(b) + (k.real && [...names.keys()][i] === type ? " ✓" : ""))]), { text: [0], label: "Bytes of the cache by kind of attention" }), el("p", { class: "note" }, "✓ is this run; all else is counted, not run. q8: 34 bytes for 32 numbers." + (states ? " The states of recurrent layers stay f32." : "")));
    else hypothetical.replaceChildren(el("p", {}, "No layer has a cache that grows."));
  };
  scrub.addEventListener("input", draw);
  draw();
  return { show() {}, draw };
}
