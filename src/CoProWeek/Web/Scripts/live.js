// Keeps a page up to date without loading it anew: what somebody is typing, or stands on, is left alone.
const seconds = Number(document.body.dataset.live);

const changed = (field) =>
  field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
    : field.tagName === "SELECT" ? [...field.options].some((option) => option.selected !== option.defaultSelected && field.selectedIndex > 0)
      : field.type !== "hidden" && field.value !== field.defaultValue;

const inUse = (main) =>
  document.hidden || main.contains(document.activeElement) || main.querySelector("details[open]") !== null
  || [...main.querySelectorAll("input, textarea, select")].some(changed) || !(document.getSelection()?.isCollapsed ?? true);

async function look() {
  const main = document.querySelector("main");
  if (inUse(main)) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (answer.redirected) return location.reload(); // signed out meanwhile
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (inUse(main) || !fresh.querySelector("main")) return;
  // What was just done stays to be read.
  for (const part of [...main.children]) if (!part.matches(".notice[role=status]")) part.remove();
  main.append(...fresh.querySelector("main").children);
  document.getElementById("signs")?.replaceChildren(...(fresh.getElementById("signs")?.childNodes ?? []));
}

if (seconds > 0) setInterval(() => look().catch(() => {}), seconds * 1000);
