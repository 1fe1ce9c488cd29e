// A figure, as large as the screen lets it be: by its button, and on with the arrow keys. The browser
// brings the focus back to the button when the dialog closes.
const figures = [...document.querySelectorAll("figure.plate:not(.with-slider)")];

if (figures.length) {
  const dialog = document.createElement("dialog");
  dialog.className = "enlarged";
  dialog.setAttribute("aria-label", "Figure, enlarged");
  document.body.append(dialog);
  const bar = document.createElement("div");
  bar.className = "steps";
  const place = document.createElement("span");
  place.role = "status";
  const button = (name, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", act);
    return made;
  };
  const others = [
    button("Previous", () => show(at - 1)),
    button("Next", () => show(at + 1)),
  ];
  bar.append(place, ...(figures.length > 1 ? others : []), button("Close", () => dialog.close()));
  dialog.append(bar);
  let at = 0;

  const show = (number) => {
    at = (number + figures.length) % figures.length;
    const figure = figures[at].cloneNode(true);
    for (const part of [figure, ...figure.querySelectorAll("[id]")]) part.removeAttribute("id");
    for (const part of figure.querySelectorAll(".saves, .launches")) part.remove();
    // What is shown now need not wait until it is scrolled to.
    for (const picture of figure.querySelectorAll("img")) picture.loading = "eager";
    // The button stays, and the focus on it: without, the keys would go to the page below.
    dialog.querySelector("figure")?.remove();
    dialog.append(figure);
    if (!dialog.open) {
      dialog.showModal();
      bar.lastChild.focus();
    }
    const label = figure.querySelector(".label")?.textContent ?? "Figure";
    place.textContent = `${label}, ${at + 1} of ${figures.length}`;
    dialog.scrollTop = 0;
  };

  figures.forEach((figure, number) => {
    const enlarge = figure.querySelector(".enlarge");
    enlarge.addEventListener("click", () => show(number));
    enlarge.hidden = false;
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
