// Phrases in the language of the moment, and elements that hold text and never markup.
let language = meta.language;

function say(key, values) {
  return fill(meta.words.ui[key], key, values);
}

function word(table, key) {
  return fill((meta.words[table] || {})[key], key);
}

function fill(known, key, values) {
  if (!known) return String(key);
  return known[language].replace(/\{(\w+)\}/g, (gap, name) => (values && name in values ? String(values[name]) : gap));
}

const counted = (number) => number.toLocaleString("en-US");

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const byId = (id) => document.getElementById(id);

function button(text, act, attributes) {
  return element("button", { type: "button", onclick: act, ...attributes }, text);
}

// Static parts of the page name their phrase in data-say, and data-say-<attribute> for attributes.
function speakStatic() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const part of document.querySelectorAll("[data-say]")) part.textContent = say(part.dataset.say);
  for (const name of ["label", "placeholder", "title"]) {
    const attribute = name === "label" ? "aria-label" : name;
    const key = `say${name[0].toUpperCase()}${name.slice(1)}`;
    for (const part of document.querySelectorAll(`[data-say-${name}]`)) part.setAttribute(attribute, say(part.dataset[key]));
  }
}
