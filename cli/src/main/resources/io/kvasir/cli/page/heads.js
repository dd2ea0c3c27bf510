// Every head as a small matrix, in frames that show who shares keys and values.

function thumbnail(head) {
  const size = 44, canvas = el("canvas", { width: size * 2, height: size * 2, style: `width:${size}px;height:${size}px`, "data-name": `layer ${head.layer} head ${head.head}` });
  canvas.paint = () => {
    const context = canvas.getContext("2d"), n = P, scale = 2 * size / n, dot = Math.max(scale, 1.2);
    context.clearRect(0, 0, 2 * size, 2 * size);
    context.fillStyle = css("--soft");
    context.fill(new Path2D(`M0 0L${2 * size} ${2 * size}H0z`));
    context.fillStyle = css("--weight");
    const step = Math.max(1, Math.floor(n / 200));
    for (let q = 0; q < n; q += step) {
      head.each(q, (k, w) => { if (w > 0.03) { context.globalAlpha = Math.min(1, w * 1.2); context.fillRect(k * scale, q * scale, dot, dot * step); } });
    }
    context.globalAlpha = 1;
  };
  canvas.paint();
  return canvas;
}

function grid(body, state, choose) {
  const groupSize = layer => layer.query_heads / layer.key_value_heads;
  const perPage = 12;
  const pages = Math.ceil(layers.length / perPage);
  const show = page => {
    box.replaceChildren();
    layers.slice(page * perPage, (page + 1) * perPage).forEach((layer, i) => {
      const at = page * perPage + i, row = el("div", { class: "layer" }, el("b", {}, `layer ${at}`)), groups = el("div", { class: "groups" });
      if (layer.query_heads === 0) groups.append(el("span", {}, `${layer.kind}: no attention. A state of ${number(layer.state_floats)} floats carries the past from token to token.`));
      else if (!keptLayers.includes(at)) groups.append(el("span", {}, `${layer.kind}, ${layer.query_heads} heads: left out of this page`));
      else for (let g = 0; g < layer.key_value_heads; g++) {
        const members = layer.kind === "MLA" ? layer.query_heads : groupSize(layer);
        const box = el("span", { class: "group" }, el("small", {}, layer.kind === "MLA" ? "latent" : `K V ${g}`));
        for (let h = g * members; h < (g + 1) * members; h++) {
          const head = heads.get(at + "." + h);
          if (head) box.append(el("button", { type: "button", class: "head", "data-layer": at, "data-head": h, "aria-pressed": "false",
            "aria-label": `Layer ${at}, head ${h}, mean entropy ${d3.mean(head.entropy).toFixed(2)} nats`, onclick: () => choose({ layer: at, head: h }) },
            thumbnail(head), el("span", {}, `${at}.${h}`)));
        }
        groups.append(box);
      }
      if (layer.query_heads > 0) groups.append(el("span", { class: "tag" }, layer.kind + (layer.window ? `, window ${layer.window}` : "")));
      row.append(groups);
      box.append(row);
    });
    mark(state());
  };
  const box = el("div", {});
  const mark = now => box.querySelectorAll(".head").forEach(b => b.setAttribute("aria-pressed", String(+b.dataset.layer === now.layer && +b.dataset.head === now.head)));
  if (pages > 1) body.append(el("label", {}, "Layers ", el("select", { id: "pages", onchange: event => show(+event.target.value) },
    d3.range(pages).map(p => el("option", { value: p }, `${p * perPage} to ${Math.min(layers.length, (p + 1) * perPage) - 1}`)))));
  body.append(box);
  show(0);
  return { mark, paint: () => box.querySelectorAll("canvas").forEach(c => c.paint()) };
}
