// A button on every piece of code that puts it on the clipboard, without line numbers.
if (navigator.clipboard) {
  for (const code of document.querySelectorAll(".listing, .code")) {
    const button = code.querySelector(".copy") ?? document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "copy";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      const lines = [...code.querySelectorAll(".source")].map((line) => line.textContent);
      const text = lines.length ? lines.join("\n") + "\n" : code.querySelector("pre").textContent;
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "copied";
      } catch {
        button.textContent = "not allowed";
      }
      setTimeout(() => (button.textContent = "copy"), 2000);
    });
    // A bare block has no head with a button in it.
    if (!button.isConnected) code.append(button);
    button.hidden = false;
  }
}
