import Testing

@testable import HTTPClient

@Suite struct AddressPolicyTests {
  @Test(
    "an address that is not of the public Internet is refused",
    arguments: [
      "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
      "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7",
      "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
      "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::808:808",
      "2002:7f00:1::", "2002:c0a8:101::1", "fc00::1", "fd12::1", "fe80::1", "fec0::1", "ff02::1", "100::1",
      "2001::1", "2001:db8::1", "3fff::1", "4000::1",
    ])
  func refused(_ text: String) throws {
    let address = try #require(IPAddress(text))
    #expect(AddressPolicy().refusal(of: address) != nil)
    #expect(AddressPolicy(reach: .any).refusal(of: address) == nil)
  }

  @Test(
    "an address of the public Internet is allowed, also right beside a range that is not",
    arguments: [
      "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.0.0.1", "128.0.0.1",
      "172.15.255.255", "172.32.0.0", "192.167.0.1", "192.169.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255",
      "2606:4700::1111", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1",
    ])
  func allowed(_ text: String) throws {
    #expect(AddressPolicy().refusal(of: try #require(IPAddress(text))) == nil)
  }

  @Test("a host is refused only where the policy allows none of its addresses, whichever is tried first")
  func hosts() throws {
    let inner = try #require(IPAddress("10.0.0.1"))
    let outer = try #require(IPAddress("1.1.1.1"))
    let refusal = HTTPFailure.addressRefused(address: "10.0.0.1", reason: "private use")
    for (tried, expected) in [
      ([], nil), ([inner], refusal), ([inner, inner], refusal), ([outer], nil), ([inner, outer], nil),
      ([outer, inner], nil), ([inner, outer, inner], nil),
    ] as [([IPAddress], HTTPFailure?)] {
      var host = HostAddresses()
      let allowed = tried.filter { host.allows($0, by: AddressPolicy()) }
      #expect(allowed == tried.filter { $0 == outer })
      #expect(host.refusal == expected, "\(tried)")
    }
  }

  @Test("an address reads back as it was written", arguments: ["1.2.3.4", "2001:db8::1", "::1"])
  func description(_ text: String) throws {
    #expect(try #require(IPAddress(text)).description == text)
  }

  @Test(
    "what is not an address in digits is not read", arguments: ["", "localhost", "0x7f.1", "1.2.3", "1.2.3.4.5", ":::"])
  func invalid(_ text: String) { #expect(IPAddress(text) == nil) }
}
