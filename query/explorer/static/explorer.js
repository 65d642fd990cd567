"use strict";
// Suggestions below fields for names. No key is taken while an input method composes.
for (const input of document.querySelectorAll("input[data-suggest]")) {
  let list = null, chosen = -1, wait = 0, asked = null;
  const close = () => { if (list) list.remove(); list = null; chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  const take = item => {
    if (input.name === "q") location.href = item.href;
    else { input.value = item.id; close(); }
  };
  const show = items => {
    close();
    if (!items.length || document.activeElement !== input) return;
    list = document.createElement("ul");
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    for (const item of items) {
      const li = document.createElement("li");
      li.setAttribute("role", "option");
      li.textContent = item.name + (item.second ? " " + item.second : "") + (item.label !== item.name && item.label !== item.second ? " · " + item.label : "");
      li.onmousedown = event => { event.preventDefault(); take(item); };
      li.item = item;
      list.append(li);
    }
    input.parentElement.append(list);
    [...list.children].forEach((li, i) => li.id = "suggestion-" + i);
    input.setAttribute("aria-expanded", "true");
  };
  input.addEventListener("input", event => {
    clearTimeout(wait);
    if (event.isComposing || input.value.trim() === "") return close();
    wait = setTimeout(async () => {
      if (asked) asked.abort();
      asked = new AbortController();
      const at = new URL(input.dataset.suggest, location.href);
      at.searchParams.set("q", input.value);
      try {
        const answer = await fetch(at, {signal: asked.signal});
        if (answer.ok) show(await answer.json());
      } catch (error) { if (error.name !== "AbortError") close(); }
    }, 120);
  });
  input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
  input.addEventListener("keydown", event => {
    if (event.isComposing || !list) return;
    const all = [...list.children];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : all.length)) % all.length;
      all.forEach((li, i) => li.setAttribute("aria-selected", i === chosen));
      input.setAttribute("aria-activedescendant", all[chosen].id);
    } else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(all[chosen].item); }
    else if (event.key === "Escape") close();
  });
  input.addEventListener("blur", close);
}
// Keys: "/" searches, "j" and "k" go from row to row, Enter follows the row's first link.
const typing = element => element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
let here = -1;
document.addEventListener("keydown", event => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const rows = [...document.querySelectorAll("tbody tr")];
  if (event.key === "/") { event.preventDefault(); document.querySelector(".find input[type=search]").focus(); }
  else if ((event.key === "j" || event.key === "k") && rows.length) {
    here = Math.max(0, Math.min(rows.length - 1, here + (event.key === "j" ? 1 : -1)));
    rows.forEach((row, i) => row.classList.toggle("here", i === here));
    rows[here].scrollIntoView({block: "nearest"});
  } else if (event.key === "Enter" && here >= 0 && event.target === document.body) {
    const link = rows[here].querySelector("a");
    if (link) link.click();
  }
});
// A script runs by a request of its own, which Stop ends.
const form = document.querySelector("form.script");
if (form) {
  const stop = form.querySelector(".stop"), text = form.querySelector("textarea");
  let running = null;
  form.addEventListener("submit", async event => {
    if (event.submitter && event.submitter.name === "format") return;
    event.preventDefault();
    if (running) running.abort();
    const mine = running = new AbortController();
    stop.hidden = false;
    const results = document.getElementById("results");
    results.replaceChildren();
    try {
      const answer = await fetch(form.action, {method: "POST", body: new URLSearchParams({q: text.value}), signal: mine.signal});
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("results") || page.querySelector("main");
      if (found) results.replaceChildren(...found.childNodes);
    } catch (error) {
      if (error.name !== "AbortError") results.textContent = String(error);
      else results.textContent = stop.textContent;
    }
    if (running === mine) { running = null; stop.hidden = true; }
  });
  stop.onclick = () => running && running.abort();
  text.addEventListener("keydown", event => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    else if (event.key === "Escape" && running) running.abort();
  });
}
// The desk: what is selected in a paragraph goes into its form.
const desk = document.getElementById("desk");
if (desk) document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  const of = node => (node.nodeType === 1 ? node : node.parentElement).closest("[data-paragraph]");
  const paragraph = of(range.startContainer);
  if (!paragraph || paragraph !== of(range.endContainer)) return;
  const words = chosen.toString().trim();
  if (!words) return;
  const before = document.createRange();
  before.setStartAfter(paragraph.querySelector(".pn"));
  before.setEnd(range.endContainer, range.endOffset);
  desk.elements.paragraph.value = paragraph.dataset.paragraph;
  desk.elements.words.value = words;
  desk.elements.nth.value = before.toString().split(words).length - 1;
  desk.closest("details").open = true;
});
// The slider says its year while it moves.
for (const range of document.querySelectorAll(".time input[type=range]"))
  range.addEventListener("input", () => { range.form.querySelector("output").value = range.value; });
// Each way to ask can be copied.
for (const code of document.querySelectorAll(".asked code")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = {"zh-Hant": "複製", "zh-Hans": "复制"}[document.documentElement.lang] || "copy";
  button.onclick = () => navigator.clipboard.writeText(code.textContent);
  code.after(button);
}
