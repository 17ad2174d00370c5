// Comfort only: every page works without it.
(() => {
  "use strict";
  const named = document.getElementById("zone")?.textContent;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

  // The viewer's own clocks, where they are not those of the page.
  if (own && named && own !== named) {
    const format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
    for (const time of document.querySelectorAll("time[datetime*=T]"))
      time.title = `${format.format(new Date(time.dateTime))} (${own})`;
    const note = document.getElementById("own-zone");
    if (note)
      note.textContent = ` Yours, ${own}, shows when you point at a time.`;
  }

  // A file let go over the drop area is one chosen there.
  for (const area of document.querySelectorAll("form.drop")) {
    const input = area.querySelector("input[type=file]");
    const over = isOver => event => {
      event.preventDefault();
      area.classList.toggle("over", isOver);
    };
    area.addEventListener("dragover", over(true));
    area.addEventListener("dragleave", over(false));
    area.addEventListener("drop", event => {
      over(false)(event);
      if (event.dataTransfer.files.length > 0) {
        input.files = event.dataTransfer.files;
        area.requestSubmit();
      }
    });
  }

  // A filter that is chosen is applied at once.
  for (const form of document.querySelectorAll("form[data-filters]"))
    form.addEventListener("change", event => event.target.matches("select, input[type=checkbox]") && form.requestSubmit());
})();
