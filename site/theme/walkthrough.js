// A walkthrough: the pointer, the focus, a click or the arrow keys light one line of code and its
// sentence, one pair at a time. Where the page is one column, so does the sentence that scrolls by
// below the code. Without this script the style sheet does all but the keys and the scrolling.
const isOneColumn = matchMedia("(max-width: 60rem)");

for (const walkthrough of document.querySelectorAll(".walkthrough")) {
  const lines = walkthrough.querySelector(".lines");
  const sides = [...walkthrough.querySelectorAll("[data-step]")];
  const steps = sides.filter((side) => side.matches(".step"));
  walkthrough.classList.add("scripted");

  let lit;
  const light = (number) => {
    if (number === lit) return;
    lit = number;
    for (const side of sides) side.classList.toggle("lit", side.dataset.step === number);
    const line = lines.querySelector(".lit");
    if (!line) return;
    // Only the slice scrolls to its line; the page stays where the reader is.
    const top = line.offsetTop - lines.offsetTop;
    if (top < lines.scrollTop || top + line.offsetHeight > lines.scrollTop + lines.clientHeight) {
      lines.scrollTop = top - lines.clientHeight / 2;
    }
  };

  const follow = (event) => {
    const side = event.target.closest?.("[data-step]");
    if (side) light(side.dataset.step);
  };
  // Not pointerover: that comes as well when the page scrolls below a pointer that rests.
  walkthrough.addEventListener("pointermove", follow, { passive: true });
  walkthrough.addEventListener("focusin", follow);

  // A badge leads to the other side, without a jump where that is on the screen already.
  let isHeld = false;
  walkthrough.addEventListener("click", (event) => {
    isHeld = true;
    follow(event);
    const badge = event.target.closest(".badge");
    if (!badge) return;
    event.preventDefault();
    history.replaceState(null, "", badge.hash);
    const other = sides.find((side) => `#${side.id}` === badge.hash);
    other.querySelector(".badge").focus({ preventScroll: true });
    other.scrollIntoView({ block: "nearest" });
  });

  walkthrough.addEventListener("keydown", (event) => {
    const side = event.target.closest("[data-step]");
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!side || !move) return;
    const next = steps[steps.findIndex((step) => step.dataset.step === side.dataset.step) + move];
    if (!next) return;
    event.preventDefault();
    next.querySelector(".badge").focus();
  });

  // A pair that was asked for stays lit, whatever its arrival scrolls by, until the reader scrolls.
  for (const scrolling of ["wheel", "touchmove"]) {
    addEventListener(scrolling, () => (isHeld = false), { passive: true });
  }

  const passing = new IntersectionObserver(
    (entries) => {
      if (isHeld || !isOneColumn.matches) return;
      for (const entry of entries) if (entry.isIntersecting) light(entry.target.dataset.step);
    },
    // A band below the code, which holds the upper part of the screen.
    { rootMargin: "-65% 0px -30% 0px" },
  );
  for (const step of steps) passing.observe(step);

  // An address that names a line or a step arrives with its pair lit.
  const arrive = () => {
    const target = sides.find((side) => `#${side.id}` === location.hash);
    if (target) light(target.dataset.step);
  };
  addEventListener("hashchange", arrive);
  arrive();
}
