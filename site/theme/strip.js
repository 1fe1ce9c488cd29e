// The slider of a figure that shows one of several pictures; all of them are in the page.
for (const strip of document.querySelectorAll(".strip")) {
  const frames = [...strip.querySelectorAll("img")];
  const range = strip.querySelector("input");
  const reading = strip.querySelector("output");
  const note = strip.querySelector(".note");

  const show = () => {
    frames.forEach((frame, index) => (frame.hidden = index !== range.valueAsNumber));
    const words = frames[range.valueAsNumber].dataset;
    reading.textContent = words.label;
    note.textContent = words.note;
    range.setAttribute("aria-valuetext", [words.label, words.note].filter(Boolean).join(", "));
  };

  range.addEventListener("input", show);
  show();
  range.parentElement.hidden = false;
}
