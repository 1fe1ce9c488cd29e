import Digests
import Testing

@Suite struct DigestTests {
  /// Expected values: FIPS 180-2, appendix B, and the well-known digest of nothing.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func digestsAreThoseOfTheStandard(text: String, hex: String) {
    #expect(Digest.of(text).hex == hex)
  }

  @Test func partsAreKeptApart() {
    func digest(_ parts: [String]) -> Digest {
      var builder = DigestBuilder()
      for part in parts { builder.add(part) }
      return builder.finish()
    }
    #expect(digest(["ab", "c"]) != digest(["a", "bc"]))
    #expect(digest(["a"]) != digest(["a", ""]))
  }

  @Test(arguments: [
    "", "abc", String(repeating: "g", count: 64), String(repeating: "A", count: 64),
  ])
  func onlyLowerCaseHexadecimalDigitsAreADigest(text: String) {
    #expect(Digest(hex: text) == nil)
  }
}
