// Asks whether a guide helped, and sends the answer to the service of the same host. The browser keeps nothing of it.
// What it says in the language of the page stands before it: `kbFeedback`.

const box = document.querySelector(".kb-feedback");
box.innerHTML = kbFeedback.form;
const yes = box.querySelector("button");
const no = yes.nextElementSibling;
const said = box.querySelector("[role=status]");
const form = box.querySelector("form");
// Drawn for this reading alone: whoever changes their mind, or has to send again, is counted once.
const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const page = document.documentElement;
const about = { id, guide: box.dataset.guide, language: page.dataset.language ?? page.lang, revision: box.dataset.revision };

let details = {}; // what was sent beside "no"
let before = Promise.resolve(); // one after the other: the last word counts

const post = async (answer) => {
  try {
    const response = await fetch(box.dataset.to, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...about, ...answer }),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      keepalive: true, // whoever leaves the page has answered all the same
      signal: AbortSignal.timeout(20_000),
    });
    if (response.ok) return "sent";
    return response.status === 429 ? "busy" : "failed";
  } catch {
    return "offline";
  }
};

// Returns whether the answer is kept now; says why where it is not.
const sent = async (answer) => {
  said.textContent = "";
  const outcome = await (before = before.then(() => post(answer)));
  said.classList.toggle("kb-feedback__failed", outcome !== "sent");
  if (outcome === "sent") return true;
  said.textContent = kbFeedback.said[outcome];
  said.scrollIntoView({ block: "nearest" });
  return false;
};

const press = (button) => {
  for (const each of [yes, no]) each.ariaPressed = String(each === button);
};

yes.addEventListener("click", async () => {
  press(yes);
  form.hidden = true;
  if (await sent({ helpful: true })) said.textContent = kbFeedback.said.thanks;
  else press(null);
});

no.addEventListener("click", async () => {
  const again = no.ariaPressed === "true";
  press(no);
  form.hidden = false;
  if (again) return;
  if (await sent({ helpful: false, ...details })) said.textContent = kbFeedback.said.noted;
  else press(null);
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = new FormData(form);
  const comment = given.get("comment").replace(/\p{Surrogate}/gu, ""); // half a character is no text
  const added = { reason: given.get("reason"), comment };
  if (!(await sent({ helpful: false, ...added }))) return;
  details = added;
  press(no);
  form.hidden = true;
  said.textContent = kbFeedback.said.thanks;
  said.focus(); // the button that was pressed is gone
});

box.hidden = location.protocol === "file:";
