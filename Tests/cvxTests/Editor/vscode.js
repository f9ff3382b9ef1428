"use strict";

// Runs the VS Code extension on a stand-in for VS Code, with a real `cvx lsp`: node vscode.js EXTENSION PROGRAM FILE

const assert = require("assert");
const Module = require("module");
const [extension, program, file] = process.argv.slice(2);
const lines = ["let hot = find leads", "find leads  where temperature = HTO", "print $hot, $h"];

class Range {
  constructor(...numbers) {
    this.numbers = numbers;
  }
}
const record = (...names) =>
  class {
    constructor(...values) {
      names.forEach((name, index) => (this[name] = values[index]));
    }
  };
const handlers = {};
const shown = new Map();
let edits = [];
let failure;
const event = (name) => (handler) => ((handlers[name] = handler), { dispose() {} });
const provider = (name) => (selector, handler) => ((handlers[name] = handler), { dispose() {} });
const uri = { toString: () => "file://" + file };
const text = { uri, languageId: "cvx", version: 1, getText: () => lines.join("\n") + "\n" };

const vscode = {
  Range,
  Diagnostic: record("range", "message", "severity"),
  DiagnosticRelatedInformation: record("location", "message"),
  Location: record("uri", "range"),
  CompletionItem: record("label", "kind"),
  CompletionList: record("items", "isIncomplete"),
  Hover: record("contents", "range"),
  MarkdownString: record("value"),
  TextEdit: record("range", "newText"),
  DocumentSymbol: record("name", "detail", "kind", "range", "selectionRange"),
  WorkspaceEdit: class {
    replace(address, range, newText) {
      edits.push([range.numbers.join(), newText]);
    }
  },
  Uri: { parse: (address) => ({ toString: () => address }) },
  workspace: {
    textDocuments: [text],
    getConfiguration: () => ({ get: (name, fallback) => (name === "path" ? program : fallback) }),
    onDidOpenTextDocument: event("open"),
    onDidChangeTextDocument: event("change"),
    onDidSaveTextDocument: event("save"),
    onDidCloseTextDocument: event("close"),
    onDidChangeConfiguration: event("configuration"),
  },
  window: { showErrorMessage: (message) => (failure = message) },
  commands: { registerCommand: (name, handler) => ((handlers[name] = handler), { dispose() {} }) },
  languages: {
    createDiagnosticCollection: () => ({
      set: (address, found) => shown.set(address.toString(), found),
      clear: () => shown.clear(),
      dispose() {},
    }),
    registerCompletionItemProvider: provider("completion"),
    registerHoverProvider: provider("hover"),
    registerDefinitionProvider: provider("definition"),
    registerRenameProvider: provider("rename"),
    registerDocumentFormattingEditProvider: provider("formatting"),
    registerDocumentSymbolProvider: provider("symbols"),
  },
};

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
const { activate, deactivate } = require(extension + "/extension.js");
const position = (line, character) => ({ line, character });

async function until(condition) {
  for (let tries = 0; tries < 200; tries++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("waited in vain");
}

async function main() {
  await activate({ subscriptions: [] });
  await until(() => (shown.get(uri.toString()) || []).length > 0);
  const found = shown.get(uri.toString());
  assert.deepStrictEqual(found.map((one) => [one.code, one.severity]), [["E203", 0], ["E202", 0]]);
  assert.strictEqual(found[0].range.numbers.join(), "1,32,1,35");
  const list = await handlers.completion.provideCompletionItems(text, position(2, 14));
  assert.deepStrictEqual(list.items.map((item) => item.label), ["$hot"]);
  assert.strictEqual(list.items[0].range.numbers.join(), "2,12,2,14");
  assert.match((await handlers.hover.provideHover(text, position(2, 8))).contents.value, /list of leads/);
  const definition = await handlers.definition.provideDefinition(text, position(2, 8));
  assert.strictEqual(definition.range.numbers.join(), "0,4,0,7");
  assert.strictEqual((await handlers.rename.prepareRename(text, position(2, 8))).placeholder, "hot");
  await assert.rejects(handlers.rename.prepareRename(text, position(1, 6)), /no variable or function/);
  await handlers.rename.provideRenameEdits(text, position(2, 8), "warm");
  assert.deepStrictEqual(edits, [["0,4,0,7", "warm"], ["2,7,2,10", "warm"]]);
  await assert.rejects(handlers.rename.provideRenameEdits(text, position(2, 8), "where"), /not a name/);
  const formatted = await handlers.formatting.provideDocumentFormattingEdits(text, { tabSize: 2, insertSpaces: true });
  assert.deepStrictEqual(formatted.map((edit) => edit.newText), [""]);
  const symbols = await handlers.symbols.provideDocumentSymbols(text);
  assert.deepStrictEqual(symbols.map((one) => [one.name, one.kind]), [["hot", 12]]);
  lines.splice(0, 3, "find leads");
  handlers.change({ document: text, contentChanges: [{}] });
  await until(() => (shown.get(uri.toString()) || [1]).length === 0);
  await handlers["cvx.restart"]();
  assert.strictEqual(await handlers.definition.provideDefinition(text, position(0, 0)), null);
  await deactivate();
  assert.strictEqual(failure, undefined);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
