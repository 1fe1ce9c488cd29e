public import Arrays
public import Datasets
public import Notebook

extension Parameter {
  /// A picture of the author's in place of a painted one.
  public static func picture(_ picture: EditedPicture) -> Parameter {
    .file(picture.parameterName, "A PNG in place of the painted \(picture.title).")
  }
}

extension ChapterContext {
  /// Returns a picture that is to be edited, the author's where one is named.
  ///
  /// - Parameters:
  ///   - picture: Which one.
  ///   - side: Its width and height in pixels.
  /// - Returns: `[1, 3, side, side]`, values in `-1...1`.
  /// - Throws: ``Datasets/DatasetError`` when the author's cannot be used.
  /// - Precondition: The chapter declares ``Notebook/Parameter/picture(_:)`` for it.
  public func picture(_ picture: EditedPicture, side: Int) throws -> NDArray {
    let array =
      try file(picture.parameterName).map { try Photograph.load(path: $0, side: side) }
      ?? Photograph.array(of: picture.paint(side: side), side: side)
    return array.reshaped([1, 3, side, side])
  }

  /// Returns what a page calls a picture that is to be edited.
  public func title(of picture: EditedPicture) -> String {
    file(picture.parameterName) == nil ? picture.title : "the author’s"
  }
}

extension EditedPicture {
  /// How an author names a picture in its place.
  fileprivate var parameterName: String {
    switch self {
    case .campanile: "image"
    case .lighthouse: "image2"
    case .stillLife: "image3"
    case .owlIcon: "web"
    case .catDrawing: "drawing"
    case .houseDrawing: "drawing2"
    }
  }
}
