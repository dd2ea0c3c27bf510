// Cause: parts switched off, and heads found by what they do.

function causeSection(choose) {
  const a = data.experiments.ablation, test = data.experiments.self_test;
  const s = section("cause", "Cause: switch a part off",
    `Each head and each feed-forward was switched off alone while the prompt was taken in. The colour is the change of the log-probability of the token that came next, ${shown(a.token)} (log-probability ${a.log_probability.toFixed(3)}): orange parts spoke for it, blue ones against it.`);
  const most = Math.max(0.001, ...a.parts.map(p => Math.abs(p.change ?? 0)));
  const columns = Math.max(0, ...layers.map(l => l.query_heads)), w = Math.max(12, Math.min(74, 900 / (columns + 1))), h = Math.max(16, Math.min(32, 560 / layers.length)), left = 66;
  const body = figure(s, "ablation", "Columns are heads, the last one is the feed-forward; choose a head to see it above", () => [["layer", "part", "change of log-probability", "KL divergence", "best token then"], ...a.parts.map(p => [p.layer, p.head < 0 ? "feed-forward" : p.head, p.change, p.divergence, data.names[p.best] ?? p.best])]);
  const svg = drawing(body, left + (columns + 1) * w + 20, layers.length * h + 26, "Change of the log-probability when a part is off. Largest: " + [...a.parts].sort((x, y) => x.change - y.change).slice(0, 3).map(p => `layer ${p.layer} ${p.head < 0 ? "feed-forward" : "head " + p.head} ${p.change?.toFixed(2)}`).join(", "));
  layers.forEach((_, l) => svg.append("text").attr("class", "quiet").attr("x", 0).attr("y", l * h + 20 + h / 2 + 4).style("font-size", Math.min(12, h) + "px").text("layer " + l));
  for (let i = 0; i < columns; i++) if (w > 18 || i % 4 === 0) svg.append("text").attr("class", "quiet").attr("x", left + i * w + w / 2).attr("y", 14).attr("text-anchor", "middle").text(i);
  svg.append("text").attr("class", "quiet").attr("x", left + columns * w + 10).attr("y", 14).text("FFN");
  const x = p => left + (p.head < 0 ? columns * w + 8 : p.head * w), y = p => p.layer * h + 20;
  const cells = svg.append("g").selectAll("g").data(a.parts).join("g").style("cursor", p => p.head < 0 ? null : "pointer")
    .on("pointermove", (event, p) => showTip(event, `${p.head < 0 ? `feed-forward of layer ${p.layer}` : `head ${p.layer}.${p.head}`} off:\nlog-probability changes by ${p.change?.toFixed(4)}\nKL divergence ${p.divergence?.toFixed(4)} nats\nbest token then: ${shown(p.best)}`))
    .on("pointerleave", hideTip).on("click", (_, p) => { if (p.head >= 0) choose({ layer: p.layer, head: p.head }); });
  cells.append("rect").attr("x", p => x(p) + 1).attr("y", p => y(p) + 1).attr("width", w - 2).attr("height", h - 2).attr("rx", 3)
    .style("fill", p => p.change < 0 ? "var(--accent)" : "var(--weight)").style("fill-opacity", p => 0.07 + 0.75 * Math.abs(p.change) / most);
  if (w > 40 && h > 15) cells.append("text").attr("x", p => x(p) + w / 2).attr("y", p => y(p) + h / 2 + 4).attr("text-anchor", "middle").style("font-size", "11px").text(p => (p.change > 0 ? "+" : "") + p.change.toFixed(2));
  if (a.left_out > 0) s.append(el("p", {}, `${a.left_out} parts were left out: the time for this experiment is bounded.`));
  if (a.changed_text) s.append(el("p", { class: "sum" }, "Always the best token, all heads on: ", el("b", {}, a.text.tokens.map(t => t.text).join("")), el("br"), `With head ${a.changed_text.off} off, the one that moves the distribution most: `, el("b", {}, a.changed_text.tokens.map(t => t.text).join(""))));
  s.append(el("h3", { id: "found" }, "Heads found by what they do"), el("p", {}, `The score is the mean weight on the targets: in this text, and in a random text of ${test.tokens / 2} tokens that is repeated once, where nothing has a meaning.`));
  const link = head => el("button", { type: "button", onclick: () => choose({ layer: head.layer, head: head.head }) }, `${head.layer}.${head.head}  ${head.score.toFixed(3)}`);
  figure(s, "found-heads", "Best heads of each kind; choose one to see it", () => [["kind", "where", "layer", "head", "score"], ...data.heads.flatMap(k => k.best.map(b => [k.kind, "this text", b.layer, b.head, b.score])), ...test.kinds.flatMap(k => k.best.map(b => [k.kind, "repeated random text", b.layer, b.head, b.score]))], false)
    .append(table(["kind", "what it does", "in this text", "in the repeated random text"], data.heads.map((k, i) => [k.kind, k.meaning, el("span", {}, k.best.slice(0, 3).map(link)), el("span", {}, test.kinds[i].best.slice(0, 2).map(link))]), { text: [0, 1, 2, 3], label: "Heads found" }));
  return { show() {} };
}
