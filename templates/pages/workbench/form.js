/* 填报：自动留草稿，与上年比，表里加行、移行、删行、粘贴，问题放到字段旁边。 */
(function () {
  "use strict";
  var form = document.getElementById("fields");
  if (!form) { return; }
  var beside = document.getElementById("beside"), pasted = document.getElementById("pasted");
  var unkept = false, leaving = false, typing = 0, late = 0, fresh = 0, edits = 0, sent = 0;

  /* 草稿：停下不到一秒，或者一直在填时每三秒。 */
  function keep() {
    clearTimeout(typing); clearTimeout(late);
    typing = late = 0;
    if (!leaving) { form.dispatchEvent(new Event("typed")); }
  }
  function touch() {
    unkept = true; edits += 1;
    clearTimeout(typing);
    typing = setTimeout(keep, 700);
    if (!late) { late = setTimeout(keep, 3000); }
  }
  function say(words) {
    var kept = beside.querySelector(".kept");
    if (kept) { kept.textContent = words; }
  }
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (leaving) { event.preventDefault(); }
    sent = edits;
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.target !== beside) { return; }
    unkept = edits !== sent || beside.querySelector("[data-lost]") !== null;
    place();
  });
  ["htmx:sendError", "htmx:responseError"].forEach(function (name) {
    document.addEventListener(name, function () {
      say("草稿可能没有留下：工作台停了、表样库改过了，或者这一页过期了。填的还在这一页里，先不要关，重新运行 gongkai serve");
    });
  });
  window.addEventListener("beforeunload", function (event) {
    if (unkept && !leaving) { event.preventDefault(); }
  });
  form.addEventListener("submit", function () { leaving = true; });

  /* 与上年比：数都化成整数的分（或最小的一位）再算。 */
  function exact(text) {
    var plain = text.trim().replace(/,/g, ""), found = /^(-?)(\d+)(?:\.(\d{1,8}))?$/.exec(plain);
    if (!found) { return null; }
    var digits = BigInt(found[2] + ((found[3] || "") + "00000000").slice(0, 8));
    return found[1] ? -digits : digits;
  }
  function half(part, whole) { return (part * 2n + whole) / (whole * 2n); }
  function grouped(scaled, places) {
    var unit = 10n ** BigInt(8 - places), rounded = half(scaled, unit);
    var text = rounded.toString().padStart(places + 1, "0");
    var head = places ? text.slice(0, -places) : text;
    head = head.replace(/\B(?=(\d{3})+$)/g, ",");
    return places ? head + "." + text.slice(-places) : head;
  }
  function movement(now, before, unit) {
    var by = now - before, size = by < 0n ? -by : by, up = by > 0n;
    if (by === 0n) { return "持平"; }
    var words = (up ? "增加 " : "减少 ") + grouped(size, unit === "万元" ? 6 : unit ? 2 : 0).replace(/(\.\d\d)0{4}$/, "$1");
    if (before === 0n) { return words + "（上年为 0）"; }
    if (before < 0n || now < 0n) { return words; }
    var rate = half(size * 1000000000000n, before); /* 万万分之一的百分之一 */
    return words + "，" + (up ? "增长 " : "下降 ") + grouped(rate / 100n, 2) + "%";
  }
  function compare(input) {
    var of = input.closest(".other, td, .field"), by = of && of.querySelector(".by");
    if (!by) { return; }
    var now = exact(input.value), before = exact(input.dataset.before || "");
    by.textContent = now === null || before === null ? "" : movement(now, before, input.dataset.unit || "");
  }

  /* 问题放到它的字段旁边。 */
  function field(name) { return name ? form.elements.namedItem(name) : null; }
  function place() {
    form.querySelectorAll(".slot").forEach(function (slot) { slot.hidden = true; slot.textContent = ""; });
    form.querySelectorAll("[aria-invalid]").forEach(function (it) {
      it.removeAttribute("aria-invalid"); it.removeAttribute("aria-describedby");
    });
    beside.querySelectorAll("[data-at]").forEach(function (item, number) {
      var at = field(item.dataset.at), of = at && at.closest && at.closest(".other, td, .field");
      var slot = of && of.querySelector(".slot");
      if (!slot) { return; }
      var wrong = item.dataset.weight === "错误";
      var line = document.createElement("span");
      line.className = wrong ? (item.dataset.said === "待填" ? "lacking" : "wrong") : "doubtful";
      line.textContent = item.dataset.said === "待填" ? "待填" : item.dataset.weight + "：" + item.querySelector(".message").textContent;
      slot.appendChild(line);
      slot.hidden = false;
      slot.id = slot.id || "slot-" + number + "-" + (fresh += 1);
      at.setAttribute("aria-describedby", slot.id);
      if (wrong && item.dataset.said !== "待填") { at.setAttribute("aria-invalid", "true"); }
      if (!item.querySelector(".line")) {
        var way = document.createElement("button");
        way.type = "button"; way.className = "line"; way.textContent = "转到";
        way.addEventListener("click", function () { at.focus(); at.scrollIntoView({ block: "center" }); });
        item.querySelector("p").append(" ", way);
      }
    });
  }

  /* 从“检查”来的：到那个问题的字段。 */
  function follow() {
    var spot = /^#(at-\d+-\d+)$/.exec(location.hash);
    var item = spot && beside.querySelector('[data-spot="' + spot[1] + '"]');
    var at = item && field(item.dataset.at);
    if (at && at.focus) { at.focus(); at.scrollIntoView({ block: "center" }); }
  }

  /* 表里的行。 */
  function rowsOf(list) { return list.querySelector(".rows"); }
  function count() {
    form.querySelectorAll(".rows").forEach(function (rows) {
      Array.prototype.forEach.call(rows.children, function (row, number) {
        var told = row.querySelector(".count");
        if (told) { told.textContent = "第 " + (number + 1) + " 条"; }
      });
    });
  }
  function add(list) {
    var made = list.querySelector("template").content.firstElementChild.cloneNode(true);
    var key = "n" + Date.now().toString(36) + (fresh += 1);
    made.dataset.key = key;
    made.querySelectorAll("[name]").forEach(function (it) { it.name = it.name.replace("{key}", key); });
    rowsOf(list).appendChild(made);
    count();
    return made;
  }
  function fieldsOf(row) {
    return Array.prototype.filter.call(row.querySelectorAll("[name]"), function (it) { return it.type !== "checkbox"; });
  }
  function act(what, row) {
    if (what === "up" && row.previousElementSibling) { row.parentNode.insertBefore(row, row.previousElementSibling); }
    if (what === "down" && row.nextElementSibling) { row.parentNode.insertBefore(row.nextElementSibling, row); }
    if (what === "drop") {
      var near = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      if (near) { fieldsOf(near)[0].focus(); }
    }
    count(); touch();
  }
  /* 取自导出文件的一行照写一行；那一行以后不再取。 */
  function copy(row, list) {
    var made = fieldsOf(add(list));
    made.forEach(function (it, number) { set(it, row.cells[number].querySelector(".value").textContent); });
    row.remove();
    pasted.hidden = false;
    pasted.classList.remove("warning");
    pasted.textContent = "照写了一行，可以改；填报里写的先于导出的表，这几个数以后不再照表取。删去这一行，又照表取。";
    (made.find(function (it) { return it.classList.contains("figure") && it.value; }) || made[0]).focus();
    touch();
  }
  form.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-do]");
    if (!button) { return; }
    if (button.dataset.do === "add") {
      fieldsOf(add(button.closest(".list")))[0].focus();
    } else if (button.dataset.do === "take") {
      copy(button.closest("tr"), button.closest(".list"));
    } else {
      act(button.dataset.do, button.closest("[data-key]"));
    }
  });

  /* 科目：编码的开头，或者名称里的几个字。 */
  var accounts = document.getElementById("accounts"), choosing = null, asking = 0, chosen = -1;
  function options() { return accounts.querySelectorAll("[role=option]"); }
  function shut() {
    clearTimeout(asking);
    accounts.hidden = true; accounts.replaceChildren(); chosen = -1;
    if (choosing) {
      choosing.setAttribute("aria-expanded", "false");
      choosing.removeAttribute("aria-activedescendant");
    }
    choosing = null;
  }
  function ask(input) {
    var asked = input.value.trim();
    if (!asked) { shut(); return; }
    choosing = input;
    var way = accounts.dataset.way + "?table=" + encodeURIComponent(input.dataset.table) + "&q=" + encodeURIComponent(asked);
    fetch(way, { headers: { "HX-Request": "true" } }).then(function (answer) {
      return answer.ok ? answer.text() : "";
    }).then(function (text) {
      if (choosing !== input || document.activeElement !== input || input.value.trim() !== asked) { return; }
      accounts.innerHTML = text;
      chosen = -1;
      var box = input.getBoundingClientRect();
      accounts.hidden = options().length === 0;
      accounts.style.left = Math.max(0, Math.min(box.left + scrollX, document.documentElement.clientWidth - 340)) + "px";
      accounts.style.top = box.bottom + scrollY + 2 + "px";
      input.setAttribute("aria-expanded", String(!accounts.hidden));
      if (!accounts.hidden) { mark(0); }
    }).catch(shut);
  }
  function mark(at) {
    var all = options();
    if (!all.length) { return; }
    chosen = (at + all.length) % all.length;
    Array.prototype.forEach.call(all, function (it, number) { it.setAttribute("aria-selected", String(number === chosen)); });
    all[chosen].scrollIntoView({ block: "nearest" });
    choosing.setAttribute("aria-activedescendant", all[chosen].id);
  }
  function take(option) {
    var input = choosing;
    input.value = option.dataset.typed;
    shut(); touch();
    return input;
  }
  form.addEventListener("focusout", function (event) {
    if (event.target === choosing) { setTimeout(function () { if (document.activeElement !== choosing) { shut(); } }, 200); }
  });
  accounts.addEventListener("mousedown", function (event) {
    var option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option && choosing) { take(option).focus(); }
  });
  form.addEventListener("keydown", function (event) {
    if (!choosing || accounts.hidden || event.target !== choosing) { return; }
    var to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1 }[event.key];
    if (to !== undefined && !event.altKey) { event.preventDefault(); mark(to); }
    if (event.key === "Escape") { event.preventDefault(); shut(); }
    if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); event.stopImmediatePropagation(); take(options()[chosen]); }
    if (event.key === "Tab" && chosen >= 0 && /^\d+$/.test(choosing.value.trim()) && options().length === 1) { take(options()[chosen]); }
  }, true);

  /* 从 Excel 粘贴：制表符分格，换行分行；放不下的说出来。 */
  function cut(text) {
    var rows = [[]], cell = "", quoted = false;
    text = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (var at = 0; at < text.length; at += 1) {
      var sign = text[at];
      if (quoted) {
        if (sign !== '"') { cell += sign; }
        else if (text[at + 1] === '"') { cell += '"'; at += 1; }
        else { quoted = false; }
      } else if (sign === '"' && cell === "") { quoted = true; }
      else if (sign === "\t" || sign === "\n") {
        rows[rows.length - 1].push(cell); cell = "";
        if (sign === "\n") { rows.push([]); }
      } else { cell += sign; }
    }
    rows[rows.length - 1].push(cell);
    return rows;
  }
  function shift(digits, by) {  /* 小数点移几位，不经过浮点数 */
    var found = /^(-?)(\d+)(?:\.(\d*))?$/.exec(digits);
    var whole = found[2], part = found[3] || "";
    if (by > 0) { part = part.padEnd(by, "0"); whole += part.slice(0, by); part = part.slice(by); }
    if (by < 0) { whole = whole.padStart(1 - by, "0"); part = whole.slice(by) + part; whole = whole.slice(0, by); }
    whole = whole.replace(/^0+(?=\d)/, ""); part = part.replace(/0+$/, "");
    return found[1] + whole + (part ? "." + part : "");
  }
  function amount(text, unit) {
    var plain = text.trim().replace(/[\s\u00a0\u3000]/g, "").replace(/[０-９．，－]/g, function (it) { return String.fromCharCode(it.charCodeAt(0) - 0xfee0); });
    if (/^[-—–]+$/.test(plain) || plain === "/") { return "0"; }
    var found = /^[¥￥]?(\(?)(-?[\d,]+(?:\.\d*)?)\)?(万元|元)?$/.exec(plain);
    if (!found || !/\d/.test(found[2])) { return text.trim(); }
    var digits = (found[1] ? "-" : "") + found[2].replace(/,/g, "").replace(/\.$/, "");
    digits = digits.replace(/^--/, "");
    if (!found[3] || found[3] === unit || !unit) { return digits; }
    return shift(digits, found[3] === "万元" ? 4 : -4);
  }
  function set(input, text) {
    if (input.tagName !== "SELECT") {
      input.value = input.classList.contains("figure") ? amount(text, input.dataset.unit || "") : text.trim();
      if (input.classList.contains("figure")) { compare(input); }
      return true;
    }
    var option = Array.prototype.find.call(input.options, function (it) { return it.textContent.trim() === text.trim(); });
    if (option) { input.value = option.value; }
    return Boolean(option) || !text.trim();
  }
  form.addEventListener("paste", function (event) {
    var input = event.target, row = input.closest ? input.closest("tr[data-key]") : null;
    var text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!row || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) { return; }
    event.preventDefault();
    shut();
    var cells = cut(text), from = fieldsOf(row).indexOf(input), left = [], over = [], rows = 0, placed = 0;
    cells.forEach(function (texts, down) {
      if (!row) { row = add(input.closest(".list")); }
      var fields = fieldsOf(row);
      texts.forEach(function (it, across) {
        var at = fields[from + across];
        if (at && at.value.trim() && at.value.trim() !== it.trim()) { over.push(at.value); }
        if (at && set(at, it)) { placed += 1; }
        else if (it.trim()) { left.push("第 " + (down + 1) + " 行第 " + (across + 1) + " 格“" + it.trim() + "”"); }
      });
      rows += 1;
      row = row.nextElementSibling;
    });
    pasted.hidden = false;
    pasted.classList.toggle("warning", left.length > 0);
    pasted.textContent = "粘贴了 " + rows + " 行，" + placed + " 格" + (over.length ? "，其中 " + over.length + " 格原来有内容，已换掉" : "") +
      (left.length ? "。放不下的 " + left.length + " 格，没有粘贴：" + left.join("、") : "。");
    count(); touch();
  });

  function step(input, by) {
    var row = input.closest("tr[data-key]");
    var to = by > 0 ? row.nextElementSibling : row.previousElementSibling;
    var at = fieldsOf(row).indexOf(input);
    if (!to && by > 0) { to = add(row.closest(".list")); }
    if (to) { fieldsOf(to)[at].focus(); }
  }
  form.addEventListener("keydown", function (event) {
    var input = event.target, row = input.closest ? input.closest("[data-key]") : null;
    if (event.key === "Enter" && input.tagName === "INPUT") {
      event.preventDefault();  /* 不因为一个回车就保存整页 */
      if (input.closest("tr[data-key]") && input.getAttribute("aria-expanded") !== "true") {
        step(input, event.shiftKey ? -1 : 1);
      }
    } else if (row && event.altKey && !event.ctrlKey) {
      var what = { ArrowUp: "up", ArrowDown: "down", Delete: "drop" }[event.key];
      if (what) { event.preventDefault(); act(what, row); if (what !== "drop") { input.focus(); } }
    }
  });
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.main"));
    }
  });
  form.addEventListener("input", function (event) {
    var input = event.target;
    if (input.classList.contains("figure")) { compare(input); }
    if (input.classList.contains("account")) {
      clearTimeout(asking);
      asking = setTimeout(function () { ask(input); }, 150);
    }
    touch();
  });
  form.addEventListener("change", touch);
  form.querySelectorAll(".figure[data-before]").forEach(compare);
  count();
  place();
  follow();
}());
