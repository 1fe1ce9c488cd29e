// A figure, as large as the screen lets it be: by its button, and on with the arrow keys. The browser
// brings the focus back to the button when the dialog closes.
const figures = [...document.querySelectorAll("figure.plate:not(.with-slider)")];

if (figures.length) {
  const dialog = document.createElement("dialog");
  dialog.className = "enlarged";
  dialog.setAttribute("aria-label", "Figure, enlarged");
  document.body.append(dialog);
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  dialog.append(close);
  let at = 0;

  const show = (place) => {
    at = (place + figures.length) % figures.length;
    const figure = figures[at].cloneNode(true);
    for (const part of [figure, ...figure.querySelectorAll("[id]")]) part.removeAttribute("id");
    for (const part of figure.querySelectorAll(".saves, .launches")) part.remove();
    // What is shown now need not wait until it is scrolled to.
    for (const picture of figure.querySelectorAll("img")) picture.loading = "eager";
    // The button stays, and the focus on it: without, the keys would go to the page below.
    dialog.querySelector("figure")?.remove();
    dialog.append(figure);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  };

  figures.forEach((figure, place) => {
    const button = figure.querySelector(".enlarge");
    button.addEventListener("click", () => show(place));
    button.hidden = false;
  });

  dialog.addEventListener("keydown", (event) => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!move) return;
    event.preventDefault();
    show(at + move);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
