import ClassicalDenoisingChapter
import ForwardProcessChapter
import NoisingProcessChapter
import Notebook

/// All chapters in reading order.
let chapters = [
  AnyChapter(ForwardProcess()),  // A1.1
  AnyChapter(ClassicalDenoising()),  // A1.2
  AnyChapter(NoisingProcess()),  // B1.2
]
