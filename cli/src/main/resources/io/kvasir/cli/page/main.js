// Puts the sections together: one choice of token, layer and head for all of them.

const state = { query: data.cell.query, layer: data.cell.layer, head: data.cell.head };
let parts = [];

function choose(change) {
  Object.assign(state, change);
  state.query = Math.max(0, Math.min(P - 1, state.query));
  const count = layers[state.layer].query_heads;
  state.head = Math.max(0, Math.min(Math.max(0, count - 1), state.head));
  document.getElementById("query").value = state.query;
  document.getElementById("layer").value = state.layer;
  document.getElementById("head").replaceChildren(...d3.range(count).map(h => el("option", { value: h, selected: h === state.head }, String(h))));
  parts.forEach(part => part.show(state));
  say(`Token ${state.query} ${tokenAt(state.query)}, layer ${state.layer}, head ${state.head}`);
}

function caveats() {
  const s = section("caveats", "Caveats: what this does not show");
  const e = data.experiments, seconds = data.seconds;
  s.append(el("ul", {}, [
    "Attention shows what was blended, not why: a head can look at a token and take nothing that matters from it, and what it takes may be undone later. Switching it off (above) is evidence of cause; a picture is not.",
    "The lens reads early layers with a matrix that was made for the last one. What it says there is a reading, not a thought.",
    "A head that scores high on one text may do something else on another. Names of heads are short for scores.",
    "One part switched off alone says little about parts that stand in for one another.",
    "This page recomputes only the worked cell and the sampler's chain, from the engine's saved numbers, and shows the difference to the engine. All else is the engine's own.",
  ].map(text => el("li", {}, text))));
  if (data.left_out.length) s.append(el("h3", {}, "Left out, to keep the page small"), el("ul", { id: "left-out" }, data.left_out.map(text => el("li", {}, text))));
  s.append(el("h3", {}, "What it took"), el("p", { id: "took" }, `Generating alone ${e.plain_seconds.toFixed(2)} s; generating while all that is shown was collected ${(seconds.traced_passes).toFixed(2)} s, and ${seconds.vectors.toFixed(2)} s for the vectors. Apart from that the page's experiments: lens ${seconds.lens.toFixed(2)} s, cache ${e.cost.seconds.toFixed(2)} s, switching off ${e.ablation.seconds.toFixed(2)} s, repeated text ${e.self_test.seconds.toFixed(2)} s, rounding ${e.quantisation.seconds.toFixed(2)} s.`),
    el("p", {}, "Pictures are drawn with D3 (ISC licence, in this file). Nothing was loaded from elsewhere."));
  return { show() {} };
}

function start() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  const prompt = document.getElementById("prompt");
  prompt.append(data.text, el("span", { class: "made" }, data.new_text));
  prompt.classList.toggle("long", prompt.textContent.length > 160);
  document.getElementById("model").textContent = `${data.model.file.split(/[/\\]/).pop()}: ${number(data.model.parameters)} parameters, ${layers.length} layers (${[...new Set(layers.map(l => l.kind))].join(", ")}), vocabulary ${number(data.model.vocabulary)}. Green was generated.`;
  parts = [tokensSection(query => choose({ query })), attentionSection(() => state, choose), cellSection(choose), lensSection(), samplerSection(), cacheSection(), costSection(), causeSection(choose), quantisationSection(), caveats()];
  const query = document.getElementById("query"), layer = document.getElementById("layer"), head = document.getElementById("head");
  query.max = P - 1;
  layer.append(...layers.map((l, i) => el("option", { value: i }, `${i} ${l.kind}`)));
  query.addEventListener("change", () => choose({ query: Number(query.value) }));
  layer.addEventListener("change", () => choose({ layer: Number(layer.value) }));
  head.addEventListener("change", () => choose({ head: Number(head.value) }));
  document.getElementById("choice").addEventListener("submit", event => event.preventDefault());
  document.getElementById("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    parts.forEach(part => part.paint?.());
  });
  choose({});
  document.documentElement.dataset.ready = "true";
}

start();
