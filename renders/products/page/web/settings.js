"use strict";

/* What a reader chose, kept for the next visit where the browser allows that. */
const settings = {
  get(name) {
    try {
      return localStorage.getItem(`why-l1-is-sparse.${name}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`why-l1-is-sparse.${name}`, value);
    } catch {
      /* It lasts as long as the page, then. */
    }
  },
};

/* Before anything is shown, so that no other background flashes. */
const theme = settings.get("theme");
if (["light", "dark"].includes(theme)) document.documentElement.dataset.theme = theme;
