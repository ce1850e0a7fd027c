// Elements made in one expression.

// Attributes that are true stand without a value, those that are false or null not at all; "onclick" takes a function.
export const make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((each) => each != null && each !== false));
  return made;
};
