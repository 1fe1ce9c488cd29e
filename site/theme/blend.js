// The slider of a figure: its picture is weight·base + weight·overlay, mixed here from two arrays,
// so that every position is exact and the page carries two pictures, not a thousand.
for (const blend of document.querySelectorAll(".blend")) {
  const data = JSON.parse(blend.querySelector("script").textContent);
  const still = blend.querySelector("img");
  const range = blend.querySelector("input");
  const reading = blend.querySelector("output");
  const note = blend.querySelector(".note");

  const canvas = document.createElement("canvas");
  canvas.width = data.width;
  canvas.height = data.height;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", still.alt);
  const context = canvas.getContext("2d");
  const picture = context.createImageData(data.width, data.height);

  const base = decode(data.base);
  const overlay = decode(data.overlay);
  const area = data.width * data.height;

  const draw = () => {
    const [label, text, baseWeight, overlayWeight] = data.frames[range.value];
    const scale = 255 / (data.high - data.low);
    for (let pixel = 0; pixel < area; pixel++) {
      for (let channel = 0; channel < 3; channel++) {
        // A grey picture has one plane, shown in all three colours.
        const index = (data.channels === 3 ? channel * area : 0) + pixel;
        const value = (baseWeight * base[index] + overlayWeight * overlay[index]) * data.unit;
        // The array clips to 0...255 and rounds.
        picture.data[pixel * 4 + channel] = (value - data.low) * scale;
      }
      picture.data[pixel * 4 + 3] = 255;
    }
    context.putImageData(picture, 0, 0);
    reading.textContent = label;
    note.textContent = text;
    range.setAttribute("aria-valuetext", [label, text].filter(Boolean).join(", "));
  };

  range.addEventListener("input", draw);
  draw();
  still.replaceWith(canvas);
  range.parentElement.hidden = false;
}

// 16-bit integers, little-endian, in base64.
function decode(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 2 }, (_, index) => view.getInt16(2 * index, true));
}
