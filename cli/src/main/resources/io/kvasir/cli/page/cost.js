// What the cache saves, measured on the machine that made the page.

function costSection() {
  const c = data.experiments.cost;
  const s = section("cost", "The cost: with the cache and without",
    "Without a cache every pass computes all tokens again. Measured on this machine when the page was made, one run each, so the times are noisy; the counts of multiply-adds are exact.");
  const last = c.tokens.at(-1);
  if (last) {
    s.append(el("p", { class: "sum" }, el("span", { class: c.same_bits ? "good" : "bad" }, c.same_bits ? "✓ Bit for bit the same logits" : "✗ The logits differ"), ` with the cache and without, in all ${c.tokens.length} passes compared. The last one, ${last.position + 1} positions: ${last.cached_ms.toFixed(1)} ms and ${number(last.cached_multiply_adds)} multiply-adds with it, ${last.uncached_ms.toFixed(1)} ms and ${number(last.uncached_multiply_adds)} without.`));
    const two = el("div", { class: "two" });
    s.append(two);
    const csv = () => [Object.keys(c.tokens[0]), ...c.tokens.map(t => Object.values(t))];
    const rows = c.tokens.slice(1).length ? c.tokens.slice(1) : c.tokens;
    const series = what => [{ name: "without a cache", colour: "--accent", values: rows.map(t => ({ x: t.position, y: t["uncached_" + what] })) }, { name: "with the cache", colour: "--weight", dash: "5 3", values: rows.map(t => ({ x: t.position, y: t["cached_" + what] })) }];
    lineChart(figure(two, "milliseconds", "Milliseconds per new token (the first pass takes the prompt in and is left out)", csv), "Milliseconds per new token with and without the cache", "position", "ms", series("ms"));
    lineChart(figure(two, "multiply-adds", "Multiply-adds per new token", csv), "Multiply-adds per new token with and without the cache", "position", "multiply-adds", series("multiply_adds"));
  }
  if (c.growth.length > 1) {
    s.append(el("h3", {}, "Prompts of growing length"), el("p", {}, "A prompt of twice the length has twice the tokens, and each has more to look at: attention grows with the square. FlashAttention goes over the keys in tiles and never writes the square down, which saves memory and traffic, not multiply-adds; Kvasir does so too. A sliding window makes the growth straight again."));
    const body = figure(s, "growth", "Time to take a prompt in; dotted: what straight growth would be", () => [["tokens", "ms", "multiply-adds"], ...c.growth.map(g => [g.tokens, g.ms, g.multiply_adds])]);
    const first = c.growth[0];
    lineChart(body, "Milliseconds by prompt length: " + c.growth.map(g => `${g.tokens}: ${g.ms.toFixed(0)}`).join(", "), "tokens", "ms",
      [{ name: "measured", colour: "--weight", values: c.growth.map(g => ({ x: g.tokens, y: g.ms })) }, { name: "straight", colour: "--accent", dash: "2 4", values: c.growth.map(g => ({ x: g.tokens, y: first.ms * g.tokens / first.tokens })) }], { logX: true, logY: true });
  }
  return { show() {} };
}
