/// One way of writing a digit.
///
/// Each stroke is a list of places that the pen passes, `x, y, x, y, …` in hundredths of a box with y
/// downwards, joined by a smooth curve. A corner is where one stroke ends and the next begins.
struct DigitForm {
  /// How often people choose this form, beside the other forms of the same digit.
  var share: Int

  var strokes: [[Int]]

  init(_ share: Int, _ strokes: [Int]...) {
    self.share = share
    self.strokes = strokes
  }

  /// The forms of the digits 0 to 9.
  static let all: [[DigitForm]] = [zero, one, two, three, four, five, six, seven, eight, nine]

  private static let zero = [
    // Closed; then with crossing ends; open at the top; narrow.
    DigitForm(4, [58, 1, 28, 10, 7, 48, 18, 88, 48, 100, 82, 82, 95, 42, 80, 8, 55, 2]),
    DigitForm(2, [45, 6, 20, 22, 6, 60, 26, 94, 58, 97, 88, 68, 92, 28, 66, 2, 40, 8, 32, 20]),
    DigitForm(2, [42, 4, 14, 24, 4, 62, 24, 96, 60, 98, 92, 66, 94, 24, 68, 4]),
    DigitForm(2, [50, 0, 28, 14, 16, 50, 28, 88, 50, 100, 72, 86, 84, 48, 72, 12, 52, 1]),
  ]

  private static let one = [
    // A stick; with an upstroke; with upstroke and base.
    DigitForm(8, [50, 0, 50, 50, 50, 100]),
    DigitForm(3, [30, 24, 42, 14, 52, 0], [52, 0, 51, 50, 50, 100]),
    DigitForm(1, [28, 22, 42, 14, 52, 0], [52, 0, 51, 98], [24, 99, 50, 98, 78, 98]),
  ]

  private static let two = [
    // A corner at the foot; a loop; a wave along the base; a short hook.
    DigitForm(3, [8, 26, 24, 5, 58, 0, 80, 18, 68, 48, 36, 78, 6, 98], [6, 98, 40, 96, 96, 95]),
    DigitForm(
      4,
      [10, 24, 34, 2, 68, 4, 78, 30, 56, 64, 24, 94, 6, 94, 6, 80, 28, 76, 58, 92, 98, 92]
    ),
    DigitForm(2, [6, 20, 32, 1, 72, 6, 76, 36, 44, 72, 10, 98], [10, 98, 36, 88, 64, 96, 96, 88]),
    DigitForm(2, [18, 12, 48, 0, 78, 14, 66, 50, 24, 96], [24, 96, 58, 95, 86, 97]),
  ]

  private static let three = [
    // Two bows; a flat top; a small loop in the middle; the middle only hinted at.
    DigitForm(
      4,
      [12, 12, 44, 0, 80, 16, 68, 40, 36, 48],
      [36, 48, 78, 54, 92, 76, 62, 99, 8, 92]
    ),
    DigitForm(
      1,
      [14, 4, 50, 3, 82, 2],
      [82, 2, 42, 42],
      [42, 42, 82, 50, 90, 78, 56, 99, 10, 92]
    ),
    DigitForm(
      2,
      [10, 14, 42, 0, 78, 14, 66, 40, 36, 50, 40, 42, 68, 50, 90, 72, 70, 96, 36, 100, 6, 88]
    ),
    DigitForm(2, [16, 10, 52, 0, 82, 20, 58, 46, 74, 54, 84, 76, 58, 97, 14, 96]),
  ]

  private static let four = [
    // Open; closed; written like a 9 with a bowl; open with a long bar.
    DigitForm(4, [16, 4, 12, 30, 12, 54], [12, 54, 42, 54, 94, 48], [82, 0, 78, 50, 72, 100]),
    DigitForm(2, [66, 0, 36, 34, 4, 64], [4, 64, 50, 63, 98, 60], [68, 0, 66, 50, 64, 100]),
    DigitForm(3, [14, 2, 8, 32, 26, 54, 58, 48, 84, 28], [88, 0, 82, 40, 74, 100]),
    DigitForm(2, [30, 6, 20, 28, 6, 56], [6, 56, 50, 58, 98, 52], [72, 20, 66, 58, 58, 100]),
  ]

  private static let five = [
    // Neck and bow with a hat; a hat set apart; one smooth stroke.
    DigitForm(
      3,
      [88, 2, 58, 3, 28, 4],
      [28, 4, 24, 24, 18, 44],
      [18, 44, 56, 38, 84, 60, 70, 90, 34, 99, 6, 90]
    ),
    DigitForm(
      2,
      [32, 10, 24, 44],
      [24, 44, 62, 46, 80, 72, 54, 97, 8, 94],
      [34, 8, 62, 6, 96, 0]
    ),
    DigitForm(3, [90, 2, 54, 4, 32, 14, 30, 36, 58, 52, 72, 74, 48, 97, 6, 94]),
  ]

  private static let six = [
    // A long curved neck; an upright neck; a small curl at the end of the bowl.
    DigitForm(4, [70, 0, 36, 26, 12, 64, 24, 96, 62, 98, 82, 74, 60, 56, 32, 64, 16, 84]),
    DigitForm(2, [36, 0, 18, 34, 10, 72, 28, 99, 70, 96, 86, 70, 60, 54, 26, 66, 14, 80]),
    DigitForm(2, [80, 6, 42, 18, 12, 56, 16, 92, 54, 100, 84, 80, 72, 54, 40, 56, 26, 76, 42, 82]),
  ]

  private static let seven = [
    // Plain; with a bar; with a hook at the left; with a waved top.
    DigitForm(4, [6, 6, 46, 6, 90, 4], [90, 4, 66, 44, 48, 100]),
    DigitForm(2, [8, 8, 50, 4, 92, 5], [92, 5, 62, 50, 42, 100], [34, 52, 60, 50, 88, 48]),
    DigitForm(2, [8, 24, 12, 6], [12, 6, 50, 5, 88, 4], [88, 4, 70, 46, 60, 100]),
    DigitForm(2, [4, 18, 26, 4, 56, 12, 90, 6], [90, 6, 58, 52, 34, 100]),
  ]

  private static let eight = [
    // One stroke with a crossing; two rings; narrow and open at the top.
    DigitForm(
      5,
      [80, 16, 54, 0, 24, 12, 34, 38, 66, 58, 78, 82, 50, 100, 20, 86, 32, 58, 64, 38, 82, 14]
    ),
    DigitForm(
      1,
      [50, 2, 28, 12, 28, 36, 50, 46, 72, 36, 72, 12, 50, 2],
      [50, 46, 22, 58, 20, 86, 50, 100, 80, 86, 78, 58, 50, 46]
    ),
    DigitForm(2, [90, 10, 56, 2, 28, 18, 48, 44, 70, 74, 44, 99, 14, 86, 32, 60, 62, 36, 84, 0]),
  ]

  private static let nine = [
    // A ring and a straight stem; a curved tail; a ring with a bent back.
    DigitForm(3, [80, 14, 50, 0, 18, 18, 22, 44, 54, 48, 82, 14], [82, 14, 78, 52, 72, 100]),
    DigitForm(3, [76, 16, 46, 0, 14, 22, 28, 48, 62, 42, 78, 14, 78, 54, 60, 86, 26, 98]),
    DigitForm(2, [84, 6, 48, 4, 20, 26, 34, 46, 66, 36, 84, 8, 70, 54, 52, 100]),
  ]
}
