// The next token: the sampler's chain on the saved logits, with the arithmetic of the engine, so that the same tokens stay.

/** e^x as the engine computes it (Softmax.java): the same additions and multiplications in the same order. */
const power = new DataView(new ArrayBuffer(8));

function engineExp(x) {
  const lowest = -1023 * 0.6931471805599453, rounder = 6755399441055744;
  const y = Math.max(x, lowest), shifted = y * 1.4426950408889634 + rounder, whole = shifted - rounder;
  const r = y - whole * 0.6931471803691238 - whole * 1.9082149292705877e-10;
  let e = 1 / 6227020800;
  for (const c of [479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6]) e = e * r + 1 / c;
  e = e * r + 0.5;
  e = e * r + 1;
  e = e * r + 1;
  power.setUint32(4, 0);
  power.setUint32(0, (whole + 1023) << 20);
  return e * power.getFloat64(0);
}

/** Four partial sums, as the engine adds them. */
function engineSum(a) {
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0, i = 0;
  for (; i <= a.length - 4; i += 4) { s0 += a[i]; s1 += a[i + 1]; s2 += a[i + 2]; s3 += a[i + 3]; }
  for (; i < a.length; i++) s0 += a[i];
  return (s0 + s1) + (s2 + s3);
}

function weigh(candidates) {
  const highest = candidates.reduce((m, c) => Math.max(m, c.logit), -Infinity);
  const weights = candidates.map(c => engineExp(c.logit - highest));
  return { weights, total: engineSum(weights), highest };
}

const better = (a, b) => b.logit - a.logit || a.id - b.id;

/** The chain: repetition penalty is left out, since it needs the whole text. Gives what each step left and the choice. */
function runChain(logits, settings, random) {
  let list = Array.from(logits, (logit, id) => ({ id, logit })), ordered = false;
  const steps = [{ name: "raw", list }];
  const keep = (name, next) => { list = next; steps.push({ name, list }); };
  if (settings.temperature === 0) {
    keep("greedy", [list.reduce((a, b) => better(a, b) <= 0 ? a : b)]);
    return { steps, token: list[0].id, kept: steps[0].list };
  }
  if (settings.topK > 0) {
    ordered = true;
    keep("top-k", [...list].sort(better).slice(0, settings.topK));
  }
  if (settings.topP < 1) {
    const { weights, total } = weigh(list), enough = settings.topP * total;
    if (ordered) {
      let sum = weights[0], kept = 1;
      while (kept < list.length && sum < enough) sum += weights[kept++];
      keep("top-p", list.slice(0, kept));
    } else {
      const heavy = list.map((c, i) => ({ ...c, weight: weights[i] })).sort(better);
      let sum = 0, kept = 0;
      while (kept < heavy.length && (kept === 0 || sum < enough)) sum += heavy[kept++].weight;
      const ids = new Set(heavy.slice(0, kept).map(c => c.id));
      keep("top-p", list.filter(c => ids.has(c.id)));
    }
  }
  if (settings.minP > 0) {
    const bound = list.reduce((m, c) => Math.max(m, c.logit), -Infinity) + Math.log(settings.minP);
    keep("min-p", list.filter(c => c.logit >= bound));
  }
  const kept = list;
  if (settings.temperature !== 1) {
    const highest = list.reduce((m, c) => Math.max(m, c.logit), -Infinity);
    keep("temperature", list.map(c => ({ id: c.id, logit: Math.fround((c.logit - highest) / settings.temperature) })));
  }
  const { weights, total } = weigh(list), target = random * total;
  let sum = 0, chosen = 0;
  for (let i = 0; i < list.length && sum <= target; i++) {
    sum += weights[i];
    if (weights[i] > 0) chosen = i;
  }
  return { steps, token: list[chosen].id, kept, probabilities: weights.map(w => w / total) };
}

/** Why a step cuts what it cuts. */
const why = {
  raw: () => "the whole vocabulary",
  greedy: () => "the best one only",
  "top-k": s => s.topK ? `the ${s.topK} best` : "off",
  "top-p": s => s.topP < 1 ? `the best that together reach ${percent(s.topP)}` : "off",
  "min-p": s => s.minP ? `at least ${percent(s.minP)} of the best one's probability` : "off",
  temperature: s => `logits divided by ${s.temperature}`,
  draw: () => "by the random number",
};

function samplerSection() {
  const s = section("next", "The next token: from scores to a choice",
    "After [the last layer](#layers) every token of the vocabulary has a score, its raw logit. Softmax makes probabilities of them. The sampler's steps cut the unlikely ones in their order, temperature sharpens or flattens the rest, and a random number points at one. The token is appended, and [the next pass](#cache) begins. Move the sliders: the page runs the same chain on the engine's saved logits and keeps exactly the tokens that the engine would keep.");
  if (data.sampling.length === 0) {
    s.append(el("p", {}, "No token was generated (-n 0)."));
    return { show() {} };
  }
  const choose = el("select", { id: "drawn" }, data.sampling.map((c, i) => el("option", { value: i }, `${c.position}: ${shown(c.token)}`)));
  s.append(el("label", { class: "drawn" }, "New token ", choose));
  const sliders = el("div", { class: "sliders" });
  const slider = (id, name, min, max, step, value) => {
    const output = el("output", { for: id }, String(value));
    const input = el("input", { id, type: "range", min, max, step, value });
    input.addEventListener("input", () => draw());
    sliders.append(el("div", {}, el("label", { for: id }, name, output), input));
    return { get value() { const v = Number(input.value); output.textContent = input.value; return v; }, set value(v) { input.value = v; } };
  };
  const vocabulary = data.model.vocabulary;
  const set = {
    temperature: slider("temperature", "Temperature (0: best)", 0, 2, 0.01, data.sampler.temperature),
    topK: slider("top-k", "Top-k (0: all)", 0, Math.min(200, vocabulary), 1, data.sampler.top_k),
    topP: slider("top-p", "Top-p (1: all)", 0, 1, 0.01, data.sampler.top_p),
    minP: slider("min-p", "Min-p (0: all)", 0, 1, 0.01, data.sampler.min_p),
    random: slider("random", "Random number", 0, 0.9999, 0.0001, 0),
  };
  s.append(sliders);
  const line = el("p", { class: "sum", id: "chosen", "aria-live": "polite" });
  s.append(line);
  const two = el("div", { class: "two" });
  s.append(two);
  let result = null;
  const bars = figure(two, "distribution", "What is left and how likely each is (25 at most are drawn)", () => [["id", "text", "probability"], ...result.kept.map((c, i) => [c.id, data.names[c.id] ?? "", result.probabilities?.[i] ?? (c.id === result.token ? 1 : "")])]);
  const chain = figure(two, "chain", "The chain with these settings, and what the engine's own chain left", () => [["step", "kept", "kept by the engine"], ...result.steps.map(x => [x.name, x.list.length, data.sampling[choose.value].steps.find(y => y.name === x.name)?.kept ?? ""])], { pictures: false });
  const draw = () => {
    const c = data.sampling[choose.value];
    const settings = { temperature: set.temperature.value, topK: set.topK.value, topP: set.topP.value, minP: set.minP.value }, random = set.random.value;
    if (!c.logits) {
      line.textContent = "The logits of this token would not fit in the page; the engine's own chain is below.";
      bars.replaceChildren();
    } else {
      c.decoded ??= decode(c.logits);
      const exact = exactRandom !== null ? exactRandom : random;
      result = runChain(c.decoded, settings, exact);
      const ids = result.kept.map(x => x.id);
      line.dataset.kept = ids.join(",");
      line.dataset.token = result.token;
      const left = settings.temperature === 0 ? 1 : ids.length;
      line.replaceChildren(`${number(vocabulary)} tokens, ${number(left)} left. `, settings.temperature === 0 ? "The best one is taken: " : `The random number ${exact.toFixed(4)} points at: `, el("b", {}, shown(result.token)),
        result.token === c.token ? ", as the engine chose." : `; the engine chose ${shown(c.token)} with its own settings.`);
      const rows = (result.probabilities ? result.kept.map((x, i) => ({ id: x.id, p: result.probabilities[i] })) : [{ id: result.token, p: 1 }]).sort((a, b) => b.p - a.p).slice(0, 25);
      const h = 20, width = Math.min(480, room(bars)), start = Math.min(138, width * 0.3), svg = drawing(bars, width, rows.length * h + 6, "Probabilities: " + rows.slice(0, 5).map(r => `${shown(r.id)} ${percent(r.p)}`).join(", ") + `. Chosen: ${shown(result.token)}`);
      const x = d3.scaleLinear([0, rows[0].p], [0, width - start - 130]), on = r => r.id === result.token;
      const g = svg.append("g").selectAll("g").data(rows).join("g").attr("transform", (_, i) => `translate(0,${i * h + 3})`);
      g.append("text").attr("x", start - 8).attr("y", 14).attr("text-anchor", "end").style("font-weight", r => on(r) ? 700 : 400).text(r => shown(r.id, Math.floor(start / 9)));
      g.append("rect").attr("x", start).attr("y", 3).attr("height", h - 6).attr("rx", 2).attr("width", r => Math.max(1, x(r.p))).style("fill", r => on(r) ? "var(--accent)" : "var(--weight)");
      g.append("text").attr("class", "quiet").attr("x", r => start + 6 + x(r.p)).attr("y", 14).text(r => percent(r.p) + (on(r) ? " ◂ chosen" : ""));
    }
    const own = new Map(c.steps.map(x => [x.name, x]));
    const mine = new Map((result?.steps ?? []).map(x => [x.name, x]));
    const names = [...new Set(["raw", ...own.keys(), ...mine.keys()])];
    const best = name => own.has(name) ? own.get(name).ids.slice(0, 2).map((id, i) => `${shown(id, 8)} ${own.get(name).probabilities[i].toFixed(2)}`).join("  ") : "";
    chain.replaceChildren(table(["step", "kept here", "by the engine", "best of the engine"], names.map(name => [el("span", {}, name, el("small", {}, why[name]?.(settings) ?? "")),
      mine.has(name) ? number(mine.get(name).list.length) : name === "draw" && result ? "1" : "", own.has(name) ? number(own.get(name).kept) : "", best(name)]), { text: [0, 3], label: "Chain" }),
      el("p", { class: "note" }, `Entropy of the raw distribution: ${c.entropy.toFixed(3)} nats. ${c.random === null ? "The engine drew no random number." : `The engine drew ${c.random.toFixed(6)}.`}`));
  };
  let exactRandom = null; // the engine's own number, until the slider is moved
  const reset = () => {
    const c = data.sampling[choose.value];
    exactRandom = c.random;
    set.random.value = c.random ?? 0.5;
    draw();
  };
  document.getElementById("random").addEventListener("input", () => { exactRandom = null; draw(); });
  choose.addEventListener("change", reset);
  reset();
  if (data.sampler.repetition_penalty !== 1) s.append(el("p", {}, "The repetition penalty of this run is not among the sliders: the chain here starts from the raw logits."));
  return { show(state) { const i = data.sampling.findIndex(c => c.position === state.query + 1); if (i >= 0 && choose.value !== String(i)) { choose.value = i; reset(); } }, draw };
}
