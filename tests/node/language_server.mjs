// Starts yaml-language-server. It imports a package that it does not name among its dependencies
// (2.0.0); what it gets is the copy that vscode-languageserver, which it does name, has for itself.
import { registerHooks } from "node:module";

const UNNAMED = "vscode-languageserver-protocol";
const named = import.meta.resolve("vscode-languageserver/node");

registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith(UNNAMED) ? next(specifier, { ...context, parentURL: named }) : next(specifier, context),
});

await import("yaml-language-server/bin/yaml-language-server");
