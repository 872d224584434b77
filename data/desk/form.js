/* SPDX-License-Identifier: GPL-3.0-or-later */
// The web form: keeps what is written in the browser, sends photos in pieces that survive a broken
// connection, and each draft once, by a key that is kept before the first attempt.
"use strict";

const $ = (id) => document.getElementById(id);
const words = {};
for (const word of $("words").content.querySelectorAll("[data-key]")) words[word.dataset.key] = word.textContent;
const say = (key, values = {}) => (words[key] || key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const MAX_PHOTO = 40 * 1000 * 1000;
let draft = emptyDraft();
let token = null;
let sending = false;

function emptyDraft() {
  return { id: crypto.randomUUID(), headline: "", byline: "", body: "", note: "", photos: [], pending: null, dirty: false, of: null, touched: false, aside: [] };
}
const isEmpty = (one) => !(one.headline || one.body || one.note || one.photos.length);

// --- Kept in the browser ---

function withStore(mode, work) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("broadsheet", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction("kept", mode, { durability: "strict" });
      const request = work(transaction.objectStore("kept"));
      transaction.oncomplete = () => { database.close(); resolve(request.result); };
      transaction.onabort = transaction.onerror = () => { database.close(); reject(transaction.error); };
    };
  });
}
const read = (key) => withStore("readonly", (store) => store.get(key));
const keep = (key, value) => withStore("readwrite", (store) => value === null ? store.delete(key) : store.put(value, key));

let keeping = Promise.resolve();
function keepDraft() {
  keeping = keeping.then(() => keep("draft", draft))
    .then(() => { $("kept").textContent = say("kept"); }, () => { $("kept").textContent = say("cannot-keep"); });
  return keeping;
}
let timer = 0;
function keepSoon() {
  $("kept").textContent = "";
  clearTimeout(timer);
  timer = setTimeout(keepDraft, 300);
}

// --- Talking to the desk ---

class Problem extends Error {
  constructor(status, document) {
    super(document?.errors?.[0]?.message || document?.detail || say("failed"));
    this.status = status;
    this.code = (document?.type || "").split(":").pop();
    this.document = document;
  }
  get passes() { return this.status === 0 || this.status === 429 || this.status >= 500; }
}

const headers = (more = {}) => ({ "Authorization": "Bearer " + token, "Accept-Language": document.documentElement.lang, ...more });

async function ask(method, path, more, body) {
  let response;
  try {
    response = await fetch(path, { method, headers: headers(more), body, cache: "no-store", credentials: "omit", redirect: "error" });
  } catch { throw new Problem(0, { detail: say("waiting") }); }
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => null));
  return response;
}

async function sha256(blob) {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// fetch() tells nothing of how far it is.
function patch(sha, blob, offset, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PATCH", "/v1/media/" + sha);
    for (const [name, value] of Object.entries(headers({ "Content-Type": "application/partial-upload", "Upload-Offset": String(offset), "Upload-Length": String(blob.size) })))
      request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress(offset + event.loaded);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) { resolve(); return; }
      let problem = null;
      try { problem = JSON.parse(request.responseText); } catch { /* not ours */ }
      reject(new Problem(request.status, problem));
    };
    request.onerror = request.onabort = () => reject(new Problem(0, { detail: say("waiting") }));
    request.send(blob.slice(offset));
  });
}

async function sendPhoto(photo, progress) {
  const response = await ask("HEAD", "/v1/media/" + photo.sha);
  if (response.status === 200) { progress(photo.blob.size); return; }
  const there = Number(response.headers.get("Upload-Offset")) || 0;
  await patch(photo.sha, photo.blob, there < photo.blob.size ? there : 0, progress);
}

// --- A draft as it travels: one ninjs item ---

const endings = { "image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif" };
const paragraphs = (text) => text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line);
const count = (text) => Array.from(text.replace(/\s/g, "")).length;
const names = (text) => text.split(/[、,，;；\s]+/).filter((name) => name);
const escaped = (text) => text.replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[mark]);

function people(rel, text) {
  const list = names(text);
  return list.length ? { by: list.join("、"), people: list.map((name) => ({ rel, name })) } : {};
}

function makeItem() {
  const common = { standard: { name: "ninjs", version: "3.1", schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json" }, language: document.documentElement.lang === "zh" ? "zh-Hans" : "en", versionCreated: new Date().toISOString().replace(/\.\d+/, "") };
  const lines = paragraphs(draft.body);
  const item = { uri: "urn:broadsheet:draft:" + draft.id, ...common, type: "text", profile: "broadsheet-story",
    headlines: [{ role: "main", value: draft.headline.trim() }], ...people("author", draft.byline),
    bodies: [{ role: "main", contentType: "text/plain", charCount: count(draft.body), value: lines.join("\n") },
      { role: "richtext", contentType: "application/xhtml+xml", value: lines.map((line) => "<p>" + escaped(line) + "</p>").join("") }] };
  if (draft.note.trim()) item.edNote = draft.note.trim();
  if (draft.photos.length)
    item.associations = draft.photos.map((photo, index) => ({ rel: "photo", uri: item.uri + ":p" + (index + 1), ...common, type: "picture", profile: "broadsheet-photo",
      ...people("photographer", photo.credit), ...(photo.caption.trim() ? { descriptions: [{ role: "caption", value: photo.caption.trim() }] } : {}),
      renditions: [{ name: "original", href: "urn:broadsheet:media:" + photo.sha + "." + endings[photo.blob.type], contentType: photo.blob.type }] }));
  return item;
}

// --- Sending ---

// In front of what it is about: at the other end of the page nobody would see it.
function showProblem(text, before = $("send")) {
  before.before($("problem"));
  $("problem").textContent = text || "";
  $("problem").hidden = !text;
  if (text) $("problem").scrollIntoView({ block: "nearest" });
}

function showDone(text) {
  $("done").textContent = text || "";
  $("done").hidden = !text;
  if (text) $("done").scrollIntoView({ block: "nearest" });
}

function showProgress(share, text) {
  $("progress-row").hidden = share === null;
  if (share !== null) { $("progress").value = share; $("progress-text").textContent = text; }
}

async function freeze() {
  for (const photo of draft.photos) photo.sha ??= await sha256(photo.blob);
  draft.pending = { key: crypto.randomUUID(), body: JSON.stringify(makeItem()), of: draft.of };
  await keep("draft", draft);
}

async function deliver() {
  const total = draft.photos.reduce((sum, photo) => sum + photo.blob.size, 0) || 1;
  let done = 0;
  for (const [index, photo] of draft.photos.entries()) {
    await sendPhoto(photo, (sent) => {
      showProblem("");
      showProgress((done + sent) / total, say("sending-photo", { n: index + 1, all: draft.photos.length }));
    });
    done += photo.blob.size;
  }
  showProgress(1, say("sending"));
  const { key, body, of } = draft.pending;
  const more = { "Content-Type": "application/vnd.iptc.ninjs+json", "Idempotency-Key": key };
  if (!of) return ask("POST", "/v1/submissions", more, body);
  const now = await (await ask("GET", "/v1/submissions/" + of)).json();
  return ask("PUT", "/v1/submissions/" + of, { ...more, "If-Match": now.etag }, body);
}

let failures = 0;
async function send() {
  if (sending || !draft.pending || !token) return;
  sending = true;
  $("send").disabled = true;
  showProgress(0, say("sending"));
  try {
    const submission = await (await deliver()).json();
    failures = 0;
    if (draft.dirty) Object.assign(draft, { pending: null, dirty: false, of: submission.id });
    else {
      takeBack();
      showDraft();
    }
    showRevising();
    await keepDraft();
    showProgress(null);
    showProblem("");
    showDone(say("arrived"));
    await showSent();
  } catch (problem) {
    showProgress(null);
    if (problem.passes || problem.code === "missing-media" || problem.code === "offset") {
      const text = problem.status === 0 ? say("waiting") : problem.message;
      // Said once, not at each attempt: somebody may be writing on elsewhere.
      if ($("problem").hidden || $("problem").textContent !== text) showProblem(text);
      setTimeout(send, Math.min(1000 * 2 ** failures++, 300000) * (0.5 + Math.random() / 2));
    } else {
      if (problem.status === 401) forgetToken(problem.message);
      else { draft.pending = null; await keepDraft(); showProblem(problem.message); }
    }
  } finally {
    sending = false;
    $("send").disabled = false;
  }
}

// --- What is on the page ---

const fields = ["headline", "byline", "body", "note"];

function showDraft() {
  for (const name of fields) $(name).value = draft[name];
  showCount();
  showPhotos();
  showRevising();
}

function showRevising() {
  $("revising").hidden = !draft.of;
  $("revising-text").textContent = [say("revising"), ...(draft.aside.length ? [say("aside")] : [])].join(document.documentElement.lang === "zh" ? "" : " ");
}

function showCount() { $("count").textContent = say("count", { n: count($("body").value) }); }

function showPhotos() {
  const list = $("photo-list");
  for (const image of list.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  list.replaceChildren(...draft.photos.map((photo) => {
    const row = $("photo").content.firstElementChild.cloneNode(true);
    row.querySelector("img").src = URL.createObjectURL(photo.blob);
    const caption = row.querySelector(".caption"), credit = row.querySelector(".credit");
    caption.value = photo.caption;
    credit.value = photo.credit;
    caption.oninput = () => { photo.caption = caption.value; changed(); };
    credit.oninput = () => { photo.credit = credit.value; changed(); };
    row.querySelector(".remove").onclick = () => { draft.photos = draft.photos.filter((other) => other !== photo); changed(); showPhotos(); $("add").focus(); };
    return row;
  }));
}

// The desk may have what was to be sent, though no answer came: what is changed now is a version of it.
function changed() {
  showDone(null);
  draft.touched = true;
  if (draft.pending) draft.dirty = true;
  keepSoon();
}

async function addPhotos(files) {
  const add = $("add").labels[0];
  showProblem("");
  for (const file of files) {
    if (!endings[file.type]) { showProblem(say("photo-bad", { name: file.name }), add); continue; }
    if (file.size > MAX_PHOTO) { showProblem(say("photo-large", { name: file.name }), add); continue; }
    draft.photos.push({ blob: new Blob([await file.arrayBuffer()], { type: file.type }), caption: "", credit: $("byline").value });
  }
  changed();
  showPhotos();
}

const showTime = (time) => new Date(time).toLocaleString(document.documentElement.lang === "zh" ? "zh-CN" : "en-GB",
  { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" });

function describe(submission) {
  const row = document.createElement("li");
  const state = document.createElement("span");
  const headline = document.createElement("span");
  headline.className = "headline";
  headline.textContent = submission.headline || "…";
  row.append(headline);
  state.className = "state " + submission.state;
  state.textContent = say(submission.state) + " · " + showTime(submission.decided || submission.updated);
  row.append(state);
  if (submission.note) {
    const said = document.createElement("span");
    said.className = "said";
    said.textContent = submission.note;
    row.append(said);
  }
  if (submission.state === "returned") {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = say("revise");
    button.onclick = () => revise(submission);
    row.append(button);
  }
  return row;
}

// What was set aside is there again.
function takeBack() {
  const aside = draft.aside.slice();
  draft = aside.length ? { ...aside.pop(), aside } : { ...emptyDraft(), byline: draft.byline };
}

async function leave() {
  if (draft.pending) { showProblem(say("on-its-way")); return; }
  if (draft.touched && !confirm(say("leave-sure"))) return;
  takeBack();
  showDraft();
  await keepDraft();
  $("headline").focus();
}

// The text comes back for a new version; the photos stay with the desk and need not be sent again. What
// was being written meanwhile is set aside.
async function revise(submission) {
  showProblem("");
  try {
    const whole = await (await ask("GET", "/v1/submissions/" + submission.id)).json();
    const item = whole.item;
    const value = (list, role) => (list || []).find((one) => one.role === role)?.value || "";
    const photos = [];
    for (const photo of item.associations || []) {
      const sha = photo.renditions[0].href.split(":").pop().split(".")[0];
      const blob = await (await ask("GET", "/v1/media/" + sha)).blob();
      photos.push({ sha, blob, caption: value(photo.descriptions, "caption"), credit: photo.by || "" });
    }
    if (draft.pending) { showProblem(say("on-its-way"), $("sent-list")); return; }
    const aside = isEmpty(draft) ? draft.aside : [...draft.aside, { ...draft, aside: [] }];
    draft = { ...emptyDraft(), aside, id: (item.uri || "").split(":").pop() || draft.id, of: submission.id, headline: value(item.headlines, "main"), byline: item.by || "", body: value(item.bodies, "main"), note: item.edNote || "", photos };
    showDraft();
    await keepDraft();
    $("headline").focus();
  } catch (problem) { showProblem(problem.message, $("sent-list")); }
}

async function showSent() {
  if (!token) return null;
  const { submissions, cursor } = await (await ask("GET", "/v1/submissions")).json();
  submissions.sort((a, b) => b.sequence - a.sequence);
  $("sent-list").replaceChildren(...submissions.slice(0, 50).map(describe));
  $("sent").hidden = submissions.length === 0;
  return cursor;
}

// One question that the desk answers when something has happened.
let listening = null;
async function listen() {
  if (listening === token) return;
  const mine = listening = token;
  let cursor = null;
  for (let failed = 0; token === mine;) {
    if (document.hidden) { await new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true })); continue; }
    try {
      cursor ??= await showSent();
      const news = await (await ask("GET", "/v1/submissions?wait=30&since=" + encodeURIComponent(cursor))).json();
      if (news.submissions.length) cursor = await showSent();
      failed = 0;
    } catch (problem) {
      if (problem.status === 401) { forgetToken(problem.message); return; }
      await new Promise((resolve) => setTimeout(resolve, Math.min(1000 * 2 ** failed++, 60000)));
    }
  }
}

// --- Who writes ---

// The line of the invitation, its web address, or the bare token.
function readToken(text) {
  const found = /(?:[#&]token=|^\s*)([A-Za-z0-9_-]{43})(?:$|[&\s])/.exec(text || "");
  return found ? found[1] : null;
}

function keepToken() {
  try { localStorage.setItem("token", token); } catch { /* this time only */ }
}

function forgetToken(why) {
  token = listening = null;
  try { localStorage.removeItem("token"); } catch { /* nothing was kept */ }
  $("who").hidden = true;
  $("code-row").hidden = false;
  showProblem(why, $("code-row"));
}

async function enter(candidate) {
  token = candidate;
  try {
    const account = await (await ask("GET", "/v1/account")).json();
    keepToken();
    $("who").textContent = say("you", { name: account.name });
    $("who").hidden = false;
    $("code-row").hidden = true;
    showProblem("");
    if (!$("byline").value) { draft.byline = $("byline").value = account.name; }
    listen();
    return true;
  } catch (problem) {
    if (problem.status === 401) { forgetToken(problem.message); return false; }
    // Offline: who it is shows when the desk is there again.
    keepToken();
    $("code-row").hidden = true;
    return true;
  }
}

async function submit(event) {
  event.preventDefault();
  if (!token) {
    const candidate = readToken($("code").value);
    if (!candidate) { showProblem(say("code-bad"), $("code-row")); $("code").focus(); return; }
    if (!await enter(candidate)) { $("code").focus(); return; }
    $("code").value = "";
  }
  showProblem("");
  for (const name of fields) draft[name] = $(name).value;
  if (!draft.pending) await freeze();
  await send();
}

function showOnline() { $("offline").hidden = navigator.onLine; }

// The secret is not to stand in the address, from where it is copied and kept.
function takeFromAddress() {
  const found = readToken(location.hash);
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  return found;
}

async function start() {
  const fromLink = takeFromAddress();
  let kept = null;
  try { kept = await read("draft"); } catch { $("kept").textContent = say("cannot-keep"); }
  if (kept) draft = { ...emptyDraft(), ...kept };
  $("photos").hidden = false;
  showDraft();
  showOnline();
  for (const name of fields) $(name).addEventListener("input", () => { draft[name] = $(name).value; showCount(); changed(); });
  $("add").addEventListener("change", (event) => { addPhotos(Array.from(event.target.files)); event.target.value = ""; });
  $("form").addEventListener("submit", submit);
  $("leave").addEventListener("click", leave);
  addEventListener("online", () => { showOnline(); failures = 0; send(); });
  addEventListener("offline", showOnline);
  // The invitation may be opened where the form is open already.
  addEventListener("hashchange", () => { const found = takeFromAddress(); if (found) enter(found); });
  let known = null;
  try { known = localStorage.getItem("token"); } catch { /* not allowed */ }
  if (fromLink || known) await enter(fromLink || known);
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/worker.js").catch(() => {});
  if (draft.pending) send();
  document.documentElement.dataset.ready = "yes";
}

start();
