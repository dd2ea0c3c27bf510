// Tokens: the text cut into pieces, how the pieces merged, and the row of the table that each token starts as.

function tokenStrip(parent, pick) {
  const direction = getComputedStyle(document.getElementById("prompt")).direction;
  const strip = el("div", { class: "strip", role: "toolbar", "aria-label": "Tokens: arrow keys move, Enter chooses the token that looks", dir: direction });
  data.tokens.forEach((id, p) => {
    const made = p >= data.prompt_tokens;
    strip.append(el("button", {
      type: "button", class: "token" + (made ? " made" : ""), "data-position": p, tabindex: p === 0 ? 0 : -1,
      "aria-pressed": "false", "aria-label": `${p}: ${tokenAt(p)}, id ${id}${made ? ", generated" : ""}`, onclick: () => pick(Math.min(p, P - 1)),
    }, el("span", { dir: "auto" }, tokenAt(p)), el("small", {}, String(id))));
  });
  tips(d3.select(strip).selectAll("button").data(data.tokens.map((id, p) => `position ${p}, id ${id}${p >= data.prompt_tokens ? ", generated" : ""}`)), text => text);
  strip.addEventListener("keydown", event => {
    const move = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10, Home: -1e9, End: 1e9 }[event.key];
    if (!move) return;
    const sign = direction === "rtl" && Math.abs(move) === 1 ? -1 : 1;
    const now = Number(document.activeElement.dataset.position ?? 0);
    const next = strip.children[Math.max(0, Math.min(strip.children.length - 1, now + sign * move))];
    strip.querySelectorAll("[tabindex='0']").forEach(b => { b.tabIndex = -1; });
    next.tabIndex = 0;
    next.focus();
    event.preventDefault();
  });
  parent.append(strip);
  return strip;
}

function merges(s) {
  const pieces = (data.steps ?? []).filter(step => step.step === "piece" && step.merges.length > 0);
  if (pieces.length === 0) return;
  s.append(el("h3", {}, "How they merged"), el("p", {}, "The tokenizer starts with the smallest pieces and makes the merge with the lowest rank first, again and again, until none is left." + (pieces.some(p => p.text.startsWith("Ġ")) ? " Ġ is how it writes a space." : "")));
  const longest = d3.maxIndex(pieces, p => p.merges.length);
  const choice = el("select", { id: "piece" }, pieces.map((p, i) => el("option", { value: i, selected: i === longest }, `“${visible(p.text)}”`)));
  const body = figure(s, "merges", el("label", {}, "Piece ", choice), () => [["piece", "rank", "left", "right", "result"],
    ...pieces.flatMap(p => p.merges.map(m => [p.text, m.rank, m.left, m.right, m.piece]))], { pictures: false });
  const draw = () => {
    const piece = pieces[choice.value], now = piece.start.map(x => x.piece);
    const lines = [["start", "", now.join(" │ ")]];
    piece.merges.forEach((m, i) => {
      const at = now.findIndex((x, j) => x === m.left && now[j + 1] === m.right);
      if (at >= 0) now.splice(at, 2, m.left + m.right);
      lines.push([String(i + 1), `${m.left} + ${m.right}   rank ${number(m.rank)}`, now.join(" │ ")]);
    });
    body.replaceChildren(table(["step", "merge", "pieces after it"], lines, { text: [0, 1, 2], label: "Merges of one piece" }));
  };
  choice.addEventListener("change", draw);
  draw();
}

/** The first vector of a token: its row of the table, or null where it was not kept. */
const embedding = p => data.lens.find(c => c.position === p)?.embedding ?? null;

function tokensSection(pick) {
  const s = section("tokens", "Tokens: text is cut into pieces",
    "A model reads no letters. Its tokenizer cuts the text into tokens, and each has an id. A token in the middle of a text carries its space: “·dog” is another token than “dog”. A thick green frame: this token was generated, [one per pass](#next). Choose the token that looks: [attention](#attention), [its cell](#cell) and [its layers](#layers) follow.");
  const rows = () => [["position", "id", "text", "generated"], ...data.tokens.map((id, p) => [p, id, data.names[id] ?? "", p >= data.prompt_tokens])];
  const strip = tokenStrip(figure(s, "tokens", `${number(data.prompt_tokens)} tokens of the prompt, ${number(data.tokens.length - data.prompt_tokens)} new`, rows, { pictures: false }), pick);
  const bytes = data.tokens.filter(id => /^<[0-9A-F]{2}( [0-9A-F]{2})*>$/.test(data.names[id]));
  if (bytes.length > 0) s.append(el("p", {}, `${number(bytes.length)} tokens, such as ${data.names[bytes[0]]}, are single bytes, or some, of a character for which the vocabulary has no token: several of them make one character (byte fallback).`));
  merges(s);
  const added = (data.steps ?? []).filter(step => step.step === "special");
  if (added.length > 0) s.append(el("p", {}, `Special tokens around or in the text: ${added.map(x => x.piece).join(" ")}. A chat template adds more of them: `, el("code", {}, "kvasir template"), " shows it."));
  s.append(el("h3", {}, "Embedding: what a token starts as"), linked(`The id is the number of a row in a table of ${number(data.model.vocabulary)} rows. The token starts as that row, a vector of ${number(data.model.width)} numbers; [the layers](#layers) change it on its way.`));
  const body = figure(s, "embedding", "The vector of the token that looks, before the first layer", () => [["d", "value"], ...Array.from(now ?? [], (x, d) => [d, x])]);
  let now = null;
  return {
    show({ query }) {
      strip.querySelectorAll("[aria-pressed='true']").forEach(b => b.setAttribute("aria-pressed", "false"));
      strip.children[query].setAttribute("aria-pressed", "true");
      const entry = embedding(query);
      now = entry && (entry.decoded ??= decode(entry));
      if (now) stripes(body, `Row ${data.tokens[query]} of the table, ${tokenAt(query)}: ${now.length} numbers from ${fixed(Math.min(...now), 3)} to ${fixed(Math.max(...now), 3)}`, [{ name: `row ${data.tokens[query]}, ${tokenAt(query, 12)}`, values: now }]);
      else body.replaceChildren(el("p", {}, `The rows of the tokens before ${number(data.lens[0].position)} are not in this page.`));
    },
  };
}
