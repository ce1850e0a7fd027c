// Replays exported rules in engines of others: JSON lines in, one line of answers out for each.
// {"target", "document", "facts": [...]} → [[status, outcome, reasons, open_reasons, missing, values]]
import { createInterface } from "node:readline";
import { replayDmn } from "./replay_dmn.mjs";
import { replayJsonLogic } from "./replay_jsonlogic.mjs";

const REPLAY = { jsonlogic: replayJsonLogic, dmn: replayDmn };

for await (const line of createInterface({ input: process.stdin })) {
  const { target, document, facts } = JSON.parse(line);
  const records = await REPLAY[target](document, facts);
  console.log(JSON.stringify(records));
}
