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

  document.addEventListener("htmx:after:swap", function () {
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
