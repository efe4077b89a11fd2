// The report: everything is unfolded on paper.
startShared();
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details")) part.open = true;
});
document.documentElement.dataset.ready = "1";
