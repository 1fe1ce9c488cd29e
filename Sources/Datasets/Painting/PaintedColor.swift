import Drawing

/// A colour that captions name.
public enum PaintedColor: String, CaseIterable, Codable, Sendable {
  case red, orange, yellow, green, blue, purple, white

  /// The colour before a picture varies it.
  var color: Color {
    switch self {
    case .red: Color(hex: 0xd2_322b)
    case .orange: Color(hex: 0xef_8224)
    case .yellow: Color(hex: 0xf2_c62c)
    case .green: Color(hex: 0x3f_9a48)
    case .blue: Color(hex: 0x2f_62bd)
    case .purple: Color(hex: 0x7e_45a8)
    case .white: Color(hex: 0xf0_ece2)
    }
  }
}
