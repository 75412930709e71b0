// Answers of a meeting's round that wait in this browser, one of a measure. They are kept among the drafts, so logging out
// clears them.
(() => {
  "use strict";

  const PREFIX = `hyte-draft:${document.body.dataset.user}:`;
  const unstored = new Map(); // what the storage didn't take
  const keyOf = (path) => `${PREFIX}${path}#answer`;

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  function keep(answer) {
    try {
      localStorage.setItem(keyOf(answer.path), JSON.stringify(answer));
      unstored.delete(answer.path);
    } catch {
      unstored.set(answer.path, answer);
    }
  }

  function drop(answer) {
    unstored.delete(answer.path);
    try {
      // Not a newer one that has been given while this one was on its way.
      if (read(keyOf(answer.path))?.at === answer.at) localStorage.removeItem(keyOf(answer.path));
    } catch { /* Without a storage there is nothing to remove. */ }
  }

  // Put another in its place, unless a newer one has been given meanwhile.
  function replace(answer, other) {
    if (unstored.has(answer.path) || read(keyOf(answer.path))?.at === answer.at) keep(other);
  }

  function storedKeys() {
    try {
      return Object.keys(localStorage);
    } catch {
      return [];
    }
  }

  function answers() {
    const start = PREFIX + document.getElementById("round").dataset.address;
    const kept = storedKeys().filter((key) => key.startsWith(start) && key.endsWith("#answer")).map(read).filter(Boolean);
    return [...kept, ...unstored.values()].sort((one, other) => one.at - other.at);
  }

  const waiting = () => answers().filter((answer) => !answer.refused);
  const isUnstored = () => unstored.size > 0;

  window.hyteWaiting = { keep, drop, replace, answers, waiting, isUnstored };
})();
