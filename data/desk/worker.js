/* SPDX-License-Identifier: GPL-3.0-or-later */
// Lets the form open without a network, where the browser allows it: the page and its parts, nothing
// that was asked of the desk.
"use strict";
const PARTS = ["/", "/?lang=zh", "/?lang=en", "/form.css", "/form.js"];
self.addEventListener("install", (event) => event.waitUntil(caches.open("form").then((cache) => cache.addAll(PARTS)).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || !PARTS.includes(url.pathname + url.search)) return;
  event.respondWith(fetch(event.request).then(async (response) => {
    if (response.ok) (await caches.open("form")).put(event.request, response.clone());
    return response;
  }).catch(() => caches.match(event.request)));
});
