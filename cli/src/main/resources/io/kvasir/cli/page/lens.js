// Layers: what the model would say if it stopped after each of them.

const layerName = l => l < 0 ? "emb." : String(l);

/** The best token after each layer, a column for each position. */
function lensTable(body, columns, query) {
  const count = layers.length + 1, w = 112, h = 25, left = 78;
  const svg = drawing(body, left + columns.length * w, count * h + 46, `Logit lens. ` + columns.slice(-1).map(c =>
    `After ${c.position} ${tokenAt(c.position)}: ` + c.layers.map(v => `${v.layer < 0 ? "embedding" : "layer " + v.layer} ${shown(v.ids[0])} ${v.probabilities[0].toFixed(2)}`).join(", ")).join(""));
  columns.forEach((c, i) => {
    const x = left + i * w;
    svg.append("text").attr("x", x + 6).attr("y", count * h + 18).style("font-weight", c.position === query ? 700 : 400).text(`${c.position} ${tokenAt(c.position, 9)}`);
    svg.append("text").attr("class", "quiet").attr("x", x + 6).attr("y", count * h + 36).text(c.position + 1 < data.tokens.length ? "next: " + tokenAt(c.position + 1, 9) : "");
    const cells = svg.append("g").selectAll("g").data(c.layers).join("g").attr("class", "cell").attr("transform", v => `translate(${x},${(count - 2 - v.layer) * h})`);
    cells.append("rect").attr("x", 1).attr("y", 1).attr("width", w - 2).attr("height", h - 2).attr("rx", 4).style("fill", v => v.rank === 1 ? "var(--new)" : "var(--weight)")
      .style("fill-opacity", v => `calc(0.06 + (var(--strong) - 0.06) * ${v.probabilities[0]})`);
    cells.append("text").attr("x", 7).attr("y", 17).style("font-weight", v => v.rank === 1 ? 700 : 400).text(v => shown(v.ids[0], 10));
    cells.append("text").style("font-size", "11px").attr("x", w - 6).attr("y", 17).attr("text-anchor", "end").text(v => v.probabilities[0].toFixed(2));
    tips(cells, v => v.ids.map((id, j) => `${shown(id)}  ${v.probabilities[j].toFixed(4)}`).join("\n") + `\nentropy ${v.entropy.toFixed(3)}` + (v.rank ? `\nrank of the next token ${number(v.rank)}` : ""));
  });
  for (let l = -1; l < layers.length; l++) svg.append("text").attr("class", "quiet").attr("x", 0).attr("y", (count - 2 - l) * h + 17).text(l < 0 ? "embedding" : "layer " + l);
}

function lensSection() {
  const s = section("layers", "Layers: what it would say if it stopped early",
    "A token's vector starts as [its row of the table](#tokens) and runs through all layers, and each adds to it (the residual stream): first what [attention](#attention) blended, then what a feed-forward made of it. Read off after every layer with the last norm and the output matrix (“logit lens”), it shows how [the next token](#next) comes to be known: its rank on the way up, and how undecided the model is (entropy, in nats).");
  let columns = [], now = state;
  const rows = list => [["position", "layer", "best", "probability", "entropy", "rank of next", "probability of next", "length"], ...list.flatMap(c => c.layers.map(v => [c.position, v.layer, data.names[v.ids[0]], v.probabilities[0], v.entropy, v.rank, v.probability, v.length]))];
  const csv = () => rows(data.lens), numbers = () => rows(columns), own = () => rows(data.lens.filter(c => c.position === now.query));
  const tableBody = figure(s, "lens", "Best token after each layer; the stronger the colour, the surer; green and bold: the token that did come next", csv, { numbers });
  const two = el("div", { class: "two" });
  s.append(two);
  const rankBody = figure(two, "rank", "Rank of the token that did come next (1 is best)", csv, { numbers: own });
  const entropyBody = figure(two, "entropy", "How undecided it is after each layer", csv, { numbers: own });
  const lengthBody = figure(two, "length", "Length of the vector: what each layer adds up to", csv, { numbers: own });
  const headBody = figure(two, "head-entropy", "How spread each head's weights are for this token: a head at 0 looks at one token only", () => [["layer", "head", "query", "entropy"], ...[...heads.values()].flatMap(h => Array.from(h.entropy, (e, q) => [h.layer, h.head, q, e]))],
    { numbers: () => [["layer", "head", "entropy"], ...[...heads.values()].map(h => [h.layer, h.head, h.entropy[now.query]])] });
  s.append(linked("A flat distribution and spread-out attention often go with making things up; neither is a proof of it. What early layers say is [a reading, not a thought](#caveats)."));
  const line = (body, label, yName, values, options) => lineChart(body, label, "layer", yName, [{ name: tokenAt(now.query), colour: "--weight", values }], { xFormat: layerName, ...options });
  return {
    show(at) {
      now = at;
      const most = Math.max(1, Math.min(8, Math.floor((room(tableBody) - 78) / 112)));
      columns = data.lens.filter(c => c.position <= Math.max(now.query, data.lens[0].position + most - 1)).slice(-most);
      lensTable(tableBody, columns, now.query);
      const column = data.lens.find(c => c.position === now.query)?.layers;
      if (!column) [rankBody, entropyBody, lengthBody].forEach(b => b.replaceChildren(el("p", {}, `The lens looks at positions from ${number(data.lens[0].position)} on.`)));
      else {
        const next = column[0].rank > 0 ? `rank of ${tokenAt(now.query + 1, 12)}` : "";
        if (next) line(rankBody, `Rank of the next token by layer: ${column.map(v => v.rank).join(", ")}`, next, column.map(v => ({ x: v.layer, y: v.rank })), { logY: true, bestOnTop: true });
        else rankBody.replaceChildren(el("p", {}, "No token followed this one."));
        line(entropyBody, "Entropy by layer: " + column.map(v => v.entropy.toFixed(2)).join(", "), "nats", column.map(v => ({ x: v.layer, y: v.entropy })), { format: ".1f" });
        line(lengthBody, "Length of the vector by layer: " + column.map(v => v.length.toFixed(1)).join(", "), "length", column.map(v => ({ x: v.layer, y: v.length })));
      }
      const all = [...heads.values()].map(h => ({ name: `${h.layer}.${h.head}`, value: h.entropy[now.query], on: h.layer === now.layer && h.head === now.head, tip: `head ${h.layer}.${h.head}: ${h.entropy[now.query].toFixed(3)} nats` }));
      if (all.length) barChart(headBody, `Entropy of each head for the chosen token, from ${d3.min(all, d => d.value).toFixed(2)} to ${d3.max(all, d => d.value).toFixed(2)} nats`, "nats, by layer.head", all, { most: Math.max(0.5, d3.max(all, d => d.value)) });
      else headBody.replaceChildren(el("p", {}, "No layer has heads."));
    },
  };
}
