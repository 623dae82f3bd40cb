// The page's own script: marks what belongs together, copies, filters and sorts.
// It adds to a page that is whole without it, and never makes HTML of text.
(function () {
  "use strict";

  const wide = window.matchMedia("(min-width: 62rem)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const status = document.getElementById("status");
  const data = JSON.parse(document.getElementById("data").textContent) || {};
  let marked = []; // what is lit, to be put out again
  let pinned = null; // the sentence or passage that was chosen; hovering leaves it alone
  let waiting = 0;

  const ids = (text) => (text || "").split(" ").filter(Boolean);
  const byId = (list) => ids(list).map((id) => document.getElementById(id)).filter(Boolean);
  const plural = (n, word) => n + " " + word + (n === 1 ? "" : "s");

  function say(text, back) {
    status.textContent = text;
    if (back && !wide.matches) {
      const link = document.createElement("a");
      link.href = "#" + back.id;
      link.textContent = "Back";
      link.addEventListener("click", (event) => { event.preventDefault(); reveal(back); clear(); });
      status.append(" ", link);
    }
  }

  function light(element, name) {
    element.classList.add(name);
    marked.push([element, name]);
  }

  function clear() {
    window.clearTimeout(waiting);
    marked.forEach(([element, name]) => element.classList.remove(name));
    marked = [];
    pinned = null;
    say("");
  }

  function unfold(element) {
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) {
      if (!(element.tagName === "SUMMARY" && element.parentElement === box)) box.open = true;
    }
  }

  // The nearest box that scrolls, so that hovering moves the articles and not the page.
  function reveal(element) {
    unfold(element);
    const box = element.closest(".sources");
    const behavior = calm.matches ? "auto" : "smooth";
    if (box && box.scrollHeight > box.clientHeight + 1) {
      const offset = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
      if (offset < 60 || offset > box.clientHeight * 0.7) {
        box.scrollTo({ top: box.scrollTop + offset - box.clientHeight * 0.25, behavior });
      }
    } else {
      const spot = element.getBoundingClientRect();
      if (spot.top < 20 || spot.bottom > window.innerHeight - 80) {
        element.scrollIntoView({ block: "center", behavior });
      }
    }
  }

  function pieces(passages) {
    return passages.flatMap((passage) => [
      ...document.querySelectorAll('[data-passage="' + CSS.escape(passage.id) + '"]'),
    ]);
  }

  // A sentence (or a claim): its passages are marked, and the first comes into view.
  function showSentence(sentence, scroll) {
    const keep = pinned;
    clear();
    pinned = keep;
    const passages = byId(sentence.dataset.cites);
    light(sentence, "active");
    pieces(passages).forEach((piece) => light(piece, "active"));
    document
      .querySelectorAll('[data-fact="' + CSS.escape(sentence.id || "-") + '"]')
      .forEach((row) => light(row, "active"));
    passages.forEach(unfold);
    if (scroll && passages.length) reveal(passages[0]);
    const about = document.getElementById(sentence.dataset.about || "");
    const line = about && about.querySelector(".about");
    say(
      "Rests on " + plural(passages.length, "passage") + ". " + (line ? line.textContent : ""),
      scroll ? sentence : null
    );
  }

  // A passage: the sentences that rest on it are marked.
  function showPassage(passage, scroll) {
    const keep = pinned;
    clear();
    pinned = keep;
    const opening = document.getElementById(passage.dataset.passage);
    pieces([opening]).forEach((piece) => light(piece, "active"));
    const sentences = byId(passage.dataset.bears);
    sentences.forEach((sentence) => light(sentence, "resting"));
    if (scroll && sentences.length) reveal(sentences[0]);
    const names = sentences.map((sentence) => sentence.dataset.name || sentence.id.replace(/^.*s/, ""));
    say(
      names.length
        ? "On this passage rest" + (names.length === 1 ? "s sentence " : " sentences ") + names.join(", ") + "."
        : "Sources disagree here; no sentence rests on it.",
      scroll && sentences.length ? opening : null
    );
  }

  function show(element, scroll) {
    if (element.matches("[data-cites]")) showSentence(element, scroll);
    else showPassage(element, scroll);
  }

  const thing = (node) => (node.closest ? node.closest("[data-cites], mark[data-passage]") : null);

  document.addEventListener("pointerover", (event) => {
    window.clearTimeout(waiting);
    const element = event.pointerType === "mouse" ? thing(event.target) : null;
    if (!element || pinned || element.classList.contains("active")) return;
    waiting = window.setTimeout(() => {
      if (!pinned) show(element, element.matches("[data-cites]") && wide.matches);
    }, 90);
  });

  document.addEventListener("focusin", (event) => {
    const target = event.target;
    if (target.matches(".back")) {
      pinned = null;
      showPassage(document.getElementById(target.dataset.back), false);
    } else if (target.closest("[data-cites]") && target.matches(":focus-visible")) {
      pinned = null;
      showSentence(target.closest("[data-cites]"), wide.matches);
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) return follow(event, link);
    const element = thing(event.target);
    if (!element) {
      if (!event.target.closest("summary, button, .status, input, select, label")) clear();
      return undefined;
    }
    if (String(window.getSelection())) return undefined; // text is being selected
    if (pinned === element) return clear();
    pinned = element;
    return show(element, true);
  });

  // A link between a sentence and a passage: both ends are marked, and focus goes along.
  function follow(event, link) {
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    const from = link.closest("[data-cites]");
    const row = link.closest(".each > li");
    const sentence = from || (row && document.querySelector('[data-about="' + CSS.escape(row.id) + '"]'));
    if (target.matches("mark") && sentence) {
      pinned = sentence;
      showSentence(sentence, false);
    } else if (target.matches("mark[data-passage]")) {
      pinned = target;
      showPassage(target, false);
    } else if (target.matches("[data-cites]")) {
      pinned = target;
      showSentence(target, false);
    }
    reveal(target);
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    if (event.detail === 0) target.focus({ preventScroll: true });
  }

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = document.activeElement;
    if (event.key === "Escape") {
      const from = here.matches("mark") ? byId(here.dataset.bears)[0] : null;
      clear();
      if (from) from.focus();
      clear();
      return;
    }
    if (!here.matches(".sentence, mark[data-passage]")) return;
    if (event.key in STEPS) {
      const scope = here.closest(".story, .sources, .columns > section") || document;
      const kind = here.matches(".sentence") ? ".sentence" : "mark[id]";
      const all = [...scope.querySelectorAll(kind)].filter((one) => one.checkVisibility());
      const next = all[all.indexOf(here) + STEPS[event.key]];
      event.preventDefault();
      if (!next) return;
      next.tabIndex = next.matches(".sentence") ? 0 : -1;
      next.focus({ preventScroll: true });
      pinned = null;
      show(next, next.matches("mark") || wide.matches);
      reveal(next);
    } else if (event.key === "Enter" && here.matches(".sentence")) {
      const first = byId(here.dataset.cites)[0];
      if (!first) return;
      pinned = here;
      showSentence(here, true);
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
    }
  });

  document.querySelectorAll(".sentence").forEach((sentence) => { sentence.tabIndex = 0; });

  // Copying as Markdown, where the browser has a clipboard and where it has not.
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      const text = data.markdown[button.dataset.copy];
      let done = true;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const area = document.createElement("textarea");
        area.value = text;
        button.after(area);
        area.select();
        done = document.execCommand("copy");
        area.remove();
      }
      button.textContent = done ? "Copied" : "Could not copy";
      window.setTimeout(() => { button.textContent = label; }, 1500);
    });
  });

  // An edition: stories by status, outlet and words.
  const tools = document.querySelector(".tools");
  if (tools) {
    tools.hidden = false;
    const stories = [...document.querySelectorAll(".item-story")];
    const texts = stories.map((story) =>
      [...story.querySelectorAll("[data-search]")].map((part) => part.textContent).join(" ").toLowerCase()
    );
    const search = tools.querySelector("input");
    const outlet = tools.querySelector("select");
    const count = document.getElementById("shown");
    let wanted = "";
    const filter = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      stories.forEach((story, place) => {
        const fits =
          (!wanted || story.dataset.status === wanted) &&
          (!outlet.value || JSON.parse(story.dataset.outlets).includes(outlet.value)) &&
          words.every((word) => texts[place].includes(word));
        story.hidden = !fits;
        left += fits;
      });
      count.textContent = left + " of " + plural(stories.length, "story").replace("storys", "stories");
    };
    tools.querySelectorAll("button[data-status]").forEach((button) => {
      button.addEventListener("click", () => {
        wanted = button.dataset.status;
        tools.querySelectorAll("button[data-status]").forEach((other) =>
          other.setAttribute("aria-pressed", String(other === button))
        );
        filter();
      });
    });
    search.addEventListener("input", filter);
    outlet.addEventListener("change", filter);
    search.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { search.value = ""; filter(); event.stopPropagation(); }
    });
    filter();
  }

  // A table: rows by a column, the better end first; what has no value stays below.
  document.querySelectorAll("table[data-sorts]").forEach((table) => {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      if (head.title) button.title = head.title;
      head.textContent = "";
      head.removeAttribute("title");
      head.append(button);
      button.addEventListener("click", () => {
        const first = head.dataset.first;
        const other = { ascending: "descending", descending: "ascending" };
        const now = head.getAttribute("aria-sort");
        const way = now ? other[now] : first;
        [...table.tHead.rows[0].cells].forEach((cell) => cell.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", way);
        const sign = way === "ascending" ? 1 : -1;
        const value = (row) => row.cells[column].dataset.value;
        const sorted = [...rows].sort((one, two) => {
          const a = value(one), b = value(two);
          if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
          return sign * (column === 0 ? a.localeCompare(b) : Number(a) - Number(b));
        });
        body.append(...sorted);
      });
    });
  });
})();
