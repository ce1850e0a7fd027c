// Values as a language writes them, on patterns that come from what the pages are made with. Numbers are texts: no digit is lost.

const NO_BREAK = "\u00a0";

// Moves the point of a decimal to the right, or to the left where places are negative; zeros at the ends go.
export const shifted = (number, places) => {
  const sign = number.startsWith("-") ? "-" : "";
  const [whole, part = ""] = number.replace("-", "").split(".");
  const room = "0".repeat(Math.abs(places));
  const digits = room + whole + part + room;
  const point = room.length + whole.length + places;
  const after = digits.slice(point).replace(/0+$/, "");
  return sign + digits.slice(0, point).replace(/^0+(?=\d)/, "") + (after && `.${after}`);
};

// A text with its {places} filled in.
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

export class Formats {
  constructor(patterns, language) {
    this.patterns = patterns;
    this.plurals = new Intl.PluralRules(language);
  }

  date(day) {
    const { pattern, months, first } = this.patterns.date;
    const [year, month, number] = day.split("-").map(Number);
    return filled(pattern, { day: number === 1 ? first : number, month: months[month - 1], year });
  }

  // All digits, grouped; with `places` at least so many decimals, and those that are written.
  number(number, places = 0) {
    const { group, decimal } = this.patterns;
    const [whole, part = ""] = shifted(String(number), 0).split(".");
    const grouped = whole.replace("-", "").replace(/\B(?=(\d{3})+$)/g, group);
    const after = part.padEnd(places && Math.max(places, decimals(String(number))), "0");
    return (whole.startsWith("-") ? "-" : "") + grouped + (after && decimal + after);
  }

  money(amount, currency) {
    const { positive, negative, signs, places } = this.patterns.money;
    const text = String(amount);
    const sign = signs[currency] ?? currency;
    const cents = places[currency] ?? 2;
    const figures = this.number(text.replace("-", ""), decimals(text) > cents ? 0 : cents);
    const pattern = text.startsWith("-") ? negative : positive;
    const written = pattern.replace("#", figures).replace("¤", () => sign);
    return sign === currency ? written.replace(/([A-Z])(?=\d)/, `$1${NO_BREAK}`) : written; // a code stands off its amount
  }

  percentage(ratio) {
    return this.number(shifted(String(ratio), 2)) + this.patterns.percent;
  }

  duration(count, unit) {
    const patterns = this.patterns.durations[unit];
    return (patterns[this.plurals.select(Number(count))] ?? patterns.other).replace("#", this.number(count));
  }

  list(parts) {
    if (parts.length < 2) return parts.join("");
    const joined = (name, ...two) => filled(this.patterns.list[name], two);
    if (parts.length === 2) return joined("2", ...parts);
    let text = joined("end", parts.at(-2), parts.at(-1));
    for (const part of parts.slice(1, -2).reverse()) text = joined("middle", part, text);
    return joined("start", parts[0], text);
  }

  iban(iban) {
    return iban.match(/.{1,4}/g).join(NO_BREAK);
  }

  labelled(label, value) {
    return filled(this.patterns.labelled, { label, value });
  }
}

const decimals = (number) => number.split(".")[1]?.length ?? 0;
