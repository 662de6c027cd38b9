// What the pages gain with JavaScript: steps without reloading, larger type, ticks, printing, sharing, reading aloud. Nothing here is needed to get on.
(function () {
  "use strict";
  var root = document.documentElement;
  var DOUBLE_TAP = 500; // milliseconds in which a second tap is taken for the same one (R8)
  var swappedAt = 0;

  root.classList.add("js");

  // Storage can be forbidden (private windows); then a setting lasts until the page is loaded anew.
  var inMemory = {};

  function stored(key, value) {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch (error) {
      if (value !== undefined) inMemory[key] = value;
      return inMemory[key] || null;
    }
    return value;
  }

  // The same words twice in a row are not spoken again, so the second time they end in a space that nobody hears.
  // Who sees the list of suggestions needs no words about it: `isForTheEar` keeps them from the eye.
  function status(text, isForTheEar) {
    var place = document.getElementById("status");
    if (isForTheEar) root.setAttribute("data-quiet", "");
    else root.removeAttribute("data-quiet");
    place.textContent = text && place.textContent === text ? text + "\u00a0" : text;
  }

  // --- Steps by htmx ---

  if (window.htmx && window.trustedTypes) {
    // htmx needs a policy under require-trusted-types-for; its answers come from our own server only.
    var policy = trustedTypes.createPolicy("htmx", {
      createHTML: function (html) {
        return html;
      },
      createScript: function (script) {
        return script;
      },
    });
    htmx.registerExtension("tt", {
      init: function (api) {
        api.initSecurity(policy);
      },
    });
  }

  // A page of another version has files of its own: it is loaded as a whole, so that versions never mix. So is a page that is
  // none of ours, such as that of a network which wants a login first.
  document.addEventListener("htmx:after:request", function (event) {
    var page = event.detail.ctx;
    if (!/^\s*<!doctype/i.test(page.text)) return;
    var files = document.querySelectorAll('link[rel="stylesheet"], script[data-packs]');
    var isOfThisVersion = Array.prototype.every.call(files, function (file) {
      return page.text.indexOf(file.getAttribute("href") || file.getAttribute("src")) >= 0;
    });
    if (isOfThisVersion) return;
    event.preventDefault();
    location.href = page.response.raw.url || page.request.action;
  });

  document.addEventListener("htmx:after:swap", function (event) {
    var source = event.detail && event.detail.ctx && event.detail.ctx.sourceElement;
    if (source && source.hasAttribute("data-suggest")) {
      listen();
      sayAfterPause();
      return;
    }
    arrange();
    swappedAt = Date.now();
    var heading = document.querySelector("#main h1");
    window.scrollTo(0, 0);
    // The focused heading is what screen readers speak; nothing else announces the step (R51). A caret that the browser
    // has put into it would be told first, and the focus then be taken for known and stay silent (Orca 43, Chromium).
    getSelection().removeAllRanges();
    if (heading) heading.focus({ preventScroll: true });
    status("");
  });

  // It answers false, so that a tap on a link that needs the network leads nowhere.
  function sayOffline() {
    status(document.getElementById("offline-text").textContent);
    return false;
  }

  document.addEventListener("htmx:error", function (event) {
    var link = event.target && event.target.closest && event.target.closest("a[href]");
    if (!navigator.onLine) {
      sayOffline();
    } else if (link) {
      // Whatever went wrong, the browser's own navigation shows the page or says why not.
      location.href = link.href;
    }
  });

  // A second tap makes no second step (R8), neither right after a swap nor as the half of a double click that lands on
  // a page which was loaded in between.
  function guard(event) {
    if (event.detail > 1 || Date.now() - swappedAt < DOUBLE_TAP) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  document.addEventListener("htmx:before:request", function (event) {
    // htmx may have heard the tap on a new link before the guard did.
    if (event.target.closest("a[href]") && Date.now() - swappedAt < DOUBLE_TAP) event.preventDefault();
  });

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  // --- Suggestions: how many there are is said once, when nobody has typed for a while; the focus stays in the field ---

  var PAUSE = 1000; // milliseconds
  var pausing;

  function sayAfterPause() {
    clearTimeout(pausing);
    pausing = setTimeout(function () {
      var list = document.getElementById("vorschlaege");
      status((list && list.getAttribute("data-said")) || "", true);
    }, PAUSE);
  }

  document.addEventListener("input", function (event) {
    if (event.target.hasAttribute("data-suggest")) {
      clearTimeout(pausing);
      status("");
    }
  });

  // --- Ticks of a checklist, remembered on this device only ---

  function ticks(name) {
    return Array.prototype.slice.call(document.querySelectorAll('input[data-tick="' + name + '"]'));
  }

  function restoreTicks() {
    var first = document.querySelector("input[data-tick]");
    if (!first) return;
    var name = first.getAttribute("data-tick");
    var ticked = (stored("haken-" + name) || "").split(" ");
    ticks(name).forEach(function (box) {
      box.checked = ticked.indexOf(box.id) >= 0;
    });
  }

  function rememberTicks(name) {
    var ticked = ticks(name).filter(function (box) {
      return box.checked;
    });
    stored(
      "haken-" + name,
      ticked
        .map(function (box) {
          return box.id;
        })
        .join(" ")
    );
  }

  document.addEventListener("change", function (event) {
    var name = event.target.getAttribute("data-tick");
    if (name) rememberTicks(name);
  });

  // --- Larger type in three steps, dark or light: remembered on this device only (R3) ---

  function showSize() {
    root.setAttribute("data-size", stored("size") || "1");
  }

  function showTheme() {
    var chosen = stored("theme");
    // Without a choice the stylesheet follows the system, also when that changes in the evening.
    if (chosen) root.setAttribute("data-theme", chosen);
    else root.removeAttribute("data-theme");
    // The bar of a phone's browser and the frame of an app continue the header, also where a person chose dark. As a mark
    // in each page it would take bytes that the longest ones do not have.
    head("meta", "name", "theme-color").content = getComputedStyle(document.getElementById("kopf")).backgroundColor;
  }

  // An element of the head, made if it is not there.
  function head(tag, key, value) {
    var found = document.head.querySelector(tag + "[" + key + '="' + value + '"]');
    if (!found) {
      found = document.createElement(tag);
      found.setAttribute(key, value);
      document.head.appendChild(found);
    }
    return found;
  }

  // --- Without a network: a worker answers then, and a script that is loaded on use saves towns on the device (packs.js) ---

  var packsScript = document.currentScript.getAttribute("data-packs");
  var tools = {
    status: status,
    stored: stored,
    sayOffline: sayOffline,
    tab: function (key, value) {
      var earlier = null;
      inThisTab(function (tab) {
        earlier = tab.getItem(key);
        if (value) tab.setItem(key, value);
        else if (value === "") tab.removeItem(key);
      });
      return earlier;
    },
  };

  function withPacks(act) {
    // A browser too old for the script goes on without it.
    import(packsScript).then(act, function () {});
  }

  function fillStoredSearch() {
    var search = document.querySelector("[data-stored-search]");
    if (!search) return;
    import(search.getAttribute("data-stored-search")).then(function (script) {
      return script.fill(search);
    }).catch(sayOffline);
  }

  function arrangeOffline() {
    if (document.querySelector("[data-pack-state], [data-saved-towns], [data-kept]") || root.hasAttribute("data-offline") || !navigator.onLine) {
      withPacks(function (packs) {
        packs.arrange(tools);
      });
    }
  }

  function refreshPacks() {
    if (!stored("packs") || !navigator.onLine) return;
    withPacks(function (packs) {
      packs.refresh(tools).catch(function () {}); // The saved town stays as it is, and tomorrow is another day.
    });
  }

  function startWorker() {
    var workers = navigator.serviceWorker;
    if (!workers) return;
    if (root.getAttribute("data-worker") === "off") {
      workers.getRegistrations().then(function (found) {
        found.forEach(function (registration) {
          registration.unregister();
        });
      });
      forgetCaches(["files", "seen", "offline"]);
      return;
    }
    var address = "/sw.js";
    if (window.trustedTypes) {
      // The only script address that pages may make.
      address = trustedTypes.createPolicy("amtslotse", {
        createScriptURL: function () {
          return "/sw.js";
        },
      }).createScriptURL("");
    }
    // Private windows may refuse; then pages need the network, as before.
    workers.register(address).catch(function () {});
    if (!workers.controller) {
      // The page that was there before the worker is asked for again, so that it comes back without a network too.
      workers.addEventListener("controllerchange", function () {
        fetch(location.pathname).catch(function () {});
      }, { once: true });
    }
  }

  // --- What this page can offer on this device: a voice of its own language, the menu for sharing ---

  function offer() {
    var reader = document.querySelector('[data-action="read"]');
    var language = root.lang.slice(0, 2);
    if (reader && window.speechSynthesis) {
      reader.hidden = !speechSynthesis.getVoices().some(function (voice) {
        return voice.localService && voice.lang.slice(0, 2) === language;
      });
    }
    each('[data-action="share"]', function (button) {
      button.hidden = !navigator.share;
    });
    offerApp();
  }

  // --- The town as an app on the home screen: said only where it is possible, and how it is done there ---

  var asks; // The browser's own question, kept until a person wants it; it can be asked once.

  window.addEventListener("beforeinstallprompt", function (event) {
    event.preventDefault();
    asks = event;
    offerApp();
  });

  window.addEventListener("appinstalled", function () {
    asks = null;
    offerApp();
  });

  function wayToInstall() {
    if (matchMedia("(display-mode: standalone)").matches) return null;
    if (asks) return "prompt";
    // The browsers of iPhone and iPad know `standalone` (true within the app) and are touched, which tells them from a
    // Mac. An app that shows pages within itself does not call itself Safari, and cannot add them to a home screen.
    if (navigator.standalone === false && navigator.maxTouchPoints && /Safari/.test(navigator.userAgent)) return "share";
    return /Android.+Firefox/.test(navigator.userAgent) ? "menu" : null;
  }

  function offerApp() {
    var hint = document.getElementById("app");
    if (!hint) return;
    // htmx brings the page without its head, and the head says which town would be installed.
    ["manifest", "apple-touch-icon"].forEach(function (name) {
      var link = head("link", "rel", name);
      var address = hint.getAttribute("data-" + name);
      if (link.getAttribute("href") !== address) link.href = address;
    });
    var way = wayToInstall();
    hint.hidden = !way;
    each("[data-install]", function (part) {
      part.hidden = part.getAttribute("data-install") !== way;
    });
  }

  if (window.speechSynthesis) speechSynthesis.onvoiceschanged = offer;

  // Links and buttons are listened to themselves: with one listener on the document a screen reader calls everything
  // "clickable" (Orca). Listening twice to the same thing is once.
  function listen() {
    each("a[href]", function (link) {
      link.addEventListener("click", guard, true);
    });
    each("button[data-action]", function (button) {
      button.addEventListener("click", act);
    });
  }

  function arrange() {
    listen();
    showSize();
    showTheme();
    restoreTicks();
    offer();
    fillStoredSearch();
    arrangeOffline();
  }

  // --- Forgetting: what a person leaves on the device, or everything (R40) ---

  function forget(isMine) {
    try {
      Object.keys(localStorage).filter(isMine).forEach(function (key) {
        localStorage.removeItem(key);
      });
      sessionStorage.clear();
    } catch (error) {
      // Storage is forbidden here, so there is nothing to forget.
    }
  }

  function isOfPerson(key) {
    return key.indexOf("haken-") === 0 || key === "size" || key === "theme" || key === "spaeter";
  }

  // Pages that were seen, saved towns and what the worker needs lie in caches. Where there are none, nothing is to be done.
  function forgetCaches(names) {
    return window.caches ? Promise.all(names.map(function (name) {
      return caches.delete(name);
    })).catch(function () {}) : Promise.resolve();
  }

  function inThisTab(act) {
    try {
      act(sessionStorage);
    } catch (error) {
      // Storage is forbidden here; then nothing is said.
    }
  }

  // The start page replaces this one, so that Back does not lead to it, and says that all is gone.
  function leave(button) {
    inThisTab(function (tab) {
      tab.setItem("done", button.getAttribute("data-done"));
    });
    location.replace("/");
  }

  function sayWhatWasDone() {
    inThisTab(function (tab) {
      status(tab.getItem("done") || "");
      tab.removeItem("done");
    });
  }

  function copied(text) {
    function bySelecting() {
      return copiedBySelecting(text);
    }
    return navigator.clipboard ? navigator.clipboard.writeText(text).catch(bySelecting) : Promise.resolve(bySelecting());
  }

  // Older browsers, and those that were told to refuse, copy only what is selected.
  function copiedBySelecting(text) {
    var field = document.createElement("textarea");
    field.value = text;
    document.body.appendChild(field);
    field.select();
    document.execCommand("copy");
    document.body.removeChild(field);
  }

  // --- Buttons, also those that a later step brings ---

  var actions = {
    size: function () {
      var next = String((Number(root.getAttribute("data-size")) % 3) + 1);
      stored("size", next);
      showSize();
    },
    theme: function () {
      var system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      stored("theme", (root.getAttribute("data-theme") || system) === "dark" ? "light" : "dark");
      showTheme();
    },
    untick: function (button) {
      var name = button.getAttribute("data-event");
      ticks(name).forEach(function (box) {
        box.checked = false;
      });
      rememberTicks(name);
      status(button.getAttribute("data-done"));
    },
    again: function () {
      location.reload();
    },
    print: function () {
      window.print();
    },
    install: function () {
      asks.prompt();
      asks = null;
      offerApp();
      // The button is gone, and the focus must not be lost with it.
      document.querySelector("#main h1").focus({ preventScroll: true });
    },
    share: function (button) {
      // Closing the menu without sharing is no error.
      navigator.share({ title: document.title, url: button.getAttribute("data-address") }).catch(function () {});
    },
    copy: function (button) {
      copied(button.getAttribute("data-address")).then(function () {
        status(button.getAttribute("data-done"));
      });
    },
    read: function (button) {
      import(button.getAttribute("data-script")).then(function (reader) {
        reader.toggle(button);
      }, sayOffline);
    },
    next: function (button) {
      if (!confirm(button.getAttribute("data-ask"))) return;
      forget(isOfPerson);
      forgetCaches(["seen"]).then(function () {
        leave(button);
      });
    },
    wipe: function (button) {
      if (!confirm(button.getAttribute("data-ask"))) return;
      forget(function () {
        return true;
      });
      (window.caches ? caches.keys() : Promise.resolve([])).then(forgetCaches, function () {}).then(function () {
        leave(button);
      });
    },
  };

  function act(event) {
    var button = event.currentTarget;
    actions[button.getAttribute("data-action")](button);
  }

  // --- The first page: the languages of this browser right after Deutsch (R46). The server sends everyone the same. ---

  // Once anything is painted a finger may be on its way, so from then on nothing moves.
  function isUnpainted() {
    var known = (window.PerformanceObserver && PerformanceObserver.supportedEntryTypes) || [];
    return known.indexOf("paint") >= 0 && !performance.getEntriesByType("paint").length;
  }

  function liftOwnLanguages() {
    var list = document.querySelector(".pairs");
    if (!list || !isUnpainted()) return;
    var lifted = [list.firstElementChild];
    (navigator.languages || []).forEach(function (tag) {
      var link = list.querySelector('a[hreflang="' + tag.split("-")[0].toLowerCase() + '"]');
      var item = link && link.parentNode;
      if (!item || lifted.indexOf(item) >= 0) return;
      list.insertBefore(item, lifted[lifted.length - 1].nextSibling);
      lifted.push(item);
    });
  }

  liftOwnLanguages();
  arrange();
  sayWhatWasDone();
  window.addEventListener("load", function () {
    startWorker();
    refreshPacks();
  });
  window.addEventListener("online", function () {
    arrangeOffline();
    refreshPacks();
  });
  window.addEventListener("offline", arrangeOffline);
  // A page that the browser kept aside must not show what was deleted meanwhile.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) arrange();
  });
})();
