// Puts the sections together: one choice of token, layer and head for all of them.

const state = { query: data.cell.query, layer: data.cell.layer, head: data.cell.head, key: null };
const chosen = id => document.getElementById(id);
let parts = [];

function choose(change) {
  Object.assign(state, { key: null }, change);
  state.query = Math.max(0, Math.min(P - 1, Math.trunc(state.query) || 0));
  const count = layers[state.layer].query_heads;
  state.head = Math.max(0, Math.min(Math.max(0, count - 1), state.head));
  chosen("query").value = state.query;
  chosen("looks").textContent = tokenAt(state.query, 14);
  chosen("layer").value = state.layer;
  chosen("head").replaceChildren(...d3.range(count).map(h => el("option", { value: h, selected: h === state.head }, String(h))));
  chosen("head").disabled = count === 0;
  parts.forEach(part => part.show(state));
  say(`Token ${state.query} ${tokenAt(state.query)}, layer ${state.layer}, head ${state.head}`);
}

function caveats() {
  const s = section("caveats", "Caveats: what this does not show");
  const e = data.experiments, seconds = data.seconds;
  s.append(el("ul", {}, [
    "[Attention](#attention) shows what was blended, not why: a head can look at a token and take nothing that matters from it, and what it takes may be undone later. [Switching it off](#cause) is evidence of cause; a picture is not.",
    "[The lens](#layers) reads early layers with a matrix that was made for the last one. What it says there is a reading, not a thought.",
    "[A head that scores](#found) high on one text may do something else on another. Names of heads are short for scores.",
    "One part switched off alone says little about parts that stand in for one another.",
    "This page recomputes only [the worked cell](#cell) and [the sampler's chain](#next), from the engine's saved numbers, and shows the difference to the engine; bytes of [the cache](#cache) are counted. All else is the engine's own.",
  ].map(text => linked(text, "li"))));
  if (data.left_out.length) s.append(el("h3", {}, "Left out, to keep the page small"), el("ul", { id: "left-out" }, data.left_out.map(text => el("li", {}, text))));
  s.append(el("h3", {}, "What it took"), el("p", { id: "took" }, `Generating alone ${e.plain_seconds.toFixed(2)} s; generating while all that is shown was collected ${(seconds.traced_passes).toFixed(2)} s, and ${seconds.vectors.toFixed(2)} s for the vectors. Apart from that the page's experiments: lens ${seconds.lens.toFixed(2)} s, cache ${e.cost.seconds.toFixed(2)} s, switching off ${e.ablation.seconds.toFixed(2)} s, repeated text ${e.self_test.seconds.toFixed(2)} s, rounding ${e.quantisation.seconds.toFixed(2)} s.`),
    el("p", {}, "Pictures are drawn with D3 (ISC licence, in this file). Nothing was loaded from elsewhere."));
  return { show() {} };
}

function theme(name) {
  document.documentElement.dataset.theme = name;
  chosen("theme").textContent = name === "dark" ? "Light theme" : "Dark theme";
  parts.forEach(part => part.paint?.());
}

function head() {
  const prompt = chosen("prompt");
  prompt.append(data.text, el("span", { class: "made" }, data.new_text));
  if (prompt.textContent.length > 160) {
    prompt.classList.add("long");
    prompt.tabIndex = 0;
    prompt.scrollTop = prompt.scrollHeight; // what is new is at its end
  }
  const kinds = [...new Set(layers.map(l => l.kind))].join(", ");
  chosen("model").textContent = `${data.model.file.split(/[/\\]/).pop()}: ${number(data.model.parameters)} parameters, ${layers.length} layers (${kinds}), vocabulary ${number(data.model.vocabulary)}. ${data.new_text ? "What is green and underlined was generated." : ""}`;
}

/** Drawings are as wide as there is room; on paper all is light. */
function follow() {
  let width = innerWidth, before = null;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    parts.forEach(part => { part.draw?.(); part.show(state); });
  });
  addEventListener("beforeprint", () => { before = document.documentElement.dataset.theme; theme("light"); });
  addEventListener("afterprint", () => { if (before) theme(before); });
}

function start() {
  theme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  head();
  parts = [tokensSection(query => choose({ query })), attentionSection(() => state, choose), cellSection(choose), lensSection(), samplerSection(), cacheSection(), costSection(), causeSection(choose), quantisationSection(), caveats()];
  const query = chosen("query"), layer = chosen("layer"), number = chosen("head");
  query.max = P - 1;
  layer.append(...layers.map((l, i) => el("option", { value: i }, `${i} ${l.kind}`)));
  query.addEventListener("change", () => choose({ query: Number(query.value) }));
  layer.addEventListener("change", () => choose({ layer: Number(layer.value) }));
  number.addEventListener("change", () => choose({ head: Number(number.value) }));
  chosen("choice").addEventListener("submit", event => event.preventDefault());
  chosen("theme").addEventListener("click", () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  follow();
  choose({});
  say("");
  document.documentElement.dataset.ready = "true";
}

start();
