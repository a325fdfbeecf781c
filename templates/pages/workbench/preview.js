/* 预览：点一个数，旁边是它的来历；从来历回到正文里的数。 */
(function () {
  "use strict";
  var trace = document.getElementById("trace"), asked = null;
  if (!trace || !window.htmx) { return; }

  /* 窄的窗口里来历盖着下半边，正文里的数要在上半边。 */
  function reveal(figure) {
    var covered = trace.firstChild && getComputedStyle(trace).position === "fixed";
    figure.scrollIntoView({ block: covered ? "start" : "center" });
  }

  function go(anchor) {
    var figure = document.getElementById(anchor);
    if (!figure) { return false; }
    reveal(figure);
    figure.focus({ preventScroll: true });
    return true;
  }

  function close() {
    trace.replaceChildren();
    if (asked) { go(asked.id); }
  }

  function ask(way, figure) {
    if (asked) { asked.removeAttribute("aria-current"); }
    asked = figure;
    if (asked) { asked.setAttribute("aria-current", "true"); }
    window.htmx.ajax("GET", way, "#trace").then(function () {
      trace.scrollTop = 0;
      if (getComputedStyle(trace).position !== "fixed") {
        trace.scrollIntoView({ block: "nearest" });
      } else if (asked) {
        reveal(asked);
      }
      trace.focus({ preventScroll: true });
    });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a.figure, a[data-figure]") : null;
    if (event.target.matches("#trace [data-close]")) { close(); }
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
    if (link.dataset.figure) {
      if (go(link.dataset.figure)) { event.preventDefault(); }
    } else {
      event.preventDefault();
      ask(link.getAttribute("href"), link);
    }
  });
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("form.ask")) { return; }
    event.preventDefault();
    var q = new URLSearchParams(new FormData(event.target)).toString();
    ask(event.target.getAttribute("action") + "?" + q, null);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && trace.contains(document.activeElement)) { close(); }
  });
}());
