// What the search of a language knows, loaded when it is needed and once.

import { Guides } from "./guides.js";
import { Rules } from "./rules.js";

export class Library {
  // `folder` is the address of the files of the language.
  constructor(folder) {
    this.folder = folder;
    this.loaded = new Map();
  }

  async file(name) {
    if (!this.loaded.has(name)) {
      const asked = fetch(new URL(name, this.folder)).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
        return answer.json();
      });
      this.loaded.set(name, asked);
      asked.catch(() => this.loaded.delete(name)); // asked again next time
    }
    return this.loaded.get(name);
  }

  // Returns the content of index.json, with the guides and rules in it ready to be searched.
  async index() {
    const held = await this.file("index.json");
    held.finder ??= new Guides(held);
    held.ruleFinder ??= new Rules(held);
    return held;
  }

  // Returns the sentences of a guide by anchor; none where they cannot be loaded, since the guide is found without them.
  sentences({ number }) {
    return this.file(`${number}.json`).catch(() => []);
  }
}
