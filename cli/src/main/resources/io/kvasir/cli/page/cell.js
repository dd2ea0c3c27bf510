// One query of one head worked out again, with the engine's own vectors, and compared with the engine.

const sum = list => list.reduce((a, b) => a + b, 0);

function workedCell(layer, head, query) {
  const l = layers[layer], latent = l.kind === "MLA";
  const group = latent ? 1 : l.query_heads / l.key_value_heads, shared = latent ? 0 : Math.floor(head / group);
  const q = vectors(latent ? "absorbed_query" : "positioned_query", layer, head);
  const k = vectors(latent ? "latent" : "positioned_key", layer, shared);
  const v = latent ? k : vectors("value", layer, shared);
  const blended = vectors("blended", layer, head);
  const scoreEntry = data.vectors.find(x => x.stage === "scores" && x.layer === layer && x.head === head);
  if (!q || !k || !v || !blended || !scoreEntry || query < scoreEntry.from || query >= scoreEntry.to) return null;
  scoreEntry.decoded ??= decode(scoreEntry.values);
  if (scoreEntry.weights) scoreEntry.exact ??= decode(scoreEntry.weights);
  const exact = scoreEntry.exact ?? heads.get(layer + "." + head).weights;
  const first = firstKey(layer, query), whole = packedStart(layer, query), at = whole - packedStart(layer, scoreEntry.from);
  const exactAt = scoreEntry.exact ? at : whole, rows = [];
  for (let key = first; key <= query; key++) {
    const products = Array.from(q.row(query), (x, d) => x * k.row(key)[d]);
    const dot = sum(products), scaled = dot * l.scale;
    const capped = l.soft_cap ? l.soft_cap * Math.tanh(scaled / l.soft_cap) : scaled;
    const engineScore = scoreEntry.decoded[at + key - first];
    const score = l.position === "linear bias" ? engineScore : capped;
    rows.push({ key, products, dot, scaled, score, bias: engineScore - capped, engineScore, engineWeight: exact[exactAt + key - first] });
  }
  const highest = Math.max(...rows.map(r => r.score)), total = sum(rows.map(r => Math.exp(r.score - highest)));
  const sink = l.sinks ? 1 - sum(rows.map(r => r.engineWeight)) : 0;
  rows.forEach(r => { r.weight = Math.exp(r.score - highest) / total * (1 - sink); });
  const blend = Array.from({ length: l.value_width }, (_, d) => sum(rows.map(r => r.weight * v.row(r.key)[d])));
  const engineBlend = blended.row(query);
  return {
    rows, sink, blend, engineBlend, q, k, v, shared,
    weightDifference: Math.max(...rows.map(r => Math.abs(r.weight - r.engineWeight))),
    scoreDifference: Math.max(...rows.map(r => Math.abs(r.score - r.engineScore))),
    blendDifference: Math.max(...blend.map((x, d) => Math.abs(x - engineBlend[d]))),
  };
}

/** Vectors as rows of coloured cells: blue below zero, orange above. */
function stripes(body, name, rows) {
  const width = 640, label = 200, step = (width - label) / Math.max(...rows.map(r => r.values.length)), height = 22;
  const most = Math.max(...rows.flatMap(r => Array.from(r.values, Math.abs)));
  const svg = drawing(body, width, rows.length * (height + 4) + 4, name + ": " + rows.map(r => r.name).join(", "));
  rows.forEach((r, i) => {
    const y = 4 + i * (height + 4);
    svg.append("text").attr("x", 0).attr("y", y + 15).text(r.name);
    svg.append("g").selectAll("rect").data(Array.from(r.values)).join("rect").attr("x", (_, d) => label + d * step).attr("y", y)
      .attr("width", Math.max(step - 0.5, 0.5)).attr("height", height).style("fill", x => x < 0 ? "var(--weight)" : "var(--accent)")
      .style("fill-opacity", x => 0.06 + 0.94 * Math.abs(x) / most)
      .on("pointermove", (event, x) => showTip(event, `${r.name}: ${x.toPrecision(6)}`)).on("pointerleave", hideTip);
  });
}

function cellSection(choose) {
  const s = section("cell", "One cell: query, key, value worked out",
    "The same vector of a token is projected three times. The query says what it is looking for, a key what a token offers, a value what it contributes if it is selected. Attention is a soft lookup: it blends instead of picking. Below, this page adds one row up again from the engine's own vectors.");
  const text = el("div", {});
  s.append(text);
  let now = null, picked = null;
  const tableBody = figure(s, "cell", "Each key that the query sees; choose a row to see its q·k added up", () => [["key", "token", "q·k", "score", "weight", "weight of the engine"], ...(now?.rows ?? []).map(r => [r.key, data.names[data.tokens[r.key]], r.dot, r.score, r.weight, r.engineWeight])], false);
  const vectorBody = figure(s, "vectors", "Query and key before and after the position encoding, value, and the blend", () => now ? [["d", "query", "key", "product", "value", "blend", "blend of the engine"], ...Array.from(now.q.row(choice.query), (x, d) => [d, x, now.k.row(picked)[d], now.rows.find(r => r.key === picked).products[d], now.v.row(picked)[d] ?? "", now.blend[d] ?? "", now.engineBlend[d] ?? ""])] : [[]]);
  const sumBody = figure(s, "products", "q·k of the chosen key, product by product", () => now ? [["d", "q", "k", "product"], ...now.rows.find(r => r.key === picked).products.map((x, d) => [d, now.q.row(choice.query)[d], now.k.row(picked)[d], x])] : [[]], false);
  let choice = null;
  const draw = () => {
    const l = layers[choice.layer];
    const before = (stage, head) => vectors(stage, choice.layer, head);
    const list = [...now.rows].sort((a, b) => b.weight - a.weight), most = list.slice(0, 40).sort((a, b) => a.key - b.key);
    const rest = list.slice(40);
    const t = table(["key", "token", "q·k", `× ${l.scale.toFixed(5)}`, ...(l.soft_cap ? ["capped"] : []), ...(l.position === "linear bias" ? ["+ bias"] : []), ...(l.soft_cap || l.position === "linear bias" ? ["score"] : []), "softmax", "of the engine", "difference"],
      most.map(r => [String(r.key), tokenAt(r.key), fixed(r.dot), fixed(r.scaled), ...(l.soft_cap ? [fixed(r.score)] : []), ...(l.position === "linear bias" ? [fixed(r.bias)] : []), ...(l.soft_cap || l.position === "linear bias" ? [fixed(r.score)] : []), fixed(r.weight), fixed(r.engineWeight), Math.abs(r.weight - r.engineWeight).toExponential(1)]), { text: [1], label: "Worked cell" });
    [...t.tBodies[0].rows].forEach((row, i) => {
      row.className = "pick" + (most[i].key === picked ? " on" : "");
      row.tabIndex = 0;
      const pick = () => { picked = most[i].key; draw(); };
      row.addEventListener("click", pick);
      row.addEventListener("keydown", event => { if (event.key === "Enter") pick(); });
    });
    tableBody.replaceChildren(el("div", { class: "scroll" }, t));
    if (rest.length) tableBody.append(el("p", {}, `${rest.length} more keys share ${percent(sum(rest.map(r => r.weight)))} of the weight.`));
    const at = p => tokenAt(p);
    const rows = [
      ["query", before("query", choice.head), choice.query, "q before position"], ["q", now.q, choice.query, l.kind === "MLA" ? "q, key matrix absorbed" : "q after position"],
      ["key", before("key", now.shared), picked, "k before position"], ["k", now.k, picked, l.kind === "MLA" ? "latent and shared key" : "k after position"],
    ].filter(x => x[1]).map(([, v, p, name]) => ({ name: `${name}, ${cut(at(p), 9)}`, values: v.row(p) }));
    rows.push({ name: `value, ${cut(at(picked), 9)}`, values: now.v.row(picked).slice(0, l.value_width) }, { name: "blend of all values", values: now.blend });
    stripes(vectorBody, "Vectors", rows);
    const one = now.rows.find(r => r.key === picked);
    let running = 0;
    sumBody.replaceChildren(el("details", {}, el("summary", {}, `q·k of ${choice.query} ${at(choice.query)} with ${picked} ${at(picked)}: ${one.products.length} products sum to ${fixed(one.dot)}`),
      el("div", { class: "scroll" }, table(["d", "q", "k", "product", "sum so far"], one.products.map((x, d) => { running += x; return [String(d), fixed(now.q.row(choice.query)[d]), fixed(now.k.row(picked)[d]), fixed(x), fixed(running)]; }), { text: [], label: "Products" }))));
  };
  return {
    show(state) {
      choice = state;
      const l = layers[state.layer];
      now = l.query_heads > 0 ? workedCell(state.layer, state.head, state.query) : null;
      if (!now) {
        text.replaceChildren(el("p", { class: "sum" }, l.query_heads === 0 ? `Layer ${state.layer} is a ${l.kind}: it has no queries and keys.` : "The vectors of this head and token are not in this page. ",
          l.query_heads === 0 ? "" : el("button", { type: "button", onclick: () => choose(data.cell) }, `Show token ${data.cell.query}, layer ${data.cell.layer}, head ${data.cell.head}`)));
        [tableBody, vectorBody, sumBody].forEach(b => b.replaceChildren());
        return;
      }
      picked = [...now.rows].sort((a, b) => b.weight - a.weight)[0].key;
      const worst = Math.max(now.weightDifference, now.blendDifference), good = worst < 1e-5;
      text.replaceChildren(
        el("p", {}, `score = q·k × ${l.scale.toFixed(6)}, which is 1/√${Math.round(1 / l.scale / l.scale)}: without it large scores would make softmax pick one key and learn nothing. Positions after ${state.query} are masked. softmax(score) = e^score / Σ e^score. The blend is Σ weight · value${now.sink ? `; a learned sink takes ${percent(now.sink)} of the weight and gives nothing` : ""}.`),
        el("p", { class: "sum", id: "difference", "data-difference": worst }, `Worked out in this page and compared with the engine: weights differ by at most ${now.weightDifference.toExponential(1)}, scores by ${now.scoreDifference.toExponential(1)}, the blend by ${now.blendDifference.toExponential(1)}. `,
          el("span", { class: good ? "good" : "bad" }, good ? "✓ the same (below 0.00001)" : "✗ they differ")));
      draw();
    },
  };
}
