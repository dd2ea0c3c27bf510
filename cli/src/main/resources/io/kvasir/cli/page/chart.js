// What the pictures have in common: elements, figures with their numbers, tips, axes.

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

/** A paragraph, or another element, whose [words](#section) are links. */
function linked(text, name = "p", attributes = {}) {
  return el(name, attributes, text.split(/(\[[^\]]+\]\(#[^)]+\))/).map(part => {
    const link = /^\[(.+)\]\((#.+)\)$/.exec(part);
    return link ? el("a", { href: link[2] }, link[1]) : part;
  }));
}

function table(head, rows, options = {}) {
  const cells = (row, name) => row.map((cell, i) =>
    el(name, { class: (options.text ?? [0]).includes(i) ? "text" : null, scope: name === "th" ? "col" : null }, cell));
  return el("table", { "aria-label": options.label ?? null },
    el("thead", {}, el("tr", {}, cells(head, "th"))),
    el("tbody", {}, rows.map(row => el("tr", {}, cells(row, "td")))));
}

/** A box that scrolls, also by keyboard. */
const scroller = (label, ...children) => el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, ...children);

/** A section of the page, with lines that say what is to be seen. */
function section(id, title, ...lead) {
  const element = el("section", { id, "aria-labelledby": id + "-title" }, el("h2", { id: id + "-title" }, title), lead.map(text => linked(text)));
  document.getElementById("main").append(element);
  document.getElementById("contents").append(el("a", { href: "#" + id }, title.split(":")[0]));
  return element;
}

const MOST_ROWS = 200;

/**
 * A picture with its caption, exports, and its numbers as a table for who cannot see or point at it.
 * csv gives rows of cells, options.numbers those of the table where all would be too many.
 */
function figure(parent, name, caption, csv, options = {}) {
  const pictures = options.pictures ?? true, body = el("div", { class: "picture" }), numbers = el("div", { class: "numbers", hidden: true });
  const button = (kind, action) => el("button", { type: "button", "data-export": kind, onclick: action, "aria-label": `${kind} of: ${name}` }, kind);
  const svg = () => body.querySelector("svg.whole") ?? pictureOf(body);
  const fill = () => {
    const [head, ...rows] = (options.numbers ?? csv)(), cell = x => typeof x === "number" && !Number.isInteger(x) ? String(+x.toPrecision(5)) : visible(String(x ?? ""));
    const text = head.map((_, i) => i).filter(i => rows.some(row => typeof row[i] === "string" && row[i] !== ""));
    numbers.replaceChildren(scroller("Numbers of: " + name, table(head, rows.slice(0, MOST_ROWS).map(row => row.map(cell)), { text, label: name })),
      ...rows.length > MOST_ROWS ? [el("p", {}, `${number(rows.length - MOST_ROWS)} more rows are in the CSV.`)] : []);
  };
  const toggle = el("button", { type: "button", class: "toggle", "aria-expanded": "false", "aria-label": "Table of: " + name, onclick: () => {
    numbers.hidden = !numbers.hidden;
    toggle.setAttribute("aria-expanded", String(!numbers.hidden));
    if (!numbers.hidden) fill();
  } }, "Table");
  if (pictures) new MutationObserver(() => { if (!numbers.hidden) fill(); }).observe(body, { childList: true });
  parent.append(el("figure", { "data-name": name, "aria-labelledby": name + "-caption" },
    el("figcaption", {}, el("span", { id: name + "-caption" }, caption), el("span", { class: "exports" }, pictures ? toggle : null,
      pictures ? button("SVG", () => save(name + ".svg", svgText(svg()), "image/svg+xml")) : null,
      pictures ? button("PNG", () => savePng(name + ".png", svg())) : null,
      button("CSV", () => save(name + ".csv", csvText(csv()), "text/csv")))), el("div", {}, body, numbers)));
  return body;
}

const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();


const tip = document.getElementById("tip");

/** A tip beside the pointer; above a finger, which would hide it. */
function showTip(event, text) {
  tip.textContent = text;
  tip.hidden = false;
  tip.from = scrollY;
  const touch = event.pointerType === "touch", below = event.clientY + 14;
  const y = touch ? event.clientY - tip.offsetHeight - 22 : Math.min(below, innerHeight - tip.offsetHeight - 8);
  tip.style.left = Math.max(4, Math.min(event.clientX + (touch ? -30 : 14), innerWidth - tip.offsetWidth - 8)) + "px";
  tip.style.top = (y < 4 ? below : y) + "px";
}

const hideTip = () => { tip.hidden = true; };
document.addEventListener("pointerdown", hideTip, true);
document.addEventListener("keydown", event => { if (event.key === "Escape") hideTip(); });
addEventListener("scroll", () => { if (Math.abs(scrollY - tip.from) > 40) hideTip(); }, { passive: true });

/** Tips where the pointer is; a tap shows one too, and it stays until the next tap. */
function tips(selection, text) {
  return selection.on("pointermove pointerdown", (event, d) => showTip(event, text(d)))
    .on("pointerleave", event => { if (event.pointerType !== "touch") hideTip(); });
}

const say = text => { document.getElementById("live").textContent = text; };

/** Pixels that a drawing may be wide. */
const room = body => Math.max(280, body.clientWidth || 640);

/** An empty drawing with a text that stands for it. */
function drawing(body, width, height, label) {
  body.replaceChildren();
  return d3.select(body).append("svg").attr("class", "whole").attr("viewBox", [0, 0, width, height])
    .attr("width", width).attr("role", "img").attr("aria-label", label);
}

/** Ticks and their words, quiet. */
function axis(svg, x, y, scale) {
  const g = svg.append("g").attr("transform", `translate(${x},${y})`).call(scale);
  g.selectAll("path,line").style("stroke", "var(--line)");
  g.selectAll("text").attr("class", "quiet").style("font-size", "12px");
}

/** Bars over names. list: [{name, value, tip, on}]. */
function barChart(body, label, yName, list, options = {}) {
  const left = 52, step = Math.max(7, Math.min(options.widest ?? 44, (room(body) - left - 8) / list.length)), height = 170;
  const svg = drawing(body, left + list.length * step + 8, height, label);
  const y = d3.scaleLinear([0, options.most ?? (d3.max(list, d => d.value) || 1)], [height - 26, 22]).nice();
  axis(svg, left - 6, 0, d3.axisLeft(y).ticks(4, options.format));
  svg.append("text").attr("class", "quiet").attr("x", 0).attr("y", 12).text(yName);
  tips(svg.append("g").selectAll("rect").data(list).join("rect").attr("x", (_, i) => left + i * step).attr("y", d => y(d.value)).attr("width", step - 2)
    .attr("height", d => Math.max(1, y(0) - y(d.value))).style("fill", d => d.on ? "var(--accent)" : "var(--weight)"), d => d.tip);
  const every = Math.ceil(26 / step);
  svg.append("g").selectAll("text").data(list).join("text").attr("class", d => d.on ? null : "quiet").attr("text-anchor", "middle").style("font-size", "11px").style("font-weight", d => d.on ? 700 : 400)
    .attr("x", (_, i) => left + i * step + step / 2 - 1).attr("y", height - 10).text((d, i) => d.on || i % every === 0 && !list.some((o, j) => o.on && Math.abs(i - j) < every) ? d.name : "");
}

/** Lines over a common x. series: [{name, colour, values: [{x, y}], dash}]. */
function lineChart(body, label, xName, yName, series, options = {}) {
  const legend = series.length > 1 ? series.length : 0;
  const width = Math.min(540, room(body)), height = 250, m = { left: 56, right: 16, top: 26 + 16 * legend, bottom: 42 };
  const svg = drawing(body, width, height, label);
  const all = series.flatMap(s => s.values);
  const x = (options.logX ? d3.scaleLog() : d3.scaleLinear()).domain(d3.extent(all, d => d.x)).range([m.left, width - m.right]);
  const ends = [height - m.bottom, m.top];
  const y = (options.logY ? d3.scaleLog().domain([Math.max(1e-9, d3.min(all, d => d.y)), Math.max(10, d3.max(all, d => d.y))])
    : d3.scaleLinear().domain([0, d3.max(all, d => d.y) || 1])).range(options.bestOnTop ? ends.reverse() : ends).nice();
  const numbers = [...new Set(all.map(d => d.x))], places = options.logX ? numbers : x.ticks(Math.min(6, width / 60)).filter(Number.isInteger);
  axis(svg, 0, height - m.bottom, d3.axisBottom(x).tickValues(places.length ? places : numbers).tickFormat(options.xFormat ?? d3.format("d")));
  axis(svg, m.left, 0, options.logY ? d3.axisLeft(y).tickValues(y.ticks().filter(v => Number.isInteger(Math.log10(v)))).tickFormat(d3.format("~s")) : d3.axisLeft(y).ticks(5, options.format ?? "~s"));
  svg.append("text").attr("class", "quiet").attr("x", width - m.right).attr("y", height - 6).attr("text-anchor", "end").text(xName);
  svg.append("text").attr("class", "quiet").attr("x", 0).attr("y", 12).text(yName);
  series.forEach((s, i) => {
    svg.append("path").datum(s.values).attr("d", d3.line(d => x(d.x), d => y(Math.max(d.y, 1e-9)))).style("fill", "none")
      .style("stroke", `var(${s.colour})`).style("stroke-width", 2).attr("stroke-dasharray", s.dash ?? null);
    tips(svg.append("g").selectAll("circle").data(s.values).join("circle").attr("cx", d => x(d.x)).attr("cy", d => y(Math.max(d.y, 1e-9)))
      .attr("r", s.values.length > 60 ? 1.5 : 4).style("fill", `var(${s.colour})`), d => `${s.name}\n${xName} ${d.x}: ${+d.y.toPrecision(5)} ${yName}`);
    if (!legend) return;
    svg.append("line").attr("x1", m.left + 4).attr("x2", m.left + 32).attr("y1", 24 + 16 * i).attr("y2", 24 + 16 * i).style("stroke", `var(${s.colour})`).style("stroke-width", 2).attr("stroke-dasharray", s.dash ?? null);
    svg.append("text").attr("x", m.left + 38).attr("y", 28 + 16 * i).text(s.name);
  });
  return svg;
}
