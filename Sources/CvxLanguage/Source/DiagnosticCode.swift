/// A diagnostic's number. Codes are stable: scripts and people look them up with `cvx explain`.
package struct DiagnosticCode: Hashable, Sendable, CustomStringConvertible {
    package enum Family: Sendable {
        case syntax, name, type, effect, runtime, policy, store, warning
    }

    package let family: Family
    package let number: Int

    package var description: String {
        let letter: String
        switch family {
        case .syntax, .name, .type, .effect: letter = "E"
        case .runtime: letter = "R"
        case .policy: letter = "P"
        case .store: letter = "S"
        case .warning: letter = "W"
        }
        return "\(letter)\(number)"
    }

    private init(_ family: Family, _ number: Int) {
        self.family = family
        self.number = number
    }

    /// Found before anything ran.
    package var isStatic: Bool {
        switch family {
        case .syntax, .name, .type, .effect, .warning: true
        case .store: [Self.badSettings, .unknownSetting, .settingType, .settingValue].contains(self)
        case .runtime, .policy: false
        }
    }

    // E1xx syntax
    package static let unexpectedToken = Self(.syntax, 100)
    package static let unexpectedCharacter = Self(.syntax, 101)
    package static let unterminatedString = Self(.syntax, 102)
    package static let unclosedBracket = Self(.syntax, 103)
    package static let badNumber = Self(.syntax, 104)
    package static let badDate = Self(.syntax, 105)
    package static let ambiguousDuration = Self(.syntax, 106)
    package static let badEscape = Self(.syntax, 107)
    package static let invalidUTF8 = Self(.syntax, 108)
    package static let nestingTooDeep = Self(.syntax, 109)
    package static let conditionRequired = Self(.syntax, 110)
    package static let repeatedClause = Self(.syntax, 111)
    package static let comparisonChain = Self(.syntax, 112)
    package static let reservedWord = Self(.syntax, 113)
    package static let notSupportedYet = Self(.syntax, 114)
    package static let expectedExpression = Self(.syntax, 115)
    package static let expectedName = Self(.syntax, 116)
    package static let wrongPlace = Self(.syntax, 117)
    package static let sourceTooLarge = Self(.syntax, 118)

    // E2xx names
    package static let unknownEntity = Self(.name, 200)
    package static let unknownField = Self(.name, 201)
    package static let unknownVariable = Self(.name, 202)
    package static let unknownEnumValue = Self(.name, 203)
    package static let unknownVerb = Self(.name, 204)
    package static let unknownFunction = Self(.name, 205)
    package static let unknownHome = Self(.name, 206)
    package static let unknownOption = Self(.name, 207)
    package static let unknownFormat = Self(.name, 208)
    package static let unknownType = Self(.name, 209)
    package static let duplicateName = Self(.name, 210)
    package static let fieldNotInStores = Self(.name, 211)
    package static let entityNotInStores = Self(.name, 212)
    package static let ambiguousName = Self(.name, 213)
    package static let unknownParameter = Self(.name, 214)
    package static let missingParameter = Self(.name, 215)
    package static let useCircle = Self(.name, 216)
    package static let fixedField = Self(.name, 214)

    // E3xx types
    package static let typeMismatch = Self(.type, 300)
    package static let dateAgainstDuration = Self(.type, 301)
    package static let notBoolean = Self(.type, 302)
    package static let toManyPath = Self(.type, 303)
    package static let notComparable = Self(.type, 304)
    package static let badArgument = Self(.type, 305)
    package static let badLiteralText = Self(.type, 306)
    package static let compareWithNull = Self(.type, 307)
    package static let notARelation = Self(.type, 308)
    package static let aggregateMisplaced = Self(.type, 309)
    package static let notGrouped = Self(.type, 310)
    package static let notRows = Self(.type, 311)
    package static let notForStores = Self(.type, 312)
    package static let badParameter = Self(.type, 313)

    // E4xx effects and limits
    package static let effectNotAllowed = Self(.effect, 402)
    package static let readOnlySQL = Self(.effect, 403)
    package static let outsideInTransaction = Self(.effect, 404)

    // R5xx run time
    package static let cardinality = Self(.runtime, 501)
    package static let noSuchReference = Self(.runtime, 502)
    package static let ambiguousReference = Self(.runtime, 503)
    package static let arithmetic = Self(.runtime, 504)
    package static let indexOutOfRange = Self(.runtime, 505)
    package static let cancelled = Self(.runtime, 506)
    package static let badPattern = Self(.runtime, 507)
    package static let noLastResult = Self(.runtime, 508)
    package static let conversion = Self(.runtime, 509)
    package static let assertionFailed = Self(.runtime, 510)
    package static let failed = Self(.runtime, 511)
    package static let tooDeep = Self(.runtime, 512)
    package static let timedOut = Self(.runtime, 513)

    package static let changeInvalid = Self(.runtime, 520)
    package static let nullInCondition = Self(.runtime, 521)
    package static let noTransaction = Self(.runtime, 522)
    package static let cannotUndo = Self(.runtime, 523)
    package static let constraintFailed = Self(.runtime, 524)
    package static let workPaused = Self(.runtime, 530)
    package static let noSuchWork = Self(.runtime, 531)
    package static let noSuchCampaign = Self(.runtime, 532)
    package static let campaignNotReady = Self(.runtime, 533)

    // P6xx refused
    package static let refused = Self(.policy, 600)
    package static let notPermitted = Self(.policy, 601)
    package static let outsideOrganization = Self(.policy, 602)
    package static let noOrganizations = Self(.policy, 603)
    package static let unknownPerson = Self(.policy, 604)
    package static let fixedActor = Self(.policy, 605)
    package static let ceilingPassed = Self(.policy, 610)
    package static let consentNeeded = Self(.policy, 611)
    package static let startupStatement = Self(.policy, 620)
    package static let providerUnusable = Self(.policy, 630)
    package static let transportUnusable = Self(.policy, 631)
    package static let doNotCall = Self(.policy, 640)

    // S7xx stores and files
    package static let noWorkspace = Self(.store, 700)
    package static let storeMissing = Self(.store, 701)
    package static let storeUnreadable = Self(.store, 702)
    package static let notADatabase = Self(.store, 703)
    package static let storeCorrupt = Self(.store, 704)
    package static let storeBusy = Self(.store, 705)
    package static let storeReadOnly = Self(.store, 706)
    package static let nothingKnown = Self(.store, 707)
    package static let fileUnreadable = Self(.store, 710)
    package static let fileUnwritable = Self(.store, 711)
    package static let diskFull = Self(.store, 712)
    package static let sqlFailed = Self(.store, 713)
    package static let badSettings = Self(.store, 714)
    package static let unknownSetting = Self(.store, 715)
    package static let settingType = Self(.store, 716)
    package static let settingValue = Self(.store, 717)
    package static let badTestFile = Self(.store, 720)

    // W8xx warnings
    package static let caseWouldMatch = Self(.warning, 801)
    package static let unusedVariable = Self(.warning, 802)
    package static let storeSkipped = Self(.warning, 803)
    package static let unreachable = Self(.warning, 804)
    package static let changeSettled = Self(.warning, 805)
    package static let startupSkipped = Self(.warning, 806)
    package static let storeNotice = Self(.warning, 807)
    package static let forbiddenExported = Self(.warning, 808)

    /// Every code, for `cvx explain` and the test that each has its long form.
    package static let all: [DiagnosticCode] = [
        unexpectedToken, unexpectedCharacter, unterminatedString, unclosedBracket, badNumber, badDate,
        ambiguousDuration, badEscape, invalidUTF8, nestingTooDeep, conditionRequired, repeatedClause,
        comparisonChain, reservedWord, notSupportedYet, expectedExpression, expectedName, wrongPlace,
        sourceTooLarge,
        unknownEntity, unknownField, unknownVariable, unknownEnumValue, unknownVerb, unknownFunction,
        unknownHome, unknownOption, unknownFormat, unknownType, duplicateName, fieldNotInStores,
        entityNotInStores, ambiguousName, unknownParameter, missingParameter, useCircle, fixedField,
        typeMismatch, dateAgainstDuration, notBoolean, toManyPath, notComparable, badArgument,
        badLiteralText, compareWithNull, notARelation, aggregateMisplaced, notGrouped, notRows, notForStores,
        badParameter,
        effectNotAllowed, readOnlySQL, outsideInTransaction,
        cardinality, noSuchReference, ambiguousReference, arithmetic, indexOutOfRange, cancelled,
        badPattern, noLastResult, conversion, assertionFailed, failed, tooDeep, timedOut,
        changeInvalid, nullInCondition, noTransaction, cannotUndo, constraintFailed,
        workPaused, noSuchWork, noSuchCampaign, campaignNotReady,
        refused, notPermitted, outsideOrganization, noOrganizations, unknownPerson, fixedActor,
        ceilingPassed, consentNeeded, providerUnusable, transportUnusable,
        noWorkspace, storeMissing, storeUnreadable, notADatabase, storeCorrupt, storeBusy, storeReadOnly,
        nothingKnown, fileUnreadable, fileUnwritable, diskFull, sqlFailed, badSettings, unknownSetting,
        settingType, settingValue, badTestFile,
        caseWouldMatch, unusedVariable, storeSkipped, unreachable,
        startupStatement, changeSettled, startupSkipped, storeNotice,
        forbiddenExported,
        doNotCall,
    ]
}
