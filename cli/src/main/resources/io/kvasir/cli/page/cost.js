// What the cache saves, measured on the machine that made the page.

function costSection() {
  const c = data.experiments.cost;
  const s = section("cost", "The cost: with the cache and without",
    "Without [a cache](#cache) every pass computes all tokens again. Measured on this machine when the page was made, one run each, so the times are noisy; the counts of multiply-adds are exact.");
  const last = c.tokens.at(-1), draws = [];
  if (last) {
    s.append(el("p", { class: "sum" }, el("span", { class: c.same_bits ? "good" : "bad" }, c.same_bits ? "✓ Bit for bit the same logits" : "✗ The logits differ"), ` with the cache and without, in all ${c.tokens.length} passes compared. The last one, ${number(last.position + 1)} positions: ${last.cached_ms.toFixed(1)} ms and ${number(last.cached_multiply_adds)} multiply-adds with it, ${last.uncached_ms.toFixed(1)} ms and ${number(last.uncached_multiply_adds)} without.`));
    const two = el("div", { class: "two" });
    s.append(two);
    const csv = () => [Object.keys(c.tokens[0]).map(name => name.replaceAll("_", " ")), ...c.tokens.map(t => Object.values(t))];
    const rows = c.tokens.slice(1).length ? c.tokens.slice(1) : c.tokens;
    const series = what => [{ name: "without a cache", colour: "--accent", values: rows.map(t => ({ x: t.position, y: t["uncached_" + what] })) }, { name: "with the cache", colour: "--weight", dash: "5 3", values: rows.map(t => ({ x: t.position, y: t["cached_" + what] })) }];
    const chart = (name, caption, label, unit, what) => {
      const body = figure(two, name, caption, csv);
      draws.push(() => lineChart(body, `${label} per new token, from position ${rows[0].position} to ${last.position}: ${series(what).map(x => `${x.name} ${number(+x.values[0].y.toPrecision(3))} to ${number(+x.values.at(-1).y.toPrecision(3))}`).join("; ")}`, "position", unit, series(what)));
    };
    chart("milliseconds", "Milliseconds per new token (the prompt's own pass is left out)", "Milliseconds", "ms", "ms");
    chart("multiply-adds", "Multiply-adds per new token", "Multiply-adds", "multiply-adds", "multiply_adds");
  }
  if (c.growth.length > 1) {
    const two = el("div", { class: "two" }), first = c.growth[0];
    s.append(el("h3", {}, "Prompts of growing length"), two);
    two.append(el("div", {}, linked("A prompt of twice the length has twice the tokens, and each has more to look at: [attention](#attention) grows with the square. FlashAttention goes over the keys in tiles and never writes the square down, which saves memory and traffic, not multiply-adds; Kvasir does so too. A sliding window makes the growth straight again."), el("p", {}, "Longer prompts, windows and other kinds of attention: ", el("code", {}, "kvasir cost"), ".")));
    const body = figure(two, "growth", "Time to take a prompt in", () => [["tokens", "ms", "multiply-adds"], ...c.growth.map(g => [g.tokens, g.ms, g.multiply_adds])]);
    draws.push(() => lineChart(body, "Milliseconds by prompt length: " + c.growth.map(g => `${g.tokens}: ${g.ms.toFixed(0)}`).join(", "), "tokens", "ms",
      [{ name: "measured", colour: "--weight", values: c.growth.map(g => ({ x: g.tokens, y: g.ms })) }, { name: "if it grew like the tokens", colour: "--accent", dash: "2 4", values: c.growth.map(g => ({ x: g.tokens, y: first.ms * g.tokens / first.tokens })) }], { logX: true, logY: true }));
  }
  const draw = () => draws.forEach(one => one());
  draw();
  return { show() {}, draw };
}
