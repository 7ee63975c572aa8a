// The player. Without this script the browser's own controls play the sound, and links lead into it.
(function () {
  "use strict";
  document.documentElement.classList.add("js");

  var clock = podcast.clock, remember = podcast.remember, remembered = podcast.remembered;

  function player(box) {
    var one = function (name) { return box.querySelector(name); };
    var audio = one("audio"), button = one(".play"), seek = one(".seek"), rate = one(".rate");
    var title = box.dataset.title, key = "podcast:" + box.dataset.key;
    var length = Number(box.dataset.seconds) || 1;
    var wanted = null; // where to begin, while nothing is loaded
    var saved = -1;

    function place() { return wanted === null ? audio.currentTime : wanted; }

    function show() {
      var at = Math.min(place(), length);
      if (document.activeElement !== seek || !seek.matches(":active")) seek.value = at;
      box.style.setProperty("--at", (100 * at / length).toFixed(2) + "%");
      one(".now").textContent = clock(at);
      seek.setAttribute("aria-valuetext", clock(at) + " " + box.dataset.of + " " + clock(length));
      mark(at);
    }

    // Which chapter is being heard.
    var chapters = Array.prototype.slice.call(document.querySelectorAll(".chapters .seek-to"));
    function mark(at) {
      var current = null;
      if (wanted === null && audio.currentTime > 0) {
        chapters.forEach(function (link) { if (Number(link.dataset.seconds) <= at + .5) current = link; });
      }
      chapters.forEach(function (link) {
        if (link === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    }

    function go(seconds) {
      seconds = Math.min(Math.max(0, seconds), Math.max(0, length - 1));
      if (audio.readyState > 0) { wanted = null; audio.currentTime = seconds; }
      else wanted = seconds;
      show();
    }

    function toggle() {
      if (!audio.paused) { audio.pause(); return; }
      one(".note").textContent = "";
      var started = audio.play();
      if (started) started.catch(function (why) { if (why.name !== "AbortError") broken(); });
    }

    function broken() { one(".note").textContent = box.dataset.broken; }

    function save() {
      var at = Math.floor(place());
      if (at === saved) return;
      saved = at;
      remember(key, at > 5 && at < length - 10 ? String(at) : null);
    }

    audio.addEventListener("loadedmetadata", function () {
      if (isFinite(audio.duration) && audio.duration > 0) {
        length = audio.duration;
        seek.max = Math.max(1, Math.floor(length));
        one(".all").textContent = clock(length);
      }
      if (wanted !== null) { audio.currentTime = wanted; wanted = null; }
      audio.playbackRate = Number(rate.value);
      show();
    });
    audio.addEventListener("timeupdate", function () {
      show();
      if (Math.abs(audio.currentTime - saved) >= 5) save();
    });
    audio.addEventListener("pause", save);
    audio.addEventListener("error", broken);
    audio.addEventListener("ended", function () { remember(key, null); });
    ["play", "pause", "ended"].forEach(function (event) {
      audio.addEventListener(event, function () {
        var playing = !audio.paused;
        box.classList.toggle("playing", playing);
        button.setAttribute("aria-label", (playing ? box.dataset.pause : box.dataset.play) + ": " + title);
        if (playing) media();
      });
    });
    window.addEventListener("pagehide", save);

    button.addEventListener("click", toggle);
    one(".back").addEventListener("click", function () { go(place() - 15); });
    one(".ahead").addEventListener("click", function () { go(place() + 30); });
    seek.addEventListener("input", function () { go(Number(seek.value)); });
    rate.addEventListener("change", function () {
      audio.playbackRate = Number(rate.value);
      remember("podcast-speed", rate.value);
    });

    // Keys work while the player has the focus, and never in a field that has its own use for them.
    box.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      var inside = event.target, field = inside === rate, pressed = inside.tagName === "BUTTON";
      if (field) return;
      var done = true;
      switch (event.key) {
        case " ": if (pressed) done = false; else toggle(); break;
        case "k": case "K": toggle(); break;
        case "j": case "J": go(place() - 15); break;
        case "l": case "L": go(place() + 30); break;
        case "ArrowLeft": case "ArrowDown": go(place() - 5); break;
        case "ArrowRight": case "ArrowUp": go(place() + 5); break;
        case "PageDown": go(place() - 60); break;
        case "PageUp": go(place() + 60); break;
        case "Home": go(0); break;
        case "End": go(length); break;
        default: done = false;
      }
      if (done) event.preventDefault();
    });

    // The lock screen of a telephone, and the keys of a headset.
    function media() {
      if (!("mediaSession" in navigator) || !window.MediaMetadata) return;
      var cover = box.dataset.cover;
      navigator.mediaSession.metadata = new MediaMetadata({
        title: title, artist: box.dataset.show,
        artwork: cover ? [{ src: new URL(cover, location.href).href, sizes: "720x720", type: "image/jpeg" }] : []
      });
      [["seekbackward", -15], ["seekforward", 30]].forEach(function (pair) {
        try {
          navigator.mediaSession.setActionHandler(pair[0], function () { go(place() + pair[1]); });
        } catch (_) { /* not every browser knows every action */ }
      });
    }

    document.querySelectorAll(".seek-to").forEach(function (link) {
      link.addEventListener("click", function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(Number(link.dataset.seconds));
        if (audio.paused) toggle();
      });
    });

    var speed = remembered("podcast-speed");
    if (speed && rate.querySelector('option[value="' + speed.replace(/[^0-9.]/g, "") + '"]')) rate.value = speed;
    var linked = /[#&]t=(\d+)/.exec(location.hash), before = Number(remembered(key));
    if (linked) go(Number(linked[1]));
    else if (before > 0 && before < length) go(before);
    else show();
  }

  function copying(button) {
    var from = button.parentNode.querySelector(".copy-from"), label = button.textContent;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      function done() {
        button.textContent = button.dataset.done;
        setTimeout(function () { button.textContent = label; }, 2500);
      }
      from.focus();
      from.select();
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(from.value).then(done, function () {});
      } else {
        try { if (document.execCommand("copy")) done(); } catch (_) { /* it is selected, at least */ }
      }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".player").forEach(player);
    document.querySelectorAll(".copy").forEach(copying);
  });
})();
