// The annotated source: links into the text, and citations that open their reasons in the margin.
function showOffset() {
  const wanted = /^#t(\d+)$/.exec(location.hash);
  for (const old of document.querySelectorAll(".found")) old.classList.remove("found");
  if (!wanted) return;
  let target = document.getElementById(`t${wanted[1]}`);
  if (!target) {
    const before = [...document.querySelectorAll("[id^=t]")].filter((part) => /^t\d+$/.test(part.id) && Number(part.id.slice(1)) <= Number(wanted[1]));
    target = before.sort((a, b) => Number(b.id.slice(1)) - Number(a.id.slice(1)))[0];
  }
  if (!target) return;
  const { citation, task } = target.dataset;
  const same = citation ? `[data-citation="${citation}"]` : task ? `[data-task="${task}"]` : null;
  for (const part of same ? document.querySelectorAll(`.line ${same}`) : [target]) part.classList.add("found");
  if (citation) openCitation(citation);
  target.scrollIntoView({ block: "center" });
}

function openCitation(number) {
  const note = document.getElementById(`c${number}`);
  if (note) note.open = true;
}

startShared();
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-citation]");
  if (!link) return;
  event.preventDefault();
  const note = document.getElementById(`c${link.dataset.citation}`);
  if (!note) return;
  note.open = !note.open;
  if (note.open) note.scrollIntoView({ block: "nearest" });
});
document.getElementById("outside").addEventListener("change", (event) => {
  document.body.classList.toggle("hide-outside", !event.target.checked);
});
document.getElementById("tasks").addEventListener("change", (event) => {
  document.body.classList.toggle("hide-tasks", !event.target.checked);
});
addEventListener("hashchange", showOffset);
showOffset();
document.documentElement.dataset.ready = "1";
