// What the pages gain with JavaScript: steps without reloading, larger type, printing, sharing. Nothing here is needed to get on.
(function () {
  "use strict";
  var root = document.documentElement;
  var DOUBLE_TAP = 500; // milliseconds in which a second tap is taken for the same one (R8)
  var swappedAt = 0;

  root.classList.add("js");

  function stored(key, value) {
    // Storage can be forbidden (private windows); then the setting lasts for this page only.
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch (error) {
      return null;
    }
    return value;
  }

  function status(text) {
    document.getElementById("status").textContent = text;
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

  document.addEventListener("htmx:after:swap", function (event) {
    var source = event.detail && event.detail.ctx && event.detail.ctx.sourceElement;
    if (source && source.hasAttribute("data-suggest")) {
      sayAfterPause();
      return;
    }
    restoreTicks();
    swappedAt = Date.now();
    var heading = document.querySelector("#main h1");
    window.scrollTo(0, 0);
    // The focused heading is what screen readers speak; nothing else announces the step (R51).
    if (heading) heading.focus({ preventScroll: true });
    status("");
  });

  document.addEventListener("htmx:error", function (event) {
    var link = event.target && event.target.closest && event.target.closest("a[href]");
    var sheet = document.getElementById("offline-text");
    if (!navigator.onLine && sheet) {
      status(sheet.textContent);
    } else if (link) {
      // Whatever went wrong, the browser's own navigation shows the page or says why not.
      location.href = link.href;
    }
  });

  document.addEventListener(
    "click",
    function (event) {
      if (Date.now() - swappedAt < DOUBLE_TAP) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true
  );

  // --- Suggestions: how many there are is said once, when nobody has typed for a while; the focus stays in the field ---

  var PAUSE = 1000; // milliseconds
  var pausing;

  function sayAfterPause() {
    clearTimeout(pausing);
    pausing = setTimeout(function () {
      var list = document.getElementById("vorschlaege");
      status((list && list.getAttribute("data-said")) || "");
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

  restoreTicks();

  // --- Larger type: three steps, remembered on this device only (R3) ---

  function showSize(size) {
    root.setAttribute("data-size", size);
  }

  showSize(stored("size") || "1");

  // --- Buttons, also those that a later step brings ---

  var actions = {
    size: function () {
      var next = String((Number(root.getAttribute("data-size")) % 3) + 1);
      stored("size", next);
      showSize(next);
    },
    untick: function (button) {
      var name = button.getAttribute("data-event");
      ticks(name).forEach(function (box) {
        box.checked = false;
      });
      rememberTicks(name);
      status(button.getAttribute("data-done"));
    },
    print: function () {
      window.print();
    },
    share: function (button) {
      var address = button.getAttribute("data-address");
      if (navigator.share) {
        navigator.share({ title: document.title, url: address }).catch(function () {});
      } else if (navigator.clipboard) {
        navigator.clipboard.writeText(address).then(function () {
          status(button.getAttribute("data-done"));
        });
      }
    },
  };

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button[data-action]");
    if (button) actions[button.getAttribute("data-action")](button);
  });
})();
