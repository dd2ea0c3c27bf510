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

/** Vectors as rows of bars from a line at zero: blue and down below it, orange and up above. */
function stripes(body, name, rows) {
  const all = room(body), narrow = all < 520, label = narrow ? 0 : 210, width = Math.min(all, 1000), longest = Math.max(...rows.map(r => r.values.length));
  const step = (width - label) / longest, height = 30, pitch = height + (narrow ? 22 : 6);
  const svg = drawing(body, width, rows.length * pitch + 4, name + ": " + rows.map(r => r.name).join("; "));
  rows.forEach((r, i) => {
    const y = 2 + i * pitch + (narrow ? 18 : 0), middle = y + height / 2, most = Math.max(1e-9, ...Array.from(r.values, Math.abs));
    svg.append("text").attr("x", 0).attr("y", narrow ? y - 4 : middle + 4).text(r.name);
    svg.append("rect").attr("x", label).attr("y", y).attr("width", r.values.length * step).attr("height", height).style("fill", "var(--soft)");
    tips(svg.append("g").selectAll("rect").data(Array.from(r.values)).join("rect").attr("x", (_, d) => label + d * step).attr("y", x => x < 0 ? middle : middle - x / most * height / 2)
      .attr("width", Math.max(step - (step > 3 ? 1 : 0), 0.5)).attr("height", x => Math.max(0.6, Math.abs(x) / most * height / 2)).style("fill", x => x < 0 ? "var(--weight)" : "var(--accent)"), x => `${r.name}: ${x.toPrecision(6)}`);
  });
}

function steps(l, now, query) {
  return el("ol", { class: "steps" }, [
    `Score: q·k, the sum of ${now.rows[0].products.length} products.`,
    `Scale: × ${l.scale.toFixed(6)}, which is 1/√${Math.round(1 / l.scale / l.scale)}. Without it large scores would make softmax pick one key and learn nothing.` + (l.soft_cap ? ` Then capped at ±${l.soft_cap}.` : "") + (l.position === "linear bias" ? " A bias that grows with the distance is added." : ""),
    `Mask: positions after ${query} are left out${l.window ? `, and those before the window of ${l.window}` : ""}.`,
    `Softmax: weight = e^score / Σ e^score, so that the weights sum to 1${now.sink ? `; a learned sink takes ${percent(now.sink)} of them and gives nothing` : ""}.`,
    "Blend: Σ weight · value.",
    "Output: the blends of all heads, side by side, times the output matrix; the result is added to the token's vector.",
  ].map(text => { const [name, ...rest] = text.split(":"); return el("li", {}, el("b", {}, name + ":"), rest.join(":")); }));
}

function cellSection(choose) {
  const s = section("cell", "One cell: query, key, value worked out",
    "The same vector of a token is projected three times. The query says what it is looking for, a key what a token offers, a value what it contributes if it is selected. Attention is a soft lookup: it blends instead of picking. Below, this page adds one row of [the matrix](#attention) up again from the engine's own vectors. Keys and values are [kept in the cache](#cache); queries are not.");
  const text = el("div", {});
  s.append(text);
  let now = null, picked = null, choice = null;
  const chosen = () => now.rows.find(r => r.key === picked);
  const tableBody = figure(s, "cell", "Each key that the query sees; choose a row to see its q·k added up", () => [["key", "token", "q·k", "score", "weight", "weight of the engine"], ...(now?.rows ?? []).map(r => [r.key, data.names[data.tokens[r.key]], r.dot, r.score, r.weight, r.engineWeight])], { pictures: false });
  const vectorBody = figure(s, "vectors", "Query and key before and after the position encoding, value, and the blend; each row to its own scale", () => now ? [["d", "query", "key", "product", "value", "blend", "blend of the engine"], ...Array.from(now.q.row(choice.query), (x, d) => [d, x, now.k.row(picked)[d], chosen().products[d], now.v.row(picked)[d] ?? "", now.blend[d] ?? "", now.engineBlend[d] ?? ""])] : [[]]);
  const sumBody = figure(s, "products", "q·k of the chosen key, product by product", () => now ? [["d", "q", "k", "product"], ...chosen().products.map((x, d) => [d, now.q.row(choice.query)[d], now.k.row(picked)[d], x])] : [[]], { pictures: false });
  const rowsOf = (l, most) => {
    const other = l.soft_cap || l.position === "linear bias";
    const t = table(["key", "token", "q·k", `× ${l.scale.toFixed(4)}`, ...(l.position === "linear bias" ? ["+ bias"] : []), ...(other ? ["score"] : []), "softmax", "engine", "difference"],
      most.map(r => [String(r.key), tokenAt(r.key, 18), fixed(r.dot, 4), fixed(r.scaled, 4), ...(l.position === "linear bias" ? [fixed(r.bias, 4)] : []), ...(other ? [fixed(r.score, 4)] : []), fixed(r.weight), fixed(r.engineWeight), Math.abs(r.weight - r.engineWeight).toExponential(1).replace("-", "−")]), { text: [1], label: "Worked cell: arrow keys and Enter choose a key" });
    t.setAttribute("role", "grid");
    const rows = [...t.tBodies[0].rows];
    rows.forEach((row, i) => {
      const on = most[i].key === picked;
      row.className = "pick" + (on ? " on" : "");
      row.tabIndex = on ? 0 : -1;
      row.setAttribute("aria-selected", String(on));
      row.addEventListener("click", () => { picked = most[i].key; draw(); });
      row.addEventListener("keydown", event => {
        const next = rows[i + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? rows.length)];
        if (next) { next.focus(); event.preventDefault(); }
        if (event.key === "Enter" || event.key === " ") { picked = most[i].key; draw(); event.preventDefault(); }
      });
    });
    return t;
  };
  const draw = () => {
    const l = layers[choice.layer], hadFocus = tableBody.contains(document.activeElement), latent = l.kind === "MLA";
    const before = (stage, head) => vectors(stage, choice.layer, head);
    const list = [...now.rows].sort((a, b) => b.weight - a.weight), most = list.slice(0, 40).sort((a, b) => a.key - b.key), rest = list.slice(40);
    const scrolled = tableBody.firstElementChild?.scrollTop ?? 0;
    tableBody.replaceChildren(el("div", { class: "scroll" }, rowsOf(l, most)));
    tableBody.firstElementChild.scrollTop = scrolled;
    if (rest.length) tableBody.append(el("p", { class: "note" }, `The 40 heaviest are shown. ${number(rest.length)} more keys share ${percent(sum(rest.map(r => r.weight)))} of the weight; they are in the CSV.`));
    if (hadFocus) tableBody.querySelector("tr.on").focus();
    const rows = [
      [before("query", choice.head), choice.query, "q before position"], [now.q, choice.query, latent ? "q, key matrix absorbed" : "q after position"],
      [before("key", now.shared), picked, "k before position"], [now.k, picked, latent ? "latent and shared key" : "k after position"],
    ].filter(x => x[0]).map(([v, p, name]) => ({ name: `${name}, ${tokenAt(p, 9)}`, values: v.row(p) }));
    rows.push({ name: `value, ${tokenAt(picked, 9)}`, values: now.v.row(picked).slice(0, l.value_width) }, { name: "blend of all values", values: now.blend });
    stripes(vectorBody, "Vectors", rows);
    const one = chosen();
    let running = 0;
    const open = sumBody.firstElementChild?.open ?? false;
    sumBody.replaceChildren(el("details", { open }, el("summary", {}, `q·k of ${choice.query} ${tokenAt(choice.query)} with ${picked} ${tokenAt(picked)}: ${one.products.length} products sum to ${fixed(one.dot, 4)}`),
      scroller("Products", table(["d", "q", "k", "product", "sum so far"], one.products.map((x, d) => { running += x; return [String(d), fixed(now.q.row(choice.query)[d], 4), fixed(now.k.row(picked)[d], 4), fixed(x, 4), fixed(running, 4)]; }), { text: [], label: "Products" }))));
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
      const seen = now.rows.some(r => r.key === state.key);
      picked = seen ? state.key : d3.greatest(now.rows, r => r.weight).key;
      const worst = Math.max(now.weightDifference, now.blendDifference), good = worst < 1e-5, power = x => x.toExponential(1).replace("-", "−");
      text.replaceChildren(steps(l, now, state.query),
        el("p", { class: "sum", id: "difference", "data-difference": worst }, `Worked out in this page and compared with the engine: weights differ by at most ${power(now.weightDifference)}, scores by ${power(now.scoreDifference)}, the blend by ${power(now.blendDifference)}. `,
          el("span", { class: good ? "good" : "bad" }, good ? "✓ the same (below 0.00001)" : "✗ they differ")));
      draw();
    },
  };
}
