import Notebook
import Testing

@Suite struct SectionTests {
  /// Expected slugs: the page names that the design fixes.
  @Test(arguments: [
    ("A1.1", "ForwardProcess", "a1.1-forward-process"), ("A0", "Setup", "a0-setup"),
    ("B1.2.3", "PureNoise", "b1.2.3-pure-noise"), ("A1.9", "HybridImages2", "a1.9-hybrid-images2"),
    ("B1.1", "UNet", "b1.1-unet"),
  ])
  func slugsAreLowerCaseWords(id: String, name: String, slug: String) {
    let section = Section(id, name)
    #expect(section.slug == slug)
    #expect(section.folder == "\(id)-\(name)")
  }

  @Test(arguments: [
    ("a1", "Name"), ("A", "Name"), ("A1.", "Name"), ("A.1", "Name"), ("A1", "name"),
    ("A1", "Two words"),
    ("A1", ""), ("A1/2", "Name"), ("A1", "Näme"),
  ])
  func whatIsNoIdOrNameIsRefused(id: String, name: String) {
    #expect(!Section.isValid(id: id, name: name))
  }
}

@Suite struct FixedNumberTests {
  @Test(arguments: [
    (0.84594, 3, "0.846"), (-1.5, 1, "−1.5"), (-0.0001, 2, "0.00"), (12, 0, "12"),
    (0.005, 2, "0.01"),
    (-0.0, 1, "0.0"),
  ])
  func numbersHaveATrueMinusSignAndNoNegativeZero(value: Double, digits: Int, text: String) {
    #expect(fixed(value, digits: digits) == text)
  }
}
