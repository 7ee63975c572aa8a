// The search: words against the list of episodes that another script has assigned. Nothing leaves the page.
(function () {
  "use strict";
  var MOST = 60;
  var index = window.podcastIndex || [];
  var said = document.querySelector(".found"), list = document.getElementById("found");
  var field = document.getElementById("q"), form = document.querySelector(".asking");

  // Letters without their marks, and aa for å, so that whoever has another keyboard finds it, too. Each
  // letter stays at its place where that can be: a hit is marked there.
  function plain(text) {
    return text.toLowerCase().replace(/å/g, "a").replace(/æ/g, "a").replace(/ø/g, "o")
      .normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }
  function variants(word) {
    var all = [plain(word)], other = plain(word.toLowerCase().replace(/aa/g, "å").replace(/ae/g, "æ").replace(/oe/g, "ø"));
    if (other !== all[0]) all.push(other);
    return all;
  }

  var rows = index.map(function (row) {
    return {
      page: row[0], name: row[1], title: row[2], meta: row[3], notes: row[4], said: row[5],
      inName: plain(row[1]), inTitle: plain(row[2]), inNotes: plain(row[4] + " " + row[3]),
      inSaid: row[5].map(function (line) { return plain(line[1]); })
    };
  });

  function weigh(row, words) {
    var weight = 0;
    for (var n = 0; n < words.length; n++) {
      var best = 0;
      words[n].forEach(function (word) {
        if ((" " + row.inTitle).indexOf(" " + word) >= 0) best = Math.max(best, 12);
        else if (row.inTitle.indexOf(word) >= 0) best = Math.max(best, 8);
        if ((row.inName + " ").indexOf(" " + word + " ") >= 0) best = Math.max(best, 10);
        if (row.inNotes.indexOf(word) >= 0) best = Math.max(best, 4);
        if (!best && row.inSaid.some(function (line) { return line.indexOf(word) >= 0; })) best = 2;
      });
      if (!best) return 0;
      weight += best;
    }
    return weight;
  }

  function element(name, kind, text) {
    var made = document.createElement(name);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  }

  // Puts text into an element, with what was found in it marked.
  function marked(into, text, words) {
    var low = plain(text), at = -1, length = 0;
    if (low.length === text.length) {
      words.forEach(function (all) {
        all.forEach(function (word) {
          var found = low.indexOf(word);
          if (found >= 0 && (at < 0 || found < at)) { at = found; length = word.length; }
        });
      });
    }
    if (at < 0) { into.textContent = text; return; }
    into.append(text.slice(0, at), element("mark", "", text.slice(at, at + length)), text.slice(at + length));
  }

  function around(text, words) {
    var low = plain(text), at = -1;
    words.forEach(function (all) {
      all.forEach(function (word) { var f = low.indexOf(word); if (f >= 0 && (at < 0 || f < at)) at = f; });
    });
    if (at < 0) return text.slice(0, 160) + (text.length > 160 ? "…" : "");
    var from = Math.max(0, at - 60);
    if (from) from = text.indexOf(" ", from) + 1 || from;
    return (from ? "…" : "") + text.slice(from, from + 180) + (text.length > from + 180 ? "…" : "");
  }

  function item(row, words) {
    var li = element("li", "row"), no = element("p", "no"), box = element("div"), head = element("h2");
    var link = element("a", "name");
    var number = /\d+$/.exec(row.name);
    no.setAttribute("aria-hidden", "true");
    no.textContent = /^(Trailer|Bonus)/.test(row.name) || !number ? "★" : number[0];
    link.href = row.page;
    marked(link, row.title, words);
    head.append(link);
    box.append(head, element("p", "meta", row.name + " · " + row.meta));
    if (row.notes) {
      var notes = element("p", "excerpt");
      marked(notes, around(row.notes, words), words);
      box.append(notes);
    }
    var shown = 0;
    row.said.forEach(function (line, n) {
      if (shown >= 3 || !words.some(function (all) { return all.some(function (w) { return row.inSaid[n].indexOf(w) >= 0; }); })) return;
      shown++;
      var hit = element("p", "excerpt"), to = element("a", "hit");
      var s = line[0], m = Math.floor(s / 60), two = function (x) { return (x < 10 ? "0" : "") + x; };
      to.href = row.page + "#t=" + s;
      to.textContent = said.dataset.at + " " + (m >= 60 ? Math.floor(m / 60) + ":" + two(m % 60) : m) + ":" + two(s % 60);
      var text = element("span");
      marked(text, around(line[1], words), words);
      hit.append(to, " ", text);
      box.append(hit);
    });
    li.append(no, box);
    return li;
  }

  function search() {
    var asked = field.value.trim();
    list.textContent = "";
    said.textContent = "";
    if (!asked) return;
    var words = asked.split(/\s+/).slice(0, 12).map(variants);
    var found = rows.map(function (row, n) { return { row: row, weight: weigh(row, words), n: n }; })
      .filter(function (hit) { return hit.weight > 0; })
      .sort(function (a, b) { return b.weight - a.weight || a.n - b.n; });
    var count = found.length, say = said.dataset;
    said.textContent = count === 0 ? say.none : count === 1 ? say.one
      : count > MOST ? say.first.replace("#", MOST) + " " + say.more.replace("#", count) : say.more.replace("#", count);
    found.slice(0, MOST).forEach(function (hit) { list.append(item(hit.row, words)); });
  }

  var asked = "";
  try { asked = new URLSearchParams(location.search).get("q") || ""; } catch (_) { /* an old browser */ }
  field.value = asked;
  search();
  var waiting;
  field.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(search, 150); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(waiting);
    search();
    try { history.replaceState(null, "", "?q=" + encodeURIComponent(field.value)); } catch (_) { /* file: may not */ }
  });
})();
