// Layers: what the model would say if it stopped after each of them.

function lensSection() {
  const s = section("layers", "Layers: what it would say if it stopped early",
    "A token's vector runs through all layers, and each adds to it (the residual stream). Read off after every layer with the last norm and the output matrix (“logit lens”), it shows how the next token comes to be known: its rank on the way up, and how undecided the model is (entropy, in nats).");
  const columns = new Map(data.lens.map(c => [c.position, c.layers]));
  const csv = () => [["position", "layer", "best", "probability", "entropy", "rank of next", "probability of next"], ...data.lens.flatMap(c => c.layers.map(v => [c.position, v.layer, data.names[v.ids[0]], v.probabilities[0], v.entropy, v.rank, v.probability]))];
  const tableBody = figure(s, "lens", "Best token after each layer; the darker, the surer", csv);
  const two = el("div", { class: "two" });
  s.append(two);
  const rankBody = figure(two, "rank", "Rank of the token that did come next (1 is best)", csv);
  const entropyBody = figure(two, "entropy", "How undecided it is after each layer", csv);
  const headBody = figure(s, "head-entropy", "How spread each head's weights are for this token: a head at 0 looks at one token only", () => [["layer", "head", "query", "entropy"], ...[...heads.values()].flatMap(h => Array.from(h.entropy, (e, q) => [h.layer, h.head, q, e]))]);
  s.append(el("p", {}, "A flat distribution and spread-out attention often go with making things up; neither is a proof of it."));
  return {
    show(state) {
      const shownColumns = data.lens.filter(c => c.position <= Math.max(state.query, data.lens[0].position + 7) ).slice(-8);
      const count = layers.length + 1, w = 112, h = 25, left = 78;
      const svg = drawing(tableBody, left + shownColumns.length * w, count * h + 46, `Logit lens at positions ${shownColumns.map(c => c.position).join(", ")}. The data is in the CSV.`);
      shownColumns.forEach((c, i) => {
        const x = left + i * w;
        svg.append("text").attr("x", x + 6).attr("y", count * h + 18).style("font-weight", c.position === state.query ? 700 : 400).text(`${c.position} ${cut(tokenAt(c.position), 9)}`);
        svg.append("text").attr("class", "quiet").attr("x", x + 6).attr("y", count * h + 36).text(c.position + 1 < data.tokens.length ? "next: " + cut(tokenAt(c.position + 1), 9) : "");
        c.layers.forEach(v => {
          const y = (count - 2 - v.layer) * h, right = v.rank === 1, p = v.probabilities[0];
          const g = svg.append("g").on("pointermove", event => showTip(event, v.ids.map((id, j) => `${shown(id)}  ${v.probabilities[j].toFixed(4)}`).join("\n") + `\nentropy ${v.entropy.toFixed(3)}` + (v.rank ? `\nrank of the next token ${v.rank}` : ""))).on("pointerleave", hideTip);
          g.append("rect").attr("x", x + 1).attr("y", y + 1).attr("width", w - 2).attr("height", h - 2).attr("rx", 4).style("fill", right ? "var(--new)" : "var(--weight)").style("fill-opacity", 0.08 + 0.42 * p);
          g.append("text").attr("x", x + 7).attr("y", y + 17).style("font-weight", right ? 700 : 400).text(cut(shown(v.ids[0]), 10));
          g.append("text").style("font-size", "11px").attr("x", x + w - 6).attr("y", y + 17).attr("text-anchor", "end").text(p.toFixed(2));
        });
      });
      for (let l = -1; l < layers.length; l++) svg.append("text").attr("class", "quiet").attr("x", 0).attr("y", (count - 2 - l) * h + 17).text(l < 0 ? "embedding" : "layer " + l);
      const column = columns.get(state.query);
      if (!column) {
        [rankBody, entropyBody].forEach(b => b.replaceChildren(el("p", {}, `The lens looks at positions from ${data.lens[0].position} on.`)));
      } else {
        if (column[0].rank > 0) lineChart(rankBody, "Rank of the next token by layer: " + column.map(v => v.rank).join(", "), "layer (-1: embedding)", "rank", [{ name: tokenAt(state.query + 1), colour: "--new", values: column.map(v => ({ x: v.layer, y: v.rank })) }], { logY: true, format: "~s" });
        else rankBody.replaceChildren(el("p", {}, "No token followed this one."));
        lineChart(entropyBody, "Entropy by layer: " + column.map(v => v.entropy.toFixed(2)).join(", "), "layer (-1: embedding)", "nats", [{ name: "of the next token", colour: "--weight", values: column.map(v => ({ x: v.layer, y: v.entropy })) }], { format: ".1f" });
      }
      const all = [...heads.values()], step = Math.max(9, Math.min(26, 900 / all.length));
      const bars = drawing(headBody, 60 + all.length * step, 150, "Entropy of each head for the chosen token");
      const y = d3.scaleLinear([0, Math.max(0.5, Math.log(state.query + 1))], [118, 12]);
      bars.append("g").attr("transform", "translate(40,0)").call(d3.axisLeft(y).ticks(4)).selectAll("path,line").style("stroke", "var(--line)");
      bars.append("g").selectAll("rect").data(all).join("rect").attr("x", (_, i) => 46 + i * step).attr("y", d => y(d.entropy[state.query])).attr("width", step - 2)
        .attr("height", d => 118 - y(d.entropy[state.query])).style("fill", d => d.layer === state.layer && d.head === state.head ? "var(--accent)" : "var(--weight)")
        .on("pointermove", (event, d) => showTip(event, `head ${d.layer}.${d.head}: ${d.entropy[state.query].toFixed(3)} nats`)).on("pointerleave", hideTip);
      if (step > 18) bars.append("g").selectAll("text").data(all).join("text").attr("class", "quiet").attr("text-anchor", "middle").style("font-size", "9px").attr("x", (_, i) => 46 + i * step + step / 2 - 1).attr("y", 132).text(d => `${d.layer}.${d.head}`);
    },
  };
}
