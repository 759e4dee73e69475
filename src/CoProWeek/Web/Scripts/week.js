// Moves a card to another cell by mouse or by arrow keys. It only fills in the form that /posts/{id}/move answers;
// an approved post goes by that page, which first says that its approval will end.

const said = document.getElementById("moving");
const form = document.getElementById("mover");
const places = [...document.querySelectorAll("[data-label]")];
let moving = null;
let target = null;

function move(card, place) {
  const { day } = place.dataset;
  const time = day && (place.dataset.time || card.dataset.time);
  if (place.contains(card) && place.dataset.time === card.dataset.time)
    return;
  const address = `/posts/${card.dataset.post}/move`;
  if (card.dataset.approved || (day && !time)) {
    location.assign(`${address}?${new URLSearchParams({ day, time })}`);
    return;
  }
  form.action = address;
  form.elements.day.value = day;
  form.elements.time.value = time;
  form.elements.version.value = card.dataset.version;
  form.submit();
}

function aim(place) {
  target?.classList.remove("cell-target");
  target = place;
  target?.classList.add("cell-target");
}

function begin(card) {
  moving = card;
  card.classList.add("card-moving");
  aim(card.closest("[data-label]"));
}

function end() {
  moving?.classList.remove("card-moving");
  aim(null);
  moving = null;
}

document.addEventListener("dragstart", event => {
  const card = event.target.closest?.(".card[draggable=true]");
  if (!card)
    return;
  begin(card);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", card.dataset.name);
});

document.addEventListener("dragover", event => {
  const place = moving && event.target.closest?.("[data-label]");
  if (!place)
    return;
  event.preventDefault();
  if (place !== target)
    aim(place);
});

document.addEventListener("drop", event => {
  const place = moving && event.target.closest?.("[data-label]");
  if (!place)
    return;
  event.preventDefault();
  const card = moving;
  end();
  move(card, place);
});

document.addEventListener("dragend", end);

const visible = () => places.filter(place => place.offsetParent !== null);
const at = (place, side) => place.getBoundingClientRect()[side];

// The nearest place that way, as it stands on the screen: the same keys serve columns and a telephone's one list.
function next(key) {
  const [side, across, sign] = key === "ArrowLeft" ? ["left", "top", -1] : key === "ArrowRight" ? ["left", "top", 1]
    : key === "ArrowUp" ? ["top", "left", -1] : ["top", "left", 1];
  const far = place => (at(place, side) - at(target, side)) * sign;
  const off = place => Math.abs(at(place, across) - at(target, across));
  return visible().filter(place => far(place) > 1).sort((a, b) => off(a) * 4 + far(a) - off(b) * 4 - far(b))[0];
}

function pickUp(link) {
  begin(link.closest(".card"));
  said.textContent = `Moving ${moving.dataset.name}. Choose a place with the arrow keys; Enter puts it there, Escape leaves it.`;
}

document.addEventListener("click", event => {
  const link = event.target.closest?.(".card-move");
  // detail is 0 for a key; a mouse has drag and drop, and this link leads it to the form.
  if (!link || event.detail > 0 || moving)
    return;
  event.preventDefault();
  pickUp(link);
});

document.addEventListener("keydown", event => {
  if (!moving) {
    const link = event.key.toLowerCase() === "m" && !(event.ctrlKey || event.metaKey || event.altKey) && event.target.closest?.(".card-move");
    if (link)
      pickUp(link);
    return;
  }
  if (event.key === "Escape") {
    said.textContent = `${moving.dataset.name} stays where it is.`;
    end();
  } else if (event.key === "Enter") {
    event.preventDefault();
    const [card, place] = [moving, target];
    end();
    if (place.contains(card))
      location.assign(`/posts/${card.dataset.post}/move`);
    else
      move(card, place);
  } else if (event.key.startsWith("Arrow")) {
    event.preventDefault();
    const place = next(event.key);
    if (place) {
      aim(place);
      place.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    said.textContent = place ? place.dataset.label : `There is nothing further that way. ${target.dataset.label}.`;
  } else if (event.key === "Tab") {
    said.textContent = `${moving.dataset.name} stays where it is.`;
    end();
  }
});
