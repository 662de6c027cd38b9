// What the tests of layout and keyboard measure in a page. Every function returns a list of findings, each one line of text.
window.measure = (function () {
  "use strict";
  const TARGETS = "a[href], button, input, select, textarea, summary";
  const SLACK = 1; // pixels that rounding may cost

  // Kept for screen readers only: one pixel large and cut to nothing.
  function isForEarsOnly(node) {
    const box = node.closest("*").getBoundingClientRect();
    return Boolean(box.width <= 1 && box.height <= 1) || Boolean(node.parentElement && node.parentElement !== document.body && isForEarsOnly(node.parentElement));
  }

  const isSeen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !isForEarsOnly(node);

  function called(node) {
    const text = (node.textContent || node.value || node.id).replace(/\s+/g, " ").trim().slice(0, 50);
    return `<${node.tagName.toLowerCase()}> „${text}“`;
  }

  // The skip link lies outside the page until it has the focus.
  const targets = (root = document) => [...root.querySelectorAll(TARGETS)].filter((node) => isSeen(node) && !node.matches(".skip"));

  const choices = () => targets().filter((node) => node.closest(".choices"));

  // A link in the running text of a sentence, whose height the line gives: WCAG 2.5.8 lets it be small.
  function isInSentence(node) {
    return getComputedStyle(node).display === "inline" && node.matches("p a, li a, dd a");
  }

  function texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (node.data.trim() && !parent.closest("script, noscript, .skip, svg") && isSeen(parent)) found.push(node);
    }
    return found;
  }

  function rects(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > SLACK && box.height > SLACK);
  }

  function block(node) {
    let found = node.parentElement;
    while (/^(inline|contents)/.test(getComputedStyle(found).display)) found = found.parentElement;
    return found;
  }

  function words(node) {
    const range = document.createRange();
    return [...node.data.matchAll(/\S+/g)].flatMap((match) => {
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const boxes = range.getClientRects();
      const middle = (box) => (box.top + box.bottom) / 2;
      const opens = match.index === 0;
      const closes = match.index + match[0].length === node.data.length;
      return boxes.length ? [{ text: match[0], middle: middle(boxes[0]), bottom: boxes[0].bottom, opens, closes }] : [];
    });
  }

  // The lines of text as they stand in each block.
  function lines() {
    const blocks = new Map();
    texts().forEach((node) => {
      const holder = block(node);
      if (!blocks.has(holder)) blocks.set(holder, []);
      blocks.get(holder).push(...words(node));
    });
    return [...blocks.values()].flatMap((all) => {
      const found = [];
      let bottom = -Infinity;
      all.forEach((word, index) => {
        if (word.middle > bottom || !found.length) {
          found.push(word.text);
          bottom = word.bottom;
        } else {
          // A marked word stands close to the bracket before it.
          found[found.length - 1] += (word.opens && all[index - 1].closes ? "" : " ") + word.text;
        }
      });
      return found;
    });
  }

  // Colours as numbers, whatever notation the browser computes.
  function rgb(colour) {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  }

  // Relative luminance and contrast as WCAG 2.2 defines them.
  function luminance(colour) {
    const [red, green, blue] = colour.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  function backdrop(node) {
    for (let holder = node.parentElement; holder; holder = holder.parentElement) {
      const colour = rgb(getComputedStyle(holder).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return rgb("Canvas");
  }

  // What is wrong with the focus where it stands now (R5; WCAG 2.4.11 to 2.4.13).
  function focusFlaws(leastRing) {
    const node = document.activeElement;
    const style = getComputedStyle(node);
    const box = node.getClientRects()[0];
    const whole = node.getBoundingClientRect();
    const notes = [];
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < leastRing) notes.push(`has the outline ${style.outline}`);
    else if (contrast(rgb(style.outlineColor), backdrop(node)) < 3) notes.push("has an outline that is hard to see");
    const isTall = whole.height > innerHeight;
    if (!isTall && (whole.top < -SLACK || whole.bottom > innerHeight + SLACK)) notes.push(`stands at ${whole.top.toFixed(0)}, outside the window`);
    if (whole.left < -SLACK || whole.right > innerWidth + SLACK) notes.push("stands beyond the edge");
    const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    if (top && !node.contains(top) && !top.contains(node)) notes.push(`is covered by ${called(top)}`);
    return notes.map((note) => `${called(node)} ${note}`);
  }

  const trail = [];
  const flaws = [];

  const cutsOff = (value) => value === "hidden" || value === "clip";

  function sideways() {
    const width = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth - width;
    const isBeyond = (box) => box.left < -SLACK || box.right > width + SLACK;
    const cut = texts().filter((node) => rects(node).some(isBeyond));
    // The innermost of what makes the page too wide, be it text or a picture.
    const wides = [...document.body.querySelectorAll("*")].filter((node) => isBeyond(node.getBoundingClientRect()) && isSeen(node) && !node.closest(".skip") && !node.querySelector("*"));
    return [...(wide > 0 ? [`the page is ${wide} px too wide: ${wides.map(called).join(", ")}`] : []), ...cut.map((node) => `beyond the edge: ${node.data.trim().slice(0, 50)}`)];
  }

  // What scrolls sideways in itself hides a part of it as well.
  function scrollers() {
    return [...document.body.querySelectorAll("*")]
      .filter((node) => /auto|scroll/.test(getComputedStyle(node).overflowX) && node.scrollWidth > node.clientWidth + SLACK)
      .map((node) => `${called(node)} is ${node.scrollWidth} px wide in ${node.clientWidth} px`);
  }

  function clipped() {
    return [...document.body.querySelectorAll("*")].flatMap((node) => {
      const style = getComputedStyle(node);
      if (node.closest("svg") || !node.textContent.trim() || !isSeen(node)) return [];
      const cut = (cutsOff(style.overflowX) && node.scrollWidth > node.clientWidth + SLACK) || (cutsOff(style.overflowY) && node.scrollHeight > node.clientHeight + SLACK);
      return cut ? [`cut: ${called(node)}`] : [];
    });
  }

  // Text that runs out of the box it stands in.
  function spilled() {
    return texts().flatMap((node) => {
      const box = block(node).getBoundingClientRect();
      const out = rects(node).some((text) => {
        const slack = text.height / 4; // Letters with long strokes are taller than a tight line.
        return text.left < box.left - 2 || text.right > box.right + 2 || text.top < box.top - slack || text.bottom > box.bottom + slack;
      });
      return out ? [`out of its box: ${node.data.trim().slice(0, 50)}`] : [];
    });
  }

  function overlapping() {
    const all = texts().flatMap((node) => rects(node).map((box) => {
      // Only the middle of a line: the space above and below the letters may overlap.
      const rim = box.height / 4;
      return { node, left: box.left, right: box.right, top: box.top + rim, bottom: box.bottom - rim };
    }));
    return all.flatMap((one, index) => all.slice(index + 1)
      .filter((other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2)
      .map((other) => `„${one.node.data.trim().slice(0, 30)}“ over „${other.node.data.trim().slice(0, 30)}“`));
  }

  return {
    targets,
    choices,
    openAll: () => document.querySelectorAll("details").forEach((node) => { node.open = true; }),
    size: (size) => document.documentElement.setAttribute("data-size", size),

    // WCAG 1.4.12, as the standard gives it.
    spreadText() {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
      document.adoptedStyleSheets = [sheet];
    },

    // As somebody who comes from the bar of the browser, also where the page has put the focus on an error.
    startAtTheTop() {
      const start = document.createElement("span");
      start.tabIndex = -1;
      document.body.prepend(start);
      start.focus();
      start.remove();
    },

    // Notes on each press of Tab where the focus went and what is wrong with it there.
    followTab(leastRing) {
      document.addEventListener("keyup", (event) => {
        if (event.key !== "Tab" || document.activeElement === document.body) return;
        if (trail.length && document.activeElement === trail[0]) return; // It has left the page and comes in again.
        trail.push(document.activeElement);
        flaws.push(...focusFlaws(leastRing));
      });
      return targets().length + 1; // The skip link comes on top.
    },

    // What the way of the focus tells: each target once, in the order of the document, and then out of the page.
    trailFlaws() {
      const expected = [document.querySelector(".skip"), ...targets()];
      const odd = trail.findIndex((node, index) => node !== expected[index]);
      const notes = [...flaws];
      if (odd >= 0) notes.push(`stop ${odd + 1} is ${called(trail[odd])} instead of ${expected[odd] ? called(expected[odd]) : "the end"}`);
      if (trail.length < expected.length) notes.push(`never reached: ${called(expected[trail.length])}`);
      if (document.hasFocus() && ![document.body, trail[0]].includes(document.activeElement)) notes.push(`the focus does not leave the page, it stays on ${called(document.activeElement)}`);
      return notes;
    },

    // The rings of all targets in the colours of now, after a key was the last that was used.
    ringFlaws: (leastRing) => targets().flatMap((node) => {
      node.focus();
      return focusFlaws(leastRing);
    }),

    // Where a target stands before the one that comes before it in the document. The two sides of a sheet are read one after the other.
    disorder() {
      const forward = document.documentElement.dir === "rtl" ? -1 : 1;
      const all = targets();
      return all.slice(1).flatMap((node, index) => {
        const before = all[index];
        const one = [...before.getClientRects()].at(-1);
        const two = node.getClientRects()[0];
        const shared = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
        const isSameRow = shared > Math.min(one.height, two.height) / 2;
        const isNext = isSameRow ? (two.left + two.right - one.left - one.right) * forward > 0 : two.top + two.bottom > one.top + one.bottom;
        const isOtherSide = before.closest("section[lang]") !== node.closest("section[lang]");
        return isNext || isOtherSide ? [] : [`${called(node)} stands before ${called(before)}`];
      });
    },

    smallTargets(least, leastChoice) {
      return targets().flatMap((node) => {
        const { width, height } = node.getBoundingClientRect();
        const needed = node.closest(".choices") ? leastChoice : least;
        if (isInSentence(node) || (height >= needed && width >= least)) return [];
        return [`${called(node)} is ${width.toFixed(0)} × ${height.toFixed(0)}`];
      });
    },

    // On a phone a choice takes the whole width that the page has for text; languages stand in pairs, so that all of them
    // are on the first screen (R46), but not the first one.
    narrowChoices() {
      const main = document.getElementById("main");
      const style = getComputedStyle(main);
      const room = main.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
      const needed = (node) => (node.closest(".pairs > :not(:first-child)") ? (room - 10) / 2 : room);
      return choices().filter((node) => node.getBoundingClientRect().width < needed(node) - SLACK).map((node) => `${called(node)} is narrow`);
    },

    highHeader(most) {
      const { height } = document.querySelector("body > header").getBoundingClientRect();
      return height > most ? [`the header is ${height.toFixed(0)} px high`] : [];
    },

    // What stays in place while the page scrolls.
    stays: () => [...document.body.querySelectorAll("*")]
      .filter((node) => /fixed|sticky/.test(getComputedStyle(node).position) && isSeen(node) && node.getBoundingClientRect().height > innerHeight / 4)
      .map((node) => `${called(node)} stays and is ${node.getBoundingClientRect().height.toFixed(0)} px high`),

    linksInSentences: () => targets().filter(isInSentence).map(called),

    crowdedChoices(least) {
      const all = targets();
      return choices().flatMap((node) => {
        const own = node.getBoundingClientRect();
        return all.filter((other) => other !== node).flatMap((other) => {
          const box = other.getBoundingClientRect();
          const apart = Math.max(box.top - own.bottom, own.top - box.bottom, box.left - own.right, own.left - box.right);
          return apart < least ? [`${called(node)} is ${apart.toFixed(1)} from ${called(other)}`] : [];
        });
      });
    },

    // Words of one text that a flexible box sets apart, because a part of them is marked: each then stands in a column.
    splitTexts: () => [...document.querySelectorAll("body *")].flatMap((node) => {
      if (!/flex|grid/.test(getComputedStyle(node).display)) return [];
      const parts = [...node.childNodes].filter((part) => part.textContent.trim() && !/^(svg|style|script)$/i.test(part.nodeName) && !(part.nodeType === Node.ELEMENT_NODE && getComputedStyle(part).position === "absolute"));
      const isText = (part) => part.nodeType === Node.TEXT_NODE || part.nodeName === "BDI";
      return parts.length > 1 && parts.some(isText) ? [`${called(node)} is taken apart: ${node.textContent.trim().slice(0, 60)}`] : [];
    }),

    // Everything that hides a part of a text.
    cuts: () => [sideways, scrollers, clipped, spilled, overlapping].flatMap((flaws) => flaws()),

    // The skip link is out of sight until it has the focus.
    skipLinkShows() {
      const { left, right, bottom } = document.querySelector(".skip").getBoundingClientRect();
      return right > 0 && left < innerWidth && bottom > 0 ? ["the skip link shows without the focus"] : [];
    },

    longLines: (most) => lines().filter((line) => /\s/.test(line) && [...line].length > most).map((line) => `${[...line].length}: ${line}`),

    smallText(least, leastLine) {
      return texts().flatMap((node) => {
        const style = getComputedStyle(node.parentElement);
        const size = parseFloat(style.fontSize);
        const line = parseFloat(style.lineHeight) / size;
        const isHeading = node.parentElement.closest("h1, h2, h3, header");
        const notes = [];
        if (size < (node.parentElement.closest("header") ? least - 2 : least)) notes.push(`${size} px: ${node.data.trim().slice(0, 50)}`);
        if (!isHeading && line < leastLine) notes.push(`line height ${line.toFixed(2)}: ${node.data.trim().slice(0, 50)}`);
        return notes;
      });
    },

    repeatedIds() {
      const all = [...document.querySelectorAll("[id]")].map((node) => node.id);
      return all.filter((id, index) => all.indexOf(id) !== index);
    },
  };
})();
