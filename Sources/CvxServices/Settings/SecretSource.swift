/// Where a secret is read from when it is needed. Settings name the place and never hold the secret.
package enum SecretSource: Hashable, Sendable {
    /// A variable of the environment.
    case variable(String)
    /// A file, by its absolute path, whose first line is the secret.
    case file(String)
}
