// What rounding the weights does.

function blockChart(body, b) {
  const all = room(body), left = 48, w = Math.min(30, (all - left - 4) / 32), height = 200, bar = w / 2 - 2;
  const svg = drawing(body, left + 32 * w + 4, height, `A block of 32 weights before and after rounding: the largest change is ${d3.max(b.before, (x, i) => Math.abs(x - b.after[i])).toPrecision(3)}, the scale ${b.scale.toPrecision(4)}`);
  const most = Math.max(...b.before.map(Math.abs), ...b.after.map(Math.abs)), y = d3.scaleLinear([-most, most], [160, 10]);
  svg.append("line").attr("x1", left).attr("x2", left + 32 * w).attr("y1", y(0)).attr("y2", y(0)).style("stroke", "var(--line)");
  axis(svg, left - 4, 0, d3.axisLeft(y).ticks(5));
  [["before", "--weight", 1], ["after", "--accent", 1 + bar]].forEach(([key, colour, dx]) => tips(svg.append("g").selectAll("rect").data(b[key]).join("rect").attr("x", (_, i) => left + i * w + dx).attr("width", bar)
    .attr("y", v => Math.min(y(0), y(v))).attr("height", v => Math.max(0.8, Math.abs(y(v) - y(0)))).style("fill", `var(${colour})`), v => `${key}: ${v.toPrecision(5)}`));
  if (w > 17) svg.append("g").selectAll("text").data(b.codes).join("text").attr("class", "quiet").attr("text-anchor", "middle").attr("x", (_, i) => left + i * w + w / 2 - 1).attr("y", 178).text(c => c);
  svg.append("text").attr("class", "quiet").attr("x", left).attr("y", 196).text(`${w > 17 ? "Numbers: the codes. " : ""}Scale ${fixed(b.scale, 5)}.`);
}

function quantisationSection() {
  const q = data.experiments.quantisation, draws = [];
  const s = section("quantisation", "Quantisation: weights in 4 bits",
    `A block of 32 weights is rounded to one scale and 32 codes of 4 bits: weight ≈ scale · (code − 8), ${q.block ? q.block.bytes : 18} bytes instead of 128. The model gets smaller, and [what it would say](#next) changes a little.`);
  if (q.block) {
    const b = q.block, body = figure(s, "block", el("span", {}, `The first block of row ${b.row}, ${shown(b.row)}, of the table of tokens (${b.type_before} in the file). `, swatch("background:var(--weight)", "left: before"), swatch("background:var(--accent)", `right: after ${q.type}`)), () => [["i", "before", "code", "after"], ...b.before.map((x, i) => [i, x, b.codes[i], b.after[i]])]);
    draws.push(() => blockChart(body, b));
  }
  if (q.left_out) s.append(el("p", {}, q.left_out));
  else {
    const two = el("div", { class: "two" });
    s.append(two);
    const body = figure(two, "rounding-error", "Relative error of the matrices of each layer (emb.: the table of tokens)", () => [["layer", "relative error"], ...q.layers.map(l => [l.layer, l.error])]);
    draws.push(() => barChart(body, "Relative error by layer: " + q.layers.map(l => (100 * l.error).toFixed(1) + " %").join(", "), "error, by layer", q.layers.map(l => ({ name: layerName(l.layer), value: l.error, tip: `${l.layer < 0 ? "table of tokens" : "layer " + l.layer}: ${(100 * l.error).toFixed(2)} %` })), { format: "%", widest: 50 }));
    figure(two, "changed-tokens", `Tokens that the rounded model would have put first instead: ${number(q.changed.length)} of ${number(q.compared)}`, () => [["position", "before", "after"], ...q.changed.map(c => [c.position, c.before, c.after])], { pictures: false })
      .append(q.changed.length ? scroller("Changed tokens", table(["after", "token", "best before", "best after rounding"], q.changed.map(c => [String(c.position), tokenAt(c.position, 14), isolated(visible(c.before)), isolated(visible(c.after))]), { text: [1, 2, 3], label: "Changed tokens" })) : el("p", {}, "None."));
  }
  const draw = () => draws.forEach(one => one());
  draw();
  return { show() {}, draw };
}
