// Exact numbers: a BigInt that counts units of 10 to the minus `scale`.

// What facts are given in; no more places than this are accepted.
export const SCALE = 10;

const WRITTEN = /^(-?)(\d{1,15})(?:\.(\d{1,10}))?$/;

export const isNumber = (text) => WRITTEN.test(text);

export const toUnits = (text) => {
  const [, sign, whole, places = ""] = WRITTEN.exec(text);
  return BigInt(sign + whole + places.padEnd(SCALE, "0"));
};

// As it was written, without needless zeros in front; zero is plain "0".
export const canonical = (text) => {
  const [, sign, whole, places] = WRITTEN.exec(text);
  if (!/[1-9]/.test(text)) return "0";
  return sign + whole.replace(/^0+(?=\d)/, "") + (places ? `.${places}` : "");
};

// Text of units, half a unit of the last place rounded away from zero; all places shown when `places` is given.
export const toText = (units, scale, places) => {
  let number = BigInt(units);
  const negative = number < 0n;
  if (negative) number = -number;
  if (places !== undefined && scale > places) {
    const cut = 10n ** BigInt(scale - places);
    number = (number * 2n + cut) / (cut * 2n);
    scale = places;
  }
  const digits = String(number).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  let rest = digits.slice(digits.length - scale);
  rest = places === undefined ? rest.replace(/0+$/, "") : rest.padEnd(places, "0");
  return (negative && number !== 0n ? "-" : "") + whole + (rest && `.${rest}`);
};
