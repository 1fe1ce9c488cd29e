// The theme: the system decides until the reader does, and the choice is remembered.
// Loaded before the page is painted, so that a chosen theme never flashes.
(() => {
  const root = document.documentElement;
  const key = "report-theme";
  const systemIsLight = matchMedia("(prefers-color-scheme: light)");

  // Storage can be refused, for instance to a file opened from disk: then a choice lasts a page.
  const recall = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const remember = (theme) => {
    try {
      if (theme) localStorage.setItem(key, theme);
      else localStorage.removeItem(key);
    } catch {}
  };

  const system = () => (systemIsLight.matches ? "light" : "dark");
  const current = () => root.dataset.theme ?? system();

  const chosen = recall();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme-switch");
    if (!button) return;  // The page of a lost address has none.
    const other = () => (current() === "light" ? "dark" : "light");
    const name = () => {
      button.textContent = other() === "light" ? "Light" : "Dark";
      button.setAttribute("aria-label", `${button.textContent} theme`);
    };

    button.addEventListener("click", () => {
      const theme = other();
      root.dataset.theme = theme;
      // Who returns to what the system says follows the system again.
      remember(theme === system() ? null : theme);
      name();
    });
    systemIsLight.addEventListener("change", name);
    name();
    button.hidden = false;
  });
})();
