/* The little that htmx does not do: dropping files, showing the cells of a figure, marking a lost connection. */
"use strict";
(function () {
  document.addEventListener("click", function (event) {
    var figure = event.target.closest("a.figure");
    if (!figure) return;
    event.preventDefault();
    var box = document.getElementById(figure.dataset.for);
    if (box) box.hidden = !box.hidden;
  });

  function dropZone() { return document.getElementById("tha"); }

  ["dragover", "dragleave", "drop"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var zone = dropZone();
      if (!zone || !event.dataTransfer) return;
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragover");
      if (kind !== "drop" || !event.dataTransfer.files.length) return;
      zone.querySelector("input[type=file]").files = event.dataTransfer.files;
      zone.requestSubmit();
    });
  });

  document.addEventListener("htmx:xhr:progress", function (event) {
    var bar = document.getElementById("gui");
    if (!bar || event.target.id !== "tha" || !event.detail.lengthComputable) return;
    bar.hidden = event.detail.loaded >= event.detail.total;
    bar.value = (100 * event.detail.loaded) / event.detail.total;
  });

  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.xhr.status === 409 || event.detail.xhr.status === 404) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  /* News never takes a form away that somebody is filling in. */
  function touched(field) {
    if (field === document.activeElement) return true;
    return field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  }

  function filling() {
    var fields = document.querySelectorAll("#lam-moi details[open] form :is(input, textarea)");
    return Array.prototype.some.call(fields, touched);
  }

  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.requestConfig.elt.id !== "lam-moi" || !filling()) return;
    event.detail.shouldSwap = false;
    document.getElementById("thong-bao").textContent =
      "Đã có kết quả mới; trang được làm mới khi anh/chị ghi hoặc đóng mục đang mở.";
    stale = true;
  });

  var stale = false;
  document.addEventListener("toggle", function (event) {
    if (!event.target.open) catchUp();
  }, true);
  document.addEventListener("focusout", function () { setTimeout(catchUp, 0); });

  function catchUp() {
    if (!stale || filling()) return;
    stale = false;
    document.getElementById("thong-bao").textContent = "";
    htmx.trigger(document.body, "xong");
  }

  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.detail.elt;
    var around = event.detail.successful && form.tagName === "FORM" && form.closest("#lam-moi details[open]");
    if (!around) return;
    form.querySelectorAll("input, textarea").forEach(function (field) {
      field.defaultChecked = field.checked;
      field.defaultValue = field.value;
      field.blur();
    });
    around.open = false;
    /* what was asked for before this was written is old news: ask again */
    setTimeout(function () { htmx.trigger(document.body, "xong"); }, 0);
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.target.id === "tha" && event.detail.successful) event.target.querySelector("input[type=file]").value = "";
  });

  document.addEventListener("htmx:sendError", function () {
    document.getElementById("thong-bao").textContent =
      "Mất liên lạc với chương trình. Nếu CCHC đã đóng, mở lại từ menu Start hoặc gõ “cchc mo”; không có gì đã lưu bị mất.";
  });
})();
