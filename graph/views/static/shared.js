// What the still pages share: the language and the look, switched without a new page.
function startShared() {
  const root = document.documentElement;
  const languages = { zh: "zh-CN", en: "en" };
  const wished = new URLSearchParams(location.search).get("lang");
  if (wished in languages) root.lang = languages[wished];
  document.getElementById("language").addEventListener("click", () => {
    root.lang = root.lang === "en" ? "zh-CN" : "en";
  });
  const dark = matchMedia("(prefers-color-scheme: dark)");
  root.dataset.dark = dark.matches ? "1" : "0";
  dark.addEventListener("change", () => {
    root.dataset.dark = dark.matches ? "1" : "0";
  });
  document.getElementById("dark").addEventListener("click", () => {
    root.dataset.dark = root.dataset.dark === "1" ? "0" : "1";
  });
}
