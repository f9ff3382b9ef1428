extension DiagnosticCode { package var explanation: String { "" } }
package func isInputComplete(_ text: String, shapes: [CommandShape]) -> Bool { true }
