"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { terms } = data;
  const $ = (id) => document.getElementById(id);
  const nodes = data.nodes.map(([id, label, x, y, degree, props], index) =>
    ({ id, label, x, y, degree, props, index, name: props.name || id, facts: [] }));
  const facts = data.facts.map(([id, type, s, t, props], index) =>
    ({ id, type, source: nodes[s], target: nodes[t], props, index }));
  for (const fact of facts) {
    fact.source.facts.push(fact);
    if (fact.target !== fact.source) fact.target.facts.push(fact);
  }
  const byId = new Map([...nodes, ...facts].map((thing) => [thing.id, thing]));
  const hidden = { label: new Set(), type: new Set() };
  const motion = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350;
  const GREY = "#7A7F87";

  // ---- words -------------------------------------------------------------------------------
  const term = (table, key) => terms[table][key] || { zh: "", en: key };
  const words = (table, key) => { const { zh, en } = term(table, key); return zh ? `${zh} ${en}` : en; };
  const colour = (label) => term("labels", label).colour || GREY;
  const number = (n) => n.toLocaleString("en-US");
  const folded = (text) => text.normalize("NFKC").toLowerCase();

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "onclick") element.addEventListener("click", value);
      else if (key === "class") element.className = value;
      else if (key === "colour") element.style.background = value;
      else element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }
  const bilingual = (table, key) => {
    const { zh, en } = term(table, key);
    return zh ? [zh, " ", make("small", {}, en)] : [en];
  };

  // ---- the drawing -------------------------------------------------------------------------
  const pairs = new Map();
  for (const { source, target } of facts) {
    const key = [source.index, target.index].sort().join();
    pairs.set(key, (pairs.get(key) || 0) + 1);
  }
  const parallel = ({ source, target }) =>
    source === target || pairs.get([source.index, target.index].sort().join()) > 1;

  // Sizes shrink more slowly than the drawing, so that a node can be seen from afar and is no disc near by.
  const spread = (zoom) => Math.pow(Math.max(zoom, 0.02), -0.62);
  const diameter = (degree) => 13 + 3.6 * Math.sqrt(Math.min(degree, 90));
  // Many edges are drawn as plain lines, which takes a fortieth of the time; arrows come with what is chosen.
  const many = facts.length > 3000;
  const arrow = { "curve-style": "straight", "target-arrow-shape": "triangle" };
  const plain = { "curve-style": "haystack", "haystack-radius": 0, "target-arrow-shape": "none" };
  const bow = (scale) => ({ "curve-style": "bezier", "control-point-step-size": 26 * scale, "loop-sweep": "40deg" });
  const sheet = (zoom) => {
    const scale = spread(zoom);
    return [
      { selector: "node", style: {
        width: (n) => diameter(n.data("degree")) * scale, height: (n) => diameter(n.data("degree")) * scale,
        "background-color": "data(colour)", "border-width": 1.2 * scale, "border-color": "#fff",
        "overlay-opacity": 0 } },
      { selector: "edge", style: {
        width: 1.1 * scale, "line-color": "#a9b0b9", "target-arrow-color": "#a9b0b9", "arrow-scale": 0.8,
        "overlay-opacity": 0, ...(many ? plain : arrow) } },
      { selector: many ? "edge.loop" : "edge.parallel", style: bow(scale) },
      { selector: ".hidden", style: { display: "none" } },
      { selector: ".faded", style: { opacity: 0.09 } },
      { selector: "edge.near", style: {
        width: 1.8 * scale, "line-color": "#6b7480", "target-arrow-color": "#6b7480", "z-index": 5, ...arrow } },
      { selector: "edge.near.parallel", style: bow(scale) },
      { selector: "node.chosen", style: { "border-width": 3.4 * scale, "border-color": "#1c2127", "z-index": 9 } },
      { selector: "edge.chosen", style: {
        width: 3.6 * scale, "line-color": "#1c2127", "target-arrow-color": "#1c2127", "z-index": 9 } },
      { selector: "edge.hover", style: { "line-color": "#1d4e9e", "target-arrow-color": "#1d4e9e", width: 3 * scale } },
    ];
  };

  cytoscape.warnings(false);  // it warns of each edge between nodes that overlap
  const cy = cytoscape({
    container: $("graph"),
    elements: [
      ...nodes.map((n) => ({ data: { id: `n${n.index}`, degree: n.degree, colour: colour(n.label), thing: n },
        position: { x: n.x, y: n.y } })),
      ...facts.map((f) => ({ data: { id: `f${f.index}`, source: `n${f.source.index}`, target: `n${f.target.index}`, thing: f },
        classes: [parallel(f) ? "parallel" : "", f.source === f.target ? "loop" : ""].join(" ") })),
    ],
    layout: { name: "preset" },
    style: sheet(1),
    minZoom: 0.01, maxZoom: 4, boxSelectionEnabled: false, selectionType: "single",
    hideEdgesOnViewport: facts.length > 4000, pixelRatio: "auto",
  });
  const shape = (thing) => cy.getElementById(`${thing.source ? "f" : "n"}${thing.index}`);
  let drawnFor = 0;
  function restyle() {
    const ratio = cy.zoom() / (drawnFor || 1e-9);
    if (ratio < 1.15 && ratio > 0.87) return;
    drawnFor = cy.zoom();
    cy.style(sheet(drawnFor));
  }
  let pending;
  cy.on("zoom", () => { clearTimeout(pending); pending = setTimeout(restyle, 90); });
  const fit = () => { cy.fit(cy.nodes(":visible"), 46); restyle(); };

  // ---- names: drawn over the graph at one size, the best connected first, none over another --
  const canvas = $("names");
  const pen = canvas.getContext("2d");
  const FONT = getComputedStyle(document.documentElement).fontFamily;
  const widths = new Map();
  const ranked = [...nodes].sort((a, b) => b.degree - a.degree || a.index - b.index);
  const short = (text, most) => { const c = [...text.replace(/\s+/g, " ")]; return c.length > most ? c.slice(0, most - 1).join("") + "…" : c.join(""); };
  function width(text, font) {
    const key = font + text;
    if (!widths.has(key)) { pen.font = font; widths.set(key, pen.measureText(text).width); }
    return widths.get(key);
  }
  class Room {
    constructor() { this.cells = new Set(); }
    take(left, top, right, bottom, force) {
      const wanted = [];
      for (let x = Math.floor(left / 8); x <= Math.floor(right / 8); x++) {
        for (let y = Math.floor(top / 8); y <= Math.floor(bottom / 8); y++) {
          const cell = x * 100003 + y;
          if (!force && this.cells.has(cell)) return false;
          wanted.push(cell);
        }
      }
      for (const cell of wanted) this.cells.add(cell);
      return true;
    }
  }
  function write(text, x, y, font, ink) {
    pen.font = font; pen.lineWidth = 3.5; pen.strokeStyle = "rgba(247,247,245,.94)"; pen.fillStyle = ink;
    pen.strokeText(text, x, y); pen.fillText(text, x, y);
  }
  function drawNames() {
    const ratio = devicePixelRatio || 1, w = canvas.clientWidth, h = canvas.clientHeight;
    if (canvas.width !== Math.round(w * ratio) || canvas.height !== Math.round(h * ratio)) {
      canvas.width = Math.round(w * ratio); canvas.height = Math.round(h * ratio);
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, w, h);
    pen.textAlign = "center"; pen.textBaseline = "middle"; pen.lineJoin = "round";
    const room = new Room(), zoom = cy.zoom(), pan = cy.pan(), grown = spread(drawnFor || zoom) * zoom;
    const first = ranked.filter((n) => lit.has(n)), rest = ranked.filter((n) => !lit.has(n));
    let left = 400;
    for (const node of lit.size ? first : rest) {
      if (hidden.label.has(node.label) || left <= 0) continue;
      const x = node.x * zoom + pan.x, y = node.y * zoom + pan.y, radius = diameter(node.degree) * grown / 2;
      if (x < -80 || y < -30 || x > w + 80 || y > h + 30) continue;
      if (node === chosen || nameAt(node, x, y, radius, room, w)) left -= 1;
    }
    if (chosen && !chosen.source) {
      const x = chosen.x * zoom + pan.x, y = chosen.y * zoom + pan.y;
      nameAt(chosen, x, y, diameter(chosen.degree) * grown / 2, room, w, true);
    }
    drawRoles(room, zoom, pan);
  }
  function nameAt(node, x, y, radius, room, w, force = false) {
    const big = node === chosen || node.degree >= prominent;
    const font = `${big ? 600 : 400} ${big ? 13.5 : 12.5}px ${FONT}`;
    const text = short(node.name, node === chosen ? 40 : 16), half = width(text, font) / 2;
    const at = force || lit.has(node) ? Math.min(Math.max(x, half + 6), w - half - 6) : x;
    const below = y + radius + 10;
    if (!force && (at - half < 2 || at + half > w - 2)) return false;
    if (!room.take(at - half - 3, below - 8, at + half + 3, below + 8, force)) return false;
    write(text, at, below, font, node === chosen ? "#000" : "#1c2127");
    return true;
  }
  function drawRoles(room, zoom, pan) {
    if (!chosen) return;
    const near = chosen.source ? [chosen] : chosen.facts;
    let left = 60;
    for (const fact of near) {
      if (left <= 0 || shape(fact).hasClass("hidden")) continue;
      const middle = shape(fact).midpoint(), x = middle.x * zoom + pan.x, y = middle.y * zoom + pan.y;
      const text = term("types", fact.type).zh || fact.type, font = `11px ${FONT}`, half = width(text, font) / 2;
      if (!Number.isFinite(x) || !room.take(x - half - 2, y - 7, x + half + 2, y + 7, chosen.source)) continue;
      write(text, x, y, font, "#4a5460");
      left -= 1;
    }
  }
  const prominent = ranked.length ? Math.max(4, ranked[Math.min(ranked.length - 1, 12)].degree) : 0;
  cy.on("render", drawNames);

  // ---- choosing ----------------------------------------------------------------------------
  let chosen = null;
  let lit = new Set();
  function choose(thing, { move = false, remember = true } = {}) {
    chosen = thing;
    lit = new Set(!thing ? [] : thing.source ? [thing.source, thing.target]
      : [thing, ...thing.facts.flatMap((f) => [f.source, f.target])]);
    cy.batch(() => {
      cy.elements().removeClass("faded near chosen");
      if (thing) {
        const edges = cy.collection(thing.source ? [shape(thing)] : thing.facts.map(shape));
        const around = cy.collection([...lit].map(shape)).union(edges);
        cy.elements().difference(around).addClass("faded");
        edges.addClass("near");
        shape(thing).addClass("chosen");
      }
    });
    show(thing);
    if (remember) location.hash = thing ? encodeURIComponent(thing.id) : "";
    if (thing) requestAnimationFrame(() => { cy.resize(); if (move) bring(thing); });
    else requestAnimationFrame(() => cy.resize());
  }
  function bring(thing) {
    const target = thing.source ? cy.collection([shape(thing.source), shape(thing.target)]) : shape(thing).closedNeighborhood();
    const seen = target.filter((e) => !e.hasClass("hidden"));
    const box = seen.boundingBox(), zoom = Math.min(1.3, Math.max(0.05, Math.min((cy.width() - 190) / box.w, (cy.height() - 200) / box.h)));
    const centre = { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 };
    const level = Number.isFinite(zoom) ? zoom : cy.zoom();
    cy.animate({ zoom: level, pan: { x: cy.width() / 2 - centre.x * level, y: cy.height() / 2 - centre.y * level } },
      { duration: motion, complete: restyle });
  }
  function reveal(thing) {
    const labels = thing.source ? [thing.source.label, thing.target.label] : [thing.label];
    for (const label of labels) hidden.label.delete(label);
    if (thing.source) hidden.type.delete(thing.type);
    filter();
  }
  const go = (thing) => { reveal(thing); choose(thing, { move: true }); };
  cy.on("tap", "node, edge", (event) => choose(event.target.data("thing")));
  cy.on("tap", (event) => { if (event.target === cy && chosen) choose(null); });
  addEventListener("hashchange", () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { /* not one of ours */ }
    const thing = byId.get(id) || null;
    if (thing !== chosen) { if (thing) reveal(thing); choose(thing, { move: true, remember: false }); }
  });

  // ---- pointing ----------------------------------------------------------------------------
  const tip = $("tip");
  cy.on("mouseover", "node, edge", ({ target }) => {
    const thing = target.data("thing");
    tip.textContent = thing.source
      ? `${thing.source.name} — ${words("types", thing.type)} → ${thing.target.name}` : `${thing.name} · ${words("labels", thing.label)}`;
    tip.hidden = false;
    if (thing.source) target.addClass("hover");
    $("graph").style.cursor = "pointer";
  });
  cy.on("mouseout", "node, edge", ({ target }) => { tip.hidden = true; target.removeClass("hover"); $("graph").style.cursor = ""; });
  cy.on("mousemove", ({ renderedPosition: at }) => {
    tip.style.left = `${Math.min(at.x + 14, cy.width() - tip.offsetWidth - 6)}px`;
    tip.style.top = `${Math.min(at.y + 14, cy.height() - tip.offsetHeight - 6)}px`;
  });
  cy.on("drag", "node", ({ target }) => { const n = target.data("thing"); ({ x: n.x, y: n.y } = target.position()); });

  // ---- details -----------------------------------------------------------------------------
  const ORDER = ["aliases", "status", "since", "until", "startDate", "endDate", "plannedStart", "start", "end",
    "precision", "support", "firstSeen", "lastSeen", "score", "origin"];
  const AS_HEADING = new Set(["name", "quotes"]);
  function value(key, v) {
    if (Array.isArray(v)) return v.join("、");
    if (key === "score") return `${(v * 100).toFixed(0)} %`;
    if (typeof v === "boolean") return v ? "是 yes" : "否 no";
    return terms.values[v] ? words("values", v) : String(v);
  }
  function table(props) {
    const keys = Object.keys(props).filter((k) => !AS_HEADING.has(k));
    const rank = (k) => (ORDER.indexOf(k) + 1) || 99;
    keys.sort((a, b) => rank(a) - rank(b));
    if (!keys.length) return "";
    return make("dl", {}, ...keys.flatMap((k) => [make("dt", {}, words("properties", k)), make("dd", {}, value(k, props[k]))]));
  }
  const dot = (label) => make("span", { class: "dot", colour: colour(label) });
  const close = () => make("button", { class: "close", "aria-label": "关闭 Close", title: "关闭 Close", onclick: () => choose(null) }, "×");
  function show(thing) {
    const panel = $("details");
    panel.hidden = !thing;
    panel.replaceChildren(...(thing ? [close(), ...(thing.source ? factDetails(thing) : nodeDetails(thing))] : []));
    panel.scrollTop = 0;
  }
  function nodeDetails(node) {
    const groups = new Map();
    for (const fact of node.facts) {
      const key = `${fact.type} ${fact.source === node ? "→" : "←"}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(fact);
    }
    const types = Object.keys(terms.types);
    const rank = ([key]) => (types.indexOf(key.split(" ")[0]) + 1 || 99) * 2 + (key.endsWith("←") ? 1 : 0);
    const more = node.degree - node.facts.reduce((n, f) => n + (f.source === f.target ? 2 : 1), 0);
    return [
      make("span", { class: "badge", colour: colour(node.label) }, words("labels", node.label)),
      make("h3", {}, node.name),
      table(node.props),
      ...[...groups].sort((a, b) => rank(a) - rank(b)).flatMap(([key, list]) => factList(node, key, list)),
      more > 0 ? make("p", { class: "muted" }, `另有 ${number(more)} 条事实未画出 · ${number(more)} more facts are not drawn`) : "",
    ];
  }
  function factList(node, key, list) {
    const [type, way] = key.split(" ");
    return [
      make("h4", {}, way === "←" ? "← " : "", ...bilingual("types", type), way === "→" ? " →" : "", ` (${number(list.length)})`),
      make("ul", { class: "facts" }, ...list.map((fact) => {
        const other = fact.source === node ? fact.target : fact.source;
        const when = [fact.props.since, fact.props.until].some(Boolean) ? `${fact.props.since || ""}–${fact.props.until || ""}` : "";
        return make("li", {}, make("button", { class: "fact", onclick: () => go(fact) },
          dot(other.label), make("span", { class: "name" }, other.name), when ? make("small", {}, when) : ""));
      })),
    ];
  }
  function factDetails(fact) {
    const { source, target, props } = fact;
    const end = (node) => make("button", { class: "end", onclick: () => go(node) }, dot(node.label), " ", node.name);
    const quotes = props.quotes || [];
    return [
      make("span", { class: "badge plain" }, "事实 Fact"),
      make("div", { class: "triple" }, end(source), make("span", { class: "rel" }, "↓ ", words("types", fact.type)), end(target)),
      make("h4", {}, ...bilingual("properties", "quotes"), quotes.length > 1 ? ` (${number(quotes.length)})` : ""),
      ...(quotes.length ? quotes.map((q) => quote(q, [source, target]))
        : [make("p", { class: "muted" }, "无原文（由规则推得）· No sentence states it (derived)")]),
      table(props),
    ];
  }
  function quote(text, ends) {
    const parts = /^([^]*?) · (\?|\d{4}(?:-\d\d){0,2}) · ([^]*)$/.exec(text);
    const [where, when, sentence] = parts ? [parts[1], parts[2], parts[3]] : ["", "", text];
    const names = ends.flatMap((n) => [n.name, ...(n.props.aliases || [])]).filter((n) => n.length > 1);
    return make("blockquote", {}, make("p", {}, ...marked(sentence, names)),
      parts ? make("footer", {}, [where, when === "?" ? "" : when].filter(Boolean).join(" · ")) : "");
  }
  function marked(text, names) {
    const sorted = [...new Set(names)].sort((a, b) => b.length - a.length);
    if (!sorted.length) return [text];
    const pattern = new RegExp(`(${sorted.map((n) => n.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`);
    return text.split(pattern).map((part, i) => (i % 2 ? make("mark", {}, part) : part));
  }

  // ---- finding -----------------------------------------------------------------------------
  const search = $("search"), results = $("results");
  const index = ranked.map((node) => ({ node, names: [node.name, ...(node.props.aliases || [])].map(folded) }));
  function find(text) {
    const wanted = folded(text.trim());
    const rank = ({ names }) => (names[0] === wanted ? 0 : names.includes(wanted) ? 1 : names[0].startsWith(wanted) ? 2
      : names[0].endsWith(wanted) ? 3 : 4);
    return index.filter(({ names }) => names.some((name) => name.includes(wanted)))
      .map((hit, place) => ({ ...hit, place })).sort((a, b) => rank(a) - rank(b) || a.place - b.place);
  }
  function list() {
    results.hidden = !search.value.trim();
    if (results.hidden) { results.replaceChildren(); return; }
    const hits = find(search.value);
    results.replaceChildren(...hits.slice(0, 50).map(({ node }, i) =>
      make("li", {}, make("button", { class: i ? "" : "first", onclick: () => pick(node) },
        dot(node.label), make("span", { class: "name" }, node.name), make("small", {}, term("labels", node.label).zh || node.label)))));
    if (!hits.length) results.append(make("li", { class: "none" }, "没有找到 · Nothing found"));
    if (hits.length > 50) results.append(make("li", { class: "none" }, `另有 ${number(hits.length - 50)} 个 · ${number(hits.length - 50)} more`));
  }
  function pick(node) { results.hidden = true; go(node); }
  search.addEventListener("input", list);
  search.addEventListener("focus", list);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) { const [hit] = find(search.value); if (hit && search.value.trim()) pick(hit.node); }
    if (event.key === "ArrowDown") { results.querySelector("button")?.focus(); event.preventDefault(); }
  });
  results.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const next = step && document.activeElement.closest("li")?.[step];
    if (step) { (next?.querySelector("button") || search).focus(); event.preventDefault(); }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) { search.focus(); search.select(); event.preventDefault(); }
    if (event.key === "Escape") { if (!results.hidden) results.hidden = true; else if (chosen) choose(null); }
  });
  addEventListener("pointerdown", (event) => { if (!event.target.closest(".finder")) results.hidden = true; }, true);

  // ---- filtering ---------------------------------------------------------------------------
  function filter() {
    cy.batch(() => {
      for (const node of nodes) shape(node).toggleClass("hidden", hidden.label.has(node.label));
      for (const fact of facts) shape(fact).toggleClass("hidden", !visible(fact));
    });
    for (const box of document.querySelectorAll(".filter input")) box.checked = !hidden[box.dataset.kind].has(box.dataset.key);
    counted();
  }
  const visible = ({ type, source, target }) =>
    !hidden.type.has(type) && !hidden.label.has(source.label) && !hidden.label.has(target.label);
  function counted() {
    const n = nodes.filter(({ label }) => !hidden.label.has(label)).length, f = facts.filter(visible).length;
    $("count").textContent = `${number(n)} 个实体，${number(f)} 条事实\n${number(n)} entities, ${number(f)} facts`;
  }
  function boxes(list, kind, tableName, things, order) {
    const counts = new Map();
    for (const thing of things) counts.set(thing[kind], (counts.get(thing[kind]) || 0) + 1);
    const keys = [...counts.keys()].sort((a, b) => ((order.indexOf(a) + 1) || 99) - ((order.indexOf(b) + 1) || 99) || (a < b ? -1 : 1));
    const only = (key) => {
      const alone = keys.every((k) => hidden[kind].has(k) === (k !== key));
      hidden[kind] = new Set(alone ? [] : keys.filter((k) => k !== key));
      filter();
    };
    list.replaceChildren(...keys.map((key) => {
      const box = make("input", { type: "checkbox", "data-kind": kind, "data-key": key });
      box.checked = true;
      box.addEventListener("change", () => { hidden[kind][box.checked ? "delete" : "add"](key); filter(); });
      return make("li", {}, make("label", {}, box, kind === "label" ? dot(key) : "",
        make("span", { class: "what" }, ...bilingual(tableName, key)), make("span", { class: "n" }, number(counts.get(key)))),
      make("button", { class: "only", title: "只看这一种 Only this one", onclick: () => only(key) }, "只看"));
    }));
  }
  boxes($("labels"), "label", "labels", nodes, Object.keys(terms.labels));
  boxes($("types"), "type", "types", facts, Object.keys(terms.types));
  if (data.total.nodes > nodes.length) {
    $("note").hidden = false;
    $("note").textContent = `只画连接最多的 ${number(nodes.length)} 个实体（共 ${number(data.total.nodes)} 个，${number(data.total.facts)} 条事实）。` +
      `Only the ${number(nodes.length)} best connected of ${number(data.total.nodes)} entities are drawn.`;
  }
  $("in").onclick = () => zoomBy(1.4);
  $("out").onclick = () => zoomBy(1 / 1.4);
  $("fit").onclick = fit;
  function zoomBy(factor) {
    cy.animate({ zoom: { level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } } }, { duration: motion / 2, complete: restyle });
  }
  new ResizeObserver(() => cy.resize()).observe($("graph"));
  counted();
  fit();
  dispatchEvent(new HashChangeEvent("hashchange"));
  window.kg = { cy, shape, byId };
})();
