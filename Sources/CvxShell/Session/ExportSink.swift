import CvxDomain
import CvxLanguage
import CvxServices

/// Rows on their way into a file: what leaves of numbers and addresses that are not to be contacted is counted, and a
/// warning says so behind the last row. Rows without such a column pass as they are.
final class ExportSink: RowSink {
    private let session: Session
    private let span: CvxLanguage.Span?
    private let source: SourceText
    private var next: any RowSink
    /// By what they hold.
    private var numbers: [Int] = []
    private var addresses: [Int] = []
    /// Made for the first number or address that leaves.
    private var watch: ContactWatch?

    init(_ next: any RowSink, _ session: Session, _ source: SourceText, at span: CvxLanguage.Span?) {
        self.next = next
        self.session = session
        self.source = source
        self.span = span
    }

    func begin(_ columns: [ResultColumn]) throws {
        try next.begin(columns)
        numbers = columns.indices.filter { columns[$0].holdsNumbers }
        addresses = columns.indices.filter { columns[$0].holdsAddresses }
    }

    func append(_ batch: borrowing RowBatch) throws {
        for row in 0..<batch.rowCount {
            for column in numbers where batch[row, column].kind == .text {
                let number = batch.bytes(of: batch[row, column]).withUnsafeBufferPointer {
                    NANPNumber(bytes: $0)
                }
                if let number { try watching().add(number) }
            }
            for column in addresses where batch[row, column].kind == .text {
                let bytes = batch.bytes(of: batch[row, column])
                guard bytes.contains(UInt8(ascii: "@")) else { continue }
                try watching().add(address: String(decoding: bytes, as: UTF8.self))
            }
        }
        try next.append(batch)
    }

    private func watching() throws -> ContactWatch {
        if let watch { return watch }
        let made = try ContactWatch(
            session.services.engine, session.services.catalog, session.services.doNotCall, at: Session.now())
        watch = made
        return made
    }

    func end() throws {
        try next.end()
        guard let watch else { return }
        try watch.finish()
        if watch.forbidden == 0 { return }
        let counted = "\(Session.grouped(watch.forbidden)) of \(Session.grouped(watch.passed))"
        session.report(
            [
                Diagnostic(
                    .forbiddenExported,
                    "\(counted) numbers and addresses that leave here are not to be called or written to",
                    at: span,
                    help: "`| dnc free` before it leaves them out, `dnc check` says which they are"
                )
            ], source)
    }
}

extension ResultColumn {
    fileprivate var holdsNumbers: Bool {
        if type == .phone { return true }
        return isText && (name.lowercased().contains("phone") || name.lowercased() == "number")
    }

    /// Of emails; a postal address has no `@`.
    fileprivate var holdsAddresses: Bool {
        isText && (name.lowercased().contains("mail") || name.lowercased() == "address")
    }

    private var isText: Bool { type == .text || type == .any }
}
