// What a reference leads to, beside it, while the pointer or the focus rests on it. A place on this
// page is copied; another page stands in a frame of its own, which works from a disk as well.
{
  const box = document.createElement("div");
  box.className = "peek";
  box.popover = "manual";
  document.body.append(box);
  let waiting;

  const content = (link) => {
    const anchor = decodeURIComponent(link.hash.slice(1));
    if (link.pathname !== location.pathname) {
      const frame = document.createElement("iframe");
      frame.src = link.href;
      frame.inert = true;
      frame.title = link.textContent;
      return frame;
    }
    const place = document.getElementById(anchor);
    const whole = place?.closest("figure, .equation, .step") ?? place;
    if (!whole) return null;
    const copy = whole.cloneNode(true);
    for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
    for (const part of copy.querySelectorAll(".saves, .track, .turning, .launches")) part.remove();
    for (const picture of copy.querySelectorAll("img")) picture.loading = "eager";
    // A copy of a canvas is blank.
    const drawn = whole.querySelectorAll("canvas");
    for (const [place, canvas] of copy.querySelectorAll("canvas").entries()) {
      canvas.getContext("2d").drawImage(drawn[place], 0, 0);
    }
    copy.inert = true;
    return copy;
  };

  const hide = () => {
    clearTimeout(waiting);
    if (box.matches(":popover-open")) box.hidePopover();
    box.replaceChildren();
  };

  // The pointer may go over to what is shown.
  const hideSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(hide, 200);
  };
  box.addEventListener("pointerenter", () => clearTimeout(waiting));
  box.addEventListener("pointerleave", hideSoon);

  const show = (link) => {
    const shown = content(link);
    if (!shown) return;
    box.replaceChildren(shown);
    box.showPopover();
    const place = link.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const left = Math.min(Math.max(16, place.left - 24), innerWidth - width - 16);
    const isBelow = place.bottom + height + 16 < innerHeight || place.top < height + 16;
    box.style.left = `${left}px`;
    box.style.top = `${isBelow ? place.bottom + 8 : place.top - height - 8}px`;
  };

  // A figure's own number and the steps of a walkthrough lead to what the reader sees already.
  for (const link of document.querySelectorAll("main :is(p, li, td) a[href*='#']:not(.label, .badge)")) {
    if (link.closest(".outline")) continue;
    const soon = () => {
      hide();
      waiting = setTimeout(show, 250, link);
    };
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && soon());
    link.addEventListener("pointerleave", hideSoon);
    link.addEventListener("focus", () => link.matches(":focus-visible") && soon());
    link.addEventListener("blur", hide);
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  // Not one that is waited for: the Tab key scrolls to what it reaches.
  const leave = () => box.matches(":popover-open") && hide();
  addEventListener("scroll", leave, { passive: true });
}
