// One press copies a whole text. Without script the boxes are there to select from, and the buttons stay hidden.
const told = document.getElementById("copied");

async function copy(box) {
  try {
    await navigator.clipboard.writeText(box.value);
    return true;
  } catch {
    // No clipboard over plain http, or not allowed: the old way, which works from a press of a button.
    box.focus();
    box.select();
    return document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const box = document.getElementById(button.dataset.copy);
  const word = button.firstChild;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(box);
    word.textContent = done ? "Copied" : "Select it and copy";
    button.classList.toggle("is-copied", done);
    told.textContent = done ? "Copied." : "It could not be copied: select the text and copy it.";
    setTimeout(() => {
      word.textContent = "Copy";
      button.classList.remove("is-copied");
      told.textContent = "";
    }, 4000);
  });
}
