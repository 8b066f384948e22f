// Filters, search and jumping on top of a page that is complete without them.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);
  // "sở tư pháp" is found as typed, without accents too
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  const agencies = all("details.agency").map((box) => ({
    box,
    line: document.querySelector(`tr[data-agency="${CSS.escape(box.id.slice(2))}"]`),
    marks: box.dataset.marks.split(" "),
    name: plain(box.querySelector(".name").textContent),
    parts: all(".finding, .rows tbody tr", box).map((node) => ({ node, text: plain(node.textContent) })),
    only: "",
  }));

  function fits(part, agency, words, state) {
    const node = part.node;
    if (agency.only && node.dataset.part !== agency.only) return false;
    if (state && node.dataset.state !== state) return false;
    const text = agency.name + " " + part.text;
    return words.every((word) => text.includes(word));
  }

  function update() {
    const words = plain(by("search").value).split(/\s+/).filter(Boolean);
    const mark = by("filter").value, state = by("state").value;
    let shown = 0;
    for (const agency of agencies) {
      let hits = 0;
      for (const part of agency.parts) {
        const here = fits(part, agency, words, state);
        part.node.hidden = !here;
        hits += here;
      }
      const named = !state && words.every((word) => agency.name.includes(word));
      const visible = (!mark || agency.marks.includes(mark)) && (named || hits > 0);
      agency.box.hidden = agency.line.hidden = !visible;
      shown += visible;
      const note = agency.box.querySelector(".partial");
      note.hidden = !agency.only;
      note.querySelector("b").textContent = agency.only;
    }
    by("none").hidden = shown > 0;
    by("count").textContent = `${shown}/${agencies.length} cơ quan`;
  }

  function open(agency, part) {
    agency.only = part || "";
    agency.box.open = true;
    update();
    agency.box.scrollIntoView({ block: "start" });
    agency.box.querySelector("summary").focus({ preventScroll: true });
  }

  function clear() {
    by("search").value = by("filter").value = by("state").value = "";
    for (const agency of agencies) agency.only = "";
    update();
  }

  for (const agency of agencies) {
    for (const link of all("a", agency.line)) {
      link.addEventListener("click", (event) => { event.preventDefault(); open(agency, link.dataset.part); });
    }
    agency.box.querySelector(".partial button").addEventListener("click", () => { agency.only = ""; update(); });
  }
  const form = document.querySelector(".tools");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  by("clear").addEventListener("click", clear);
  by("print").addEventListener("click", () => window.print());
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.matches("input, select");
    if (event.key === "/" && !typing) { event.preventDefault(); by("search").focus(); }
    if (event.key === "Escape") clear();
  });
  // on paper: the matrix, what is open, and everything that a filter asked for
  let closed = [];
  window.addEventListener("beforeprint", () => {
    if (!["search", "filter", "state"].some((id) => by(id).value)) return;
    closed = agencies.filter((agency) => !agency.box.hidden && !agency.box.open);
    for (const agency of closed) agency.box.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const agency of closed) agency.box.open = false;
    closed = [];
  });
  form.hidden = false;
  update();
  const wanted = agencies.find((agency) => "#" + agency.box.id === decodeURIComponent(location.hash));
  if (wanted) open(wanted);
})();
