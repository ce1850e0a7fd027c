// Copies text, and the same with links for programs that take it.

const blobs = (parts) =>
  Object.fromEntries(Object.entries(parts).map(([type, data]) => [type, new Blob([data], { type })]));

// The older way, which browsers allow where the newer one is forbidden.
const copiedByEvent = (parts) => {
  let done = false;
  const fill = (event) => {
    for (const [type, data] of Object.entries(parts)) event.clipboardData.setData(type, data);
    event.preventDefault();
    done = true;
  };
  document.addEventListener("copy", fill, { once: true });
  const allowed = document.execCommand("copy");
  document.removeEventListener("copy", fill);
  return done && allowed;
};

// Returns whether the parts, by media type, are in the clipboard now.
export const copied = async (parts) => {
  try {
    await navigator.clipboard.write([new ClipboardItem(blobs(parts))]);
    return true;
  } catch {
    return copiedByEvent(parts);
  }
};
