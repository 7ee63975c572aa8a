// The player at the foot of the page. Without this script every sound has the browser's own controls.
(function () {
  "use strict";
  document.documentElement.classList.add("js");
  var bar = document.querySelector(".bar"), sounds = Array.prototype.slice.call(document.querySelectorAll(".sound"));
  if (!bar || !sounds.length) return;
  var one = function (name) { return bar.querySelector(name); };
  var audio = new Audio(), play = one(".play"), seek = one(".bar-seek"), rate = one(".rate");
  var current = -1, wanted = 0, saved = -1;
  audio.preload = "none";

  var clock = podcast.clock, remember = podcast.remember, remembered = podcast.remembered;
  function key(n) { return "podcast-bundle:" + sounds[n].dataset.key; }
  function before(n) {
    var at = Number(remembered(key(n)));
    return at > 0 && at < length(n) ? at : 0;
  }
  function length(n) {
    var known = n === current && isFinite(audio.duration) && audio.duration > 0;
    return known ? audio.duration : Number(sounds[n].dataset.seconds) || 1;
  }
  function place() { return audio.readyState > 0 ? audio.currentTime : wanted; }

  function far(n, at) {
    sounds[n].classList.toggle("begun", at > 0);
    sounds[n].style.setProperty("--at", (100 * Math.min(1, at / length(n))).toFixed(1) + "%");
  }

  function show() {
    var at = Math.min(place(), length(current));
    seek.max = Math.max(1, Math.floor(length(current)));
    if (document.activeElement !== seek || !seek.matches(":active")) seek.value = at;
    seek.setAttribute("aria-valuetext", clock(at) + " " + bar.dataset.of + " " + clock(length(current)));
    one(".now").textContent = clock(at);
    one(".all").textContent = clock(length(current));
    far(current, at);
  }

  function states() {
    var playing = !audio.paused;
    bar.classList.toggle("playing", playing);
    sounds.forEach(function (sound, n) {
      var is = n === current, button = sound.querySelector(".go");
      sound.classList.toggle("current", is);
      sound.classList.toggle("playing", is && playing);
      button.querySelector(".state").textContent = is && playing ? bar.dataset.pause : bar.dataset.play;
    });
    if (current < 0) return;
    play.setAttribute("aria-label", (playing ? bar.dataset.pause : bar.dataset.play) + ": " + sounds[current].dataset.title);
    one(".previous").disabled = current === 0;
    one(".next").disabled = current === sounds.length - 1;
  }

  function broken() { one(".note").textContent = bar.dataset.broken; }

  function start() {
    one(".note").textContent = "";
    var started = audio.play();
    if (started) started.catch(function (why) { if (why.name !== "AbortError") broken(); });
  }

  // Turns to a sound, at a moment of it.
  function turn(n, at) {
    if (n !== current) {
      if (current >= 0) save();
      current = n;
      audio.src = sounds[n].querySelector("audio").src;
      saved = -1;
      wanted = at;
      one(".bar-title").textContent = sounds[n].dataset.title;
      one(".bar-part").textContent = sounds[n].dataset.number;
      bar.hidden = false;
      remember("podcast-bundle", sounds[n].dataset.key);
      media();
    } else go(at);
    show();
    states();
  }

  function go(seconds) {
    seconds = Math.min(Math.max(0, seconds), Math.max(0, length(current) - 1));
    wanted = seconds;
    if (audio.readyState > 0) audio.currentTime = seconds;
    show();
  }

  function toggle() { if (audio.paused) start(); else audio.pause(); }

  function save() {
    var at = Math.floor(place());
    if (at === saved) return;
    saved = at;
    remember(key(current), at > 5 && at < length(current) - 10 ? String(at) : null);
  }

  function step(by) {
    var n = current + by;
    if (n < 0 || n >= sounds.length) return;
    turn(n, before(n));
    start();
  }

  audio.addEventListener("loadedmetadata", function () {
    if (wanted > 0) audio.currentTime = wanted;
    audio.playbackRate = Number(rate.value);
    show();
  });
  audio.addEventListener("timeupdate", function () {
    show();
    if (Math.abs(audio.currentTime - saved) >= 5) save();
  });
  audio.addEventListener("error", function () { if (audio.getAttribute("src")) broken(); });
  audio.addEventListener("ended", function () {
    remember(key(current), null);
    far(current, 0);
    if (current + 1 < sounds.length) step(1);
  });
  ["play", "pause", "ended"].forEach(function (event) { audio.addEventListener(event, states); });
  audio.addEventListener("pause", save);
  window.addEventListener("pagehide", function () { if (current >= 0) save(); });

  sounds.forEach(function (sound, n) {
    far(n, before(n));
    sound.querySelector(".go").addEventListener("click", function () {
      if (n === current) { toggle(); return; }
      turn(n, before(n));
      start();
    });
  });
  document.querySelectorAll(".seek-to").forEach(function (link) {
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      turn(Number(link.dataset.sound), Number(link.dataset.seconds));
      start();
    });
  });
  play.addEventListener("click", toggle);
  one(".back").addEventListener("click", function () { go(place() - 15); });
  one(".ahead").addEventListener("click", function () { go(place() + 30); });
  one(".previous").addEventListener("click", function () { step(-1); });
  one(".next").addEventListener("click", function () { step(1); });
  seek.addEventListener("input", function () { go(Number(seek.value)); });
  rate.addEventListener("change", function () {
    audio.playbackRate = Number(rate.value);
    remember("podcast-speed", rate.value);
  });
  bar.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target === rate) return;
    var pressed = event.target.tagName === "BUTTON", done = true;
    switch (event.key) {
      case " ": if (pressed) done = false; else toggle(); break;
      case "k": case "K": toggle(); break;
      case "j": case "J": go(place() - 15); break;
      case "l": case "L": go(place() + 30); break;
      case "n": case "N": step(1); break;
      case "p": case "P": step(-1); break;
      default: done = false;
    }
    if (done) event.preventDefault();
  });

  // The lock screen of a telephone, and the keys of a headset.
  function media() {
    if (!("mediaSession" in navigator) || !window.MediaMetadata) return;
    navigator.mediaSession.metadata = new MediaMetadata({ title: sounds[current].dataset.title, artist: bar.dataset.show });
    [["seekbackward", function () { go(place() - 15); }], ["seekforward", function () { go(place() + 30); }],
      ["previoustrack", function () { step(-1); }], ["nexttrack", function () { step(1); }]].forEach(function (pair) {
      try { navigator.mediaSession.setActionHandler(pair[0], pair[1]); } catch (_) { /* not every browser knows all */ }
    });
  }

  var speed = remembered("podcast-speed");
  if (speed && rate.querySelector('option[value="' + speed.replace(/[^0-9.]/g, "") + '"]')) rate.value = speed;
  var begin = document.querySelector(".begin"), first = 0, last = remembered("podcast-bundle");
  sounds.forEach(function (sound, n) { if (sound.dataset.key === last && before(n) > 0) first = n; });
  if (before(first) > 0) begin.textContent = begin.dataset.goOn + ": " + sounds[first].dataset.title;
  begin.addEventListener("click", function () {
    turn(first, before(first));
    start();
    play.focus();
  });
})();
