
(function () {
  "use strict";
  var table = document.getElementById("units");
  var body = table.tBodies[0], heads = table.tHead.rows[0].cells, sums = table.tFoot.rows[0].cells;
  var rows = Array.prototype.slice.call(body.rows);
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
  var first = new Map(rows.map(function (row, number) { return [row, number]; }));
  var search = document.getElementById("search"), count = document.getElementById("count");
  var filters = Array.prototype.slice.call(document.querySelectorAll("#tools button"));
  var stage = "", sorted = "";

  function show() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean), shown = [];
    rows.forEach(function (row) {
      var text = texts[first.get(row)];
      row.hidden = (stage !== "" && row.dataset.stage !== stage) ||
        !words.every(function (word) { return text.indexOf(word) >= 0; });
      if (!row.hidden) { shown.push(row); }
    });
    Array.prototype.forEach.call(sums, function (cell, column) {
      if ("sum" in cell.dataset) {
        cell.textContent = shown.reduce(function (sum, row) {
          return sum + Number(row.cells[column].dataset.key || 0);
        }, 0);
      }
    });
    count.textContent = "显示 " + shown.length + " 个，共 " + rows.length + " 个" + sorted;
  }

  function key(row, column, numeric) {
    var cell = row.cells[column], text = cell.dataset.key;
    if (text === undefined) { text = cell.textContent.trim(); }
    if (text === "") { return null; }
    return numeric || "key" in cell.dataset ? Number(text) : text;
  }

  function compare(one, other) {
    if (typeof one === "number") { return one - other; }
    return one.localeCompare(other, "zh-CN", { numeric: true });
  }

  function sort(head, column) {
    var up = head.getAttribute("aria-sort") !== "ascending", numeric = "numeric" in head.dataset;
    if (numeric && !head.hasAttribute("aria-sort")) { up = false; }
    Array.prototype.forEach.call(heads, function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    rows.sort(function (one, other) {
      var a = key(one, column, numeric), b = key(other, column, numeric);
      if (a === null || b === null) {
        return (a === null) - (b === null) || first.get(one) - first.get(other);
      }
      return (up ? compare(a, b) : compare(b, a)) || first.get(one) - first.get(other);
    });
    rows.forEach(function (row) { body.appendChild(row); });
    sorted = "，按" + head.textContent + (up ? "从小到大" : "从大到小") + "排列";
    show();
  }

  Array.prototype.forEach.call(heads, function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () { sort(head, column); });
  });
  filters.forEach(function (button) {
    button.addEventListener("click", function () {
      stage = button.dataset.stage;
      filters.forEach(function (other) {
        other.setAttribute("aria-pressed", String(other === button));
      });
      show();
    });
  });
  search.addEventListener("input", show);
  document.getElementById("tools").hidden = false;
  show();
}());
