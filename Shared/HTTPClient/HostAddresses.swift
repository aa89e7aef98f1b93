/// The addresses of one host to which a transfer has tried to connect, as the policy judges them.
struct HostAddresses {
  private var hasAllowed = false
  /// Why no address has been allowed. It is nil once one is allowed: the refusal of the host's others then explains no
  /// failure, which may be an outage.
  private(set) var refusal: HTTPFailure?

  /// Whether the policy allows this address, the next one that is tried.
  mutating func allows(_ address: IPAddress, by policy: AddressPolicy) -> Bool {
    if let reason = policy.refusal(of: address) {
      refuse(address.description, because: reason)
      return false
    }
    hasAllowed = true
    refusal = nil
    return true
  }

  /// The next address that is tried is none to connect to.
  mutating func refuse(_ address: String, because reason: String) {
    if !hasAllowed { refusal = .addressRefused(address: address, reason: reason) }
  }
}
