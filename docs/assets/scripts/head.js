// What every page needs before it is shown: that scripts run, and what a reader chose (colours, language), which is
// kept in the browser and never sent. Names are those of the theme.
document.documentElement.classList.replace("no-js", "js");
window.__md_scope = new URL("../../", document.currentScript.src);
window.__md_get = (key, storage, scope = __md_scope) => {
  try {
    return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`));
  } catch {
    return null; // storage may be forbidden
  }
};
window.__md_set = (key, value, storage, scope = __md_scope) => {
  try {
    (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // storage may be full or forbidden: the choice then holds for this page
  }
};

// The language a reader wants among some: the one chosen last by hand, else the first the browser prefers.
window.kbReader = {
  chose: () => __md_get("__language"),
  choose: (language) => __md_set("__language", language),
  prefers: (languages) =>
    navigator.languages.map((each) => each.split("-")[0].toLowerCase()).find((each) => languages.includes(each)),
  wants: (languages) => languages.find((each) => each === kbReader.chose()) ?? kbReader.prefers(languages),
};
