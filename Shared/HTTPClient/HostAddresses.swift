/// The addresses of one host to which a transfer has tried to connect, as the policy judges them.
struct HostAddresses {
  private var hasAllowed = false
  /// Why no address has been allowed. It is nil once one is allowed: a failure may then be an outage, and the refusal
  /// of the host's other addresses does not explain it.
  private(set) var refusal: HTTPFailure?

  /// Judges the next address to try; returns whether the policy allows it.
  mutating func allows(_ address: IPAddress, by policy: AddressPolicy) -> Bool {
    if let reason = policy.refusal(of: address) {
      refuse(address.description, because: reason)
      return false
    }
    hasAllowed = true
    refusal = nil
    return true
  }

  /// Records why the next address must not be connected to.
  mutating func refuse(_ address: String, because reason: String) {
    if !hasAllowed { refusal = .addressRefused(address: address, reason: reason) }
  }
}
