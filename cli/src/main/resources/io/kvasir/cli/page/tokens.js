// Tokens: the text cut into pieces, and how the pieces merged.

function tokenStrip(parent, pick) {
  const strip = el("div", { class: "strip", role: "toolbar", "aria-label": "Tokens: arrow keys move, Enter chooses the token that looks", dir: "auto" });
  data.tokens.forEach((id, p) => {
    const made = p >= data.prompt_tokens;
    strip.append(el("button", {
      type: "button", class: "token" + (made ? " made" : ""), "data-position": p, tabindex: p === 0 ? 0 : -1,
      "aria-pressed": "false", "aria-label": `${p}: ${tokenAt(p)}, id ${id}${made ? ", generated" : ""}`,
      onclick: () => pick(p),
      onpointermove: event => showTip(event, `position ${p}, id ${id}${made ? ", generated" : ""}`), onpointerleave: hideTip,
    }, tokenAt(p), el("small", {}, String(id))));
  });
  strip.addEventListener("keydown", event => {
    const move = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10 }[event.key];
    if (!move) return;
    const sign = getComputedStyle(strip).direction === "rtl" && Math.abs(move) === 1 ? -1 : 1;
    const now = Number(document.activeElement.dataset.position ?? 0);
    const next = strip.children[Math.max(0, Math.min(strip.children.length - 1, now + sign * move))];
    strip.children[now].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    event.preventDefault();
  });
  parent.append(strip);
  return strip;
}

function tokensSection(pick) {
  const s = section("tokens", "Tokens: text is cut into pieces",
    "A model reads no letters. Its tokenizer cuts the text into tokens, and each has an id: the number of one row in a table, with which the token starts its way through the layers. A token in the middle of a text carries its space: “·dog” is another token than “dog”. Green frames: tokens that were generated, one per pass. Choose the token that looks; all sections follow.");
  const rows = () => [["position", "id", "text", "generated"], ...data.tokens.map((id, p) => [p, id, data.names[id] ?? "", p >= data.prompt_tokens])];
  const strip = tokenStrip(figure(s, "tokens", `${data.prompt_tokens} tokens of the prompt, ${data.tokens.length - data.prompt_tokens} new`, rows, false), pick);
  const pieces = (data.steps ?? []).filter(step => step.step === "piece" && step.merges.length > 0);
  if (pieces.length > 0) {
    s.append(el("h3", {}, "How they merged"), el("p", {}, "The tokenizer starts with the smallest pieces and makes the merge with the lowest rank first, again and again, until none is left."));
    const choice = el("select", { id: "piece", "aria-label": "Piece of the text" }, pieces.map((p, i) => el("option", { value: i }, JSON.stringify(p.text))));
    const body = figure(s, "merges", el("label", {}, "Piece ", choice), () => [["piece", "rank", "left", "right", "result"],
      ...pieces.flatMap(p => p.merges.map(m => [p.text, m.rank, m.left, m.right, m.piece]))], false);
    const draw = () => {
      const piece = pieces[choice.value];
      let now = piece.start.map(x => x.piece);
      const lines = [["", "", now.join(" │ ")]];
      piece.merges.forEach((m, i) => {
        const at = now.findIndex((x, j) => x === m.left && now[j + 1] === m.right);
        if (at >= 0) now.splice(at, 2, m.left + m.right);
        lines.push([String(i + 1), `${m.left} + ${m.right}   rank ${m.rank}`, now.join(" │ ")]);
      });
      body.replaceChildren(table(["step", "merge", "pieces after it"], lines, { text: [0, 1, 2], label: "Merges of one piece" }));
    };
    choice.addEventListener("change", draw);
    draw();
  }
  const bytes = data.tokens.filter(id => /^<[0-9A-F]{2}( [0-9A-F]{2})*>$/.test(data.names[id])).length;
  if (bytes > 0) s.append(el("p", {}, `${bytes} tokens are single bytes, or some, of a character for which the vocabulary has no token: <E2 82>.`));
  const added = (data.steps ?? []).filter(step => step.step === "special");
  if (added.length > 0) s.append(el("p", {}, `Special tokens around or in the text: ${added.map(x => x.piece).join(" ")}. A chat template adds more of them: kvasir template shows it.`));
  return { show(query) { [...strip.children].forEach((b, p) => b.setAttribute("aria-pressed", String(p === query))); } };
}
