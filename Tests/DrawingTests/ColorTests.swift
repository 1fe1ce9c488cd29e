import Drawing
import Testing

@Suite struct ColorTests {
  /// Black on white is 21 by definition; #767676 is the well-known lightest grey that passes 4.5 on
  /// white, at 4.54 (WCAG 2.2, understanding 1.4.3).
  @Test func contrastFollowsWCAG() {
    #expect(abs(Color.black.contrast(with: .white) - 21) < 1e-9)
    #expect(abs(Color(hex: 0x767676).contrast(with: .white) - 4.54) < 0.005)
    #expect(Color(hex: 0x123456).contrast(with: Color(hex: 0x123456)) == 1)
  }

  @Test func hexadecimalComponentsAreInOrder() {
    let color = Color(hex: 0x3366ff, alpha: 0.5)
    #expect(color == Color(red: 0.2, green: 0.4, blue: 1, alpha: 0.5))
    // Halfway from 0.2 to 1.
    #expect(abs(color.mixed(with: Color(hex: 0xff6633), 0.5).red - 0.6) < 1e-12)
  }
}
