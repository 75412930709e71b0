// Going through a meeting's measures: saving without leaving the page, others' answers, and sending what waited while the
// connection or the login was gone.
(() => {
  "use strict";

  const round = document.getElementById("round");
  if (!round) return;

  const POLL = 4000; // milliseconds between looks at others' answers
  const PATIENCE = 8000; // milliseconds for the server to answer
  const AHEAD = 5; // measures that are fetched beforehand, so that a lost connection doesn't stop the meeting
  const user = document.body.dataset.user;
  const { keep, drop, replace, answers, waiting, isUnstored } = window.hyteWaiting;
  const place = document.getElementById("round-place");
  const ahead = new Map(); // pages of measures by address
  const find = (selector, root = round) => root.querySelector(selector);
  const pathOf = (address) => new URL(address, location.href).pathname;

  function answerOf(form, button) {
    const data = new FormData(form, button);
    data.delete("csrfmiddlewaretoken");
    const address = new URL(form.action);
    const text = data.get("public_text_fi") || "";
    return {
      at: Date.now(), path: address.pathname, address: address.pathname + address.search,
      identifier: form.dataset.identifier, text, body: new URLSearchParams(data).toString(),
    };
  }

  // Talking to the server.

  // Read for each request: logging in changes it.
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || "";

  class LoggedOut extends Error {}

  async function ask(address, options = {}) {
    const headers = { "HX-Request": "true", "X-Writer": user, "X-CSRFToken": token() };
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(address, { headers, signal, cache: "no-store", credentials: "same-origin", ...options });
    if (response.headers.has("HX-Redirect")) throw new LoggedOut();
    if (response.redirected || response.status >= 500) throw new Error("The server could not answer now.");
    return response;
  }

  // Whether the server answered at all; tells the user when it didn't.
  async function reach(act) {
    try {
      const result = await act();
      sign("offline", false);
      sign("login", false);
      return result;
    } catch (error) {
      sign("login", error instanceof LoggedOut);
      sign("offline", !(error instanceof LoggedOut));
      return null;
    }
  }

  async function post(answer) {
    const response = await ask(answer.address, { method: "POST", body: new URLSearchParams(answer.body) });
    return { ok: response.ok, isPanel: [409, 422].includes(response.status), html: await response.text() };
  }

  // One after the other in the order in which they were given. A colleague's answer or a refusal doesn't stop the rest.
  const outcomes = new Map(); // by the moment of the answer
  let sending = null;
  const send = () => { sending ||= sendAll().finally(() => { sending = null; }); return sending; };

  async function sendAll() {
    for (let [answer] = waiting(); answer; [answer] = waiting()) {
      const result = await reach(() => post(answer));
      if (!result) return;
      outcomes.set(answer.at, result);
      if (result.ok) saved(answer, result.html);
      else replace(answer, { ...answer, refused: true });
      showWaiting();
    }
  }

  function saved(answer, html) {
    drop(answer);
    ahead.delete(answer.address);
    document.dispatchEvent(new CustomEvent("hyteSaved", { detail: { path: answer.path } }));
    const parts = parse(html);
    say(find("[data-said]", parts).textContent);
    putRow(find("li", parts));
  }

  // What the page says.

  function parse(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    return holder.content;
  }

  const signOf = (name) => find(`[data-sign="${name}"]`);

  function sign(name, shown) {
    if (signOf(name).hidden === shown) signOf(name).hidden = !shown;
  }

  const isReachable = () => signOf("offline").hidden && signOf("login").hidden;

  function say(text) {
    const line = find("[data-round-said]");
    line.textContent = text;
    line.hidden = false; // It stays until the next one: nothing on the page moves by itself.
  }

  function showWaiting() {
    const unsent = waiting();
    sign("waiting", unsent.length > 0);
    const names = unsent.map((answer) => answer.identifier).join(", ");
    if (find("[data-waiting]").textContent !== names) find("[data-waiting]").textContent = names;
    showRefused(answers().filter((answer) => answer.refused));
  }

  function showRefused(refused) {
    sign("refused", refused.length > 0);
    find("[data-refused]").replaceChildren(...refused.map((answer) => {
      const row = find("[data-refused-row]").content.cloneNode(true);
      const link = row.querySelector("[data-round-refused]");
      [link.href, link.textContent] = [answer.address, answer.identifier];
      row.querySelector("[data-text]").textContent = answer.text;
      row.querySelector("[data-discard]").addEventListener("click", () => { drop(answer); showWaiting(); });
      return row;
    }));
  }

  // The list of measures, where others' answers appear.

  const list = () => document.getElementById("round-list");
  const rowOf = (measure) => find(`[data-measure="${measure}"]`, list());

  function putRow(row) {
    const old = rowOf(row.dataset.measure);
    if (!old) return;
    const [here, focused] = [old.querySelector("[aria-current]"), old.contains(document.activeElement)];
    old.replaceWith(row);
    if (here) row.querySelector("a").setAttribute("aria-current", "step");
    if (focused) row.querySelector("a").focus();
  }

  function putList(html) {
    const fresh = find("nav", parse(html));
    for (const row of fresh.querySelectorAll("[data-measure]")) {
      if (rowOf(row.dataset.measure)?.dataset.answer !== row.dataset.answer) putRow(row.cloneNode(true));
    }
    find("[data-round-count]").textContent = find("[data-round-count]", fresh).textContent;
    list().dataset.version = fresh.dataset.version;
    showNews();
  }

  function showNews() {
    const panel = find("[data-round-panel]");
    const row = panel.dataset.measure && rowOf(panel.dataset.measure);
    sign("news", Boolean(row && row.dataset.answer !== panel.dataset.answer && find("[data-round-form]")));
  }

  async function look() {
    const { address, shows } = round.dataset;
    const query = new URLSearchParams({ nayta: shows, versio: list().dataset.version });
    const response = await reach(() => ask(`${address}?${query}`));
    if (!response) return;
    if (response.status === 200) putList(await response.text());
    showWaiting(); // Another tab may have sent what waited.
    if (waiting().length) await send();
  }

  let timer;
  async function keepLooking() {
    window.clearTimeout(timer);
    if (document.visibilityState === "visible") await look();
    window.clearTimeout(timer);
    timer = window.setTimeout(lookAgain, POLL);
  }

  async function lookAgain() {
    if (document.visibilityState === "visible" && isReachable()) await fetchAhead();
    await keepLooking();
  }

  // Going from measure to measure.

  function show(html, address) {
    place.innerHTML = html;
    const panel = find("[data-round-panel]");
    panel.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: panel } }));
    find("[aria-current=step]", list())?.removeAttribute("aria-current");
    const row = panel.dataset.measure && rowOf(panel.dataset.measure);
    row?.querySelector("a").setAttribute("aria-current", "step");
    row?.scrollIntoView({ block: "nearest" });
    document.title = document.title.replace(/^[^–]* – (?=.* – .* – )|^/, row ? `${find("b", row).textContent} – ` : "");
    if (address && address !== location.pathname + location.search) history.pushState(null, "", address);
    sign("stuck", false);
    showNews();
    fetchAhead();
  }

  async function open(address) {
    const response = await reach(() => ask(address));
    const html = response ? response.ok && await response.text() : ahead.get(address);
    if (!html) {
      if (response) location.assign(address); // The server says why.
      sign("stuck", true);
      return;
    }
    show(html, address);
    find(".round__wording").focus({ preventScroll: true });
    round.scrollIntoView();
  }

  async function fetchAhead(most = AHEAD) {
    let address = find("[data-round-next]")?.getAttribute("href");
    for (let step = 0; step < most && address && pathOf(address) !== round.dataset.address; step += 1) {
      if (!ahead.has(address)) {
        const response = await ask(address).catch(() => null);
        if (!response?.ok) return;
        ahead.set(address, await response.text());
      }
      address = find("[data-round-next]", parse(ahead.get(address)))?.getAttribute("href");
    }
  }

  // Giving an answer.

  async function give(form, button) {
    if (form.hasAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    const answer = answerOf(form, button);
    const next = find("[data-round-next]").getAttribute("href");
    keep(answer);
    await send();
    if (!outcomes.has(answer.at) && isReachable()) await send(); // An earlier sending had just come to its end.
    const result = outcomes.get(answer.at);
    form.removeAttribute("aria-busy");
    showWaiting();
    if (!form.isConnected) return;
    if (result?.isPanel) showAgain(answer, result.html);
    else if (!result || result.ok) await open(next);
    keepLooking();
  }

  // The panel holds what was typed, so it doesn't wait any more.
  function showAgain(answer, html) {
    drop(answer);
    show(html);
    showWaiting();
    const told = find("[data-focus], #conflict", place);
    told?.setAttribute("tabindex", "-1");
    told?.focus();
  }

  // A refused answer is sent again: it is saved now, or its panel tells what stands in the way.
  async function openRefused(address) {
    const answer = answers().find((each) => each.address === address);
    const result = answer && await reach(() => post(answer));
    if (!result) return;
    if (result.isPanel) {
      showAgain(answer, result.html);
      history.pushState(null, "", address);
    } else if (result.ok) {
      saved(answer, result.html);
    }
    showWaiting();
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-round-form]")) return;
    event.preventDefault();
    give(event.target, event.submitter);
  });

  round.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (event.target.closest("[data-send]")) look();
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const address = link.getAttribute("href");
    if (link.matches("[data-round-go]")) open(address);
    else if (link.matches("[data-round-refused]")) openRefused(address);
    else if (link.matches("[data-round-again]")) open(location.pathname + location.search);
    else return;
    event.preventDefault();
  });

  window.addEventListener("popstate", () => open(location.pathname + location.search));
  window.addEventListener("online", keepLooking);
  window.addEventListener("storage", showWaiting);
  document.addEventListener("visibilitychange", keepLooking);
  // Logging out forgets what waits, so it is asked first.
  window.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-clears-drafts]") || !answers().length || window.confirm(round.dataset.leave)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  window.addEventListener("beforeunload", (event) => { if (isUnstored()) event.preventDefault(); });

  showWaiting();
  fetchAhead(1); // The first view stays light; the rest come with the looks that follow.
  keepLooking();
})();
