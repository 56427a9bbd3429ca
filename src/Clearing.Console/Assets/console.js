// The little that must happen in the browser: keys, dialogs, countdowns, the reader's zone, saving
// charts and tables, the theme, and saying that the connection is lost. Pages read without it.
const serverNow = Date.parse(document.body.dataset.now), here = Date.now();
const skew = serverNow - here;
const all = (css, from = document) => from.querySelectorAll(css);
const one = (css, from = document) => from.querySelector(css);
const now = () => Date.now() + skew;

// ---- Time -------------------------------------------------------------------------------------
const zoneName = new Intl.DateTimeFormat().resolvedOptions().timeZone;
const zone = zoneName.split("/").pop().replaceAll("_", " ");
const isUtc = /^(utc|etc)/i.test(zoneName);
const clockFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayFormat = new Intl.DateTimeFormat("en-GB", { weekday: "short" });
const two = number => String(number).padStart(2, "0");

function left(ms) {
  if (ms <= 0) return "clearing…";
  const s = Math.floor(ms / 1000);
  if (s > 86400) return `${Math.floor(s / 86400)} d ${Math.floor(s % 86400 / 3600)} h`;
  return `${two(Math.floor(s / 3600))}:${two(Math.floor(s % 3600 / 60))}:${two(s % 60)}`;
}

// A time in the reader's zone, with its weekday where that is another one than in UTC.
function local(at) {
  const time = clockFormat.format(at);
  return at.getDay() === at.getUTCDay() ? time : `${dayFormat.format(at)} ${time}`;
}

function write(node, text) { if (node.textContent !== text) node.textContent = text; }

function tick() {
  for (const node of all("[data-until]")) write(node, left(Date.parse(node.dataset.until) - now()));
  const clock = one("[data-clock]");
  if (clock) {
    const at = new Date(now());
    const month = at.toLocaleString("en-GB", { month: "short", timeZone: "UTC" });
    write(clock, `${at.getUTCDate()} ${month} ${at.getUTCFullYear()}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} UTC`);
    if (!isUtc) write(one("[data-clock-zone]"), `${local(at)} ${zone}`);
  }
  if (!isUtc) {
    for (const node of all("[data-zone]")) {
      write(node, ` · ${local(new Date(node.dataset.zone))} ${zone}`);
    }
  }
}
setInterval(tick, 1000);

// ---- Dialogs ----------------------------------------------------------------------------------
function settle(root) {
  if (root.nodeType !== 1) return;
  const dialogs = root.matches?.("dialog[data-modal]") ? [root] : all("dialog[data-modal]", root);
  for (const dialog of dialogs) if (!dialog.open) open(dialog);
  restoreDrafts(root);
}

// Where the focus was before a dialog. It goes back there, also when the page takes the dialog away.
const before = new WeakMap();

function giveBack(dialog) {
  const from = before.get(dialog);
  if (!before.delete(dialog) || document.activeElement !== document.body) return;
  const to = from.isConnected && from !== document.body ? from : one("#main");
  to?.focus({ preventScroll: true });
}

function open(dialog) {
  before.set(dialog, document.activeElement);
  dialog.showModal();
  dialog.addEventListener("close", () => giveBack(dialog), { once: true });
  if (dialog.dataset.modal !== undefined) {
    dialog.addEventListener("cancel", event => {
      event.preventDefault();
      one("[data-dismiss]", dialog)?.click();
    });
  }
}

new MutationObserver(changes => {
  for (const change of changes) {
    for (const node of change.addedNodes) settle(node);
    for (const node of change.removedNodes) {
      if (node.matches?.("dialog[data-modal]")) giveBack(node);
      else if (node.nodeType === 1) all("dialog[data-modal]", node).forEach(giveBack);
    }
  }
}).observe(document.body, { childList: true, subtree: true });

// ---- Drafts: what was typed outlives a lost connection and a restarted server ---------------------
// The name of a draft says whose it is. Of options with one name, the value of the chosen one is kept.
const isOption = input => input.type === "radio";
const draftKey = input => `draft ${input.dataset.draft} ${isOption(input) ? input.name : input.id}`;

function restoreDrafts(root) {
  for (const input of all("input[data-draft]", root)) {
    const kept = sessionStorage.getItem(draftKey(input));
    if (kept === null || (kept === input.value) !== isOption(input)) continue;
    if (!isOption(input)) input.value = kept;
    else if (input.checked) continue;
    else input.checked = true;
    input.dispatchEvent(new Event(isOption(input) ? "change" : "input", { bubbles: true }));
  }
}

document.addEventListener("input", event => {
  const input = event.target;
  if (input.dataset?.draft) sessionStorage.setItem(draftKey(input), input.value);
});

// Who signs out leaves nothing in this tab that was typed and not sent.
document.addEventListener("submit", event => {
  if (event.target.matches("[data-sign-out]")) forgetDrafts("");
});

function forgetDrafts(name) {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(`draft ${name}`)) sessionStorage.removeItem(key);
  }
}

window.clearing = {
  // The id of a command stays with its draft, so that a retry after a lost answer is the same command.
  id(draft, fresh) {
    const key = `draft ${draft} id`;
    if (!sessionStorage.getItem(key)) sessionStorage.setItem(key, fresh);
    return sessionStorage.getItem(key);
  },
  // The id of a command that was answered is spent: the next one is another command.
  renew: (draft, fresh) => sessionStorage.setItem(`draft ${draft} id`, fresh),
  live,
  save: (name, text) => save(name, "text/csv", text),
  forget: draft => forgetDrafts(`${draft} `),
};

// ---- Saving -----------------------------------------------------------------------------------
function save(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// A formula in a spreadsheet begins with one of these; a name of somebody's choosing may too.
function field(text) {
  const plain = /^[=+@\t\r]/.test(text) || /^-[^\d]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function csvOf(table) {
  const rows = [...table.rows].filter(row => !row.matches(".grp"));
  return rows.map(row => [...row.cells].flatMap(fields).join(",")).join("\r\n") + "\r\n";
}

// What a cell says, or its data-v; data-more is one more column, and a cell over several fills them.
function fields(cell) {
  const { v, more } = cell.dataset;
  const own = field(v ?? cell.textContent.replace(/\s+/g, " ").trim());
  const others = Array(Math.max(0, cell.colSpan - 1)).fill("");
  return more === undefined ? [own, ...others] : [own, field(more), ...others];
}

// A drawing that stands alone: what the style sheet says is written into its elements.
function standAlone(svg) {
  const copy = svg.cloneNode(true), box = svg.viewBox.baseVal;
  const from = [svg, ...all("*", svg)], to = [copy, ...all("*", copy)];
  from.forEach((node, i) => {
    const style = getComputedStyle(node);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "paint-order", "stroke-linejoin"]) {
      const value = style.getPropertyValue(name);
      if (value && !(name === "fill" && node.getAttribute("fill")?.startsWith("url"))) to[i].setAttribute(name, value);
    }
    to[i].removeAttribute("class");
  });
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(svg.closest(".card")).backgroundColor);
  copy.prepend(ground);
  const hatch = one("#hatch");
  if (hatch && copy.querySelector('[fill="url(#hatch)"]')) {
    const pattern = hatch.cloneNode(true);
    [...pattern.children].forEach((part, i) => {
      part.setAttribute("fill", getComputedStyle(hatch.children[i]).fill);
      part.removeAttribute("class");
    });
    copy.prepend(pattern);
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", box.width);
  copy.setAttribute("height", box.height);
  return new XMLSerializer().serializeToString(copy);
}

function png(svg, name) {
  const box = svg.viewBox.baseVal, image = new Image();
  const url = URL.createObjectURL(new Blob([standAlone(svg)], { type: "image/svg+xml" }));
  image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [box.width * 2, box.height * 2];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(blob => save(`${name}.png`, "image/png", blob));
    URL.revokeObjectURL(url);
  };
  image.src = url;
}

function exportFrom(button) {
  const card = button.closest(".card"), { export: kind, name, of } = button.dataset;
  if (kind === "csv") {
    const table = of ? document.getElementById(of) : one("table", card);
    if (table) save(`${name}.csv`, "text/csv", csvOf(table));
    return;
  }
  const svg = [...all("svg.ch", card)].find(drawn => drawn.getBoundingClientRect().width > 0);
  if (!svg) return;
  if (kind === "svg") save(`${name}.svg`, "image/svg+xml", standAlone(svg));
  else png(svg, name);
}

document.addEventListener("click", event => {
  const target = event.target.closest("[data-export],[data-open],[data-close],[data-theme-switch],[data-retry],[data-copy],[data-print]");
  if (!target) return;
  const { open: opened, export: kind } = target.dataset;
  if (kind) exportFrom(target);
  else if (opened) {
    const dialog = document.getElementById(opened);
    if (dialog && !dialog.open) open(dialog);
  } else if (target.matches("[data-close]")) target.closest("dialog").close();
  else if (target.matches("[data-theme-switch]")) switchTheme();
  else if (target.matches("[data-retry]")) retry();
  else if (target.matches("[data-print]")) print();
});

function switchTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  document.cookie = `clearing-theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
}

// ---- Dropping a file: the input of the area takes it -------------------------------------------
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, event => {
    const area = event.target.closest?.("[data-drop]");
    if (!area) return;
    event.preventDefault();
    area.classList.toggle("over", name === "dragover");
    if (name !== "drop" || !event.dataTransfer.files.length) return;
    const input = one("input[type=file]", area);
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// ---- Keys -------------------------------------------------------------------------------------
let pressedG = 0;
const keysOff = () => localStorage.getItem("keys-off") === "1";

function moveRow(step) {
  const rows = [...all("[data-row]")];
  if (!rows.length) return;
  const at = rows.indexOf(document.activeElement?.closest("[data-row]"));
  one("a", rows[Math.min(rows.length - 1, Math.max(0, at + step))])?.focus();
}

function go(key) { one(`[data-go="${key}"]`)?.click(); }

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || keysOff()) return;
  if (event.target.matches?.("input,textarea,select")) return;
  if (one("dialog[open]:not(.lost)")) return;
  const since = Date.now() - pressedG;
  pressedG = 0;
  if (since < 1500) { go(event.key); return; }
  const act = {
    "/": () => one("#find")?.focus(),
    "?": () => { const keys = one("#keys"); if (keys) open(keys); },
    g: () => { pressedG = Date.now(); },
    j: () => moveRow(1),
    k: () => moveRow(-1),
    "[": () => one('[data-round="-1"][href]')?.click(),
    "]": () => one('[data-round="1"][href]')?.click(),
    b: () => one("[data-bid]")?.click(),
    w: () => {
      const buttons = [...all(".why")];
      const after = buttons.find(button => document.activeElement
        && document.activeElement.compareDocumentPosition(button) & Node.DOCUMENT_POSITION_FOLLOWING);
      const button = document.activeElement?.matches(".why") ? document.activeElement : after ?? buttons[0];
      button?.focus();
      button?.click();
    },
    t: () => {
      const near = document.activeElement?.closest(".card");
      const table = (near && one("[data-behind]", near)) ?? one("[data-behind]");
      if (table) { table.open = !table.open; one("summary", table).focus(); }
    },
  }[event.key];
  if (act) { event.preventDefault(); act(); }
});

document.addEventListener("change", event => {
  if (event.target.matches("[data-keys-off]")) {
    localStorage.setItem("keys-off", event.target.checked ? "1" : "0");
  }
});

// ---- The connection -----------------------------------------------------------------------------
const lost = one("#components-reconnect-modal");
let retry = () => {};

function say(state) {
  const live = one("[data-live]");
  document.documentElement.classList.toggle("is-lost", state !== "live");
  live?.classList.toggle("off", state !== "live");
  const text = live && one("[data-live-text]", live);
  if (text) write(text, state === "live" ? "Live" : "Reconnecting");
}

// A dialog without a draft is gone with the page that is drawn anew, or empty: its reader is told.
const goneDialog = "draft of a gone dialog";

function noteDialog() {
  const dialog = one("dialog[data-modal][open]");
  if (dialog && !one("[data-draft]", dialog)) sessionStorage.setItem(goneDialog, one("h2", dialog).textContent);
}

function tellOfDialog() {
  const title = sessionStorage.getItem(goneDialog);
  if (title === null) return;
  sessionStorage.removeItem(goneDialog);
  write(one("[data-gone-title]"), `“${title}”`);
  one("#gone-dialog").show();
}

// A server that was started again, or was away for long, does not know this page any more: it is drawn
// anew from its address.
async function comeBack(text) {
  for (let wait = 500; ; wait = Math.min(wait * 1.5, 5000)) {
    write(one("[data-lost-text]"), text);
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.ok) { noteDialog(); location.reload(); return; }
    } catch { /* It is still away. */ }
    await new Promise(done => { retry = done; setTimeout(done, wait); });
  }
}

lost?.addEventListener("components-reconnect-state-changed", event => {
  const { state } = event.detail;
  if (state === "hide") { say("live"); lost.close(); return; }
  if (state === "show" && !lost.open) {
    const at = new Date(now());
    write(one("[data-lost-at]"), ` at ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} UTC`);
    write(one("[data-lost-text]"), "Figures are as of then. Trying again.");
    say("lost");
    lost.show();
    retry = () => Blazor.reconnect().then(ok => ok || comeBack("Drawing the page again."), () => {});
  }
  if (state === "failed" || state === "rejected") comeBack("Figures are as of then. Trying again.");
});

// The page answers from now on: what was typed before it did is typed again.
function live() {
  document.documentElement.classList.add("is-live");
  settle(document.body);
  const asked = new URLSearchParams(location.search).get("why");
  const answer = asked && [...all("dialog[data-why-of]")].find(dialog => dialog.dataset.whyOf === asked);
  if (answer && !answer.open) open(answer);
  tellOfDialog();
}

tick();
const off = one("[data-keys-off]");
if (off) off.checked = keysOff();
if (!one("[data-live]")) document.documentElement.classList.add("is-live");
await Blazor.start({
  circuit: { reconnectionOptions: { maxRetries: 6, retryIntervalMilliseconds: tries => Math.min(500 * (tries + 1), 3000) } },
});
