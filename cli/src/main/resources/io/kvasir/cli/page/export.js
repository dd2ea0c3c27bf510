// Exports: every picture as SVG and PNG, its numbers as CSV.

function csvText(rows) {
  const cell = x => /[",\n]/.test(String(x)) ? '"' + String(x).replaceAll('"', '""') + '"' : String(x ?? "");
  return rows.map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** A picture that can stand alone: what the page's style gives is written into it. */
function svgText(svg) {
  const copy = svg.cloneNode(true);
  const from = [svg, ...svg.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
  const names = ["fill", "stroke", "stroke-width", "opacity", "fill-opacity", "stroke-opacity", "font-size", "font-family", "font-weight", "text-anchor"];
  if (svg.isConnected) {
    from.forEach((element, i) => {
      const style = getComputedStyle(element);
      names.forEach(name => to[i].setAttribute(name, style.getPropertyValue(name)));
      to[i].removeAttribute("style");
    });
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const box = svg.viewBox.baseVal;
  copy.setAttribute("width", box.width);
  copy.setAttribute("height", box.height);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [k, v] of Object.entries({ x: box.x, y: box.y, width: box.width, height: box.height, fill: css("--panel") })) ground.setAttribute(k, v);
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
}

/** The small pictures of several canvases as one. */
function pictureOf(body) {
  const canvases = [...body.querySelectorAll("canvas")];
  const across = Math.max(1, Math.ceil(Math.sqrt(canvases.length * 1.6))), step = 64;
  const svg = d3.create("svg").attr("viewBox", [0, 0, across * step, Math.ceil(canvases.length / across) * (step + 14)]);
  canvases.forEach((canvas, i) => {
    const x = i % across * step, y = Math.floor(i / across) * (step + 14);
    svg.append("image").attr("x", x + 2).attr("y", y + 12).attr("width", step - 4).attr("height", step - 4).attr("href", canvas.toDataURL());
    svg.append("text").attr("x", x + 2).attr("y", y + 10).attr("font-size", 9).attr("fill", css("--ink")).attr("font-family", "sans-serif").text(canvas.dataset.name);
  });
  return svg.node();
}

function save(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

function savePng(name, svg) {
  const box = svg.viewBox.baseVal, scale = Math.min(2, 4000 / Math.max(box.width, box.height));
  const image = new Image();
  image.onload = () => {
    const canvas = el("canvas", { width: Math.ceil(box.width * scale), height: Math.ceil(box.height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(blob => save(name, blob));
  };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgText(svg));
}
