// Counts, preview and warnings while somebody types. The server works them out, so that they are right; without this
// file the button "Check" shows the same.
const form = document.querySelector("#compose");
const pause = 350;
let timer;
let asked;

async function measure() {
  asked?.abort();
  asked = new AbortController();
  const body = new FormData(form);
  for (const file of form.querySelectorAll("input[type=file]")) body.delete(file.name);
  try {
    const answer = await fetch("/compose/measure", { method: "POST", body, signal: asked.signal, redirect: "error" });
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // Gone, or overtaken by the next question: what stands there stays, and the server looks again when it is saved.
  }
}

function show(news) {
  for (const id of ["counts", "reading"]) {
    const [place, fresh] = [document.getElementById(id), news.getElementById(id)];
    // A screen reader says what changes: what says the same is left alone.
    if (place && fresh && place.textContent.trim() !== fresh.textContent.trim()) place.replaceChildren(...fresh.childNodes);
  }
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(measure, pause);
});
document.querySelector(".errors")?.focus();
