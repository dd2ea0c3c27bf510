// Cause: parts switched off, and heads found by what they do.

function ablationGrid(body, a, choose) {
  const most = Math.max(0.001, ...a.parts.map(p => Math.abs(p.change ?? 0))), columns = Math.max(0, ...layers.map(l => l.query_heads));
  const left = 58, w = Math.max(10, Math.min(74, (room(body) - left - 12) / (columns + 1))), h = Math.max(20, Math.min(32, 560 / layers.length));
  const name = p => p.head < 0 ? `feed-forward of layer ${p.layer}` : `head ${p.layer}.${p.head}`;
  const svg = drawing(body, left + (columns + 1) * w + 12, layers.length * h + 26, "Change of the log-probability when a part is off. Largest: " + [...a.parts].sort((x, y) => x.change - y.change).slice(0, 3).map(p => `${name(p)} ${signed(p.change ?? 0)}`).join(", "));
  const word = (x, y, text, anchor) => svg.append("text").attr("class", "quiet").attr("x", x).attr("y", y).attr("text-anchor", anchor).text(text);
  layers.forEach((_, l) => word(0, l * h + 20 + h / 2 + 4, "layer " + l, "start"));
  for (let i = 0; i < columns; i++) if (w > 18 || i % 4 === 0) word(left + (i + 0.5) * w, 14, i, "middle");
  word(left + (columns + 0.5) * w + 8, 14, "FFN", "middle");
  const cells = svg.append("g").selectAll("g").data(a.parts).join("g").attr("class", "cell").attr("transform", p => `translate(${left + (p.head < 0 ? columns * w + 8 : p.head * w)},${p.layer * h + 20})`)
    .style("cursor", p => p.head < 0 ? null : "pointer").on("click", (_, p) => { if (p.head >= 0) choose({ layer: p.layer, head: p.head }); });
  cells.append("rect").attr("x", 1).attr("y", 1).attr("width", w - 2).attr("height", h - 2).attr("rx", 3)
    .style("fill", p => p.change < 0 ? "var(--accent)" : "var(--weight)").style("fill-opacity", p => `calc(0.05 + (var(--strong) - 0.05) * ${Math.abs(p.change ?? 0) / most})`);
  cells.append("text").attr("x", w / 2).attr("y", h / 2 + 4).attr("text-anchor", "middle").style("font-size", "11px").text(p => w > 34 ? signed(p.change ?? 0) : w > 8 && Math.abs(p.change) > most / 20 ? (p.change > 0 ? "+" : "−") : "");
  tips(cells, p => `${name(p)} off:\nlog-probability changes by ${signed(p.change ?? 0, 4)}\nKL divergence ${p.divergence?.toFixed(4)} nats\nbest token then: ${shown(p.best)}`);
}

function causeSection(choose) {
  const a = data.experiments.ablation, test = data.experiments.self_test;
  const s = section("cause", "Cause: switch a part off",
    `Each head of [attention](#attention) and each feed-forward was switched off alone while the prompt was taken in. The number is the change of the log-probability of the token that came next, ${shown(a.token)} (probability ${percent(Math.exp(a.log_probability))} with all parts on): orange and −, the part spoke for it; blue and +, against it.`);
  const body = figure(s, "ablation", "Columns are heads, the last one is the feed-forward; choose a head to see it above", () => [["layer", "part", "change of log-probability", "KL divergence", "best token then"], ...a.parts.map(p => [p.layer, p.head < 0 ? "feed-forward" : p.head, p.change, p.divergence, data.names[p.best] ?? p.best])]);
  const draw = () => ablationGrid(body, a, choose);
  draw();
  if (a.left_out > 0) s.append(el("p", { class: "note" }, `${number(a.left_out)} parts were left out (their places are empty): the time for this experiment is bounded.`));
  const said = tokens => el("b", {}, isolated(tokens.map(t => t.text).join("")));
  if (a.changed_text) s.append(el("p", { class: "sum" }, "Continued with the best token each time, all heads on: ", said(a.text.tokens), el("br"), `The same with head ${a.changed_text.off} off, the one that moves the distribution most: `, said(a.changed_text.tokens)));
  s.append(linked("One part off alone says little where [parts stand in for one another](#caveats).", "p", { class: "note" }));
  s.append(el("h3", { id: "found" }, "Heads found by what they do"), el("p", {}, `The score is the mean weight on the targets: in this text, and in a random text of ${test.tokens / 2} tokens that is repeated once, where nothing has a meaning.`));
  const link = head => el("button", { type: "button", "aria-label": `Show head ${head.layer}.${head.head}, score ${head.score.toFixed(3)}`, onclick: () => choose({ layer: head.layer, head: head.head }) }, el("b", {}, `${head.layer}.${head.head}`), ` ${head.score.toFixed(3)}`);
  const links = (best, most) => el("span", { class: "links" }, best.length ? best.slice(0, most).map(link) : "no query has a target");
  figure(s, "found-heads", "Best heads of each kind; choose one to see it", () => [["kind", "where", "layer", "head", "score"], ...data.heads.flatMap(k => k.best.map(b => [k.kind, "this text", b.layer, b.head, b.score])), ...test.kinds.flatMap(k => k.best.map(b => [k.kind, "repeated random text", b.layer, b.head, b.score]))], { pictures: false })
    .append(table(["kind", "in this text", "in the repeated random text"], data.heads.map((k, i) => [el("span", {}, el("b", {}, k.kind), el("small", {}, k.meaning)), links(k.best, 3), links(test.kinds[i].best, 2)]), { text: [0, 1, 2], label: "Heads found" }));
  return { show() {}, draw };
}
