// Words, variables, references and everything outside ASCII.
extension Lexer {
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == 0x5F
    }

    static func isNameByte(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }

    /// To the end of a word; letters beyond ASCII belong to it.
    mutating func skipNameBytes() {
        while position < bytes.count {
            if Self.isNameByte(bytes[position]) {
                position += 1
            } else if bytes[position] >= 0x80 {
                let (scalar, length) = UTF8Check.scalar(in: bytes, at: position)
                guard let scalar, scalar.properties.isXIDContinue else { return }
                position += length
            } else {
                return
            }
        }
    }

    mutating func lexDollar() {
        let start = position
        if Self.isDigit(byte(1)) { return lexMoney() }
        position += 1
        skipNameBytes()
        if position == start + 1 {
            report(
                .unexpectedCharacter, "a lone `$`", start, position,
                help: "a variable is `$name`, an amount is `$250k`")
            emit(.invalid, from: start, isBroken: true)
        } else {
            emit(.variable, from: start)
        }
    }

    mutating func lexReference() {
        let start = position
        position += 1
        if byte() == 0x22 { return lexExactReference(from: start) }
        // Ids of the uuid kind have hyphens inside.
        while Self.isNameByte(byte()) || (byte() == 0x2D && Self.isNameByte(byte(1)) && position > start + 1)
        {
            position += 1
        }
        if position == start + 1 {
            report(
                .unexpectedCharacter, "a lone `@`", start, position,
                help: "`@3` is row 3 of the last result, `@\"17\"` an exact id")
            emit(.invalid, from: start, isBroken: true)
        } else {
            emit(.reference, from: start)
        }
    }

    private mutating func lexExactReference(from start: Int) {
        position += 1
        while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x0A {
            position +=
                bytes[position] == 0x5C && position + 1 < bytes.count && bytes[position + 1] != 0x0A ? 2 : 1
        }
        let isClosed = byte() == 0x22
        if isClosed {
            position += 1
        } else {
            reportUnterminated(start, "this id")
        }
        emit(.exactReference, from: start, isBroken: !isClosed)
    }

    mutating func lexQuotedName() {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != 0x60, bytes[position] != 0x0A { position += 1 }
        if byte() != 0x60 {
            reportUnterminated(start, "this name")
            emit(.quotedName, from: start, isBroken: true)
        } else if position == start + 1 {
            position += 1
            report(.expectedName, "an empty name", start, position)
            emit(.invalid, from: start, isBroken: true)
        } else {
            position += 1
            emit(.quotedName, from: start)
        }
    }

    mutating func lexNonASCII() {
        let start = position
        let (scalar, length) = UTF8Check.scalar(in: bytes, at: position)
        position += length
        guard let scalar else {
            // Reported by the check of the whole source.
            while position < bytes.count, bytes[position] >= 0x80 {
                let (next, width) = UTF8Check.scalar(in: bytes, at: position)
                guard next == nil else { break }
                position += width
            }
            return emit(.invalid, from: start, isBroken: true)
        }
        if scalar.properties.isXIDStart {
            skipNameBytes()
            return emit(.name, from: start)
        }
        if scalar.properties.isWhitespace || scalar.properties.generalCategory == .format {
            spaceBefore = true
            report(
                .unexpectedCharacter, "an unusual space (\(Self.codePoint(scalar)))", start, position,
                help: "replace it with a plain space")
            return
        }
        let help: String? =
            switch scalar.value {
            case 0x2018...0x201F: "type straight quotes: \""
            case 0x2010...0x2015, 0x2212: "type `-`"
            case 0x2260: "write `!=`"
            case 0x2264: "write `<=`"
            case 0x2265: "write `>=`"
            case 0x2026: "a range is written `..`"
            case 0xD7: "write `*`"
            default: nil
            }
        report(
            .unexpectedCharacter,
            "`\(String(Character(scalar)))` (\(Self.codePoint(scalar))) means nothing here",
            start, position, help: help)
        emit(.invalid, from: start, isBroken: true)
    }

    static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    }

    func isNext(_ next: UInt8) -> Bool { byte(1) == next }

    mutating func lexPunctuation(_ first: UInt8) {
        switch first {
        case 0x28: punctuation(.leftParen, 1)
        case 0x29: punctuation(.rightParen, 1)
        case 0x5B: punctuation(.leftBracket, 1)
        case 0x5D: punctuation(.rightBracket, 1)
        case 0x2C: punctuation(.comma, 1)
        case 0x3A: punctuation(.colon, 1)
        case 0x3B: punctuation(.semicolon, 1)
        case 0x2B: punctuation(.plus, 1)
        case 0x2A: punctuation(.star, 1)
        case 0x2F: punctuation(.slash, 1)
        case 0x25: punctuation(.remainder, 1)
        case 0x2E:
            if isNext(0x2E) {
                punctuation(.range, 2)
            } else if Self.isDigit(byte(1)) {
                lexLeadingDot()
            } else {
                punctuation(.dot, 1)
            }
        case 0x2D: if isNext(0x3E) { punctuation(.arrow, 2) } else { punctuation(.minus, 1) }
        case 0x7C: if isNext(0x7C) { punctuation(.bars, 2) } else { punctuation(.pipe, 1) }
        case 0x3F: if isNext(0x3F) { punctuation(.coalesce, 2) } else { punctuation(.question, 1) }
        case 0x3D:
            if isNext(0x7E) {
                punctuation(.equalFolded, 2)
            } else {
                punctuation(.equal, isNext(0x3D) ? 2 : 1)
            }
        case 0x21:
            if isNext(0x3D) {
                punctuation(.notEqual, 2)
            } else if isNext(0x7E) {
                punctuation(.notEqualFolded, 2)
            } else {
                punctuation(.bang, 1)
            }
        case 0x3C:
            if isNext(0x3E) {
                punctuation(.notEqual, 2)
            } else if isNext(0x3D) {
                punctuation(.lessOrEqual, 2)
            } else {
                punctuation(.less, 1)
            }
        case 0x3E: if isNext(0x3D) { punctuation(.greaterOrEqual, 2) } else { punctuation(.greater, 1) }
        case 0x26 where isNext(0x26): punctuation(.ampersands, 2)
        default: lexUnknown(first)
        }
    }

    private mutating func lexUnknown(_ first: UInt8) {
        let start = position
        position += 1
        // A NUL has been reported by the check of the whole source.
        if first != 0 {
            let shown =
                first < 0x20 || first == 0x7F
                ? "a control character (\(Self.codePoint(Unicode.Scalar(first))))"
                : "`\(Character(Unicode.Scalar(first)))`"
            let help: String? =
                switch first {
                case 0x26: "write `and`"
                case 0x5C: "a line goes on after an operator or inside brackets; no `\\` is needed"
                default: nil
                }
            report(.unexpectedCharacter, "\(shown) means nothing here", start, position, help: help)
        }
        emit(.invalid, from: start, isBroken: true)
    }
}
