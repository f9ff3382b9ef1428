import CvxDomain
import Testing

@Suite struct SecretTextTests {
    @Test(arguments: [
        "apiKey", "X-API-Key", "api_key", "batchdata_api_key", "client_secret", "accessToken",
        "Authorization",
        "DB_PASSWORD", "x-rapidapi-key",
    ])
    func namesThatTell(_ name: String) { #expect(SecretText.isSecretName(Array(name.utf8))) }

    @Test(arguments: [
        "key", "keys", "tokens", "next_page_token", "monkey", "author", "secretary", "primaryKey", "",
    ])
    func namesThatDoNot(_ name: String) { #expect(!SecretText.isSecretName(Array(name.utf8))) }

    @Test(arguments: [
        (
            #"set @1 raw_data = {api_key: "sk-1", a: "b"}"#,
            #"set @1 raw_data = {api_key: "[redacted]", a: "b"}"#
        ),
        (
            #"set @1 raw_data = '{"token":"sk-1","a":"b"}'"#,
            #"set @1 raw_data = '{"token":"[redacted]","a":"b"}'"#
        ),
        (#"set @1 raw_data = "{\"token\": \"sk-1\"}""#, #"set @1 raw_data = "{\"token\": \"[redacted]\"}""#),
        (
            #"find users where password = 'x\'y' limit 1"#,
            #"find users where password = '[redacted]' limit 1"#
        ),
        (#"$secret = "0123456789""#, #"$secret = "[redacted]""#),
        (#"{"apiKey":"sk-live-cut"#, #"{"apiKey":"[redacted]"#),
    ])
    func textsWithOne(_ text: String, _ expected: String) { #expect(SecretText.redacted(text) == expected) }

    @Test(arguments: [
        #"find leads where owner_name = "Ann""#, "sort by token", #"set @1 key = "x""#,
        #"print "a token: none""#, "größe",
    ])
    func textsWithout(_ text: String) { #expect(SecretText.redacted(text) == text) }

    @Test func insideTextsOfJSON() {
        func clean(_ text: String) -> String? {
            var text = text
            return text.withUTF8 { JSONSanitizer.redactedText($0) }
        }
        #expect(
            clean(#"{"body":"{\"apiKey\":\"s\",\"n\":1}"}"#)
                == #"{"body":"{\"apiKey\":\"[redacted]\",\"n\":1}"}"#)
        #expect(clean(#"["Bearer abc", "bearer", "Basically"]"#) == #"["[redacted]", "bearer", "Basically"]"#)
        #expect(clean(#"{"apiKey":"sk-live-1","n":[1,2"#) == #"{"apiKey":"[redacted]","n":[1,2"#)
        #expect(clean(#"{"n":"\{not json}"}"#) == nil)
        #expect(clean(#"apiKey: "x""#) == nil)
    }
}
