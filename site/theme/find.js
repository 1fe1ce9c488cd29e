// Search: a dialog over an index that is loaded when it is first asked for. The index is a script,
// assets/search.js, because a page opened from disk may load scripts but not fetch files. It sets
// window.searchIndex to [[href, id, title, heading, text, symbols], …].
(() => {
  const dialog = document.getElementById("search");
  const opener = document.getElementById("search-open");
  const input = document.getElementById("search-words");
  const count = document.getElementById("search-count");
  const results = document.getElementById("search-results");
  const shown = 20;

  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    if (window.searchIndex || document.querySelector("script[data-index]")) return;
    const script = document.createElement("script");
    script.src = "assets/search.js";
    script.dataset.index = "";
    script.onload = find;
    script.onerror = () => (count.textContent = "The index could not be loaded.");
    document.head.append(script);
  };

  // Accents and case do not count: “alpha” finds “Alpha”, and a bare letter its barred form.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // Every word must occur; the id and title weigh most, then the heading, then the text.
  const score = ([, id, title, heading, text, symbols], words) => {
    const fields = [[plain(`${id} ${title}`), 9], [plain(heading), 4], [plain(text), 1], [symbols, 1]];
    let total = 0;
    for (const word of words) {
      let best = 0;
      for (const [field, weight] of fields) {
        const at = field.indexOf(word);
        if (at < 0) continue;
        const startsWord = at === 0 || !/[\p{L}\p{N}]/u.test(field[at - 1]);
        best = Math.max(best, startsWord ? 2 * weight : weight);
      }
      if (best === 0) return 0;
      total += best;
    }
    return total;
  };

  const find = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    if (!window.searchIndex || words.length === 0) {
      results.replaceChildren();
      count.textContent = "";
      return;
    }
    const found = window.searchIndex
      .map((entry) => ({ entry, score: score(entry, words) }))
      .filter((hit) => hit.score > 0)
      .sort((a, b) => b.score - a.score);
    count.textContent =
      found.length === 0 ? "Nothing found." :
      found.length === 1 ? "One place." :
      found.length > shown ? `${found.length} places, the best ${shown} of them.` :
      `${found.length} places.`;
    results.replaceChildren(...found.slice(0, shown).map((hit) => item(hit.entry, words)));
  };

  const item = ([href, id, title, heading, text], words) => {
    const link = document.createElement("a");
    link.href = href;
    const name = document.createElement("b");
    name.textContent = [`${id} ${title}`.trim(), heading].filter(Boolean).join(" · ");
    link.append(name, document.createElement("br"), ...excerpt(text, words));
    const row = document.createElement("li");
    row.append(link);
    return row;
  };

  // What stands before a place, to the last word that ends there.
  const before = (end, text) =>
    text.length > end ? text.slice(0, text.lastIndexOf(" ", end)) + " …" : text;

  // The text around the first word found, with that word marked.
  const excerpt = (text, words) => {
    const folded = plain(text);
    const at = Math.min(...words.map((word) => folded.indexOf(word)).filter((at) => at >= 0));
    // Where folding changed the length, positions do not carry over: the beginning must do.
    if (!Number.isFinite(at) || folded.length !== text.length) return [before(140, text)];
    const word = words.find((word) => folded.startsWith(word, at));
    const from = Math.max(0, text.lastIndexOf(" ", at - 50));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(at, at + word.length);
    const rest = before(at + 110, text).slice(at + word.length);
    return [(from > 0 ? "…" : "") + text.slice(from, at), mark, rest];
  };

  const moveFocus = (by) => {
    const places = [input, ...results.querySelectorAll("a")];
    places[places.indexOf(document.activeElement) + by]?.focus();
  };

  opener.addEventListener("click", open);
  input.addEventListener("input", find);
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      moveFocus(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      results.querySelector("a")?.click();
    }
  });
  dialog.addEventListener("click", (event) => {
    // A result on this page only scrolls, and a click beside the dialog means away.
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=range]), textarea, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  opener.hidden = false;
})();
