// A plane in which the reader lets points go from noise to pictures. Each follows the average direction
// of all straight lines through the place where it is: for a few pictures that is a sum, computed here.
for (const drawing of document.querySelectorAll(".drawing:has(> script)")) {
  const { pictures, stepCount, low, high } = JSON.parse(drawing.querySelector("script").textContent);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const duration = 2000;
  let plane;

  const element = (name, attributes) => {
    const part = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) part.setAttribute(key, attributes[key]);
    return part;
  };

  // (Σ wᵢ·xᵢ − x) / (1 − t), where wᵢ says how likely picture i is the end of the line through x.
  const velocity = ([x, y], t) => {
    const spread = 2 * (1 - t) ** 2;
    const scores = pictures.map(([a, b]) => -((x - t * a) ** 2 + (y - t * b) ** 2) / spread);
    const best = Math.max(...scores);
    const weights = scores.map((score) => Math.exp(score - best));
    const sum = weights.reduce((a, b) => a + b);
    const mean = [0, 1].map((k) => weights.reduce((a, w, i) => a + w * pictures[i][k], 0) / sum);
    return [(mean[0] - x) / (1 - t), (mean[1] - y) / (1 - t)];
  };

  const way = (start) => {
    const points = [start];
    for (let step = 0; step < stepCount; step++) {
      const [x, y] = points.at(-1);
      const [u, v] = velocity([x, y], step / stepCount);
      points.push([x + u / stepCount, y + v / stepCount]);
    }
    return points;
  };

  // The plane takes the place of the drawing when the first point is let go.
  const open = () => {
    if (plane) return;
    const { width, height } = drawing.getBoundingClientRect();
    const side = high - low;
    const across = (side * width) / height;
    plane = element("svg", {
      viewBox: `${-across / 2} ${-high} ${across} ${side}`, width, height, role: "img",
      "aria-label": "The plane with the ways of the points that were let go",
    });
    for (const [x, y] of pictures) plane.append(element("circle", { cx: x, cy: -y, r: 0.09, class: "picture" }));
    drawing.querySelectorAll("picture").forEach((picture) => (picture.hidden = true));
    drawing.prepend(plane);
    plane.addEventListener("click", launchAt);
  };

  const launch = (start) => {
    open();
    const points = way(start).map(([x, y]) => [x, -y]);
    const [x, y] = points[0];
    const line = element("polyline", { class: "way" });
    const dot = element("circle", { r: 0.055, class: "dot" });
    plane.append(element("circle", { cx: x, cy: y, r: 0.035, class: "start" }), line, dot);
    const begin = performance.now();
    const draw = (now) => {
      const share = still.matches ? 1 : Math.min(1, Math.max(0, now - begin) / duration);
      const shown = points.slice(0, 1 + Math.round(share * stepCount));
      line.setAttribute("points", shown.join(" "));
      dot.setAttribute("cx", shown.at(-1)[0]);
      dot.setAttribute("cy", shown.at(-1)[1]);
      if (share < 1 && line.isConnected) requestAnimationFrame(draw);
    };
    draw(begin);
    const count = plane.querySelectorAll(".way").length;
    said.textContent = count === 1 ? "one point let go" : `${count} points let go`;
  };

  const launchAt = (event) => {
    const place = new DOMPoint(event.clientX, event.clientY)
      .matrixTransform(plane.getScreenCTM().inverse());
    launch([place.x, -place.y]);
  };

  // Two uniform numbers make two normal ones (Box and Muller).
  const noise = () => {
    const radius = Math.sqrt(-2 * Math.log(1 - Math.random()));
    const angle = 2 * Math.PI * Math.random();
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  };

  const button = (text, action) => {
    const part = document.createElement("button");
    part.type = "button";
    part.textContent = text;
    part.addEventListener("click", action);
    return part;
  };

  const said = document.createElement("output");
  const controls = document.createElement("p");
  controls.className = "launches";
  controls.append(
    button("let one go", () => launch(noise())),
    button("let 24 go", () => { for (let n = 0; n < 24; n++) launch(noise()); }),
    button("clear", () => {
      open();
      for (const part of plane.querySelectorAll(":not(.picture)")) part.remove();
      said.textContent = "";
    }),
    said,
  );
  drawing.parentElement.querySelector("figcaption").prepend(controls);
  drawing.addEventListener("click", (event) => {
    if (plane) return;
    open();
    launchAt(event);
  });
}
