// One head as a matrix. Of a long text a square stands for several positions: the heaviest weight among them.

const BINS = 14;
const MOST_SQUARES = 300;

/** The heaviest weight of each square of so many positions, row by row. */
function squares(head, block, m) {
  const grid = new Float32Array(m * m);
  for (let q = 0; q < P; q++) {
    const row = Math.floor(q / block) * m;
    head.each(q, (k, w) => { const at = row + Math.floor(k / block); if (w > grid[at]) grid[at] = w; });
  }
  return grid;
}

/** The squares as one path per strength. */
function binned(grid, m) {
  const paths = Array.from({ length: BINS + 1 }, () => []);
  grid.forEach((w, i) => { if (w > 0.004) paths[Math.min(BINS, Math.ceil(w * BINS))].push(`M${i % m} ${Math.floor(i / m)}h1v1h-1z`); });
  return paths;
}

function weightText(head, q, k) {
  const w = head.weight(q, k);
  const value = k > q ? "masked: it comes later" : w !== null ? `weight ${w.toFixed(4)}` : firstKey(head.layer, q) > k ? "outside of the window" : "among the small weights that were left out";
  return `${q} “${tokenAt(q)}” looks at ${k} “${tokenAt(k)}”: ${value}`;
}

/** The heaviest weight of the square that a position is in. */
function heaviestNear(head, q, k, block) {
  let best = { q, k }, most = -1;
  const q0 = q - q % block, k0 = k - k % block;
  for (let i = q0; i < Math.min(P, q0 + block); i++) {
    head.each(i, (j, w) => { if (j >= k0 && j < k0 + block && w > most) { most = w; best = { q: i, k: j }; } });
  }
  return best;
}

function matrix(body, head, state, choose) {
  const n = P, named = n <= 32, margin = named ? 84 : 30, right = named ? 44 : 6, hadFocus = body.contains(document.activeElement);
  const size = Math.min(600, room(body) - margin - right, Math.max(260, n * 22)), cell = size / n;
  const block = Math.ceil(n / MOST_SQUARES), m = Math.ceil(n / block), square = cell * block;
  const svg = drawing(body, size + margin + right, size + margin + 4,
    `Matrix of layer ${head.layer}, head ${head.head}: rows are the tokens that look, columns what they look at. Arrow keys read single weights, Enter chooses the token that looks.`);
  svg.attr("tabindex", 0).attr("role", "application").attr("id", "matrix").attr("aria-describedby", "reading");
  const plot = svg.append("g").attr("transform", `translate(${margin},${margin})`);
  plot.append("path").attr("d", "M0 0" + d3.range(m).map(i => { const s = Math.min(square, size - i * square); return `h${s}v${s}`; }).join("") + "H0z").style("fill", "var(--soft)");
  const cells = plot.append("g").attr("transform", `scale(${square})`);
  binned(squares(head, block, m), m).forEach((path, i) => {
    if (path.length) cells.append("path").attr("d", path.join("")).style("fill", "var(--weight)").style("fill-opacity", i / BINS);
  });
  const labels = svg.append("g");
  if (named) {
    for (let p = 0; p < n; p++) {
      const weight = p === state.query ? 700 : 400;
      labels.append("text").attr("x", margin - 5).attr("y", margin + (p + 0.5) * cell + 4).attr("text-anchor", "end").style("font-weight", weight).text(tokenAt(p, 11));
      labels.append("text").attr("transform", `translate(${margin + (p + 0.5) * cell + 4},${margin - 5}) rotate(-60)`).text(tokenAt(p, 10));
    }
  } else {
    labels.append("text").attr("class", "quiet").attr("x", margin).attr("y", margin - 10).text(`is looked at → positions 0 to ${n - 1}`);
    labels.append("text").attr("class", "quiet").attr("transform", `translate(${margin - 10},${margin + size}) rotate(-90)`).text("looks →");
  }
  const frame = (width, stroke) => plot.append("rect").attr("width", width).attr("height", Math.max(cell, 3)).style("fill", "none").style("stroke", "var(--accent)").style("stroke-width", stroke).style("pointer-events", "none");
  frame(Math.max(cell, (state.query + 1) * cell), 1.5).attr("y", state.query * cell);
  const mark = frame(Math.max(cell, 5), 2.5).attr("id", "mark");
  let at = { q: state.query, k: state.key ?? head.heaviest(state.query, 1)[0]?.key ?? 0 };
  const text = () => weightText(head, at.q, at.k);
  const move = (q, k) => {
    at = { q: Math.max(0, Math.min(n - 1, q)), k: Math.max(0, Math.min(n - 1, k)) };
    mark.attr("x", at.k * cell).attr("y", at.q * cell);
    document.getElementById("reading").textContent = text();
  };
  const point = event => {
    const [x, y] = d3.pointer(event, plot.node()), q = Math.floor(y / cell), k = Math.floor(x / cell);
    if (q < 0 || k < 0 || q >= n || k >= n) return false;
    const best = block > 1 && k <= q ? heaviestNear(head, q, k, block) : { q, k };
    move(best.q, best.k);
    return true;
  };
  svg.on("pointermove pointerdown", event => { if (point(event)) showTip(event, text()); })
    .on("pointerleave", event => { if (event.pointerType !== "touch") hideTip(); })
    .on("click", event => { if (point(event)) choose({ query: at.q, key: at.k }); })
    .on("keydown", event => {
      const d = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
      if (d) { move(at.q + d[0], at.k + d[1]); say(text()); event.preventDefault(); }
      if (event.key === "Enter") choose({ query: at.q, key: at.k });
    });
  move(at.q, at.k);
  if (hadFocus) svg.node().focus({ preventScroll: true });
  if (block > 1) body.append(el("p", { class: "note" }, `Each square is the heaviest of ${block} × ${block} weights. The arrow keys read single ones.`));
}
