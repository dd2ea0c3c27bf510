// The glance back: beams and a matrix for one head, a small matrix for every head.

const BINS = 14;

/** The cells of a head from one position on, as one path per strength. */
function binned(head, from, to) {
  const paths = Array.from({ length: BINS + 1 }, () => []);
  for (let q = from; q < to; q++) {
    head.each(q, (k, w) => {
      if (k >= from && w > 0.004) paths[Math.min(BINS, Math.ceil(w * BINS))].push(`M${k - from} ${q - from}h1v1h-1z`);
    });
  }
  return paths;
}

function matrix(body, head, state, choose) {
  const n = P, size = Math.min(600, Math.max(260, n * 22)), margin = n <= 32 ? 84 : 40, cell = size / n;
  const svg = drawing(body, size + margin, size + margin,
    `Matrix of layer ${head.layer}, head ${head.head}: rows are the tokens that look, columns what they look at. Use the arrow keys to read single weights.`);
  svg.attr("tabindex", 0).attr("role", "application").attr("id", "matrix");
  const plot = svg.append("g").attr("transform", `translate(${margin},${margin})`);
  plot.append("path").attr("d", "M0 0" + d3.range(n).map(() => `h${cell}v${cell}`).join("") + `H0z`).style("fill", "var(--soft)");
  const cells = plot.append("g").attr("transform", `scale(${cell})`);
  binned(head, 0, n).forEach((path, i) => {
    if (path.length) cells.append("path").attr("d", path.join("")).style("fill", "var(--weight)").style("fill-opacity", i / BINS);
  });
  if (n <= 32) {
    const labels = svg.append("g");
    for (let p = 0; p < n; p++) {
      labels.append("text").attr("x", margin - 5).attr("y", margin + (p + 0.5) * cell + 4).attr("text-anchor", "end").text(cut(tokenAt(p), 11));
      labels.append("text").attr("transform", `translate(${margin + (p + 0.5) * cell + 4},${margin - 5}) rotate(-60)`).text(cut(tokenAt(p), 10));
    }
  } else {
    svg.append("text").attr("class", "quiet").attr("x", margin).attr("y", margin - 8).text(`looks at → positions 0 to ${n - 1}`);
    svg.append("text").attr("class", "quiet").attr("transform", `translate(${margin - 8},${margin + size}) rotate(-90)`).text("position that looks →");
  }
  const row = plot.append("rect").attr("width", size).attr("height", Math.max(cell, 2)).attr("y", state.query * cell).style("fill", "none").style("stroke", "var(--accent)").style("stroke-width", 1.5);
  const mark = plot.append("rect").attr("id", "mark").attr("width", Math.max(cell, 4)).attr("height", Math.max(cell, 4)).style("fill", "none").style("stroke", "var(--accent)").style("stroke-width", 2.5);
  let at = { q: Math.min(state.query, n - 1), k: head.heaviest(Math.min(state.query, n - 1), 1)[0]?.key ?? 0 };
  const text = () => {
    const w = head.weight(at.q, at.k);
    const value = at.k > at.q ? "masked: it comes later" : w === null ? (firstKey(head.layer, at.q) > at.k ? "outside of the window" : "among the small weights that were left out") : w.toFixed(4);
    return `${at.q} ${tokenAt(at.q)} looks at ${at.k} ${tokenAt(at.k)}: ${value}`;
  };
  const move = (q, k) => {
    at = { q: Math.max(0, Math.min(n - 1, q)), k: Math.max(0, Math.min(n - 1, k)) };
    mark.attr("x", at.k * cell).attr("y", at.q * cell);
    document.getElementById("reading").textContent = text();
  };
  const place = event => { const [x, y] = d3.pointer(event, plot.node()); return [Math.floor(y / cell), Math.floor(x / cell)]; };
  svg.on("pointermove pointerdown", event => { const [q, k] = place(event); if (q >= 0 && k >= 0 && q < n && k < n) { move(q, k); showTip(event, text()); } })
    .on("pointerleave", hideTip)
    .on("click", event => { const [q] = place(event); if (q >= 0 && q < n) choose({ query: q }); })
    .on("keydown", event => {
      const d = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
      if (d) { move(at.q + d[0], at.k + d[1]); say(text()); event.preventDefault(); }
      if (event.key === "Enter") choose({ query: at.q });
    });
  move(at.q, at.k);
  row.raise();
  mark.raise();
}

function beams(body, head, state, choose) {
  const most = 30, all = P <= most;
  const from = all ? 0 : Math.max(0, Math.min(state.query - most + 6, P - most));
  const queries = d3.range(from, Math.min(P, from + most));
  const keys = all ? queries : [...new Set([...head.heaviest(state.query, most).map(d => d.key), state.query])].sort((a, b) => a - b).slice(-most);
  const step = 20, width = 480, height = Math.max(queries.length, keys.length) * step + 30, left = 170, right = 310;
  const best = head.heaviest(state.query, 3).map(d => `${tokenAt(d.key)} ${d.weight.toFixed(3)}`).join(", ");
  const svg = drawing(body, width, height, `Beams of layer ${head.layer}, head ${head.head}. Token ${state.query}, ${tokenAt(state.query)}, looks most at ${best}.`);
  const y = list => p => 32 + list.indexOf(p) * step;
  svg.append("text").attr("class", "quiet").attr("x", left - 10).attr("y", 12).attr("text-anchor", "end").text("looks");
  svg.append("text").attr("class", "quiet").attr("x", right + 10).attr("y", 12).text("is looked at");
  const yq = y(queries), yk = y(keys), lines = [];
  queries.forEach(q => head.each(q, (k, w) => { if (w > 0.02 && keys.includes(k) && (all || q === state.query)) lines.push({ q, k, w }); }));
  svg.append("g").selectAll("path").data(lines.sort((a, b) => (a.q === state.query) - (b.q === state.query))).join("path")
    .attr("class", "beam").attr("d", d => `M${left} ${yq(d.q) - 4}C${left + 60} ${yq(d.q) - 4} ${right - 60} ${yk(d.k) - 4} ${right} ${yk(d.k) - 4}`)
    .style("fill", "none").style("stroke", d => d.q === state.query ? "var(--accent)" : "var(--weight)")
    .style("stroke-opacity", d => d.q === state.query ? 0.85 : 0.13).style("stroke-width", d => Math.max(0.6, 9 * d.w))
    .on("pointermove", (event, d) => showTip(event, `${d.q} ${tokenAt(d.q)} → ${d.k} ${tokenAt(d.k)}: ${d.w.toFixed(4)}`)).on("pointerleave", hideTip);
  const words = (list, x, anchor, yy, isQuery) => svg.append("g").selectAll("text").data(list).join("text").attr("x", x).attr("y", yy)
    .attr("text-anchor", anchor).style("cursor", isQuery ? "pointer" : null).style("font-weight", p => p === state.query ? 700 : 400)
    .style("fill", p => p >= data.prompt_tokens ? "var(--new)" : "var(--ink)")
    .text(p => isQuery ? `${cut(tokenAt(p), 18)} ${p}` : `${p} ${cut(tokenAt(p), 18)}`)
    .on("click", (event, p) => isQuery ? choose({ query: p }) : null);
  words(queries, left - 8, "end", yq, true);
  words(keys, right + 8, "start", yk, false);
}

function thumbnail(head) {
  const size = 44, canvas = el("canvas", { width: size * 2, height: size * 2, style: `width:${size}px;height:${size}px`, "data-name": `layer ${head.layer} head ${head.head}` });
  canvas.paint = () => {
    const context = canvas.getContext("2d"), n = P, scale = 2 * size / n, dot = Math.max(scale, 1.2);
    context.fillStyle = css("--soft");
    context.fillRect(0, 0, 2 * size, 2 * size);
    context.fillStyle = css("--weight");
    const step = Math.max(1, Math.floor(n / 200));
    for (let q = 0; q < n; q += step) {
      head.each(q, (k, w) => { if (w > 0.03) { context.globalAlpha = Math.min(1, w * 1.2); context.fillRect(k * scale, q * scale, dot, dot * step); } });
    }
    context.globalAlpha = 1;
  };
  canvas.paint();
  return canvas;
}

function grid(body, state, choose) {
  const groupSize = layer => layer.query_heads / layer.key_value_heads;
  const perPage = 12;
  const pages = Math.ceil(layers.length / perPage);
  const show = page => {
    box.replaceChildren();
    layers.slice(page * perPage, (page + 1) * perPage).forEach((layer, i) => {
      const number = page * perPage + i, row = el("div", { class: "layer" }, el("b", {}, `layer ${number}`));
      if (layer.query_heads === 0) row.append(el("span", {}, `${layer.kind}: no attention. A state of ${layer.state_floats.toLocaleString("en")} floats carries the past from token to token.`));
      else if (!keptLayers.includes(number)) row.append(el("span", {}, `${layer.kind}, ${layer.query_heads} heads: left out of this page`));
      else for (let g = 0; g < layer.key_value_heads; g++) {
        const members = layer.kind === "MLA" ? layer.query_heads : groupSize(layer);
        const box = el("span", { class: "group" }, el("small", {}, layer.kind === "MLA" ? "latent" : `K V ${g}`));
        for (let h = g * members; h < (g + 1) * members; h++) {
          const head = heads.get(number + "." + h);
          if (head) box.append(el("button", { type: "button", class: "head", "data-layer": number, "data-head": h, "aria-pressed": "false",
            "aria-label": `Layer ${number}, head ${h}, mean entropy ${d3.mean(head.entropy).toFixed(2)} nats`, onclick: () => choose({ layer: number, head: h }) },
            thumbnail(head), el("span", {}, `${number}.${h}`)));
        }
        row.append(box);
      }
      row.append(el("span", { class: "tag" }, layer.kind + (layer.window ? `, window ${layer.window}` : "")));
      box.append(row);
    });
    mark(state());
  };
  const box = el("div", {});
  const mark = now => box.querySelectorAll(".head").forEach(b => b.setAttribute("aria-pressed", String(+b.dataset.layer === now.layer && +b.dataset.head === now.head)));
  if (pages > 1) body.append(el("label", {}, "Layers ", el("select", { id: "pages", onchange: event => show(+event.target.value) },
    d3.range(pages).map(p => el("option", { value: p }, `${p * perPage} to ${Math.min(layers.length, (p + 1) * perPage) - 1}`)))));
  body.append(box);
  show(0);
  return { mark, paint: () => box.querySelectorAll("canvas").forEach(c => c.paint()) };
}

function attentionSection(state, choose) {
  const s = section("attention", "Attention: the glance back",
    "Each token asks every token before it: are you what I am looking for? The answers are weights that sum to 1; the values of the tokens are blended by them. Thickness and darkness are weights. Later tokens are masked: the upper triangle is empty.");
  const reading = el("p", { class: "sum", id: "reading" });
  s.append(reading);
  const two = el("div", { class: "two" });
  s.append(two);
  const csv = () => {
    const head = heads.get(state().layer + "." + state().head), rows = [["layer", "head", "query", "key", "weight"]];
    for (let q = 0; head && q < P; q++) head.each(q, (k, w) => rows.push([head.layer, head.head, q, k, w]));
    return rows;
  };
  const beamBody = figure(two, "beams", "Beams of the chosen head; choose a token on the left", csv);
  const matrixBody = figure(two, "matrix", "The same head as a matrix; hover, touch, or use the arrow keys", csv);
  s.append(el("h3", {}, "All layers and heads"), el("p", {}, "Every head has its own pattern. Frames hold the query heads that share one head of keys and values: as many frames as heads is MHA, fewer is GQA, one is MQA; in MLA all share one compressed latent. A window shows as a band."));
  const gridBody = figure(s, "heads", "Small matrices of all heads; choose one", () => [["layer", "head", "mean entropy"], ...[...heads.values()].map(h => [h.layer, h.head, d3.mean(h.entropy)])]);
  const small = grid(gridBody, state, choose);
  s.append(el("p", {}, "Attention shows what was blended. It is not by itself an explanation: the section on cause switches heads off."));
  return {
    show(now) {
      const head = heads.get(now.layer + "." + now.head);
      small.mark(now);
      if (!head) {
        [beamBody, matrixBody].forEach(b => b.replaceChildren(el("p", {}, layers[now.layer].query_heads === 0 ? `Layer ${now.layer} is a ${layers[now.layer].kind}: it has no attention.` : "This head was left out of the page.")));
        return;
      }
      beams(beamBody, head, now, choose);
      matrix(matrixBody, head, now, choose);
    },
    paint: small.paint,
  };
}
