// What the pictures have in common: elements, tips, exports.

/** An element: el("p", {class: "x"}, "text", child). */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null));
  return element;
}

function table(head, rows, options = {}) {
  const cells = (row, name) => row.map((cell, i) =>
    el(name, { class: (options.text ?? [0]).includes(i) ? "text" : null, scope: name === "th" ? "col" : null }, cell));
  return el("table", { "aria-label": options.label ?? null },
    el("thead", {}, el("tr", {}, cells(head, "th"))),
    el("tbody", {}, rows.map(row => el("tr", {}, cells(row, "td")))));
}

/** A section of the page, with a line that says what is to be seen. */
function section(id, title, ...lead) {
  const element = el("section", { id, "aria-labelledby": id + "-title" }, el("h2", { id: id + "-title" }, title),
    lead.map(text => typeof text === "string" ? el("p", {}, text) : text));
  document.getElementById("main").append(element);
  document.getElementById("contents").append(el("a", { href: "#" + id }, title.split(":")[0]));
  return element;
}

/** A picture with its caption and exports. csv gives rows of cells. */
function figure(parent, name, caption, csv, pictures = true) {
  const body = el("div", { class: "picture" });
  const button = (kind, action) => el("button", { type: "button", "data-export": kind, onclick: action,
    "aria-label": kind + " of: " + name }, kind);
  const svg = () => body.querySelector("svg.whole") ?? pictureOf(body);
  const box = el("figure", { "data-name": name },
    el("figcaption", {}, el("span", {}, caption), el("span", { class: "exports" },
      pictures ? button("SVG", () => save(name + ".svg", svgText(svg()), "image/svg+xml")) : null,
      pictures ? button("PNG", () => savePng(name + ".png", svg())) : null,
      button("CSV", () => save(name + ".csv", csvText(csv()), "text/csv")))), body);
  parent.append(box);
  return body;
}

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

const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

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

const tip = document.getElementById("tip");

function showTip(event, text) {
  tip.textContent = text;
  tip.hidden = false;
  const x = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
  const y = Math.min(event.clientY + 14, innerHeight - tip.offsetHeight - 8);
  tip.style.left = x + "px";
  tip.style.top = y + "px";
}

const hideTip = () => { tip.hidden = true; };
const say = text => { document.getElementById("live").textContent = text; };

/** An empty drawing with a text that stands for it. */
function drawing(body, width, height, label) {
  body.replaceChildren();
  return d3.select(body).append("svg").attr("class", "whole").attr("viewBox", [0, 0, width, height])
    .attr("width", width).attr("role", "img").attr("aria-label", label);
}

/** Lines over a common x. series: [{name, colour, values: [{x, y}], dash}]. */
function lineChart(body, label, xName, yName, series, options = {}) {
  const width = 540, height = 260, m = { left: 62, right: 14, top: 16 + 15 * series.length, bottom: 40 };
  const svg = drawing(body, width, height, label);
  const all = series.flatMap(s => s.values);
  const x = (options.logX ? d3.scaleLog() : d3.scaleLinear()).domain(d3.extent(all, d => d.x)).range([m.left, width - m.right]);
  const y = (options.logY ? d3.scaleLog().domain([Math.max(1e-9, d3.min(all, d => d.y)), d3.max(all, d => d.y) || 1])
    : d3.scaleLinear().domain([0, d3.max(all, d => d.y) || 1])).range([height - m.bottom, m.top]).nice();
  const axis = g => { g.selectAll("path,line").style("stroke", "var(--line)"); g.selectAll("text").attr("class", "quiet").style("font-size", "11px"); };
  const ticks = options.logX ? [...new Set(all.map(d => d.x))] : null;
  svg.append("g").attr("transform", `translate(0,${height - m.bottom})`)
    .call(ticks ? d3.axisBottom(x).tickValues(ticks).tickFormat(d3.format("d")) : d3.axisBottom(x).tickValues(x.ticks(6).filter(Number.isInteger)).tickFormat(d3.format("d"))).call(axis);
  svg.append("g").attr("transform", `translate(${m.left},0)`).call(d3.axisLeft(y).ticks(5, options.format ?? "~s")).call(axis);
  svg.append("text").attr("class", "quiet").attr("x", width - m.right).attr("y", height - 6).attr("text-anchor", "end").text(xName);
  svg.append("text").attr("class", "quiet").attr("x", 4).attr("y", 12).text(yName);
  series.forEach((s, i) => {
    svg.append("path").datum(s.values).attr("d", d3.line(d => x(d.x), d => y(Math.max(d.y, 1e-9)))).style("fill", "none")
      .style("stroke", `var(${s.colour})`).style("stroke-width", 2).attr("stroke-dasharray", s.dash ?? null);
    svg.append("g").selectAll("circle").data(s.values).join("circle").attr("cx", d => x(d.x)).attr("cy", d => y(Math.max(d.y, 1e-9)))
      .attr("r", s.values.length > 60 ? 1.5 : 3.5).style("fill", `var(${s.colour})`)
      .on("pointermove", (event, d) => showTip(event, `${s.name}\n${xName} ${d.x}: ${+d.y.toPrecision(5)} ${yName}`)).on("pointerleave", hideTip);
    svg.append("text").attr("x", m.left + 60).attr("y", 12 + 15 * i).style("fill", `var(${s.colour})`).text((s.dash ? "┄ " : "━ ") + s.name);
  });
  return svg;
}
