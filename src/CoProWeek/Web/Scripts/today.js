// The countdown, each second. It is plain text in no live region, so that no screen reader reads it out again and again.
const two = (n) => String(n).padStart(2, "0");

function words(left) {
  if (left <= 0) return "now";
  const [days, hours, minutes, seconds] = [Math.floor(left / 86400), Math.floor(left / 3600) % 24, Math.floor(left / 60) % 60, Math.floor(left) % 60];
  if (days > 2) return `in ${days} days`;
  if (days > 0) return `in ${days} ${days === 1 ? "day" : "days"} ${hours} h ${two(minutes)} min`;
  if (hours > 0) return `in ${hours} h ${two(minutes)} min ${two(seconds)} s`;
  return minutes > 0 ? `in ${minutes} min ${two(seconds)} s` : `in ${seconds} s`;
}

function tick() {
  // A rehearsal's clock leaps: there data-now is empty, and what the server said stands.
  for (const shown of document.querySelectorAll('[data-until]:not([data-now=""])')) {
    // By the server's clock as it stood when this was shown: the reader's own may be wrong.
    shown.dataset.shownAt ??= String(performance.now());
    const now = Date.parse(shown.dataset.now) + performance.now() - Number(shown.dataset.shownAt);
    const said = words((Date.parse(shown.dataset.until) - now) / 1000);
    if (shown.textContent !== said) shown.textContent = said;
  }
}

tick();
setInterval(tick, 1000);
