extension EditorServer {
    /// The answer to `initialize`.
    static func capabilities(version: String) -> JSONValue {
        [
            "capabilities": [
                "positionEncoding": "utf-16",
                "textDocumentSync": ["openClose": true, "change": 1, "save": true],
                "completionProvider": ["triggerCharacters": ["$", ".", "|"]],
                "hoverProvider": true,
                "definitionProvider": true,
                "renameProvider": ["prepareProvider": true],
                "documentFormattingProvider": true,
                "documentSymbolProvider": true,
            ],
            "serverInfo": ["name": "cvx", "version": .string(version)],
        ]
    }
}
