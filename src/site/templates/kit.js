// What the player of a page and that of a bundle have in common.
var podcast = (function () {
  "use strict";

  function clock(seconds) {
    seconds = Math.max(0, Math.floor(seconds));
    var h = Math.floor(seconds / 3600), m = Math.floor(seconds / 60) % 60, s = seconds % 60;
    return (h ? h + ":" + (m < 10 ? "0" : "") : "") + m + ":" + (s < 10 ? "0" : "") + s;
  }

  // A browser may forbid to remember anything; then nothing is remembered.
  function remember(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch (_) { /* forbidden */ }
  }
  function remembered(key) {
    try { return localStorage.getItem(key); } catch (_) { return null; }
  }

  return { clock: clock, remember: remember, remembered: remembered };
})();
