/// Where something begins in a text: both count from 1, columns by character.
package struct DelimitedPlace: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// What ends the reading of a delimited text. All records before it have been handed out.
package struct DelimitedFault: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case noHeader
        case repeatedName(String)
        case unclosedQuote
        case textBehindQuote
        case notUTF8
        case utf16
        case zeroByte
        case tooLong
        case tooManyFields(expected: Int)
    }

    package var kind: Kind
    package var place: DelimitedPlace

    package init(_ kind: Kind, at place: DelimitedPlace) {
        self.kind = kind
        self.place = place
    }

    /// What is wrong, to stand behind the file's name and the place.
    package var message: String {
        switch kind {
        case .noHeader: "its first line names no column"
        case .repeatedName(let name): "a column before is named `\(name)` too"
        case .unclosedQuote: "the quote that opens here is never closed"
        case .textBehindQuote: "text follows a closing quote"
        case .notUTF8: "the field that begins here is not UTF-8"
        case .utf16: "it is UTF-16, not UTF-8"
        case .zeroByte: "a zero byte stands here: this is no text in UTF-8"
        case .tooLong: "the record of this field is longer than \(DelimitedReader.longest >> 20) MB"
        case .tooManyFields(let expected):
            "this field is one more than the first line has (\(expected))"
        }
    }

    /// The next step.
    package var help: String {
        switch kind {
        case .noHeader: "write the columns' names into the first line"
        case .repeatedName: "give each column a name of its own"
        case .unclosedQuote, .tooLong:
            "close the quote at the field's end; a quote within quotes is written twice"
        case .textBehindQuote:
            "a quote within quotes is written twice; behind the closing one comes the next field or line"
        case .notUTF8, .utf16, .zeroByte:
            "save the file as UTF-8 (`iconv -f WINDOWS-1252 -t UTF-8`; in a spreadsheet: CSV UTF-8)"
        case .tooManyFields: "put fields that hold the delimiter into quotes"
        }
    }
}
