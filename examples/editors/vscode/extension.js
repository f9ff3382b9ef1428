"use strict";

// Connects VS Code with `cvx lsp`. It needs no package beside VS Code's own, so that a copy of this folder works.

const vscode = require("vscode");
const { Connection } = require("./connection");

const language = { language: "cvx" };
let connection;
let diagnostics;

// What the protocol and VS Code call the same thing.
const place = (position) => ({ line: position.line, character: position.character });
const range = (value) =>
  new vscode.Range(value.start.line, value.start.character, value.end.line, value.end.character);
const document = (text) => ({ uri: text.uri.toString() });
const at = (text, position) => ({ textDocument: document(text), position: place(position) });

async function start() {
  const settings = vscode.workspace.getConfiguration("cvx");
  const program = settings.get("path", "cvx");
  const words = ["lsp", ...settings.get("arguments", [])];
  const mine = new Connection(program, words, receive, (reason) => {
    diagnostics.clear();
    if (reason === undefined) return;
    vscode.window.showErrorMessage(
      `cvx: \`${program} ${words.join(" ")}\` does not serve: ${reason}. The setting cvx.path names the program.`
    );
  });
  connection = mine;
  try {
    await mine.ask("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
  } catch {
    return; // Its end has been told.
  }
  mine.notify("initialized", {});
  for (const text of vscode.workspace.textDocuments) opened(text);
}

async function restart() {
  if (connection) await connection.stop();
  await start();
}

function receive(method, parameters) {
  if (method !== "textDocument/publishDiagnostics") return;
  const found = parameters.diagnostics.map((one) => {
    // The protocol counts severities from 1.
    const shown = new vscode.Diagnostic(range(one.range), one.message, one.severity - 1);
    shown.code = one.code;
    shown.source = one.source;
    if (one.tags) shown.tags = one.tags;
    if (one.relatedInformation) {
      shown.relatedInformation = one.relatedInformation.map(
        ({ location, message }) =>
          new vscode.DiagnosticRelatedInformation(
            new vscode.Location(vscode.Uri.parse(location.uri), range(location.range)), message
          )
      );
    }
    return shown;
  });
  diagnostics.set(vscode.Uri.parse(parameters.uri), found);
}

// Texts

function opened(text) {
  if (text.languageId !== "cvx") return;
  connection.notify("textDocument/didOpen", {
    textDocument: { ...document(text), languageId: "cvx", version: text.version, text: text.getText() },
  });
}

function changed({ document: text, contentChanges }) {
  if (text.languageId !== "cvx" || contentChanges.length === 0) return;
  connection.notify("textDocument/didChange", {
    textDocument: { ...document(text), version: text.version },
    contentChanges: [{ text: text.getText() }],
  });
}

function tell(method) {
  return (text) => {
    if (text.languageId === "cvx") connection.notify(method, { textDocument: document(text) });
  };
}

// Requests

const completion = {
  async provideCompletionItems(text, position) {
    const list = await connection.ask("textDocument/completion", at(text, position));
    const items = list.items.map((one) => {
      const item = new vscode.CompletionItem(one.label, one.kind - 1);
      item.detail = one.detail;
      item.filterText = one.filterText;
      item.sortText = one.sortText;
      item.insertText = one.textEdit.newText;
      item.range = range(one.textEdit.range);
      return item;
    });
    return new vscode.CompletionList(items, list.isIncomplete);
  },
};

const hover = {
  async provideHover(text, position) {
    const found = await connection.ask("textDocument/hover", at(text, position));
    return found && new vscode.Hover(new vscode.MarkdownString(found.contents.value), range(found.range));
  },
};

const definition = {
  async provideDefinition(text, position) {
    const found = await connection.ask("textDocument/definition", at(text, position));
    return found && new vscode.Location(vscode.Uri.parse(found.uri), range(found.range));
  },
};

const renaming = {
  async prepareRename(text, position) {
    const found = await connection.ask("textDocument/prepareRename", at(text, position));
    if (!found) throw new Error("There is no variable or function of this program here.");
    return { range: range(found.range), placeholder: found.placeholder };
  },
  async provideRenameEdits(text, position, newName) {
    const found = await connection.ask("textDocument/rename", { ...at(text, position), newName });
    const edit = new vscode.WorkspaceEdit();
    for (const [uri, changes] of Object.entries(found.changes)) {
      for (const change of changes) edit.replace(vscode.Uri.parse(uri), range(change.range), change.newText);
    }
    return edit;
  },
};

const formatting = {
  async provideDocumentFormattingEdits(text, options) {
    const found = await connection.ask("textDocument/formatting", {
      textDocument: document(text),
      options: { tabSize: options.tabSize, insertSpaces: options.insertSpaces },
    });
    return found && found.map((one) => new vscode.TextEdit(range(one.range), one.newText));
  },
};

const outline = {
  async provideDocumentSymbols(text) {
    const shown = (one) => {
      const symbol = new vscode.DocumentSymbol(
        one.name, one.detail, one.kind - 1, range(one.range), range(one.selectionRange)
      );
      symbol.children = one.children.map(shown);
      return symbol;
    };
    const found = await connection.ask("textDocument/documentSymbol", { textDocument: document(text) });
    return found.map(shown);
  },
};

async function activate(context) {
  diagnostics = vscode.languages.createDiagnosticCollection("cvx");
  context.subscriptions.push(
    diagnostics,
    vscode.commands.registerCommand("cvx.restart", restart),
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(changed),
    vscode.workspace.onDidSaveTextDocument(tell("textDocument/didSave")),
    vscode.workspace.onDidCloseTextDocument(tell("textDocument/didClose")),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("cvx") && restart()),
    vscode.languages.registerCompletionItemProvider(language, completion, "$", ".", "|"),
    vscode.languages.registerHoverProvider(language, hover),
    vscode.languages.registerDefinitionProvider(language, definition),
    vscode.languages.registerRenameProvider(language, renaming),
    vscode.languages.registerDocumentFormattingEditProvider(language, formatting),
    vscode.languages.registerDocumentSymbolProvider(language, outline)
  );
  await start();
}

async function deactivate() {
  if (connection) await connection.stop();
}

module.exports = { activate, deactivate };
