// The cache: one row of keys and values per layer and pass; what a ring overwrites; bytes.

const kib = bytes => bytes < 10240 ? number(bytes) + " B" : bytes < 10485760 ? (bytes / 1024).toFixed(1) + " KiB" : (bytes / 1048576).toFixed(1) + " MiB";

function cacheSection() {
  const s = section("cache", "The cache: keys and values are kept",
    "Keys and values of a token never change, since it looks at earlier tokens only. So they are kept: the first pass takes the whole prompt in, each later pass computes one new token, appends one row per layer, and its query reads the rows of all tokens before. A layer with a window keeps a ring: its oldest row is overwritten.");
  const passes = Math.max(1, P - data.prompt_tokens + 1);
  const scrub = el("input", { type: "range", id: "pass", min: 0, max: passes - 1, value: 0, "aria-label": "Pass" });
  const label = el("p", { class: "sum", id: "cache-text" });
  s.append(el("label", {}, "Pass ", scrub), label);
  const floatsAt = (l, n) => l.state_floats + l.cache_floats * (l.window ? Math.min(n, l.window) : n);
  const csv = () => [["layer", "kind", "floats per position", "bytes after the last pass (f32)"], ...layers.map((l, i) => [i, l.kind, l.cache_floats, 4 * floatsAt(l, P)])];
  const body = figure(s, "cache", "Rows are layers, columns positions: blue was in the cache, green was added by this pass, hollow was overwritten", csv);
  const hypothetical = figure(s, "cache-bytes", "Bytes of the whole cache at this position, had the model been built otherwise", () => [["kind", "f32", "f16", "q8"], ...kinds(end()).map(k => [k.name, ...k.bytes])], false);
  const end = () => data.prompt_tokens + Number(scrub.value);
  const attending = layers.filter(l => l.query_heads > 0);
  const kinds = n => data.experiments.cost.variants.map(v => ({ name: v.name, real: v.real, bytes: [4, 2, 34 / 32].map(b => Math.round(v.kept[n - data.prompt_tokens] * b)) }));
  const draw = () => {
    const pass = Number(scrub.value), n = end(), before = pass === 0 ? 0 : n - 1;
    const from = Math.max(0, P - 120), columns = P - from, w = Math.max(6, Math.min(30, 900 / columns)), h = Math.max(9, Math.min(22, 420 / layers.length)), left = 118;
    const svg = drawing(body, left + columns * w + 4, layers.length * h + 60, `Cache after pass ${pass}: ${n} rows in each layer`);
    layers.forEach((l, i) => {
      svg.append("text").attr("class", "quiet").attr("x", 0).attr("y", i * h + h / 2 + 4).style("font-size", Math.min(12, h) + "px").text(`layer ${i} ${l.query_heads ? l.kind + (l.window ? " w" + l.window : "") : "state"}`);
      if (l.query_heads === 0) {
        svg.append("rect").attr("x", left).attr("y", i * h + 1).attr("width", 3 * w).attr("height", h - 2).style("fill", "var(--weight)").style("fill-opacity", 0.4);
        svg.append("text").attr("class", "quiet").attr("x", left + 3 * w + 6).attr("y", i * h + h / 2 + 4).style("font-size", Math.min(11, h) + "px").text("a state of fixed size, changed by every token");
        return;
      }
      svg.append("g").selectAll("rect").data(d3.range(from, n)).join("rect").attr("x", p => left + (p - from) * w).attr("y", i * h + 1).attr("width", w - 1).attr("height", h - 2)
        .style("fill", p => p >= before ? "var(--new)" : l.window && p < n - l.window ? "none" : "var(--weight)").style("fill-opacity", p => p >= before ? 0.9 : 0.38)
        .style("stroke", p => l.window && p < n - l.window ? "var(--line)" : "none")
        .on("pointermove", (event, p) => showTip(event, `layer ${i}, position ${p} ${tokenAt(p)}: ${kib(4 * l.cache_floats)} of keys and values${l.window && p < n - l.window ? ", overwritten" : ""}`)).on("pointerleave", hideTip);
    });
    const y = layers.length * h + 14;
    if (w > 14) d3.range(from, n).forEach(p => svg.append("text").attr("transform", `translate(${left + (p - from) * w + w / 2 - 2},${y - 6}) rotate(60)`).style("font-size", "10px").text(cut(tokenAt(p), 6)));
    else svg.append("text").attr("class", "quiet").attr("x", left).attr("y", y).text(`positions ${from} to ${P - 1}`);
    const bytes = layers.reduce((t, l) => t + 4 * floatsAt(l, n), 0), added = layers.reduce((t, l) => t + 4 * (floatsAt(l, n) - floatsAt(l, before)), 0);
    label.textContent = pass === 0 ? `Pass 0 takes the prompt in: ${n} tokens at once, ${kib(bytes)} in the cache (${data.model.cache_type}).`
      : `Pass ${pass} computes one token, ${n - 1} ${tokenAt(n - 1)}: its query reads ${n} rows in each layer without a window, ${kib(added)} are added, ${kib(bytes)} in all.`;
    if (attending.length) hypothetical.replaceChildren(table(["", "", "f32", "f16", "q8 (34 bytes per 32)"], kinds(n).map(k => [k.name, k.real ? "real" : "hypothetical", ...k.bytes.map((b, i) => kib(b) + (k.real && i === 0 ? " ✓" : ""))]), { text: [0, 1], label: "Bytes of the cache by kind of attention" }), el("p", {}, `✓ is this run. The other types of the same kind are what a cache of that type would take.`));
    else hypothetical.replaceChildren(el("p", {}, "No layer has a cache that grows."));
  };
  scrub.addEventListener("input", draw);
  draw();
  return { show() {}, draw };
}
