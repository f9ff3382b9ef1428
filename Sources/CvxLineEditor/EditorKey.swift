/// Keys that arrive as escape sequences, and requests of the editor to itself. Each reaches libedit as one
/// C1 control character, which no keyboard sends and which libedit can bind in every editing mode. Binding
/// the sequences themselves would make ESC a prefix, and with that useless in vi's insert mode.
enum EditorKey: Int32, CaseIterable {
    case up = 0x81
    case down, left, right, home, end, delete, wordLeft, wordRight
    /// Inserts the text that was pasted.
    case paste
    /// Moves the cursor out of a gutter.
    case clamp
    /// Joins the line with the one before: backspace at the gutter.
    case join
    case newline
    case accept
    /// The three steps of ^K: libedit's own kill, so that ^Y has what it took.
    case mark, killEnd, killMarked

    /// The libedit command, by name; ours start with `cvx-`.
    var command: String {
        switch self {
        case .up: "cvx-up"
        case .down: "cvx-down"
        case .left: "ed-prev-char"
        case .right: "ed-next-char"
        case .home: "cvx-line-start"
        case .end: "cvx-line-end"
        case .delete: "cvx-delete"
        case .wordLeft: "ed-prev-word"
        case .wordRight: "em-next-word"
        case .paste: "cvx-paste"
        case .clamp: "cvx-clamp"
        case .join: "cvx-join"
        case .newline: "cvx-newline"
        case .accept: "ed-newline"
        case .mark: "em-set-mark"
        case .killEnd: "cvx-kill-end"
        case .killMarked: "em-kill-region"
        }
    }

    /// As `bind` spells the key.
    var bindingName: String { "\\" + String(rawValue, radix: 8) }

    static let pasteStart: [UInt8] = Array("\u{1B}[200~".utf8)
    static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

    static let sequences: [(bytes: [UInt8], key: EditorKey)] = spellings.map {
        (Array("\u{1B}\($0.0)".utf8), $0.1)
    }

    private static let spellings: [(String, EditorKey)] = [
        ("[A", .up), ("OA", .up), ("[B", .down), ("OB", .down), ("[C", .right), ("OC", .right),
        ("[D", .left), ("OD", .left), ("[H", .home), ("OH", .home), ("[1~", .home), ("[7~", .home),
        ("[F", .end), ("OF", .end), ("[4~", .end), ("[8~", .end), ("[3~", .delete),
        ("[1;5C", .wordRight), ("[1;3C", .wordRight), ("[1;5D", .wordLeft), ("[1;3D", .wordLeft),
        ("[200~", .paste), ("\r", .newline),
    ]
}
