(function () {
  "use strict";
  var text = document.getElementById("text"), numbers = document.getElementById("numbers");
  if (!text || !numbers) { return; }
  var beside = document.getElementById("beside"), form = document.getElementById("editor");
  var unkept = false, leaving = false, counted = 0, sent = "";

  function marks() {
    var found = {};
    Array.prototype.forEach.call(document.querySelectorAll("#beside a[data-line]"), function (link) {
      if (found[link.dataset.line] !== "错误") { found[link.dataset.line] = link.dataset.weight; }
    });
    return found;
  }

  function number(anew) {
    var count = text.value.split("\n").length;
    if (!anew && count === counted) { return; }
    var found = marks(), list = document.createDocumentFragment();
    counted = count;
    for (var line = 1; line <= count; line += 1) {
      if (found[line]) {
        var at = document.createElement("span");
        at.className = found[line] === "错误" ? "at wrong" : "at";
        at.textContent = "● " + line + "\n";
        list.appendChild(at);
      } else {
        list.appendChild(document.createTextNode(line + "\n"));
      }
    }
    list.appendChild(document.createTextNode("\n\n"));
    numbers.replaceChildren(list);
    numbers.scrollTop = text.scrollTop;
  }

  function go(line) {
    var lines = text.value.split("\n"), start = 0;
    if (!(line >= 1 && line <= lines.length)) { return; }
    for (var index = 0; index < line - 1; index += 1) { start += lines[index].length + 1; }
    text.focus();
    text.setSelectionRange(start, start + lines[line - 1].length);
    text.scrollTop = (line - 4) * parseFloat(getComputedStyle(text).lineHeight);
    text.scrollLeft = 0;
    text.scrollIntoView({ block: "nearest" });
  }

  function follow() {
    var found = /^#L([0-9]+)$/.exec(location.hash);
    if (found) { go(Number(found[1])); }
  }

  function say(words) {
    var kept = document.querySelector("#beside .kept");
    if (kept) { kept.textContent = words; }
  }

  text.addEventListener("scroll", function () { numbers.scrollTop = text.scrollTop; });
  text.addEventListener("input", function () { unkept = true; number(false); });
  form.addEventListener("submit", function () { leaving = true; });
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[data-line]") : null;
    if (link && beside && beside.contains(link)) {
      event.preventDefault();
      go(Number(link.dataset.line));
    }
  });
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.main"));
    }
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (leaving) { event.preventDefault(); }
    sent = text.value;
  });
  document.addEventListener("htmx:afterSwap", function () {
    unkept = text.value !== sent || document.querySelector("#beside [data-lost]") !== null;
    number(true);
  });
  ["htmx:sendError", "htmx:responseError"].forEach(function (name) {
    document.addEventListener(name, function () {
      say("草稿可能没有留下：工作台停了、表样库改过了，或者这一页过期了。文字还在编辑框里，先复制到别处，再刷新");
    });
  });
  window.addEventListener("beforeunload", function (event) {
    if (unkept && !leaving) { event.preventDefault(); }
  });
  window.addEventListener("hashchange", follow);
  number(true);
  follow();
}());
(function () {
  "use strict";
  // 拖进来的文件放进选文件的框里；没有这一段，选文件照样能用。
  var place = document.querySelector(".dropping");
  if (!place) { return; }
  var field = place.querySelector("input[type=file]"), picked = place.querySelector(".picked");

  function show() {
    picked.replaceChildren();
    Array.prototype.forEach.call(field.files, function (file) {
      var item = document.createElement("li");
      item.textContent = file.name;
      picked.appendChild(item);
    });
  }

  ["dragover", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      event.preventDefault(); // 落在别处，浏览器会打开它而离开这一页
      place.classList.toggle("over", name === "dragover");
    });
  });
  document.addEventListener("dragleave", function () { place.classList.remove("over"); });
  document.addEventListener("drop", function (event) {
    if (event.dataTransfer && event.dataTransfer.files.length) {
      var all = new DataTransfer();
      if (field.multiple) {
        Array.prototype.forEach.call(field.files, function (file) { all.items.add(file); });
      }
      Array.prototype.forEach.call(event.dataTransfer.files, function (file) { all.items.add(file); });
      field.files = all.files;
      show();
    }
  });
  field.addEventListener("change", show);
}());
