/**
 * Makes `from` what `to` is, element by element, so that focus, scrolling, opened details and live regions stay what they
 * are. `keeps` says of a field whether its value stays; else the field begins again with what `to` has.
 */
export function morph(from, to, keeps) {
  const kept = isField(from) && keeps(from) ? valueOf(from) : null;
  morphAttributes(from, to);
  // What is kept was put there by a script, and no page has it.
  if (!from.hasAttribute("data-keep")) {
    if (from.localName === "select") morphOptions(from, to);
    // Its content is text where scripts run, and elements in a document that was only read.
    else if (from.localName !== "noscript") morphChildren(from, to, keeps);
  }
  if (isField(from)) setValue(from, kept ?? valueOf(to));
}

/** Whether somebody has typed or chosen something else than the field began with. */
export function isTyped(field) {
  if (field.localName === "select") {
    const options = [...field.options];
    return !(options.find((option) => option.defaultSelected) ?? options[0])?.selected;
  }
  return isChecked(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

/** What somebody opened stays open. */
const OPENED = new Set(["details", "dialog"]);

function morphAttributes(from, to) {
  for (const { name } of [...from.attributes])
    if (!to.hasAttribute(name) && !(name === "open" && OPENED.has(from.localName))) from.removeAttribute(name);
  for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
}

function morphChildren(from, to, keeps) {
  const rest = new Set(from.childNodes);
  const pairs = [...to.childNodes].map((next) => {
    const match = [...rest].find((one) => isSame(one, next));
    rest.delete(match);
    return [match, next];
  });
  // Gone first, so that what stays need not be moved: an element that moves loses the focus.
  for (const one of rest) one.remove();
  let place = from.firstChild;
  for (const [match, next] of pairs) {
    if (match === undefined) from.insertBefore(document.importNode(next, true), place);
    else {
      if (match === place) place = place.nextSibling;
      else move(from, match, place);
      if (match.nodeType === Node.ELEMENT_NODE) morph(match, next, keeps);
      else if (match.data !== next.data) match.data = next.data;
    }
  }
}

/** Where the browser can, what moves keeps the focus. */
function move(parent, one, place) {
  if ("moveBefore" in parent) parent.moveBefore(one, place);
  else parent.insertBefore(one, place);
}

function isSame(one, other) {
  if (one.nodeType !== other.nodeType) return false;
  if (one.nodeType !== Node.ELEMENT_NODE) return true;
  return one.localName === other.localName && keyOf(one) === keyOf(other);
}

/** What makes an element that one and no other of its kind beside it: its id, or that of what it is for. */
function keyOf(element) {
  if (element.id !== "") return element.id;
  if (element.localName === "input") return `${element.name} ${isChecked(element) ? element.value : ""}`;
  if (element.localName === "li") return element.querySelector("[id]")?.id ?? "";
  const label = element.firstElementChild;
  return element.getAttribute("aria-labelledby") ?? (label?.localName === "label" ? label.htmlFor : "");
}

function morphOptions(from, to) {
  if (from.innerHTML !== to.innerHTML) from.innerHTML = to.innerHTML;
}

const isChecked = ({ type }) => type === "radio" || type === "checkbox";
const isField = ({ localName, type }) => localName === "select" || (localName === "input" && type !== "hidden");
const valueOf = (field) => (isChecked(field) ? field.checked : field.value);

function setValue(field, value) {
  if (isChecked(field)) field.checked = value;
  else if (field.localName !== "select" || [...field.options].some((option) => option.value === value))
    field.value = value;
}
