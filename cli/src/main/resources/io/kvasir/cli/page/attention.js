// The glance back: beams and a matrix for one head, a small matrix for every head, who shares keys and values.

function beams(body, head, state, choose) {
  const most = 30, all = P <= most, wide = Math.min(480, room(body)), step = matchMedia("(pointer: coarse)").matches ? 24 : 20;
  const from = all ? 0 : Math.max(0, Math.min(state.query - most + 6, P - most));
  const queries = d3.range(from, Math.min(P, from + most));
  const keys = all ? queries : [...new Set([...head.heaviest(state.query, most - 1).map(d => d.key), state.query])].sort((a, b) => a - b);
  const height = Math.max(queries.length, keys.length) * step + 30, left = Math.round(wide * 0.36), right = wide - left, letters = Math.floor(left / 9) - 4;
  const best = head.heaviest(state.query, 5).map(d => `${d.key} ${tokenAt(d.key)} ${d.weight.toFixed(3)}`).join(", ");
  const svg = drawing(body, wide, height, `Beams of layer ${head.layer}, head ${head.head}. Token ${state.query}, ${tokenAt(state.query)}, looks most at ${best}.`);
  const y = list => p => 32 + list.indexOf(p) * step;
  svg.append("text").attr("class", "quiet").attr("x", left - 8).attr("y", 12).attr("text-anchor", "end").text("looks");
  svg.append("text").attr("class", "quiet").attr("x", right + 8).attr("y", 12).text(all ? "is looked at" : "is looked at");
  const yq = y(queries), yk = y(keys), lines = [];
  queries.forEach(q => head.each(q, (k, w) => { if (w > 0.02 && keys.includes(k)) lines.push({ q, k, w }); }));
  const bend = (right - left) * 0.45;
  tips(svg.append("g").selectAll("path").data(lines.sort((a, b) => (a.q === state.query) - (b.q === state.query))).join("path")
    .attr("class", "beam").attr("data-query", d => d.q).attr("d", d => `M${left} ${yq(d.q) - 4}C${left + bend} ${yq(d.q) - 4} ${right - bend} ${yk(d.k) - 4} ${right} ${yk(d.k) - 4}`)
    .style("fill", "none").style("stroke", d => d.q === state.query ? "var(--accent)" : "var(--weight)")
    .style("stroke-opacity", d => d.q === state.query ? 0.85 : all ? 0.14 : 0.1).style("stroke-width", d => Math.max(0.8, 9 * d.w)), d => weightText(head, d.q, d.k))
    .on("click", (_, d) => { document.getElementById("reading").textContent = weightText(head, d.q, d.k); });
  const words = (list, x, anchor, yy, isQuery) => {
    const g = svg.append("g");
    if (isQuery) g.selectAll("rect").data(list).join("rect").attr("x", 0).attr("width", left).attr("y", p => yy(p) - step / 2 - 4).attr("height", step).attr("data-looks", p => p).style("fill", "transparent").style("cursor", "pointer").on("click", (_, p) => choose({ query: p }));
    g.selectAll("text").data(list).join("text").attr("x", x).attr("y", yy).attr("text-anchor", anchor).style("pointer-events", "none").style("font-weight", p => p === state.query ? 700 : 400)
      .style("fill", p => p >= data.prompt_tokens ? "var(--new)" : "var(--ink)").text(p => isQuery ? `${tokenAt(p, letters)} ${p}` : `${p} ${tokenAt(p, letters)}`);
  };
  words(queries, left - 8, "end", yq, true);
  words(keys, right + 8, "start", yk, false);
}

/** Which query heads read which keys and values: boxes as wide as what they hold. */
function sharing(body, layer, chosen, choose) {
  const l = layers[layer], latent = l.kind === "MLA", heads = l.query_heads, shared = latent ? 1 : l.key_value_heads;
  if (heads === 0) return body.replaceChildren(el("p", {}, `Layer ${layer} is a ${l.kind}: no queries, no keys. A state of ${number(l.state_floats)} floats carries the past on.`));
  const wide = Math.min(room(body), Math.max(320, heads * 74)), step = wide / heads, group = heads / shared;
  const kept = latent ? `a latent of ${l.value_width} floats and ${l.key_width - l.value_width} of a position key` : `keys and values of ${l.key_width} + ${l.value_width} floats`;
  const label = latent ? `All ${heads} query heads read one compressed latent.` : group === 1 ? `Each of the ${heads} query heads has keys and values of its own.` : `${heads} query heads share ${shared} ${shared === 1 ? "head" : "heads"} of keys and values, ${group} each.`;
  const svg = drawing(body, wide, 118, `Layer ${layer}: ${label}`), middle = h => (h + 0.5) * step, home = h => (Math.floor(h / group) + 0.5) * group * step;
  d3.range(heads).forEach(h => {
    const on = h === chosen, colour = on ? "var(--accent)" : "var(--weight)";
    svg.append("path").attr("d", `M${middle(h)} 30C${middle(h)} 62 ${home(h)} 48 ${home(h)} 80`).style("fill", "none").style("stroke", colour).style("stroke-width", on ? 3 : 1.5).style("stroke-opacity", on ? 1 : 0.5);
    svg.append("rect").attr("x", h * step + 2).attr("y", 2).attr("width", step - 4).attr("height", 28).attr("rx", 5).style("fill", "var(--soft)").style("stroke", colour).style("stroke-width", on ? 2.5 : 1).style("cursor", "pointer").on("click", () => choose({ layer, head: h }));
    if (step > 26) svg.append("text").attr("x", middle(h)).attr("y", 21).attr("text-anchor", "middle").style("pointer-events", "none").style("font-weight", on ? 700 : 400).text((step > 50 ? "Q " : "") + h);
  });
  d3.range(shared).forEach(g => {
    const width = group * step * (latent ? 0.5 : 0.8), x = (g + 0.5) * group * step - width / 2;
    svg.append("rect").attr("x", x).attr("y", 80).attr("width", width).attr("height", 28).attr("rx", 5).style("fill", "var(--mark)").style("stroke", "var(--line)");
    if (width > 22) svg.append("text").attr("x", x + width / 2).attr("y", 99).attr("text-anchor", "middle").text(latent ? "latent" : width > 46 ? `K V ${g}` : g);
  });
  body.append(linked(`${label} Of each position this layer keeps ${latent ? kept : `${shared} × ${kept}`} in [the cache](#cache).`, "p", { class: "note" }));
}

function attentionSection(state, choose) {
  const s = section("attention", "Attention: the glance back",
    "Each token asks every token before it: are you what I am looking for? The answers are weights that sum to 1, and the values of the tokens are blended by them; [one cell](#cell) works that out. Thickness and strength of colour are weights. Later tokens are masked: the upper triangle is empty.");
  const reading = el("p", { class: "sum", id: "reading" });
  s.append(reading);
  const two = el("div", { class: "two" });
  s.append(two);
  const now = () => heads.get(state().layer + "." + state().head);
  const csv = () => {
    const head = now(), rows = [["layer", "head", "query", "key", "weight"]];
    for (let q = 0; head && q < P; q++) head.each(q, (k, w) => rows.push([head.layer, head.head, q, k, w]));
    return rows;
  };
  const numbers = () => [["looks", "looks at", "token", "weight"], ...(now()?.heaviest(state().query, MOST_ROWS) ?? []).map(d => [state().query, d.key, tokenAt(d.key), d.weight])];
  const beamBody = figure(two, "beams", "Beams of the chosen head; choose a token on the left", csv, { numbers });
  const matrixBody = figure(two, "matrix", "The same head as a matrix; point, tap, or use the arrow keys", csv, { numbers });
  s.append(el("h3", {}, "All layers and heads"), linked("Every head has its own pattern; their blends are put side by side and mixed by an output matrix. Frames hold the query heads that share one head of keys and values: as many frames as heads is MHA, fewer is GQA, one is MQA; in MLA all share one compressed latent. A window shows as a band. [What heads of known kinds do](#found) is measured below."));
  const gridBody = figure(s, "heads", "Small matrices of all heads; choose one", () => [["layer", "head", "mean entropy"], ...[...heads.values()].map(h => [h.layer, h.head, d3.mean(h.entropy)])]);
  const small = grid(gridBody, state, choose);
  const shareBody = figure(s, "sharing", "Who shares what in the chosen layer", () => [["layer", "kind", "query heads", "heads of keys and values", "floats in the cache per position"], ...layers.map((l, i) => [i, l.kind, l.query_heads, l.key_value_heads, l.cache_floats])]);
  s.append(linked("Attention shows what was blended. It is not by itself an explanation: [switching heads off](#cause) is a test, and there are [more caveats](#caveats). To see a weight move, make a second page of the same sentence with one word changed."));
  return {
    show(at) {
      const head = now();
      small.mark(at);
      sharing(shareBody, at.layer, at.head, choose);
      if (!head) {
        const why = layers[at.layer].query_heads === 0 ? `Layer ${at.layer} is a ${layers[at.layer].kind}: it has no attention.` : "This head was left out of the page.";
        reading.textContent = why;
        [beamBody, matrixBody].forEach(b => b.replaceChildren(el("p", {}, why)));
        return;
      }
      beams(beamBody, head, at, choose);
      matrix(matrixBody, head, at, choose);
    },
    paint: small.paint,
  };
}
