// Keys for those who like them: every one of these pages works without this file.
"use strict";
(() => {
  const goes = { o: "/overview", r: "/reports", c: "/claims", d: "/disputes", b: "/deadlines", h: "/decisions", n: "/diff", s: "/check", a: "/quantities", t: "/timeline", p: "/speakers", f: "/origins" };
  let at = -1;
  let going = false;

  const lines = () => Array.from(document.querySelectorAll("[data-key]")).filter((e) => e.getClientRects().length);
  const typing = (e) => e.closest("input, textarea, select") !== null;

  function move(step) {
    const all = lines();
    if (!all.length) return;
    if (at >= 0 && all[at]) all[at].classList.remove("here");
    at = at < 0 ? first(all, step) : Math.min(Math.max(at + step, 0), all.length - 1);
    const here = all[at];
    here.classList.add("here");
    const target = here.matches("a, button") ? here : here.querySelector("a[href]");
    if (target) target.focus({ preventScroll: true });
    here.scrollIntoView({ block: "nearest" });
  }

  function first(all, step) {
    const chosen = all.findIndex((e) => e.classList.contains("selected"));
    return chosen < 0 ? 0 : Math.min(Math.max(chosen + step, 0), all.length - 1);
  }

  function open() {
    const here = lines()[at];
    const link = here && (here.matches("a") ? here : here.querySelector("a.open, h2 a, a.cite, a[href]"));
    if (link) link.click();
    return Boolean(link);
  }

  function field(name) {
    const here = lines()[at];
    const place = (here && here.querySelector(`[data-do="${name}"]`)) || document.querySelector(`[data-do="${name}"]`);
    const folded = place && place.closest("details");
    if (folded) folded.open = true;
    if (place) place.focus();
    return Boolean(place);
  }

  function undo() {
    const here = lines()[at];
    const button = ((here && here.querySelector(".undo button")) || document.querySelector(".undo button"));
    if (button) button.focus();
    return Boolean(button);
  }

  function carried(path) {
    const asked = new URLSearchParams(location.search);
    const kept = new URLSearchParams();
    for (const name of ["story", "as_of", "known_by"]) if (asked.get(name)) kept.set(name, asked.get(name));
    return kept.size ? `${path}?${kept}` : path;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (typing(event.target)) return;
    let done = true;
    if (going) {
      going = false;
      if (goes[event.key]) location.assign(carried(goes[event.key]));
      else done = false;
    } else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "g") going = true;
    else if (event.key === "?") location.assign("/keys");
    else if (event.key === "/") document.getElementById("q")?.focus();
    else if (event.key === "z") done = undo();
    else if (event.key === "Enter" && !event.target.closest("a, button, summary")) done = open();
    else if ("aruxnems".includes(event.key)) done = field(event.key);
    else done = false;
    if (done) event.preventDefault();
  });
})();
