// The dashboard: everything is drawn from the JSON in #data. No network, no libraries.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const VERDICTS = data.verdicts;
const state = { run: 0, text: "", verdict: "", level: "", op: "", element: "", rows: 200 };
const byId = (name) => document.getElementById(name);

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

// Counting -----------------------------------------------------------------------------------------------------------

function count(results) {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]));
  for (const result of results) counts[result.verdict] += 1;
  return counts;
}

const asked = (counts) => VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0) - counts.UNSUPPORTED - counts.EXCLUDED;
const percent = (part, whole) => (whole === 0 ? "–" : `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)} %`);

function shown(result) {
  const known = data.cases[result.id];
  return (
    (!state.text || result.id.includes(state.text)) &&
    (!state.verdict || result.verdict === state.verdict) &&
    (!state.level || known.level === state.level) &&
    (!state.op || known.op === state.op) &&
    (!state.element || known.elements.includes(state.element))
  );
}

// Cards of the runs --------------------------------------------------------------------------------------------------

function bar(counts) {
  const total = VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0) || 1;
  return make("div", { class: "bar" }, ...VERDICTS.filter((verdict) => counts[verdict]).map((verdict) =>
    make("i", { class: verdict, style: `width:${(100 * counts[verdict]) / total}%`, title: `${verdict} ${counts[verdict]}` })));
}

function drawCards() {
  byId("cards").replaceChildren(...data.runs.map((run, index) => {
    const counts = count(run.results);
    const listed = VERDICTS.filter((verdict) => counts[verdict]).map((verdict) => `${verdict} ${counts[verdict]}`).join(" · ");
    return make("button", { class: "card", role: "tab", "aria-selected": String(index === state.run), "data-run": index,
      onclick: () => { state.run = index; draw(); } },
      make("strong", {}, run.backend), make("span", { class: "rate" }, percent(counts.PASS, asked(counts))),
      make("span", {}, ` of ${asked(counts)} cases it takes`), bar(counts), make("div", {}, listed),
      make("div", { class: "note" }, `${run.versions} · ${run.date} · ${run.mode}, profile ${run.profile}`));
  }));
}

// The matrix ---------------------------------------------------------------------------------------------------------

function colour(counts) {
  if (asked(counts) === 0) return "var(--none)";
  const share = counts.PASS / asked(counts);
  return share === 1 ? "var(--good)" : share >= 0.5 ? "var(--odd)" : "var(--bad)";
}

function drawMatrix() {
  const cells = new Map();
  const ops = new Set(), elements = new Set();
  for (const result of data.runs[state.run].results) {
    const known = data.cases[result.id];
    for (const element of known.elements) {
      const key = `${known.op} ${element}`;
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(result);
      elements.add(element);
    }
    ops.add(known.op);
  }
  const columns = data.elements.filter((element) => elements.has(element));
  const head = make("tr", {}, make("th", {}, "operation"), ...columns.map((element) => make("th", {}, element)));
  const rows = [...ops].sort().map((op) => make("tr", {}, make("th", { scope: "row" }, op), ...columns.map((element) => {
    const results = cells.get(`${op} ${element}`);
    if (!results) return make("td");
    const counts = count(results);
    const open = () => { state.op = op; state.element = element; state.verdict = ""; draw(); byId("list").scrollIntoView(); };
    return make("td", { class: "cell", tabindex: "0", style: `background:${colour(counts)}`, "data-cell": `${op} ${element}`,
      title: VERDICTS.filter((verdict) => counts[verdict]).map((verdict) => `${verdict} ${counts[verdict]}`).join(", "),
      onclick: open, onkeydown: (event) => { if (event.key === "Enter") open(); } },
      asked(counts) === 0 ? "–" : counts.PASS === asked(counts) ? String(counts.PASS) : `${counts.PASS}/${asked(counts)}`);
  })));
  byId("matrix").replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
}

function drawComparison() {
  const ops = [...new Set(Object.values(data.cases).map((one) => one.op))].sort();
  const perRun = data.runs.map((run) => {
    const found = new Map();
    for (const result of run.results) {
      const op = data.cases[result.id].op;
      if (!found.has(op)) found.set(op, []);
      found.get(op).push(result);
    }
    return found;
  });
  const head = make("tr", {}, make("th", {}, "operation"), ...data.runs.map((run) => make("th", {}, run.backend)));
  const rows = ops.map((op) => make("tr", {}, make("th", { scope: "row" }, op), ...perRun.map((found, index) => {
    if (!found.has(op)) return make("td");
    const counts = count(found.get(op));
    return make("td", { class: "cell", style: `background:${colour(counts)}`, onclick: () => { state.run = index; state.op = op; state.element = ""; draw(); byId("list").scrollIntoView(); } },
      percent(counts.PASS, asked(counts)));
  })));
  byId("comparison").replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
}

// Histograms and times -----------------------------------------------------------------------------------------------

const BOUNDS = [0, 0.5, 1, 2, 4, 16, 256, 65536, Infinity];
const NAMES = ["0", "≤ ½", "≤ 1", "≤ 2", "≤ 4", "≤ 16", "≤ 256", "≤ 2¹⁶", "more"];

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function drawHistogram() {
  const bins = BOUNDS.map(() => 0);
  for (const result of data.runs[state.run].results.filter(shown))
    if (result.ulp !== null) bins[BOUNDS.findIndex((bound) => result.ulp <= bound)] += 1;
  const most = Math.max(1, ...bins);
  const bars = bins.map((size, index) => {
    const height = size === 0 ? 0 : Math.max(2, (120 * Math.log1p(size)) / Math.log1p(most));
    return svg("g", {}, svg("rect", { x: 10 + index * 62, y: 140 - height, width: 50, height, fill: "var(--accent)" }),
      svg("text", { x: 35 + index * 62, y: 134 - height, "text-anchor": "middle" }, String(size)),
      svg("text", { x: 35 + index * 62, y: 156, "text-anchor": "middle" }, NAMES[index]));
  });
  byId("histogram").replaceChildren(svg("svg", { width: 580, height: 165, role: "img", "aria-label": "cases by largest error in ULP" }, ...bars));
}

function drawTimes() {
  const results = data.runs[state.run].results.filter(shown).sort((a, b) => b.seconds - a.seconds);
  const total = results.reduce((sum, result) => sum + result.seconds, 0);
  byId("times").replaceChildren(make("p", { class: "note" }, `${total.toFixed(2)} s in all; the slowest:`),
    make("table", {}, make("tbody", {}, ...results.slice(0, 10).map((result) => make("tr", { class: "case", onclick: () => openCase(result) },
      make("td", { class: "number" }, `${(1000 * result.seconds).toFixed(1)} ms`), make("td", {}, make("code", {}, result.id)))))));
}

// Cases --------------------------------------------------------------------------------------------------------------

function drawList() {
  const found = data.runs[state.run].results.filter(shown);
  const rank = (result) => (result.verdict === "PASS" ? 1 : 0);
  found.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  byId("count").textContent = `${found.length} cases`;
  const rows = found.slice(0, state.rows).map((result) => make("tr", { class: "case", "data-id": result.id, tabindex: "0", onclick: () => openCase(result),
    onkeydown: (event) => { if (event.key === "Enter") openCase(result); } },
    make("td", {}, make("span", { class: `tag ${result.verdict}` }, result.verdict)), make("td", {}, make("code", {}, result.id)),
    make("td", {}, data.cases[result.id].level), make("td", { class: "number" }, result.ulp === null ? "" : `${Number(result.ulp.toPrecision(4))} ULP`),
    make("td", {}, (result.message || "").split("\n")[0].slice(0, 160))));
  const more = found.length > state.rows ? make("button", { onclick: () => { state.rows *= 5; drawList(); } }, "Show more") : null;
  byId("list").replaceChildren(make("table", {}, make("tbody", {}, ...rows)), ...(more ? [more] : []));
}

function copied(text) {
  const button = make("button", { class: "copy", onclick: async () => {
    try { await navigator.clipboard.writeText(text); } catch {
      const area = make("textarea", {}, text);
      byId("case").append(area); area.select(); document.execCommand("copy"); area.remove();
    }
    button.textContent = "Copied";
  } }, "Copy");
  return make("div", {}, make("pre", {}, text), button);
}

function valueList(title, values) {
  return values && values.length ? [make("h2", {}, title), ...values.map((value) => make("pre", {}, value))] : [];
}

function openCase(result) {
  const run = data.runs[state.run], known = data.cases[result.id], detail = data.details[result.id] || {};
  const facts = [["Verdict", result.verdict], ["Backend", run.backend], ["Level", known.level], ["Covers", (known.labels || []).join(", ")],
    ["Time", `${(1000 * result.seconds).toFixed(2)} ms`], ["Oracle", known.oracle || ""], ["Message", result.message || ""]];
  const measures = (result.outputs || []).map((output, index) => make("div", {}, make("h2", {}, `Output ${index}`), make("dl", {},
    ...Object.entries(output).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, make("code", {}, typeof value === "object" ? JSON.stringify(value) : String(value)))]))));
  byId("case").replaceChildren(make("form", { method: "dialog", style: "float:right" }, make("button", {}, "Close")),
    make("h1", {}, result.id), make("dl", {}, ...facts.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])),
    make("h2", {}, "Run it again"), copied(`stablehlo-conform run --backend ${run.backend} --mode ${run.mode} --select 'id:${result.id}'`),
    ...measures, ...(detail.program ? [make("h2", {}, "Program"), copied(detail.program)] : []),
    ...valueList("Inputs", detail.inputs), ...valueList("Expected", detail.expected), ...valueList("Actual", result.actual));
  byId("case").showModal();
}

// Filters ------------------------------------------------------------------------------------------------------------

function drawFilters() {
  const select = (name, values) => make("select", { id: `filter-${name}`, onchange: (event) => { state[name] = event.target.value; state.rows = 200; draw(); } },
    make("option", { value: "" }, `any ${name}`), ...values.map((value) => make("option", { value, selected: state[name] === value }, value)));
  const search = make("input", { id: "search", type: "search", placeholder: "part of an id", value: state.text });
  search.addEventListener("input", () => { state.text = search.value; state.rows = 200; drawBelow(); });
  const ops = [...new Set(Object.values(data.cases).map((one) => one.op))].sort();
  byId("filters").replaceChildren(search, select("verdict", VERDICTS), select("level", data.levels), select("op", ops), select("element", data.elements),
    make("button", { onclick: () => { Object.assign(state, { text: "", verdict: "", level: "", op: "", element: "" }); draw(); } }, "All"));
}

function drawBelow() { drawList(); drawHistogram(); drawTimes(); }
function draw() { drawCards(); drawMatrix(); drawFilters(); drawBelow(); }

drawComparison();
draw();
