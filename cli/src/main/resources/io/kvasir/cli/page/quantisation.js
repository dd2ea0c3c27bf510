// What rounding the weights does.

function quantisationSection() {
  const q = data.experiments.quantisation;
  const s = section("quantisation", "Quantisation: weights in 4 bits",
    `A block of 32 weights is rounded to one scale and 32 codes of 4 bits: weight ≈ scale · (code − 8), ${q.block ? q.block.bytes : 18} bytes instead of 128.`);
  if (q.block) {
    const b = q.block, body = figure(s, "block", `The first block of row ${b.row}, ${shown(b.row)}, of the table of tokens (${b.type_before} in the file) before and after ${q.type}`, () => [["i", "before", "code", "after"], ...b.before.map((x, i) => [i, x, b.codes[i], b.after[i]])]);
    const w = 26, svg = drawing(body, 60 + 32 * w, 200, "A block of 32 weights before and after rounding"), most = Math.max(...b.before.map(Math.abs), ...b.after.map(Math.abs));
    const y = d3.scaleLinear([-most, most], [160, 16]);
    svg.append("line").attr("x1", 50).attr("x2", 50 + 32 * w).attr("y1", y(0)).attr("y2", y(0)).style("stroke", "var(--line)");
    svg.append("g").attr("transform", "translate(48,0)").call(d3.axisLeft(y).ticks(5)).selectAll("path,line").style("stroke", "var(--line)");
    [["before", "--weight", 2], ["after", "--accent", 13]].forEach(([key, colour, dx]) => svg.append("g").selectAll("rect").data(b[key]).join("rect").attr("x", (_, i) => 52 + i * w + dx).attr("width", 9)
      .attr("y", v => Math.min(y(0), y(v))).attr("height", v => Math.max(0.8, Math.abs(y(v) - y(0)))).style("fill", `var(${colour})`)
      .on("pointermove", (event, v) => showTip(event, `${key}: ${v.toPrecision(5)}`)).on("pointerleave", hideTip));
    svg.append("g").selectAll("text").data(b.codes).join("text").attr("class", "quiet").attr("text-anchor", "middle").attr("x", (_, i) => 52 + i * w + 12).attr("y", 178).text(c => c);
    svg.append("text").attr("class", "quiet").attr("x", 52).attr("y", 196).text(`codes; scale ${b.scale.toPrecision(5)}. Blue before, orange after.`);
  }
  if (q.left_out) s.append(el("p", {}, q.left_out));
  else {
    const two = el("div", { class: "two" });
    s.append(two);
    const body = figure(two, "rounding-error", "Relative error of the matrices of each layer (-1: the table of tokens)", () => [["layer", "relative error"], ...q.layers.map(l => [l.layer, l.error])]);
    const w = Math.max(8, Math.min(50, 420 / q.layers.length)), svg = drawing(body, 70 + w * q.layers.length, 170, "Relative error by layer: " + q.layers.map(l => (100 * l.error).toFixed(1) + " %").join(", "));
    const y = d3.scaleLinear([0, d3.max(q.layers, l => l.error) || 1], [140, 12]);
    svg.append("g").attr("transform", "translate(52,0)").call(d3.axisLeft(y).ticks(4, "%")).selectAll("path,line").style("stroke", "var(--line)");
    svg.append("g").selectAll("rect").data(q.layers).join("rect").attr("x", (_, i) => 58 + i * w).attr("width", w - 3).attr("y", l => y(l.error)).attr("height", l => 140 - y(l.error)).style("fill", "var(--weight)").on("pointermove", (event, l) => showTip(event, `layer ${l.layer}: ${(100 * l.error).toFixed(2)} %`)).on("pointerleave", hideTip);
    if (w > 15) svg.append("g").selectAll("text").data(q.layers).join("text").attr("class", "quiet").attr("text-anchor", "middle").attr("x", (_, i) => 57 + i * w + w / 2).attr("y", 156).text(l => l.layer);
    figure(two, "changed-tokens", `Tokens that the rounded model would have put first instead: ${q.changed.length} of ${q.compared}`, () => [["position", "before", "after"], ...q.changed.map(c => [c.position, c.before, c.after])], false)
      .append(q.changed.length ? el("div", { class: "scroll" }, table(["after", "token", "best before", "best after rounding"], q.changed.map(c => [String(c.position), tokenAt(c.position), c.before, c.after]), { text: [1, 2, 3], label: "Changed tokens" })) : el("p", {}, "None."));
  }
  return { show() {} };
}
