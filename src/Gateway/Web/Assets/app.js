"use strict";
// What the pages cannot do without a script: countdowns that run, dialogs, the theme, and a word when the connection is lost.
// All of it is an addition: every link and every form works without.
(() => {
  const root = document.documentElement;
  const themeKey = "rentabot-theme";
  const themes = ["auto", "light", "dark"];

  // Read before anything is shown, so that no page flashes.
  const readTheme = () => {
    try {
      return localStorage.getItem(themeKey) || "auto";
    } catch {
      return "auto";
    }
  };
  const applyTheme = theme => {
    if (theme === "auto") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", theme);
  };
  applyTheme(readTheme());

  // The service's clock, by what the page says of it.
  let ahead = 0;
  const readClock = () => {
    const told = Date.parse(document.getElementById("live")?.dataset.now ?? "");
    if (!Number.isNaN(told)) ahead = told - Date.now();
  };
  const now = () => Date.now() + ahead;

  const words = seconds => {
    const two = number => String(number).padStart(2, "0");
    if (seconds >= 86400) return `${Math.floor(seconds / 86400)} d ${Math.floor(seconds % 86400 / 3600)} h`;
    if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds % 3600 / 60))} min`;
    if (seconds >= 60) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
    return `${seconds} s`;
  };
  const soonSeconds = 300;
  const count = () => {
    const present = now();
    for (const element of document.querySelectorAll("[data-expires-at]")) {
      const seconds = Math.max(0, Math.ceil((Date.parse(element.dataset.expiresAt) - present) / 1000));
      const left = element.querySelector("[data-left]");
      const text = words(seconds);
      if (left && left.textContent !== text) left.textContent = text;
      element.classList.toggle("soon", seconds < soonSeconds);
      const warning = element.querySelector("[data-warning]");
      if (warning) warning.hidden = seconds >= soonSeconds;
    }
  };

  // A stream that is silent is lost as well: the service says every 15 s that it lives.
  let heardAt = Date.now();
  let lost = false;
  let leaving = false;
  const silence = 40000;
  const tell = isLost => {
    const hint = document.querySelector("[data-lost]");
    if (!hint || lost === isLost || leaving) return;
    lost = isLost;
    hint.hidden = !isLost;
    if (isLost) {
      const at = new Date(heardAt + ahead);
      const time = hint.querySelector("[data-lost-at]");
      time.textContent = `${at.toISOString().slice(11, 19)} UTC`;
      time.dateTime = at.toISOString();
    }
  };
  const hear = () => {
    heardAt = Date.now();
    leaving = false;
    tell(false);
  };

  const openDialog = link => {
    const dialog = document.getElementById("dialog");
    if (!dialog || !window.htmx) return false;
    window.htmx.ajax("GET", link.getAttribute("href"), { target: "#dialog-content", swap: "innerHTML" }).then(() => {
      if (!dialog.querySelector("form")) {
        location.href = link.href;
        return;
      }
      link.closest("details[open]")?.removeAttribute("open");
      dialog.setAttribute("aria-label", dialog.querySelector("h1")?.textContent ?? "Action");
      if (!dialog.open) dialog.showModal();
      dialog.querySelector("[autofocus], input:not([type=hidden]), select, textarea, button")?.focus();
    }, () => {
      location.href = link.href;
    });
    return true;
  };

  document.addEventListener("click", event => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const close = target.closest("dialog [data-close]");
    const link = target.closest("a[data-dialog]");
    const copy = target.closest("[data-copy]");
    if (close) {
      event.preventDefault();
      document.getElementById("dialog").close();
    } else if (link) {
      if (openDialog(link)) event.preventDefault();
    } else if (copy) {
      navigator.clipboard?.writeText(copy.dataset.copy).then(() => {
        copy.textContent = "Copied";
      });
    } else if (target.closest("[data-theme-button]")) {
      const next = themes[(themes.indexOf(readTheme()) + 1) % themes.length];
      try {
        localStorage.setItem(themeKey, next);
      } catch {
        // It holds until the page is left.
      }
      applyTheme(next);
      nameTheme();
    }

    // A menu closes when one looks elsewhere.
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });

  const nameTheme = () => {
    const button = document.querySelector("[data-theme-button]");
    if (!button) return;
    button.hidden = false;
    button.textContent = `Theme: ${readTheme()}`;
  };

  document.addEventListener("DOMContentLoaded", () => {
    nameTheme();
    readClock();
    count();
    setInterval(count, 1000);
    if (navigator.clipboard) for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

    // What its reader has opened stays open when the page is brought up to date.
    if (window.Idiomorph) {
      window.Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) => !(name === "open" && node.tagName === "DETAILS");
    }
    if (document.querySelector("[sse-connect]")) {
      setInterval(() => {
        if (Date.now() - heardAt > silence) tell(true);
      }, 1000);
    }
  });

  document.addEventListener("htmx:sseOpen", event => {
    event.detail.source?.addEventListener("alive", hear);
    event.detail.source?.addEventListener("changed", hear);
    event.detail.source?.addEventListener("session-ended", () => {
      leaving = true;
    });
    hear();
  });
  document.addEventListener("htmx:sseError", event => {
    // Refused and not just cut: perhaps the session has ended, and then the answer to the page's question leads to where one signs in.
    if (event.detail.source?.readyState === EventSource.CLOSED) window.htmx.trigger("#live", "refused");
    tell(true);
  });
  document.addEventListener("htmx:sseClose", () => tell(true));
  document.addEventListener("htmx:afterSwap", () => {
    readClock();
    count();
  });
})();
